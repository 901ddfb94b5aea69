"""A comparison on two pages: the verdict, and one row for each question."""

from geo.records.texts import say
from geo.views.briefs.brief import Brief, Part, Said, merged_notes, row
from geo.views.comparison.comparison_cells import ComparisonCell
from geo.views.comparison.comparison_page import Comparison

_QUESTION, _ANSWER = 1.3, 2.0


def comparison_brief(page: Comparison) -> Brief:
    """The brief of the ways that a page sets side by side."""
    titles = [side.title for side in page.sides]
    states = row("", *(Said(side.state, side.notes) for side in page.sides))
    rows = [row(Said(line.label, (), "strong"), *map(_cell, line.cells)) for line in page.rows]
    table = Part(
        say("Side by side"),
        (states, *rows),
        (_QUESTION, *[_ANSWER] * len(titles)),
        head=("", *titles),
        share=9.0,  # all questions: it is what the brief is for
    )
    return Brief(
        kind=say("Comparison"),
        title=" · ".join(titles),
        lead=(Said(page.verdict),) if page.verdict else (),
        parts=(table,),
        footnotes=page.footnotes,
    )


def _cell(cell: ComparisonCell) -> Said:
    words = "; ".join(part.in_words() for part in cell.said)
    told = f"{words} ({cell.best})" if cell.best else words
    return Said(told, merged_notes(part.notes for part in cell.said))
