"""Panel, timeline, compare and map say the same of every border post on every day."""

import random
from datetime import timedelta

import pytest

from geo.analysis.alternatives import Alternative, borders_passed
from geo.analysis.border_posts import (
    EffectiveAccess,
    PostState,
    Traffic,
    all_border_posts,
    post_state,
    traffic_in_words,
)
from geo.analysis.timeline import BEGINNING
from geo.atlas import Atlas
from geo.mapview.history import build_history
from geo.records.dates import Day, first_day, today, when
from geo.records.model import Segment, Site
from geo.views.components import Footnotes
from geo.views.facts import border_facts
from geo.views.pages.day_page import DayItem, day_page
from geo.views.panels import panel
from tests.builders import PROJECT, line

DAYS = 80
SEED = 20261127

TITLES = {
    EffectiveAccess.CLOSED: "Closed to freight",
    EffectiveAccess.LIMITED: "Open to freight with limits",
    EffectiveAccess.OPEN: "Open to freight",
    EffectiveAccess.AFTER_CLOSED: "Not known",
    EffectiveAccess.AFTER_OPEN: "Not known",
    EffectiveAccess.NEVER_KNOWN: "Not known",
}


def some_days() -> list[Day]:
    """Half from the whole timeline, half from the years in which posts open and close."""
    dice = random.Random(SEED)  # noqa: S311 - the same days with every run
    early, late = BEGINNING.toordinal(), Day(2019, 1, 1).toordinal()
    end = today().toordinal()
    starts = [early if at % 2 else late for at in range(DAYS)]
    return [Day.fromordinal(dice.randint(start, end)) for start in starts]


Told = dict[tuple[Day, str], PostState]


@pytest.fixture(scope="module")
def states(shipped_atlas: Atlas) -> Told:
    return {
        (day, post.id): post_state(shipped_atlas, post.id, day)
        for day in some_days()
        for post in all_border_posts(shipped_atlas)
    }


def upper(text: str) -> str:
    return text[0].upper() + text[1:]


def test_the_days_are_many_and_show_every_state(states: Told, shipped_atlas: Atlas) -> None:
    assert len({day for day, _ in states}) > DAYS * 0.9
    assert len(states) > DAYS * 0.9 * len(all_border_posts(shipped_atlas))
    assert {state.access for state in states.values()} == set(EffectiveAccess)


def test_the_panel_says_it(states: Told, shipped_atlas: Atlas) -> None:
    for (day, post_id), state in states.items():
        freight = border_facts(
            shipped_atlas, shipped_atlas.site(post_id), Footnotes(shipped_atlas), day
        )[0]
        assert freight.label == f"Freight on {when(day.isoformat())}"
        assert freight.value == f"{upper(state.sentence())}."


def test_the_timeline_says_it(states: Told, shipped_atlas: Atlas) -> None:
    for day in dict.fromkeys(day for day, _ in states):
        listed: dict[str, tuple[str, DayItem]] = {
            item.query.removeprefix("select="): (group.title, item)
            for group in day_page(shipped_atlas, day).posts
            for item in group.items
        }
        for post in all_border_posts(shipped_atlas):
            state = states[day, post.id]
            title, item = listed[post.id]
            assert title == TITLES[state.access]
            said = item.detail or f"{title.partition(' to ')[0].lower()} {item.when}"
            assert said == state.sentence()


def test_the_map_says_it(states: Told, shipped_atlas: Atlas) -> None:
    history = build_history(shipped_atlas)["posts"]
    for (day, post_id), state in states.items():
        begun = [step for step in history[post_id] if step[0] is None or step[0] <= str(day)]
        assert begun[-1][1:] == [state.access.value, state.sentence()]


def alternative_over(post: Site, abroad: Site) -> Alternative:
    road: Segment = line(post, abroad, mode="road")
    return Alternative("line", "Line", PROJECT, (road,), "", ())


def test_a_comparison_says_it(states: Told, shipped_atlas: Atlas) -> None:
    cities = [shipped_atlas.site(site_id) for site_id in ("site-moscow", "site-karachi")]
    for (day, post_id), state in states.items():
        post = shipped_atlas.site(post_id)
        abroad = next(city for city in cities if city.countries[0] != post.countries[0])
        (crossing,) = borders_passed(shipped_atlas, alternative_over(post, abroad), day)
        (found,) = crossing.posts
        assert found.freight == state


def test_the_whole_panel_has_the_day_of_the_map(shipped_atlas: Atlas) -> None:
    day = Day(2025, 10, 15)
    said = panel(shipped_atlas, "site-torkham", day).border[0]
    assert said.label == "Freight on 15 October 2025"
    freight, people = (
        post_state(shipped_atlas, "site-torkham", day, traffic) for traffic in Traffic
    )
    assert traffic_in_words(freight, people) in day_page(shipped_atlas, day, "site-torkham").chosen


def test_no_day_before_a_record_is_told_by_it(shipped_atlas: Atlas) -> None:
    for post in all_border_posts(shipped_atlas):
        for row in shipped_atlas.border_status_of(post.id):
            eve = first_day(row.from_date) - timedelta(days=1)
            known = post_state(shipped_atlas, post.id, eve).known
            assert known is None or known.id != row.id
