"""The lanes of events: every project in full, every mark within the axis, every mark a link."""

import re

from geo.atlas import Atlas
from geo.views.pages.event_list import event_rows
from geo.views.pages.lanes import lanes_chart
from pages.ui import cache
from pages.ui.html import render


def test_every_project_with_events_has_a_lane_with_its_full_name(shipped_atlas: Atlas) -> None:
    lanes = lanes_chart(shipped_atlas, event_rows(shipped_atlas)).lanes
    told = [
        project for project in shipped_atlas.projects if shipped_atlas.events_of_project(project.id)
    ]
    assert [lane.project.text for lane in lanes] == [project.names.en for project in told]


def test_marks_lie_in_their_order_within_the_axis(shipped_atlas: Atlas) -> None:
    chart = lanes_chart(shipped_atlas, event_rows(shipped_atlas))
    for lane in chart.lanes:
        places = [mark.percent for mark in lane.marks]
        assert places == sorted(places)
        assert 0 <= places[0] <= places[-1] <= 100
        assert all(re.search(r"(^|&)date=\d{4}-\d\d-\d\d$", mark.query) for mark in lane.marks)
    recent = next(known.share for known in chart.years if known.year == 2020)
    assert recent < 0.5


def test_a_choice_of_projects_and_years_has_its_own_axis(shipped_atlas: Atlas) -> None:
    found = event_rows(shipped_atlas, ["aqina-andkhoy-railway"], years=(2021, 2022))
    chart = lanes_chart(shipped_atlas, found, ["aqina-andkhoy-railway"])
    assert len(chart.lanes) == 1
    assert lanes_chart(shipped_atlas, ()).lanes == ()


def test_lanes_have_the_colours_of_the_map_and_words_for_each_mark(shipped_atlas: Atlas) -> None:
    chart = lanes_chart(shipped_atlas, event_rows(shipped_atlas))
    html = render("lanes", chart=chart, colours=cache.project_colours(), as_of="1 May 2026")
    marks = sum(len(lane.marks) for lane in chart.lanes)
    buttons = html.count("data-chart=")
    assert html.count("data-event") == html.count("aria-label=") - buttons == marks
    assert "--light: #c0341d" in html
