"""The address of a view: what is written can be read, what is hostile is left out."""

from dataclasses import replace
from itertools import product
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.timeline import BEGINNING
from geo.records.dates import Day
from pages.ui.map_address import ViewState, Vocabulary, read_query
from tests.each import for_each

END = Day(2026, 3, 31)
KNOWN = Vocabulary(
    ("line", "uap-railway", "pakistan-motorways"),
    ("operating", "agreed", "idle"),
    ("rail", "road"),
    ("border", "breaks", "ports"),
    ("rail",),
    {"site-psm", "seg-a", "line", "art-1"},
    {1167528, 1}.__contains__,
    END,
)
SETS = ("layers", "states", "modes", "places", "context")
LIMITS = {"lat": (10, 65), "lon": (-10, 130), "z": (3, 14)}
NUMBERS = tuple(LIMITS)
ALL = (*SETS, *NUMBERS, "select", "town", "basemap", "date")
HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "'; drop table sites; --",
    "../../etc/passwd",
    "x" * 10_000,
    "," * 10_000,
    "9" * 10_000,
    "nan",
    "-inf",
    "Infinity",
    "1e999",
    "\x00",
    "سائٹ",
    "site-nowhere",
)


def some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...] | None]:
    return st.none() | st.lists(st.sampled_from(words), unique=True).map(tuple)


def number(low: int, high: int) -> st.SearchStrategy[float]:
    return st.integers(low * 100, high * 100).map(lambda hundredths: hundredths / 100)


def written(view: ViewState) -> str:
    """The query string of a link to a view, as the map's script writes it."""
    sets = {name: getattr(view, name) for name in SETS}
    parts = {name: ",".join(ids) or "none" for name, ids in sets.items() if ids is not None}
    parts |= {name: f"{at:g}" for name in NUMBERS if (at := getattr(view, name)) is not None}
    plain = ("select", "town", "date", "since")
    parts |= {name: str(value) for name in plain if (value := getattr(view, name))}
    if view.basemap != "relief":
        parts["basemap"] = view.basemap
    return urlencode(parts, safe=",")


def read(query: str) -> tuple[ViewState, tuple[str, ...]]:
    return read_query({name: values[-1] for name, values in parse_qs(query).items()}, KNOWN)


@given(
    st.builds(
        ViewState,
        layers=some(KNOWN.layers),
        states=some(KNOWN.states),
        modes=some(KNOWN.modes),
        places=some(KNOWN.places),
        context=some(KNOWN.context),
        select=st.none() | st.sampled_from(sorted(KNOWN.records)),
        town=st.none() | st.sampled_from((1, 1167528)),
        basemap=st.sampled_from(("relief", "plain")),
        date=st.none() | st.dates(BEGINNING, END).map(lambda day: day.isoformat()),
        since=st.none() | st.dates(Day(1900, 1, 1)).map(lambda day: day.isoformat()),
    ),
    st.just({}) | st.fixed_dictionaries({name: number(*LIMITS[name]) for name in NUMBERS}),
)
def test_a_view_survives_its_link(view: ViewState, position: dict[str, float]) -> None:
    view = replace(view, **position)
    assert read(written(view)) == (view, ())


def test_plain_link_means_the_default() -> None:
    assert read_query({}, KNOWN) == (ViewState(), ())


@pytest.mark.parametrize("name", SETS)
def test_none_means_empty(name: str) -> None:
    view, notices = read_query({name: "none"}, KNOWN)
    assert getattr(view, name) == ()
    assert notices == ()


@for_each("name, value", product(ALL, HOSTILE), ascii)
def test_hostile_value_is_left_out_with_a_notice(name: str, value: str) -> None:
    view, notices = read_query({name: value}, KNOWN)
    assert view == ViewState()
    assert len(notices) == 1
    assert value[:40] not in notices[0]


@given(st.dictionaries(st.sampled_from(ALL), st.text(max_size=60)))
def test_nothing_raises(query: dict[str, str]) -> None:
    view, _ = read_query(query, KNOWN)
    assert set(view.layers or ()) <= set(KNOWN.layers)
    assert view.select is None or view.select in KNOWN.records
    assert view.lat is None or 10 <= view.lat <= 65
    assert read(written(view))[1] == ()


def test_known_ids_are_kept_among_unknown_ones() -> None:
    view, notices = read_query({"layers": "line,<b>,line,uap-railway"}, KNOWN)
    assert view.layers == ("line", "uap-railway")
    assert len(notices) == 1


def test_unknown_place_layers_are_named_as_what_they_are() -> None:
    view, (notice,) = read_query({"places": "border,harbours"}, KNOWN)
    assert view.places == ("border",)
    assert "kinds of places" in notice


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [("lat", "9.9", 10), ("lon", "130.1", 130), ("z", "16", 14), ("z", "-4", 3)],
)
def test_position_off_the_map_is_the_nearest_on_it(name: str, value: str, shown: float) -> None:
    view, (notice,) = read_query({"lat": "30", "lon": "66", "z": "12", name: value}, KNOWN)
    assert getattr(view, name) == shown
    assert (view.lat, view.lon, view.z).count(None) == 0, "the rest of the position is kept"
    assert f"{name} {value}" in notice
    assert f"{shown}" in notice


@pytest.mark.parametrize("left", NUMBERS)
def test_part_of_a_position_is_none(left: str) -> None:
    whole = {"lat": "30", "lon": "66", "z": "5"}
    assert read_query(whole, KNOWN)[0].lat == 30
    part = {name: text for name, text in whole.items() if name != left}
    assert read_query(part, KNOWN) == (ViewState(), ())


@pytest.mark.parametrize("text", ["1_2", " 12", "12\n", "١٢", "1e1", "+12", "12.", "0x1f"])
def test_a_number_is_written_as_the_map_writes_it(text: str) -> None:
    _, notices = read_query({"lat": text, "lon": "66", "z": "5"}, KNOWN)
    assert notices == ("The link gives a position (lat) that is no number.",)


def test_a_link_cannot_switch_online_tiles_on() -> None:
    view, (notice,) = read_query({"basemap": "online"}, KNOWN)
    assert view.basemap == "relief"
    assert "another server" in notice


@pytest.mark.parametrize(
    "date",
    ["2025-02-30", "1969-12-31", "2026-04-01", "2025-08", "20250801", "2025-W31-5", "٢٠٢٥-٠٨-٠١"],
)
def test_a_date_off_the_timeline_is_told_and_means_today(date: str) -> None:
    view, (notice,) = read_query({"date": date}, KNOWN)
    assert view.date is None
    assert "1 January 1970 to 31 March 2026" in notice


def test_a_date_is_kept_as_it_is() -> None:
    view, notices = read_query({"date": "2025-08-01"}, KNOWN)
    assert (view.date, notices) == ("2025-08-01", ())


@pytest.mark.parametrize("text", ["0", "-1", "7", "1167528.0", "٣", "1" * 30])
def test_a_town_that_nobody_knows_is_told(text: str) -> None:
    view, (notice,) = read_query({"town": text}, KNOWN)
    assert view == ViewState()
    assert notice == "The link marks a town that the gazetteer does not have."
