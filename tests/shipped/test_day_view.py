"""What stands beside the slider, and the events as rows and marks."""

import pytest

from geo.analysis.border_posts import all_border_posts
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.loaded import Loaded
from geo.records.model import BorderStatus
from geo.views.pages.day_page import DayPage, ItemGroup, day_page, event_query
from geo.views.pages.event_list import event_marks, event_rows
from tests.builders import SOURCE
from tests.shipped.test_alternatives import A, B

AUGUST = Day(2025, 8, 1)


def group(groups: tuple[ItemGroup, ...], title: str) -> ItemGroup:
    (found,) = (heading for heading in groups if heading.title == title)
    return found


def august(atlas: Atlas) -> DayPage:
    return day_page(atlas, AUGUST)


def test_the_pilot_train_has_missed_22_june(shipped_atlas: Atlas) -> None:
    promises = group(august(shipped_atlas).promises, "Missed by then").items
    (missed,) = (promise for promise in promises if promise.when == "due 22 June 2025")
    assert (missed.when, missed.standing) == ("due 22 June 2025", "missed by 40 days")
    assert missed.notes


def test_the_study_is_due_in_early_2026(shipped_atlas: Atlas) -> None:
    dues = [item.when for item in group(august(shipped_atlas).promises, "Open promises").items]
    assert "due January 2026 – about March 2026" in dues


def test_torkham_is_open_and_shut_in_october(shipped_atlas: Atlas) -> None:
    opened = group(august(shipped_atlas).posts, "Open to freight")
    assert "Torkham" in [item.what for item in opened.items[: opened.shown]]
    october = day_page(shipped_atlas, Day(2025, 10, 15))
    closed = group(october.posts, "Closed to freight")
    (torkham,) = (item for item in closed.items[: closed.shown] if item.what == "Torkham")
    assert (torkham.when, torkham.detail) == ("since 12 October 2025", "")


@pytest.mark.parametrize(
    "day", [Day(1972, 1, 1), Day(2010, 1, 1), Day(2021, 8, 20), Day(2026, 3, 31)]
)
def test_every_post_is_listed_on_every_day(shipped_atlas: Atlas, day: Day) -> None:
    groups = day_page(shipped_atlas, day).posts
    listed = sorted(item.what for found in groups for item in found.items)
    assert listed == sorted(post.names.en for post in all_border_posts(shipped_atlas))


def test_a_post_that_is_not_known_says_what_it_last_was_and_when() -> None:
    rows = tuple(
        BorderStatus(
            id=f"bst-bravo-{at}", site_id=B.id, from_date=at, freight=how, people=how, **SOURCE
        )
        for at, how in (("2024", "closed"), ("2026-02", "unknown"))
    )
    atlas = Atlas(Loaded(sites=(A, B), border_statuses=rows))
    (found,) = day_page(atlas, Day(2026, 3, 1)).posts
    assert (found.title, found.shown) == ("Not known", 1)
    (item,) = found.items
    assert item.detail == "last known closed since 2024; nothing read since February 2026"
    (found,) = day_page(atlas, Day(2020, 3, 1), B.id).posts
    assert [item.detail for item in found.items] == ["not known: the first record is of 2024"]


def test_a_post_that_is_chosen_is_told_for_freight_and_people(shipped_atlas: Atlas) -> None:
    said = day_page(shipped_atlas, Day(2025, 10, 15), "site-torkham").chosen
    sentence = "Freight and people: closed since 12 October 2025."
    assert said == f"Chosen on the map: Torkham. {sentence}"


def test_news_stop_at_the_day_and_every_line_has_a_source(shipped_atlas: Atlas) -> None:
    page = august(shipped_atlas)
    assert page.news.items[0].when == "31 July 2025"
    lines = [*page.news.items, *(item for group in page.promises for item in group.items)]
    assert all(line.notes for line in lines)
    assert {note for line in lines for note in line.notes} <= {
        footnote.number for footnote in page.footnotes
    }


def test_links_lead_to_records_of_the_map(shipped_atlas: Atlas) -> None:
    for event in shipped_atlas.events:
        query = event_query(shipped_atlas, event, "2025-08-01")
        if query:
            record = query.removeprefix("select=").partition("&")[0]
            assert shipped_atlas.find_site(record) or shipped_atlas.project(record).layer


def test_events_are_found_by_everything_at_once(shipped_atlas: Atlas) -> None:
    found = event_rows(shipped_atlas, ["aqina-andkhoy-railway"], "", "andkhoy opens", (2021, 2021))
    assert [row.event.date for row in found] == ["2021-01-14"]
    assert found[0].query.endswith("&date=2021-01-14")
    assert found[0].sources


def test_nothing_asked_for_gives_everything_newest_first(shipped_atlas: Atlas) -> None:
    found = event_rows(shipped_atlas)
    assert len(found) == len(shipped_atlas.events)
    assert found[0].event.date > found[-1].event.date


def test_a_lane_has_a_mark_for_what_happened_and_one_for_the_promised_day(
    shipped_atlas: Atlas,
) -> None:
    found = event_rows(shipped_atlas, ["pakistan-russia-pilot-train"])
    drawn = event_marks(shipped_atlas, found, ["pakistan-russia-pilot-train"])
    assert {mark.project for mark in drawn} == {"Pilot train"}
    assert ("promised for", "2025-06-22") in [(mark.kind, mark.day) for mark in drawn]
    assert all(mark.event_id for mark in drawn)


def test_an_event_before_the_timeline_links_to_its_first_day(shipped_atlas: Atlas) -> None:
    (oldest,) = event_rows(shipped_atlas, words="", years=(1892, 1892))
    assert oldest.query.endswith("&date=1970-01-01")
