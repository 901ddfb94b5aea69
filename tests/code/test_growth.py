"""Folders with more records: sound, of the right size, and the same every time."""

from pathlib import Path

import pytest

from geo.reading.load import load
from geo.records.model import Claim, Event, Project, Segment, Site, Source
from geo.rules.open_atlas import open_atlas
from tests.bench.growth.copies import FolderCopy
from tests.bench.growth.folders import grow
from tests.bench.growth.measures import exponent, last_exponent
from tests.conftest import GOOD


@pytest.fixture(scope="module")
def thrice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("growth") / "3"
    grow(GOOD, folder, 3)
    return folder


def test_a_folder_grows_record_by_record_and_stays_sound(thrice: Path) -> None:
    before, after = open_atlas(GOOD), open_atlas(thrice)
    for kind in (Project, Segment, Site, Source, Claim, Event):
        assert len(after.of(kind)) == 3 * len(before.of(kind)), kind
    assert {site.names.en for site in before.sites} < {site.names.en for site in after.sites}


def test_a_copy_leads_to_its_own_records_only(thrice: Path) -> None:
    atlas = open_atlas(thrice)
    copied = [segment for segment in atlas.segments if segment.id.endswith("-x2")]
    assert copied
    for segment in copied:
        ends = (atlas.site(end) for end in segment.stop_ids)
        assert {end.id.rpartition("-")[2] for end in ends} == {"x2"}
        assert atlas.find_project(segment.project_id) in atlas.projects_over(segment.id)


def test_the_same_folder_gives_the_same_bytes(thrice: Path, tmp_path: Path) -> None:
    grow(GOOD, tmp_path / "3", 3)
    again = tmp_path / "3"
    assert load(again) == load(thrice)
    for path in thrice.rglob("*.*"):
        assert (again / path.relative_to(thrice)).read_bytes() == path.read_bytes()


def test_a_word_of_a_copy_is_in_the_letters_of_the_name() -> None:
    copy = FolderCopy(12, frozenset())
    assert copy.named("Karachi") == "Karachi Bavedo"
    assert copy.named("Карачи") == "Карачи Баведо"
    assert copy.named("کراچی") == "کراچی باویدو"


def test_an_exponent_is_the_power_of_the_records() -> None:
    squares = {1: 2.0, 3: 18.0, 10: 200.0, 30: 1800.0}
    assert exponent(squares) == pytest.approx(2)
    # What is constant counts least where there is most of the rest.
    mixed = {factor: 1000 + value for factor, value in squares.items()}
    assert exponent(mixed) < last_exponent(mixed) < 2
