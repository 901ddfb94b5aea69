"""The static edition of the smallest sound atlas: whole, honest, the same twice."""

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from geo.__main__ import main
from geo.records.model import LonLat
from geo.rules.open_atlas import open_atlas
from geo.search.gazetteer import Town
from geo.search.search import NameIndex
from pages.edition.folder import FolderError, replace_folder
from pages.edition.links import link_from
from pages.edition.publish import publish
from pages.edition.search_index import search_index
from pages.server.exports import export
from pages.ui import cache
from tests.conftest import GOOD

HOME, LIVE = "https://atlas.example/x/", "https://live.example"
HREF = re.compile(r'\s(?:href|src)="([^"]*)"')


def emptied() -> None:
    for kept in cache.CACHES:
        kept.cache_clear()


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("published") / "edition"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(GOOD))
        emptied()
        publish(folder, HOME, LIVE)
        yield folder
    emptied()


def text(edition: Path, name: str) -> str:
    return (edition / name).read_text(encoding="utf-8")


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def pages(edition: Path) -> list[Path]:
    return [path for path in edition.rglob("*.html") if path.name != "404.html"]


def test_the_same_data_give_the_same_bytes(edition: Path, tmp_path: Path) -> None:
    emptied()
    export._kept._files.clear()
    publish(tmp_path / "again", HOME, LIVE)
    assert digests(tmp_path / "again") == digests(edition)


def test_every_link_leads_to_a_file(edition: Path) -> None:
    missing = set()
    for page in pages(edition):
        for found in HREF.findall(page.read_text(encoding="utf-8")):
            parts = urlsplit(unescape(found))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = page.parent / parts.path
            if not (target / "index.html" if parts.path.endswith("/") else target).is_file():
                missing.add((page.relative_to(edition).as_posix(), found))
    assert missing == set()


def test_pages_of_records_hold_what_the_panel_says(edition: Path) -> None:
    assert 'data-record="site-alfa"' in text(edition, "record/site-alfa/index.html")
    assert "<noscript" not in text(edition, "record/site-alfa/index.html")


def test_a_town_that_is_a_place_is_found_once_by_all_its_names() -> None:
    atlas = open_atlas(GOOD)
    at = atlas.site("site-alfa").at
    names = (("en", "Alfa"), ("ru", "Альфа"))
    same = Town(7, names, "PK", "Pakistan", "Somewhere", at, 9, also=("Алфа",))
    other = Town(8, (("en", "Alfaville"),), "PK", "Pakistan", "Somewhere", LonLat(60.1, 30.0), 9)
    index = search_index(atlas, NameIndex(atlas, lambda: (same, other)))
    assert [town["id"] for town in index["towns"]] == [8]
    (alfa,) = (entry for entry in index["entries"] if entry["id"] == "site-alfa")
    assert alfa["names"] == [["en", "Alfa"], ["ur", "الفا"], ["ru", "Альфа"], ["ru", "Алфа"]]


@pytest.mark.parametrize("page", ["routes", "layers"])
def test_what_needs_a_server_says_so_and_leads_there(edition: Path, page: str) -> None:
    told = text(edition, f"{page}/index.html")
    assert "needs the live server" in told
    assert f'href="{LIVE}/{page}"' in told


def test_programs_find_files_and_feeds(edition: Path) -> None:
    files = {path.name for path in (edition / "atlas" / "export").iterdir()}
    endings = ("csv", "xlsx", "geojson", "gpkg", "kml", "kmz", "fgb", "parquet", "shp.zip", "zip")
    assert files >= {f"atlas.{ending}" for ending in endings} | {"statements.jsonld"}
    assert {f"table-{name}.geojson" for name in ("lines", "places", "outlines")} <= files
    assert "table-sources.geojson" not in files
    assert f"{HOME}atlas/changes.atom" in text(edition, "atlas/changes.atom")
    assert f"<loc>{HOME}record/site-alfa/</loc>" in text(edition, "sitemap.xml")
    assert f"{HOME}atlas/export/atlas.zip" in text(edition, "llms.txt")


def test_no_script_and_no_style_comes_from_elsewhere(edition: Path) -> None:
    for page in (*pages(edition), edition / "404.html"):
        told = page.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in told
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))", told)
        assert not re.search(r'src="(?:https?:)?//', told)


@pytest.mark.parametrize(
    ("here", "href", "seen"),
    [
        ("", "?select=site-a", "?select=site-a"),
        ("", "project?id=a", "./project/a/"),
        ("about/", "./?select=site-a", "../?select=site-a"),
        ("about/", "data?table=Border+posts&find=x&sort=y", "../data/border-posts/?find=x"),
        ("record/site-a/", "?select=site-b", "../../?select=site-b"),
        ("project/a/", "?id=b", "../../project/b/"),
        ("project/a/", "?", "../../project/"),
        ("timeline/", "?select=site-a", "?select=site-a"),
        ("record/a/", "atlas/changes.atom?since=2026-01-01", "../../atlas/changes.atom"),
        ("record/a/", "#source-1", "#source-1"),
        ("record/a/", "https://a.example/b?c", "https://a.example/b?c"),
        ("record/a/", "routes?from=x", "../../routes/?from=x"),
        ("articles/a/", "?id=a&select=site-b", "../../record/site-b/"),
        ("articles/a/", "?id=a&select=bst-b", "../../articles/a/"),
        ("timeline/", "articles?id=a&sentence=3", "../articles/a/#s3"),
    ],
)
def test_links_are_as_seen_from_their_page(here: str, href: str, seen: str) -> None:
    assert link_from(here, href) == seen


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FolderError, match="no edition"):
        replace_folder(tmp_path, [("index.html", b"")])
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_what_fails_leaves_the_old_edition(tmp_path: Path) -> None:
    folder = tmp_path / "edition"
    marked = ("edition.json", b'{"edition": "corridor-atlas"}')
    replace_folder(folder, [marked, ("old.html", b"old")])

    def broken() -> Iterator[tuple[str, bytes]]:
        yield marked
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError):
        replace_folder(folder, broken())
    assert (folder / "old.html").read_bytes() == b"old"
    replace_folder(folder, [marked, ("new.html", b"new")])
    assert sorted(path.name for path in folder.iterdir()) == ["edition.json", "new.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["edition"]


def test_an_address_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", str(tmp_path / "edition"), "--address", "atlas.example"]) == 1
    assert "no address" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
