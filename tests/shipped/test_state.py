"""Addresses that select what the shipped atlas has."""

from geo.atlas import Atlas
from pages.ui.map_address import read_query, vocabulary


def test_vocabulary_knows_what_can_be_selected(shipped_atlas: Atlas) -> None:
    known = vocabulary(shipped_atlas)
    assert {"site-psm", "uap-railway", shipped_atlas.segments[0].id} <= set(known.records)
    assert shipped_atlas.sources[0].id not in known.records
    view, notices = read_query({"select": "site-psm", "states": "idle,agreed"}, known)
    assert view.select == "site-psm"
    assert len(notices) <= 1


def test_towns_are_asked_for_only_by_links_that_mark_one(shipped_atlas: Atlas) -> None:
    asked: list[int] = []
    known = vocabulary(shipped_atlas, lambda town: bool(asked.append(town)))
    read_query({"select": "site-psm", "town": "x"}, known)
    assert asked == []
    read_query({"town": "5"}, known)
    assert asked == [5]


def test_a_line_that_was_cut_says_so(shipped_atlas: Atlas) -> None:
    known = vocabulary(shipped_atlas)
    view, (notice,) = read_query({"select": "seg-pcrd-karachi-port-peshawar"}, known)
    assert view.select == "seg-mway-multan-sukkur"
    assert notice == "This line is now recorded in 9 parts; the longest is shown."
