"""What a border post lets through on a day, told from its rows."""

from datetime import date as Day  # noqa: N812 - as in geo.dates

import pytest

from geo.atlas import Atlas
from geo.border_posts import EffectiveAccess, PostState, Traffic, post_state
from geo.load import Loaded
from geo.model import BorderStatus
from geo.vocab import Access, Limit

POST = "site-post"


def row(day: str, freight: str, limit: str | None = None, people: str = "unknown") -> BorderStatus:
    return BorderStatus(
        id=f"bst-post-{day}",
        site_id=POST,
        from_date=day,
        freight=Access(freight),
        people=Access(people),
        freight_limit=Limit(limit) if limit else None,
        source_ids=(f"src-of-{day}",),
    )


ROWS = (
    row("2023-02-01", "open", people="open"),
    row("2025-10-12", "closed", people="closed"),
    row("2025-11-01", "closed", people="partial"),
    row("2025-12-04", "partial", "relief"),
    row("2026-02-26", "unknown"),
)


def on(day: str, traffic: Traffic = Traffic.FREIGHT) -> PostState:
    return post_state(Atlas(Loaded(border_statuses=ROWS)), POST, Day.fromisoformat(day), traffic)


@pytest.mark.parametrize(
    ("day", "access"),
    [
        ("2023-01-31", EffectiveAccess.NEVER_KNOWN),
        ("2023-02-01", EffectiveAccess.OPEN),
        ("2025-10-12", EffectiveAccess.CLOSED),
        ("2025-12-04", EffectiveAccess.CLOSED),
        ("2026-02-25", EffectiveAccess.CLOSED),
        ("2026-02-26", EffectiveAccess.AFTER_CLOSED),
    ],
)
def test_each_day_has_one_effective_state(day: str, access: EffectiveAccess) -> None:
    assert on(day).access is access


def test_a_closure_begins_on_its_first_day_and_not_with_the_newest_row() -> None:
    assert {on(day).since for day in ("2025-11-15", "2026-01-01", "2026-03-31")} == {"2025-10-12"}


def test_silence_after_a_closure_is_told_with_both_days() -> None:
    said = on("2026-03-31").sentence()
    assert said.startswith("last known: closed since 12 October 2025 (relief goods only")
    assert said.endswith("nothing read since 26 February 2026")


def test_silence_after_an_open_post_is_not_open() -> None:
    rows = (row("2020", "open"), row("2021-07-13", "unknown"))
    state = post_state(Atlas(Loaded(border_statuses=rows)), POST, Day(2022, 1, 1))
    assert (state.access, state.is_shut) == (EffectiveAccess.AFTER_OPEN, False)


def test_freight_and_people_are_told_apart() -> None:
    assert on("2025-11-15").is_shut
    assert on("2025-11-15", Traffic.PEOPLE).access is EffectiveAccess.LIMITED


def test_the_sources_of_a_closure_are_those_of_the_whole_spell() -> None:
    found = on("2026-03-31").source_ids
    assert {"src-of-2025-10-12", "src-of-2026-02-26"} <= set(found)
    assert "src-of-2023-02-01" not in found


def test_a_post_without_rows_says_so() -> None:
    assert on("2022-01-01").sentence() == "never known: no source tells of it"
