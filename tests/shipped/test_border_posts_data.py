"""The dated states of border posts, as read: telling days, whole lists, and nothing lost."""

import csv

import pytest

from geo.analysis.border_posts import EffectiveAccess, Traffic, post_state
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.vocab import Access, Limit, SiteKind
from tests.conftest import ROOT

LISTS = ROOT / "tests" / "data" / "update"
#: Lines of the tables of the update: border posts of section 3, places of 6.1.
STATES, PLACES = 84, 11
NEW = (
    *("gabd", "samur", "red-bridge", "verkhny-lars", "temirbaba", "farap-alat"),
    *("shavat-dashoguz", "khojeyli-konye-urgench", "angoor-adda"),
)
OPEN, LIMITED = EffectiveAccess.OPEN, EffectiveAccess.LIMITED
CLOSED, NEVER = EffectiveAccess.CLOSED, EffectiveAccess.NEVER_KNOWN
AFTER_CLOSED, AFTER_OPEN = EffectiveAccess.AFTER_CLOSED, EffectiveAccess.AFTER_OPEN


def rows() -> list[dict[str, str]]:
    with (LISTS / "rows-posts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("post", "day", "row", "freight_people"),
    [
        ("torkham", "2020-04-20", "bst-torkham-2020-04-10", "partial:times closed"),
        ("torkham", "2021-08-16", "bst-torkham-2021-08-15", "partial:goods closed"),
        ("torkham", "2024-01-22", "bst-torkham-2024-01-13", "closed unknown"),
        ("torkham", "2024-01-23", "bst-torkham-2024-01", "open open"),
        ("torkham", "2025-03-20", "bst-torkham-2025-03-19", "open partial:persons"),
        ("torkham", "2025-10-11", "bst-torkham-2025-03-22", "open open"),
        ("torkham", "2025-10-12", "bst-torkham-2025-10-12", "closed closed"),
        ("torkham", "2025-11-01", "bst-torkham-2025-11", "closed partial:out"),
        ("torkham", "2025-12-04", "bst-torkham-2025-12-04", "partial:relief partial:out"),
        ("torkham", "2026-02-26", "bst-torkham-2026-02-26", "unknown unknown"),
        ("chaman", "2025-10-31", "bst-chaman-2025-11", "closed partial:out"),
        ("kharlachi", "2024-10-11", "bst-kharlachi-2024-10-01", "open open"),
        ("kharlachi", "2024-10-15", "bst-kharlachi-2024-10-12", "closed unknown"),
        ("kharlachi", "2025-05-09", "bst-kharlachi-2025-05-09", "open unknown"),
        ("khunjerab", "2023-12-15", "bst-khunjerab-2023-12", "closed closed"),
        ("khunjerab", "2024-01-10", "bst-khunjerab-2024-01-02", "partial:times closed"),
        ("khunjerab", "2024-02-01", "bst-khunjerab-2024-01-17", "closed closed"),
        ("hairatan", "2021-08-16", "bst-hairatan-2021-08-14", "closed closed"),
        ("hairatan", "2023-02-05", "bst-hairatan-2023-02-01", "partial:road closed"),
        ("hairatan", "2025-11-23", "bst-hairatan-2025-11-23", "open partial:persons"),
        ("spin-boldak", "2025-11-01", "bst-spin-boldak-2025-11", "closed partial:in"),
        ("torkham", "2021-10-22", "bst-torkham-2021-10-22", "open partial:in"),
        ("kapikoy-razi", "2020-03-01", "bst-kapikoy-razi-2020-02-23", "partial:out partial:out"),
        ("sarakhs", "2020-07-22", "bst-sarakhs-2020-06-10", "partial:rail closed"),
        ("saragt", "2021-08-17", "bst-saragt-2020-09-01", "partial:rail closed"),
        ("inche-borun", "2020-07-01", "bst-inche-borun-2020-06-23", "partial:rail closed"),
        ("etrek", "2021-10-13", "bst-etrek-2020-09-01", "partial:rail closed"),
        ("karamyk", "2025-07-07", "bst-karamyk-2021-05", "closed closed"),
        ("karamyk", "2025-07-08", "bst-karamyk-2025-03", "partial:bilateral partial:bilateral"),
        ("taftan", "2025-06-15", "bst-taftan-2025-06-16", "unknown partial:persons"),
        ("taftan", "2025-06-18", "bst-taftan-2025-06-18", "open open"),
        ("torugart", "2023-01-25", "bst-torugart-2023-01-20", "partial:in closed"),
        ("irkeshtam", "2023-01-25", "bst-irkeshtam-2023", "open open"),
        ("astara-az", "2026-03-05", "bst-astara-az-2026-03-05", "closed unknown"),
        ("astara-ir", "2026-03-07", "bst-astara-ir-2026-03-06", "partial:direction unknown"),
        ("astara-az", "2026-11-27", "bst-astara-az-2026-03-09", "open unknown"),
        (
            "shavat-dashoguz",
            "2022-01-01",
            "bst-shavat-dashoguz-2021-11-26",
            "partial:goods unknown",
        ),
    ],
)
def test_this_row_holds_on_that_day(
    post: str, day: str, row: str, freight_people: str, shipped_atlas: Atlas
) -> None:
    status = shipped_atlas.border_status_on(f"site-{post}", day)
    assert status is not None
    assert status.id == row
    limits = (status.freight_limit, status.people_limit)
    said = [
        f"{access}:{limit}" if limit else f"{access}"
        for access, limit in zip((status.freight, status.people), limits, strict=True)
    ]
    assert " ".join(said) == freight_people


