"""What a corridor runs over, in words and stretch by stretch."""

import pytest

from geo.atlas import Atlas
from geo.geometry.measure import best_km
from geo.views.components import Footnotes
from geo.views.panels import project_panel, segment_panel
from geo.views.shared_lines import runs_over_words, stretch_rows
from geo.views.tables import TABLES
from pages.ui.map_address import read_query, vocabulary


def test_a_pure_corridor_has_no_kilometre_of_its_own(shipped_atlas: Atlas) -> None:
    carec = shipped_atlas.project("carec-6a")
    lines = len(shipped_atlas.segments_of(carec.id))
    said = f"Runs over {lines} lines of others, 0\u2009km of its own"
    assert runs_over_words(shipped_atlas, carec) == said


def test_own_kilometres_are_the_best_known_of_own_lines(shipped_atlas: Atlas) -> None:
    uap = shipped_atlas.project("uap-railway")
    own = sum(best_km(segment)[0] for segment in shipped_atlas.own_segments_of(uap.id))
    assert own > 500
    assert runs_over_words(shipped_atlas, uap).endswith(f", {own:.0f}\u2009km of its own")


def test_who_runs_over_nobody_else_says_nothing(shipped_atlas: Atlas) -> None:
    assert runs_over_words(shipped_atlas, shipped_atlas.project("khaf-herat-railway")) == ""


def test_stretches_keep_order_notes_and_sources(shipped_atlas: Atlas) -> None:
    notes = Footnotes(shipped_atlas)
    corridor = shipped_atlas.project("six-country-corridor")
    rows = stretch_rows(shipped_atlas, corridor, notes)
    assert len(rows) == len(corridor.runs_over)
    assert rows[0].name == "Minsk – Moscow"
    salang = next(row for row in rows if "Salang" in row.note)
    assert (salang.mode, salang.notes != ()) == ("Road", True)
    assert all(row.km > 0 and row.homes for row in rows)


def test_a_line_named_twice_counts_once(shipped_atlas: Atlas) -> None:
    corridor = shipped_atlas.project("carec-6a")
    (stretch, *_) = corridor.runs_over
    doubled = stretch.model_copy(update={"segment_ids": stretch.segment_ids * 2})
    told = [
        stretch_rows(shipped_atlas, corridor.model_copy(update={"runs_over": (run,)}), notes)
        for run, notes in ((stretch, Footnotes(shipped_atlas)), (doubled, Footnotes(shipped_atlas)))
    ]
    assert told[0] == told[1]


def test_panels_tell_it_from_both_sides(shipped_atlas: Atlas) -> None:
    facts = project_panel(shipped_atlas, shipped_atlas.project("carec-6b")).facts
    assert any(fact.value.startswith("Runs over ") for fact in facts)
    line = shipped_atlas.segment("seg-uap-tashguzar-kumkurgan")
    linked = [neighbour.id for neighbour in segment_panel(shipped_atlas, line).neighbours]
    assert linked[2] == "connecting-lines"
    assert {"uap-railway", "carec-6a", "carec-6b", "six-country-corridor"} <= set(linked)


def test_the_table_of_lines_names_every_corridor_on_a_line(shipped_atlas: Atlas) -> None:
    table = TABLES["Lines"](shipped_atlas)
    row = next(row for row in table.rows if row.lines == ("seg-uap-tashguzar-kumkurgan",))
    assert {"CAREC 6a", "CAREC 6b"} <= {bit.text for cell in row.cells for bit in cell.bits}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("seg-hairatan-hairatan-mazar-rail", "seg-uap-hairatan-naibabad"),
        ("seg-brk-kabul-torkham", "seg-pcrd-torkham-kabul"),
        ("seg-uap-termez-hairatan", "seg-uap-termez-hairatan"),
    ],
)
def test_old_links_select_the_line_of_today(old: str, new: str, shipped_atlas: Atlas) -> None:
    view, notices = read_query({"select": old}, vocabulary(shipped_atlas))
    cut_since = len(shipped_atlas.successors(old)) > 1
    assert (view.select, len(notices)) == (new, 1 if cut_since else 0)
