"""What a page will ask for later stands in its head, and every such file is there."""

import json
import re
from itertools import pairwise

import pytest

from geo.mapview.folium_map import links_ahead
from geo.mapview.fonts import ICONS, LATIN, PIECES, font_faces, font_files
from geo.views.addresses import MAP, PAGES
from pages.server.early_files import LATE_ON_MAPS, LATE_ON_PAGES, early_files, first_bodies
from pages.ui import cache

LEAST_FONT = b"wOF2"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "map")
def test_every_file_that_is_named_ahead_is_served(page) -> None:
    links = early_files(page.path).links
    ours = [link.href.removeprefix("./atlas/") for link in links if "/atlas/" in link.href]
    assert ours
    assert [name for name in ours if cache.find_asset(name) is None] == []


def test_all_that_the_first_view_fetches_is_named_ahead_the_pictures_last() -> None:
    named = [link.href for link in early_files(MAP.path).links if link.rel == "prefetch"]
    index = json.loads(cache.payload().assets.get(cache.payload().index).body)
    ground = [name for key, name in index["basemap"].items() if not key.startswith("near-")]
    lines = [index["projects"][name]["file"] for name in index["defaults"]]
    assert {*named} >= {f"./atlas/{name}" for name in (*lines, *ground)}
    for url in re.findall(r"<../../([^>]+)>", links_ahead(cache.payload())):
        assert f"./{url}" in named
    assert [href for href in named if href.endswith(".webp")] == named[-1:]


def test_what_a_first_visit_fetches_is_packed_ahead() -> None:
    bodies = set(first_bodies())
    files = cache.payload()
    named = [link.href for link in early_files(MAP.path).links]
    ours = [name.removeprefix("./atlas/") for name in named if "/atlas/" in name]
    texts = [name for name in ours if not name.endswith((".woff2", ".webp"))]
    assert {files.assets.get(name).body for name in texts} <= bodies
    assert len([name for name in named if name.startswith("./static/")]) < len(bodies)


def test_only_the_map_asks_ahead_for_what_its_frame_needs() -> None:
    assert any(link.rel == "prefetch" for link in early_files(MAP.path).links)
    assert not any(link.rel == "prefetch" for link in early_files("about").links)


def test_the_late_scripts_of_streamlit_are_found_by_their_names() -> None:
    """An upgrade that names them otherwise is told here: nothing else would notice."""
    hrefs = [link.href for link in early_files(MAP.path).links if link.rel == "modulepreload"]
    for name in LATE_ON_PAGES + LATE_ON_MAPS:
        assert len([href for href in hrefs if f"/{name}" in href]) == 1, name


def test_fonts_are_small_and_every_letter_is_in_one_piece_only() -> None:
    files = font_files()
    assert all(body.startswith(LEAST_FONT) for body in files.values())
    assert len(files[LATIN]) < 40_000
    assert len(files[ICONS]) < 4_000
    faces = font_faces({name: f"there/{name}" for name in files})
    assert faces.count("@font-face") == len(PIECES)
    spans = sorted(span for letters in PIECES.values() for span in map(as_span, letters.split(",")))
    assert all(last < first for (_, last), (first, _) in pairwise(spans))


def as_span(written: str) -> tuple[int, int]:
    first, _, last = written.strip().removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)
