"""Data in other homes: a zip, and what is no data."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from geo.reading.homes.home import FolderHome, HomeData, HomeError, ZipHome, home_at
from geo.reading.homes.packed import PackedError
from geo.reading.load import load
from geo.records.kinds import KINDS
from geo.records.loaded import Loaded
from geo.rules.kept_atlas import KeptAtlas
from geo.rules.open_atlas import checked_atlas
from geo.views.exports.bundle import origin_of
from geo.views.exports.citation import cite
from geo.views.exports.package import atlas_package
from tests.conftest import GOOD


def zipped(folder: Path, path: Path, below: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{below}{file.relative_to(folder).as_posix()}")
    return path


def same(found: Loaded, expected: Loaded) -> None:
    for kind in KINDS:
        assert getattr(found, kind.plural) == getattr(expected, kind.plural)
    assert found.issues == ()
    assert dict(found.files) == dict(expected.files)
    assert found.layers == expected.layers
    ids = sorted(expected.shapes.index)
    shapes = found.shapes.geometry.loc[ids]
    assert shapes.geom_equals_exact(expected.shapes.geometry.loc[ids], 0).all()


def package(tmp_path: Path) -> Path:
    atlas = checked_atlas(load(GOOD))
    citation = cite(atlas, "", (), "http://atlas.example/")
    path = tmp_path / "atlas.zip"
    origin = origin_of(citation, (), atlas.sources, citation.issued.isoformat())
    path.write_bytes(atlas_package(atlas, origin))
    return path


@pytest.mark.parametrize("below", ["", "atlas-data/"])
def test_a_zip_of_a_folder_is_that_folder(tmp_path: Path, below: str) -> None:
    path = zipped(GOOD, tmp_path / "data.zip", below)
    data = home_at(str(path), GOOD).read()
    same(data.loaded, load(GOOD))
    assert (data.folder / "style.yaml").is_file()


def test_the_zip_of_the_atlas_gives_its_records_back(tmp_path: Path) -> None:
    home = home_at(str(package(tmp_path)), GOOD)
    data = home.read()
    same(data.loaded, load(GOOD))
    assert data.folder == GOOD  # the zip has no base map
    assert KeptAtlas(home, GOOD).record_files is None


def test_a_record_of_a_zip_that_is_wrong_is_told_and_left_out(tmp_path: Path) -> None:
    path, other = package(tmp_path), tmp_path / "other.zip"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(other, "w") as changed:
        for name in archive.namelist():
            body = archive.read(name)
            if name == "records/sites.json":
                sites = json.loads(body)
                sites[0]["kind"] = "castle"
                body = json.dumps(sites).encode()
            changed.writestr(name, body)
    loaded = home_at(str(other), GOOD).read().loaded
    assert [issue.rule for issue in loaded.issues] == ["word_unknown"]
    assert len(loaded.sites) == len(load(GOOD).sites) - 1


@pytest.mark.parametrize("name", ["../outside.csv", "/outside.csv", "a/../../outside.csv"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "slip.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "id\n")
    with pytest.raises(PackedError, match="leads out"):
        ZipHome(path, GOOD).read()
    assert not list(tmp_path.rglob("outside.csv"))


def test_what_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_UPLOAD_UNPACKED_MB", "1")
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sources.csv", b"0" * 1_500_000)
    with pytest.raises(PackedError, match="1 MB"):
        ZipHome(path, GOOD).read()


def test_a_home_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "no.zip"
    path.write_text("no zip", encoding="utf-8")
    kept = KeptAtlas(home_at(str(path), GOOD), GOOD)
    assert [issue.rule for issue in kept.atlas.issues][:1] == ["home_unread"]
    assert kept.folder == GOOD


def test_a_folder_that_changes_is_followed_and_never_half(good_folder: Path) -> None:
    kept = KeptAtlas(FolderHome(good_folder), GOOD)
    first = kept.atlas
    assert kept.refresh() is False
    assert kept.record_files == kept.folder != good_folder, "nobody else changes what is shown"
    sources = good_folder / "sources.csv"
    whole = sources.read_text("utf-8")
    sources.write_text(whole[: len(whole) // 2], "utf-8")
    assert kept.refresh() is False, "it may still be written"
    assert kept.refresh() is False
    assert kept.atlas is first
    assert "sources.csv" in {issue.file for issue in kept.trouble}
    assert (kept.folder / "sources.csv").read_text("utf-8") == whole
    sources.write_text(whole.replace("The line from", "A line from"), "utf-8")
    assert [kept.refresh(), kept.refresh()] == [False, True]
    assert kept.trouble == ()
    assert "A line from Alfa to Charlie" in {source.title for source in kept.atlas.sources}


def test_what_is_shown_with_problems_gives_way_to_what_has_no_more(good_folder: Path) -> None:
    claims = good_folder / "claims.csv"
    sound = claims.read_text("utf-8")
    claims.write_text(sound + "nonsense\n", "utf-8")
    kept = KeptAtlas(FolderHome(good_folder), GOOD)
    assert len(kept.atlas.issues) == 1
    claims.write_text(sound + "other nonsense\n", "utf-8")
    assert [kept.refresh(), kept.refresh()] == [False, True]
    claims.write_text(sound + "more\nnonsense\n", "utf-8")
    assert [kept.refresh(), kept.refresh()] == [False, False]
    assert len(kept.trouble) == 2
    claims.write_text(sound, "utf-8")
    assert [kept.refresh(), kept.refresh()] == [False, True]
    assert kept.atlas.issues == ()


def test_a_home_without_records_is_followed_to_where_there_are_some(good_folder: Path) -> None:
    kept = KeptAtlas(FolderHome(good_folder / "nowhere"), GOOD)
    assert not any(True for _ in kept.atlas.records())
    shutil.copytree(GOOD, good_folder / "nowhere")
    assert [kept.refresh(), kept.refresh()] == [False, True]
    assert kept.atlas.sources


class Away:
    """A home that is there, or does not answer."""

    name, answers, is_whole = "postgresql://host/name", True, True

    def version(self) -> str:
        if not self.answers:
            raise HomeError("Nobody answers.")
        return "1"

    def read(self) -> HomeData:
        return HomeData(load(GOOD), GOOD, self.version())

    def apart(self) -> None:
        return None


def test_a_home_that_answers_again_is_no_trouble_any_more() -> None:
    home = Away()
    kept = KeptAtlas(home, GOOD)
    home.answers = False
    assert kept.refresh() is False
    assert [issue.found for issue in kept.trouble] == ["Nobody answers"]
    home.answers = True
    assert kept.refresh() is False
    assert kept.trouble == ()