@pytest.mark.parametrize(
    ("post", "day", "access", "since"),
    [
        ("torkham", Day(2025, 10, 11), (OPEN, OPEN), "2025-03-19"),
        ("torkham", Day(2025, 12, 4), (CLOSED, LIMITED), "2025-10-12"),
        ("torkham", Day(2026, 2, 26), (AFTER_CLOSED, AFTER_OPEN), "2025-10-12"),
        ("ghulam-khan", Day(2025, 12, 1), (CLOSED, AFTER_CLOSED), "2025-10-12"),
        ("khunjerab", Day(2023, 12, 15), (CLOSED, CLOSED), "2023-12-01"),
        ("sherkhan-bandar", Day(2021, 7, 1), (AFTER_OPEN, CLOSED), "2020-03~"),
        ("islam-qala", Day(2021, 7, 20), (AFTER_CLOSED, AFTER_CLOSED), "2021-07-08"),
        ("kharlachi", Day(2025, 1, 1), (CLOSED, CLOSED), "2024-10-12"),
        ("taftan", Day(2025, 6, 16), (AFTER_OPEN, LIMITED), "2021-04-29"),
        ("mirjaveh", Day(2025, 6, 17), (AFTER_OPEN, LIMITED), "2021-04-29"),
        ("gabd", Day(2025, 6, 16), (AFTER_OPEN, LIMITED), "2020-12-19"),
        ("taftan", Day(2026, 3, 12), (AFTER_OPEN, AFTER_OPEN), "2025-06-18"),
        ("hairatan", Day(2026, 1, 1), (OPEN, LIMITED), "2023-02-11~"),
        ("temirbaba", Day(2026, 1, 1), (NEVER, LIMITED), None),
    ],
)
def test_what_can_be_said_on_that_day(
    post: str,
    day: Day,
    access: tuple[EffectiveAccess, EffectiveAccess],
    since: str | None,
    shipped_atlas: Atlas,
) -> None:
    goods = post_state(shipped_atlas, f"site-{post}", day)
    persons = post_state(shipped_atlas, f"site-{post}", day, Traffic.PEOPLE)
    assert (goods.access, persons.access) == access
    assert goods.since == since


def test_all_that_shut_in_october_2025_was_still_shut_when_last_heard_of(
    shipped_atlas: Atlas,
) -> None:
    shut = ("torkham", "chaman", "spin-boldak", "ghulam-khan", "kharlachi", "angoor-adda")
    states = [post_state(shipped_atlas, f"site-{post}", Day(2026, 11, 27)) for post in shut]
    assert all(state.is_shut for state in states)
    assert {state.since for state in states} == {"2025-10-12"}
    assert {state.silent_since for state in states} == {"2026-02-26"}


def test_relief_goods_are_named_where_and_only_where_trade_is_shut(shipped_atlas: Atlas) -> None:
    relief = [
        status for status in shipped_atlas.border_statuses if status.freight_limit is Limit.RELIEF
    ]
    posts = {"site-torkham", "site-chaman", "site-spin-boldak"}
    assert {status.site_id for status in relief} == posts
    assert all("Trade stays shut" in (status.note or "") for status in relief)


@pytest.mark.parametrize("name", NEW)
def test_a_new_post_has_its_place_its_states_and_says_how_exact_it_is(
    name: str, shipped_atlas: Atlas
) -> None:
    site = shipped_atlas.site(f"site-{name}")
    assert site.kind is SiteKind.BORDER_CROSSING
    assert len(site.countries) == 2
    assert (site.location_error_km or 0.5) <= 6
    assert site.names.local()
    known = shipped_atlas.border_status_of(site.id)
    assert known
    assert any(status.freight is not Access.UNKNOWN or status.people_limit for status in known)


def test_every_state_says_something_in_words(shipped_atlas: Atlas) -> None:
    assert len(shipped_atlas.border_statuses) > 200
    silent = [status.id for status in shipped_atlas.border_statuses if len(status.note or "") < 10]
    assert silent == []


def test_every_line_of_the_update_went_somewhere(shipped_atlas: Atlas) -> None:
    ids = {site.id for site in shipped_atlas.sites}
    ids |= {status.id for status in shipped_atlas.border_statuses}
    for section, lines in (("3", STATES), ("6.1", PLACES)):
        listed = [int(row["row"]) for row in rows() if row["section"] == section]
        assert listed == list(range(1, lines + 1))
    lost = [
        (row["section"], row["row"], record)
        for row in rows()
        for record in row["record_ids"].split("; ")
        if record not in ids
    ]
    assert lost == []
    named = {record for row in rows() for record in row["record_ids"].split("; ")}
    assert {f"site-{name}" for name in NEW} <= named


def test_what_differs_from_the_update_says_why() -> None:
    notes = {(row["section"], row["row"]): row["note"] for row in rows()}
    for line in ("17", "26", "40", "58", "74", "78"):
        assert len(notes["3", line]) > 40, line


def test_a_post_with_a_day_of_opening_has_a_state_from_that_day_and_none_before(
    shipped_atlas: Atlas,
) -> None:
    opened = {site.id: site.opened for site in shipped_atlas.sites if site.opened}
    assert opened == {
        "site-gabd": "2020-12-19",
        "site-bolashak": "2014-12-03",
        "site-shamtigh": "2020-12-10",
    }
    for post, day in opened.items():
        first = shipped_atlas.border_status_of(post)[-1]
        assert first.from_date == day
        assert shipped_atlas.site(post).opened_source_id in first.source_ids
