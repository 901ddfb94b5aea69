"""Panels, welcome and register: complete, footnoted and safe for every record."""

from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.loaded import Loaded
from geo.records.model import Event
from geo.views.components import Footnotes, TextRun, text_runs
from geo.views.corrections import correction_rows
from geo.views.evidence import merged_events
from geo.views.pages.event_list import event_rows
from geo.views.pages.source_register import register_entries
from geo.views.panels import panel
from pages.ui.html import render
from tests.builders import PROJECT


def test_equal_figures_do_not_disagree(good_atlas: Atlas) -> None:
    (group,) = panel(good_atlas, "line").figures
    assert not group.disagree
    assert group.rows[0].label == "260–270 km"


def test_a_correction_stands_on_the_panel_of_its_record(good_atlas: Atlas) -> None:
    (change,) = panel(good_atlas, "line").changes
    assert change.what == "date of the state"
    assert (change.old, change.new) == ("April 2024", "2 May 2024")
    assert (change.date, change.notes) == ("3 May 2024", (1,))
    assert panel(good_atlas, "site-charlie").changes == ()
    html = " ".join(render("panel", panel=panel(good_atlas, "line")).split())
    assert "was </span><bdi>April 2024" in html
    assert "is </span><bdi>2 May 2024" in html


def test_without_corrections_the_feed_says_so() -> None:
    assert correction_rows(Atlas(Loaded())) == ()
    assert "No correction is recorded yet." in render("changes", rows=())


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


def test_border_post_is_dated(good_atlas: Atlas) -> None:
    freight, people, row = panel(good_atlas, "site-bravo").border
    assert (freight.label, people.label, row.label) == ("Freight", "People", "From May 2024")
    assert freight.value == "Open with limits since May 2024 (some goods only)."
    assert people.value == "Open since May 2024."
    assert row.value.startswith("Freight open with limits (some goods only), people open.")
    before = panel(good_atlas, "site-bravo", Day(2024, 4, 30)).border[0]
    assert before.label == "Freight on 30 April 2024"
    assert before.value == "Not known: the first record is of May 2024."


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
        TextRun("text", " Not site-x, yes."),
    )
    assert [footnote.source.id for footnote in notes.footnotes()] == ["src-survey-2020"]


def test_runs_leave_out_a_note_without_a_source(good_atlas: Atlas) -> None:
    text = "Known.[^src-gone] <b>[[site-alfa"
    joined = "".join(run.text for run in text_runs(good_atlas, text, Footnotes(good_atlas)))
    assert joined == "Known. <b>[[site-alfa"


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
