"""Panels, welcome and register of the shipped atlas."""

import dataclasses
from collections.abc import Iterator

import pytest

from geo.analysis.changes import ChangeKind
from geo.atlas import Atlas
from geo.records.dates import sort_key, when
from geo.records.errors import UnknownId
from geo.records.model import Source
from geo.records.vocab import Extent, SourceKind
from geo.views.components import Panel, TextRun
from geo.views.corrections import correction_rows
from geo.views.facts import local_names
from geo.views.pages.source_register import register_entries
from geo.views.pages.welcome import welcome
from geo.views.panels import panel
from pages.ui.html import render


def numbers(value: object) -> Iterator[int]:
    """Every footnote number that a view cites, wherever it stands."""
    if isinstance(value, tuple):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, TextRun):
        yield from (int(value.text),) if value.kind == "note" else ()
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if field.name == "notes":
                yield from inner
            elif field.name == "note":
                yield inner
            elif field.name != "footnotes":
                yield from numbers(inner)


def selectable(atlas: Atlas) -> list[str]:
    kinds = (atlas.sites, atlas.segments, atlas.areas, atlas.projects, atlas.articles)
    return [record.id for kind in kinds for record in kind]


@pytest.fixture(scope="module")
def panels(shipped_atlas: Atlas) -> dict[str, Panel]:
    return {record_id: panel(shipped_atlas, record_id) for record_id in selectable(shipped_atlas)}


def test_steelworks_stand_idle_with_two_ways_on(panels: dict[str, Panel]) -> None:
    mill = panels["site-psm"]
    assert mill.state is not None
    assert (mill.state.label, mill.state.word) == ("Standing idle", "idle")
    assert "as of" in mill.state.value
    assert [option.label for option in mill.options] == [
        "Restore the old works",
        "Build a new mill",
    ]
    assert all(option.notes for option in mill.options)


def test_ladder_of_the_steelworks_has_its_service_of_the_past(panels: dict[str, Panel]) -> None:
    (ladder,) = panels["site-psm"].ladders
    assert len(ladder.steps) == 10
    reached = [step for step in ladder.steps if step.reached]
    assert [step.rung for step in reached] == [
        "Statement",
        "Memorandum",
        "Protocol",
        "Works",
        "Service",
    ]
    assert [step.date for step in reached[2:]] == ["11 July 2025", "1976", "25 December 1984"]
    assert all(step.document and step.notes for step in reached)
    assert not any(step.date or step.document for step in ladder.steps[3:8])


def test_founding_dates_stand_side_by_side(panels: dict[str, Panel]) -> None:
    (founding,) = (
        figure for figure in panels["site-psm"].figures if "beginning" in figure.quantity
    )
    assert founding.disagree
    assert len({row.label for row in founding.rows}) > 1
    assert "they disagree" in render("panel", panel=panels["site-psm"])


def test_a_figure_that_cannot_be_says_so_in_words(panels: dict[str, Panel]) -> None:
    (lengths,) = (
        figure
        for figure in panels["uap-railway-torkham"].figures
        if figure.quantity == "Length of a line"
    )
    (out,) = (row for row in lengths.rows if row.ruled_out)
    assert out.label == "573 km"
    assert out.ruled_out.endswith("Landi Kotal and Peshawar alone come to 588 km.")
    html = render("panel", panel=panels["uap-railway-torkham"])
    assert html.count("<s><bdi>573 km</bdi></s>") == html.count("Ruled out by geometry.") == 1


def test_figures_of_parts_stand_below_the_whole(panels: dict[str, Panel]) -> None:
    lengths = panels["uap-railway"].figures[0]
    order = [list(Extent).index(row.extent) for row in lengths.rows]
    assert order == sorted(order)
    assert len(set(order)) > 1
    html = render("panel", panel=panels["uap-railway"])
    assert "<bdi>640–764 km</bdi> may be believed" in html
    assert html.count("A part of the subject") == sum(
        any(row.extent is Extent.PART for row in figure.rows)
        for figure in panels["uap-railway"].figures
    )


def test_a_line_keeps_its_figures_apart_from_those_of_its_project(panels: dict) -> None:
    groups = {figure.quantity: figure for figure in panels["seg-uap-kharlachi-kohat"].figures}
    own, whole = (groups[f"Length of a line{of}"] for of in ("", ", whole project"))
    assert [row.label for row in own.rows] == ["192 km"]
    assert "192 km" not in [row.label for row in whole.rows]
    assert (own.band, whole.band) == ("", "640–764 km")


