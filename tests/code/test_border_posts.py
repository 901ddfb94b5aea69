"""What a border post lets through on a day, told from its rows."""

import pytest

from geo.analysis.border_posts import (
    EffectiveAccess,
    PostState,
    Traffic,
    all_border_posts,
    post_history,
    post_state,
    row_words,
    state_today,
    traffic_in_words,
)
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.loaded import Loaded
from geo.records.model import BorderStatus, LonLat, Names, Site
from geo.records.vocab import Access, Accuracy, Confidence, Limit, Mode, SiteKind

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


def state_on_day(day: str, traffic: Traffic = Traffic.FREIGHT) -> PostState:
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
    assert state_on_day(day).access is access


def test_a_closure_begins_on_its_first_day_and_not_with_the_newest_row() -> None:
    assert {state_on_day(day).since for day in ("2025-11-15", "2026-01-01", "2026-03-31")} == {
        "2025-10-12"
    }


def test_silence_after_a_closure_is_told_with_both_days() -> None:
    said = state_on_day("2026-03-31").sentence()
    assert said.startswith("last known closed since 12 October 2025 (relief goods only")
    assert said.endswith("nothing read since 26 February 2026")


def test_silence_after_an_open_post_is_not_open() -> None:
    rows = (row("2020", "open"), row("2021-07-13", "unknown"))
    state = post_state(Atlas(Loaded(border_statuses=rows)), POST, Day(2022, 1, 1))
    assert (state.access, state.is_shut) == (EffectiveAccess.AFTER_OPEN, False)


def test_freight_and_people_are_told_apart() -> None:
    assert state_on_day("2025-11-15").is_shut
    assert state_on_day("2025-11-15", Traffic.PEOPLE).access is EffectiveAccess.LIMITED


def test_the_sources_of_a_closure_are_those_of_the_whole_spell() -> None:
    found = state_on_day("2026-03-31").source_ids
    assert {"src-of-2025-10-12", "src-of-2026-02-26"} <= set(found)
    assert "src-of-2023-02-01" not in found


def test_before_its_first_record_a_post_is_not_known() -> None:
    assert (
        state_on_day("2022-01-01").sentence() == "not known: the first record is of 1 February 2023"
    )


def test_a_post_without_rows_says_so() -> None:
    state = state_today(Atlas(Loaded()), POST)
    assert (state.access, state.source_ids) == (EffectiveAccess.NEVER_KNOWN, ())
    assert state.sentence() == "never known: no source tells of it"


def test_silence_ends_an_opening_and_no_closure() -> None:
    rows = (
        row("2019", "closed"),
        row("2020", "unknown"),
        row("2021", "closed"),
        row("2022", "open"),
        row("2023", "unknown"),
        row("2024", "open"),
    )
    atlas = Atlas(Loaded(border_statuses=rows))
    days = {year: post_state(atlas, POST, Day(year, 6, 1)) for year in range(2019, 2025)}
    assert [days[year].since for year in days] == ["2019", "2019", "2019", "2022", "2022", "2024"]
    assert days[2021].silent_since is None
    assert days[2023].silent_since == "2023"


def test_a_closure_ends_where_others_passed_and_begins_anew() -> None:
    rows = (row("2023", "closed"), row("2024", "unknown", people="open"), row("2025", "closed"))
    days = [
        post_state(Atlas(Loaded(border_statuses=rows)), POST, Day(y, 6, 1)) for y in (2024, 2025)
    ]
    assert [(day.since, day.is_shut) for day in days] == [("2023", True), ("2025", True)]


def test_another_limit_begins_another_spell() -> None:
    rows = (row("2020", "partial", "goods"), row("2021", "partial", "times"))
    state = state_today(Atlas(Loaded(border_statuses=rows)), POST)
    assert state.sentence() == "open with limits since 2021 (some days, hours or numbers only)"


def test_a_post_last_known_open_with_limits_keeps_the_limit_in_its_sentence() -> None:
    rows = (row("2020", "partial", "goods"), row("2021", "unknown"))
    state = state_today(Atlas(Loaded(border_statuses=rows)), POST)
    assert state.access is EffectiveAccess.AFTER_OPEN
    said = "last known open with limits since 2020 (some goods only); nothing read since 2021"
    assert state.sentence() == said


