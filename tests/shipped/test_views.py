"""Panels, welcome and register: complete, footnoted and safe for every record."""

import dataclasses
from collections.abc import Iterator

import pytest

from geo.atlas import Atlas
from geo.records.dates import Day, sort_key, when
from geo.records.errors import UnknownId
from geo.records.loaded import Loaded
from geo.records.model import Event, Source
from geo.records.vocab import Confidence, Extent, SourceKind
from geo.views import Panel, correction_rows, event_rows, panel, register_entries
from geo.views.components import Footnotes, TextRun, text_runs
from geo.views.evidence import merged_events
from geo.views.facts import local_names
from geo.views.pages.welcome import welcome
from pages.ui.html import render
from tests.shipped.test_duel import PROJECT


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
    assert mill.state.label == "idle"
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
        "statement",
        "memorandum",
        "protocol",
        "works",
        "service",
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


def test_equal_figures_do_not_disagree(good_atlas: Atlas) -> None:
    (group,) = panel(good_atlas, "line").figures
    assert not group.disagree
    assert group.rows[0].label == "260–270 km"


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
    assert html.count("<s>573 km</s>") == html.count("Ruled out by geometry.") == 1


def test_figures_of_parts_stand_below_the_whole(panels: dict[str, Panel]) -> None:
    lengths = panels["uap-railway"].figures[0]
    order = [list(Extent).index(row.extent) for row in lengths.rows]
    assert order == sorted(order)
    assert len(set(order)) > 1
    html = render("panel", panel=panels["uap-railway"])
    assert "640–764 km may be believed" in html
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


def test_a_correction_stands_on_the_panel_of_its_record(good_atlas: Atlas) -> None:
    (change,) = panel(good_atlas, "line").changes
    assert (change.what, change.old, change.new) == ("date of the state", "2024-04", "2024-05-02")
    assert (change.date, change.notes) == ("3 May 2024", (1,))
    assert panel(good_atlas, "site-charlie").changes == ()
    html = " ".join(render("panel", panel=panel(good_atlas, "line")).split())
    assert "was </span>2024-04" in html
    assert "is </span>2024-05-02" in html


def test_a_corrected_figure_is_told_where_the_figure_stands(panels: dict[str, Panel]) -> None:
    changed = {change.id for change in panels["uap-railway"].changes}
    assert "cor-gauge-change-hours" in changed


def test_a_corrected_state_is_told_at_its_border_post(panels: dict[str, Panel]) -> None:
    told = {change.id: change.what for change in panels["site-khunjerab"].changes}
    assert told["cor-khunjerab-2023-12-freight"] == "freight, state from 1 December 2023"
    assert told["cor-khunjerab-winter-note"] == "note"
    assert "cor-torkham-2025-03-people" not in told


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


def test_without_corrections_the_feed_says_so() -> None:
    assert correction_rows(Atlas(Loaded())) == ()
    assert "No correction is recorded yet." in render("changes", rows=())


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


def test_segment_says_how_its_gauge_is_known(good_atlas: Atlas) -> None:
    facts = {fact.label: fact for fact in panel(good_atlas, "seg-bravo-charlie").facts}
    assert facts["Track gauge"].value == "1520 mm, a plan named it; no track lies"
    assert facts["Promised"].value == "2030"


def test_area_tells_its_site(good_atlas: Atlas) -> None:
    yard = panel(good_atlas, "area-alfa-yard")
    assert yard.facts[0].value == "1\u2009050 acres"
    assert [link.id for link in yard.neighbours] == ["site-alfa"]
    assert yard.state is None


def test_article_tells_its_source_and_subjects(good_atlas: Atlas) -> None:
    article = panel(good_atlas, "art-a")
    (story,) = article.stories
    assert (story.publisher, story.date) == ("The Alfa Herald", "2 May 2024")
    assert [link.id for link in article.neighbours] == ["line", "site-charlie"]


def test_project_has_state_ladder_and_kilometres(shipped_atlas: Atlas, panels: dict) -> None:
    for project in shipped_atlas.projects:
        details = panels[project.id]
        assert details.name == project.names.en
        assert details.state.label == project.lifecycle.value
        assert len(details.ladders) == 1
    assert any(fact.label.startswith("Drawn, ") for fact in panels["uap-railway"].facts)


def test_border_post_is_dated(good_atlas: Atlas) -> None:
    freight, people, row = panel(good_atlas, "site-bravo").border
    assert (freight.label, people.label, row.label) == ("Freight", "People", "From May 2024")
    assert freight.value == "Open with limits since May 2024 (some goods only)."
    assert people.value == "Open since May 2024."
    assert row.value.startswith("Freight open with limits (some goods only), people open.")
    before = panel(good_atlas, "site-bravo", Day(2024, 4, 30)).border[0]
    assert before.label == "Freight on 30 April 2024"
    assert before.value == "Not known: the first record is of May 2024."


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