def test_money_is_written_as_it_is_spoken(panels: dict[str, Panel]) -> None:
    groups = {figure.quantity: figure for figure in panels["uap-railway"].figures}
    costs = groups["Cost in billions of US dollars"]
    assert costs.band == "US$ 4.5–8.2 bn"
    assert costs.rows[0].label == "US$ 4.5 bn"


def test_a_corrected_figure_is_told_where_the_figure_stands(panels: dict[str, Panel]) -> None:
    changed = {change.id for change in panels["uap-railway"].changes}
    assert "cor-gauge-change-hours" in changed


def test_a_corrected_state_is_told_at_its_border_post(panels: dict[str, Panel]) -> None:
    told = {change.id: change.what for change in panels["site-khunjerab"].changes}
    assert told["cor-khunjerab-2023-12-freight"] == "freight, state from 1 December 2023"
    assert told["cor-khunjerab-winter-note"] == "note"
    assert "cor-torkham-2025-03-people" not in told


@pytest.mark.parametrize(
    ("record", "pages"),
    [
        ("uap-railway", ["project", "timeline", "compare", "data"]),
        ("site-psm", ["project", "timeline", "compare", "data"]),
        ("site-torkham", ["routes"]),
        ("seg-uap-termez-hairatan", ["project"]),
        ("area-psm-township-zone", []),
    ],
)
def test_a_panel_leads_to_other_pages_with_the_choice_kept(
    panels: dict[str, Panel], record: str, pages: list[str]
) -> None:
    links = panels[record].elsewhere
    assert [link.path for link in links][: len(pages)] == pages
    assert bool(links) == bool(pages)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("cor-gauge-change-hours", "Travel time of a shipment", "Extra time, hours"),
        ("cor-khyber-segment", "Under construction", "Agreed on paper"),
        ("cor-khyber-promise", "Not known", "Missed"),
        ("cor-irkeshtam-2023-from", "about 2023", "25 January 2023"),
        ("cor-karachi-peshawar-network", "1297", "left empty"),
    ],
)
def test_corrected_values_are_told_in_the_words_of_the_screen(
    shipped_atlas: Atlas, name: str, old: str, new: str
) -> None:
    told = {row.change.id: row.change for row in correction_rows(shipped_atlas)}
    assert (told[name].old, told[name].new) == (old, new)


def test_the_feed_has_every_correction_newest_first(shipped_atlas: Atlas) -> None:
    rows = correction_rows(shipped_atlas)
    assert {row.change.id for row in rows} == {
        correction.id for correction in shipped_atlas.corrections
    }
    dates = {correction.id: sort_key(correction.date) for correction in shipped_atlas.corrections}
    order = [dates[row.change.id] for row in rows]
    assert order == sorted(order, reverse=True)
    for row in rows:
        assert row.source is not None
        corrected = next(
            correction for correction in shipped_atlas.corrections if correction.id == row.change.id
        )
        if isinstance(shipped_atlas.find(corrected.record_id), Source):
            assert (row.record.id, row.record.detail) == ("", "in the register of sources")
        else:
            assert row.record.id in selectable(shipped_atlas), row.change.id
    html = render("changes", rows=rows)
    assert html.count("<time>") == len(rows) > 10
    assert "Torkham – Kabul" in html


def test_every_note_has_its_source(panels: dict[str, Panel]) -> None:
    for details in panels.values():
        ours = [footnote.number for footnote in details.footnotes]
        assert ours == list(range(1, len(ours) + 1)), details.id
        assert set(numbers(details)) <= set(ours), details.id
        assert len({footnote.source.id for footnote in details.footnotes}) == len(ours), details.id


def test_every_record_renders(panels: dict[str, Panel]) -> None:
    for details in panels.values():
        html = render("panel", panel=details)
        assert f'data-record="{details.id}"' in html
        assert "None" not in html.split("<h2>")[1].split("</h2>")[0], details.id


def test_every_segment_is_named_by_both_ends(shipped_atlas: Atlas, panels: dict) -> None:
    for segment in shipped_atlas.segments:
        details = panels[segment.id]
        assert shipped_atlas.site(segment.from_id).names.en in details.name
        assert shipped_atlas.site(segment.to_id).names.en in details.name
        assert details.state is not None
        assert details.drawing[1].label == "Drawn length"
        assert {segment.from_id, segment.to_id, segment.project_id} <= {
            link.id for link in details.neighbours
        }