def test_a_history_has_a_step_only_where_something_new_can_be_said() -> None:
    atlas = Atlas(Loaded(border_statuses=ROWS))
    steps = [(day.isoformat(), state.access) for day, state in post_history(atlas, POST)]
    assert steps == [
        ("2023-02-01", EffectiveAccess.OPEN),
        ("2025-10-12", EffectiveAccess.CLOSED),
        ("2025-12-04", EffectiveAccess.CLOSED),
        ("2026-02-26", EffectiveAccess.AFTER_CLOSED),
    ]


def test_freight_and_people_are_told_once_where_they_are_alike() -> None:
    day = "2025-10-12"
    both = traffic_in_words(state_on_day(day), state_on_day(day, Traffic.PEOPLE))
    assert both == "Freight and people: closed since 12 October 2025."
    later = traffic_in_words(state_on_day("2025-11-15"), state_on_day("2025-11-15", Traffic.PEOPLE))
    assert later.startswith("Freight: closed since 12 October 2025. People: open with limits since")


def site(site_id: str, kind: SiteKind) -> Site:
    return Site(
        id=site_id,
        names=Names(en="Place"),
        kind=kind,
        countries=("PK",),
        at=LonLat(71.0, 34.0),
        location_accuracy=Accuracy.EXACT,
        location_source_id="src-map",
        confidence=Confidence.SOURCED,
        source_ids=("src-map",),
    )


def test_posts_without_a_record_are_posts_too() -> None:
    sites = (site("site-bare", SiteKind.BORDER_CROSSING), site("site-town", SiteKind.CITY))
    assert [post.id for post in all_border_posts(Atlas(Loaded(sites=sites)))] == ["site-bare"]


@pytest.mark.parametrize(
    ("limit", "into", "words"),
    [
        ("in", "KG", "one way only, into Kyrgyzstan"),
        ("out", "CN", "one way only, out of Kyrgyzstan"),
    ],
)
def test_a_post_that_is_open_one_way_says_which(limit: str, into: str, words: str) -> None:
    post = site(POST, SiteKind.BORDER_CROSSING).model_copy(update={"countries": ("KG", "CN")})
    rows = (row("2020-03-01", "partial", limit),)
    state = post_state(Atlas(Loaded(sites=(post,), border_statuses=rows)), POST, Day(2021, 6, 1))
    assert state.access is EffectiveAccess.LIMITED
    assert state.sentence() == f"open with limits since 1 March 2020 ({words})"
    assert {code for code in ("KG", "CN") if state.lets_into(code)} == {into}
    assert words in row_words(post, rows[0])


@pytest.mark.parametrize(
    ("limit", "by", "words"),
    [("rail", Mode.RAIL, "by rail only"), ("road", Mode.ROAD, "by road only")],
)
def test_a_post_that_is_open_to_trains_or_lorries_only_says_which(
    limit: str, by: Mode, words: str
) -> None:
    state = post_state(
        Atlas(Loaded(border_statuses=(row("2020-06-23", "partial", limit),))), POST, Day(2021, 6, 1)
    )
    assert state.sentence() == f"open with limits since 23 June 2020 ({words})"
    assert state.is_known_open
    assert {mode for mode in (Mode.RAIL, Mode.ROAD) if state.lets_by(mode)} == {by}


def test_before_it_opened_a_post_is_shut_and_says_when_it_opened() -> None:
    post = site(POST, SiteKind.BORDER_CROSSING).model_copy(
        update={"opened": "2020-12-19", "opened_source_id": "src-opening"}
    )
    atlas = Atlas(Loaded(sites=(post,), border_statuses=(row("2020-12-19", "open"),)))
    for traffic in Traffic:
        state = post_state(atlas, POST, Day(2020, 12, 18), traffic)
        assert (state.access, state.is_shut) == (EffectiveAccess.CLOSED, True)
        assert state.sentence() == state.last == "not yet open (opened 19 December 2020)"
        assert state.source_ids == ("src-opening",)
    assert post_state(atlas, POST, Day(2020, 12, 19)).access is EffectiveAccess.OPEN
