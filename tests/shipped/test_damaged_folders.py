"""Files of the data damaged by chance: all that reads them goes on and says what is wrong.

`make fuzz` tries thousands of such cases, whole folders with every page among them.
"""

import random
from pathlib import Path

import pytest

from geo.records.loaded import Loaded
from geo.rules.open_atlas import open_atlas
from tests.conftest import ROOT
from tests.fuzz.damage import damages_of
from tests.fuzz.door import READERS, Sound, without_scripts
from tests.fuzz.folders import FolderCase

#: Small ones, one for each way of reading.
FILES = (
    *("style.yaml", "projects.yaml", "alignments.yaml", "people.csv", "network/kept.csv"),
    *("network/routes.csv", "layers/khyber-pass-expressway.geojson", "sites-osm.geojson"),
    *("articles/art-dawn-2025-adb.md", "basemap/countries.geojson", "basemap/kashmir.geojson"),
    *("basemap/places.geojson", "basemap/relief.webp", "network/legs.csv", "claims.csv"),
)
A_FILE = 4
#: Whatever the file, these are told.
TOLD = {"empty", "null", "a pipe", "a link to /dev/zero", "a folder in its place", "UTF-16"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    """The shipped files under a small atlas; places are not asked for their countries."""
    atlas = open_atlas(ROOT / "tests" / "data" / "good")
    return Sound(ROOT / "data", Loaded(), atlas, tmp_path_factory.mktemp("no-outlines"))


@pytest.mark.parametrize("file", FILES)
def test_nothing_that_a_file_holds_stops_its_readers(
    file: str, sound: Sound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_scripts(monkeypatch.setattr)
    known = [damage.name for damage in damages_of(file) if not damage.is_slow]
    always = sorted(TOLD & set(known))
    chance = random.Random(file)  # noqa: S311
    names = [chance.choice(always), *chance.sample(known, A_FILE)]
    for number, name in enumerate(names):
        folder = FolderCase(file, name).make_alone(sound.folder, tmp_path / str(number))
        issues: list[str] = []
        for _, read, of in READERS:
            if file.startswith(of):
                read(sound, folder, issues)
        assert name not in TOLD or any(said.startswith(file) for said in issues), name


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("basemap/kashmir.geojson", "they look swapped"),
        ("network/context-rail.geojson", "they look swapped"),
        ("gazetteer/places.parquet", "there is no town in it"),
    ],
)
def test_damage_of_derived_files_is_told(
    file: str, said: str, sound: Sound, tmp_path: Path
) -> None:
    damage = "no rows" if file.endswith("parquet") else "axes swapped"
    folder = FolderCase(file, damage).make_alone(sound.folder, tmp_path / "data")
    issues: list[str] = []
    READERS[0][1](sound, folder, issues)
    assert [told for told in issues if told.startswith(file) and said in told]