def test_welcome_lists_sourced_events_newest_first(shipped_atlas: Atlas) -> None:
    view = welcome(shipped_atlas)
    by_id = {event.id: event for event in shipped_atlas.events}
    shown = [by_id[event.id] for event in view.events]
    assert shown
    assert all(event.confidence is Confidence.SOURCED for event in shown)
    assert shown == sorted(shown, key=lambda event: sort_key(event.date), reverse=True)
    sourced = [event for event in by_id.values() if event.confidence is Confidence.SOURCED]
    assert shown[0].date == max((event.date for event in sourced), key=sort_key)
    assert set(numbers(view)) == {footnote.number for footnote in view.footnotes}
    assert "Latest events" in render("welcome", view=view)


def test_register_filters_by_words_and_kind(shipped_atlas: Atlas) -> None:
    everything = register_entries(shipped_atlas)
    assert [entry.source for entry in everything] == list(shipped_atlas.sources)
    dawn = register_entries(shipped_atlas, "DAWN")
    assert 0 < len(dawn) < len(everything)
    assert len(register_entries(shipped_atlas, "dawn 2006")) < len(dawn)
    assert register_entries(shipped_atlas, "zzz-nothing") == ()
    official = register_entries(shipped_atlas, kind=SourceKind.OFFICIAL.value)
    assert {entry.source.kind for entry in official} == {SourceKind.OFFICIAL}
    both = register_entries(shipped_atlas, "dawn", SourceKind.NEWS.value)
    assert all(entry.source.kind is SourceKind.NEWS for entry in both)
    assert "Dawn" in render("register", entries=both, when=when)


def test_register_counts_what_a_source_supports(good_atlas: Atlas) -> None:
    entry = register_entries(good_atlas, "survey")[0]
    assert entry.cited == len(good_atlas.supports("src-survey-2020"))
    assert {"site-alfa", "site-bravo"} <= {link.id for link in entry.supports}


def test_runs_make_links_and_notes(good_atlas: Atlas) -> None:
    notes = Footnotes(good_atlas)
    text = "To [[site-alfa]] and [[line|the line]].[^src-survey-2020] Not [[site-x]], [[y|yes]]."
    assert text_runs(good_atlas, text, notes) == (
        TextRun("text", "To "),
        TextRun("link", "Alfa", "site-alfa"),
        TextRun("text", " and "),
        TextRun("link", "the line", "line"),
        TextRun("text", "."),
        TextRun("note", "1"),
        TextRun("text", " Not "),
        TextRun("text", "site-x"),
        TextRun("text", ", "),
        TextRun("text", "yes"),
        TextRun("text", "."),
    )
    assert [footnote.source.id for footnote in notes.footnotes()] == ["src-survey-2020"]


def test_runs_leave_out_a_note_without_a_source(good_atlas: Atlas) -> None:
    text = "Known.[^src-gone] <b>[[site-alfa"
    joined = "".join(run.text for run in text_runs(good_atlas, text, Footnotes(good_atlas)))
    assert joined == "Known. <b>[[site-alfa"


def test_a_promise_is_told_with_its_date_and_outcome(shipped_atlas: Atlas) -> None:
    events = {event.id: event for event in panel(shipped_atlas, "main-line-1").events}
    told = events["evt-2025-12-28-ml1-end"].text
    wanted = (
        "Promised for December 2028: First part of ML-1, Karachi–Rohri, finished. Outcome: open."
    )
    assert told.endswith(wanted)


def test_events_have_one_order_on_every_page() -> None:
    texts = ("2009-09-30", "2009~", "2009/2011", "2009-09", "2010", "2009-12-31")
    fields = {"project_ids": ("line",), "title": "Said"}
    events = tuple(
        Event(id=f"evt-{number}", date=text, source_ids=("src-a",), **fields)
        for number, text in enumerate(texts)
    )
    atlas = Atlas(Loaded(projects=(PROJECT,), events=events))
    newest = ["2010", "2009-12-31", "2009-09-30", "2009-09", "2009/2011", "2009~"]
    assert [event.date for event in atlas.events_of_project("line")] == newest
    assert [event.date for event in merged_events(events[:3], events[2:])] == newest
    assert [occurrence.event.date for occurrence in event_rows(atlas)] == newest
    assert [event.date for event in welcome(atlas).events] == [when(date) for date in newest]