def test_project_has_state_ladder_and_kilometres(shipped_atlas: Atlas, panels: dict) -> None:
    for project in shipped_atlas.projects:
        details = panels[project.id]
        assert details.name == project.names.en
        assert details.state.label == project.lifecycle.label
        assert len(details.ladders) == 1
    assert any(fact.label.startswith("Drawn, ") for fact in panels["uap-railway"].facts)


def test_names_are_read_in_their_direction(panels: dict[str, Panel]) -> None:
    names = [name for details in panels.values() for name in details.local_names]
    assert {name.language for name in names} >= {"ur", "fa", "ps", "ru"}
    for name in names:
        assert name.direction == ("rtl" if name.language in {"ur", "fa", "ps", "ug"} else "ltr")
    assert [name.direction for name in local_names([("ps", "کابل"), ("uz", "Toshkent")])] == [
        "rtl",
        "ltr",
    ]


@pytest.mark.parametrize("unknown", ["site-nowhere", "", "../etc", "<script>", "x" * 10_000])
def test_unknown_id_is_refused(shipped_atlas: Atlas, unknown: str) -> None:
    with pytest.raises(UnknownId):
        panel(shipped_atlas, unknown)


def test_welcome_leads_with_what_changed_newest_first(shipped_atlas: Atlas) -> None:
    view = welcome(shipped_atlas)
    assert view.changes
    days = [row.day for row in view.changes]
    assert days == sorted(days, reverse=True)
    assert all(row.title and not row.doubt for row in view.changes)
    assert ChangeKind.CORRECTION not in {row.kind for row in view.changes}
    assert view.corrected
    html = render("welcome", view=view)
    assert html.index("What changed") < html.index("Where to begin")
    for row in view.changes:
        assert f"select={row.record_id}" in html


def test_register_filters_by_words_and_kind(shipped_atlas: Atlas) -> None:
    everything = register_entries(shipped_atlas)
    listed = [entry.source for entry in everything]
    assert len(listed) == len(shipped_atlas.sources)
    assert set(listed) == set(shipped_atlas.sources)
    dawn = register_entries(shipped_atlas, "DAWN")
    assert 0 < len(dawn) < len(everything)
    assert len(register_entries(shipped_atlas, "dawn 2006")) < len(dawn)
    assert register_entries(shipped_atlas, "zzz-nothing") == ()
    official = register_entries(shipped_atlas, kind=SourceKind.OFFICIAL.value)
    assert {entry.source.kind for entry in official} == {SourceKind.OFFICIAL}
    both = register_entries(shipped_atlas, "dawn", SourceKind.NEWS.value)
    assert all(entry.source.kind is SourceKind.NEWS for entry in both)
    assert "Dawn" in render("register", entries=both, when=when)


def test_a_promise_is_told_with_its_date_and_outcome(shipped_atlas: Atlas) -> None:
    events = {event.id: event for event in panel(shipped_atlas, "main-line-1").events}
    told = events["evt-2025-12-28-ml1-end"].text
    wanted = (
        "Promised for December 2028: First part of ML-1, Karachi–Rohri, finished. Outcome: open."
    )
    assert told.endswith(wanted)


def test_the_mill_answers_who_signed_first(panels: dict[str, Panel]) -> None:
    (mill,) = panels["site-psm"].standings
    assert mill.step is not None
    assert (mill.step.rung, mill.step.date) == ("Protocol", "11 July 2025")
    assert {"Saif Anjum", "Vadim Velichko"} <= set(mill.step.people)
    assert "witness" in mill.step.text
    assert "Dunya News" in mill.step.publishers
    assert [again.label for again in mill.step.again] == ["about 27 November 2025"]
    assert [promise.word for promise in mill.promises] == ["open", "missed"]
    years = ["1971", "1973", "1981", "1984", "1985"]
    assert [date.label[-4:] for date in mill.beginnings] == years


def test_every_project_with_a_step_says_its_day_and_who_reports_it(
    shipped_atlas: Atlas, panels: dict[str, Panel]
) -> None:
    steps = [
        found.step
        for project in shipped_atlas.projects
        for found in panels[project.id].standings
        if found.step
    ]
    assert len(steps) > len(shipped_atlas.projects) / 2
    assert all(step.date and step.publishers and step.notes for step in steps)


def test_a_state_is_not_said_twice(panels: dict[str, Panel]) -> None:
    states = [panel.state for panel in panels.values() if panel.state]
    assert not [state for state in states if state.value.startswith(state.label)]


def test_many_sources_are_a_link_to_their_list(panels: dict[str, Panel]) -> None:
    html = render("panel", panel=panels["site-psm"])
    assert ">16 sources<" in html
    assert html.count('class="return"') == len(panels["site-psm"].footnotes)
