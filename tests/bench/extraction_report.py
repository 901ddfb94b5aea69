"""The scores of the extraction as a table, as a section of RESULTS.md, and as raw figures."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.extraction import KINDS, Scored, Tally, tally
from tests.bench.marked_texts import HALVES

RAW = Path(__file__).with_name("extraction.json")
HEADING = "# Reading texts"
_LANGUAGES = ("en", "ru", "ur")
_HEAD = ("Kind", "half", *_LANGUAGES, "all", "target", "met")


class Aim(NamedTuple):
    """Least precision and recall on the half kept apart."""

    precision: float
    recall: float


#: People and organisations are aimed at as one; so are projects.
AIMS = {
    "place": Aim(0.95, 0.90),
    "project": Aim(0.95, 0.85),
    "person": Aim(0.95, 0.85),
    "organisation": Aim(0.95, 0.85),
    "date": Aim(0.95, 0.85),
    "figure": Aim(0.95, 0.90),
    "trap": Aim(0.95, 0.80),
}
#: Words of a text, and the seconds that reading it may take.
LONGEST = {1_000: 1.0, 10_000: 5.0}


class Spent(NamedTuple):
    """Processor seconds for a text of so many words; `checked` is the whole check of the desk."""

    words: int
    read: float
    checked: float


class Extraction(NamedTuple):
    """All scores and times of one run."""

    scored: Sequence[Scored]
    spent: Sequence[Spent]


def table(run: Extraction) -> str:
    """Precision and recall per kind, half and language, then the times, in Markdown."""
    rows = [_row(run.scored, kind, half) for kind in KINDS for half in HALVES]
    words = [(f"{spent.words:,} words", *_times(spent)) for spent in run.spent]
    head = ("Text", "read, s", "checked, s", "target", "met")
    return f"{_markdown((_HEAD, *rows))}\n\n{_markdown((head, *words))}"


def section(run: Extraction, conditions: str) -> str:
    """The part of RESULTS.md, with how it was measured."""
    return f"{HEADING}\n\n{conditions}\n\n{table(run)}\n\n{_HOW}"


def misses(run: Extraction) -> str:
    """What was missed and wrongly found in the half that may be read, one line each."""
    lines = [
        f"{thing.text.name}  {thing.outcome:6}  {thing.kind:12}  {thing.words}  [{thing.meant}]"
        for thing in run.scored
        if thing.text.half == "tune" and thing.outcome != "right"
    ]
    return "\n".join([*lines, ""])


def counts(run: Extraction) -> dict[str, Any]:
    """All raw counts, for a file and for the scores of the app."""
    return {
        "counts": [
            {
                "half": half,
                "language": language,
                "kind": kind,
                **_counted(run, kind, half, language),
            }
            for half in HALVES
            for language in _LANGUAGES
            for kind in KINDS
        ],
        "seconds": [spent._asdict() for spent in run.spent],
    }


def write(run: Extraction) -> None:
    """Write the raw figures."""
    RAW.write_text(json.dumps(counts(run), indent=1) + "\n", encoding="utf-8")


def _counted(run: Extraction, kind: str, half: Any, language: str) -> dict[str, int]:
    found = tally(run.scored, half, language, (kind,))
    return {"expected": found.expected, "found": found.found, "right": found.right}


def _row(scored: Sequence[Scored], kind: str, half: Any) -> tuple[str, ...]:
    tallies = [tally(scored, half, language, (kind,)) for language in (*_LANGUAGES, "")]
    aim = AIMS[kind]
    is_aimed_at = half == "apart" and tallies[-1].found + tallies[-1].expected > 0
    target = f"≥ {aim.precision:.2f} / {aim.recall:.2f}" if half == "apart" else "–"
    met = {True: "yes", False: "**no**"}[is_met(tallies[-1], aim)] if is_aimed_at else "–"
    return (kind, half, *map(_cell, tallies), target, met)


def is_met(found: Tally, aim: Aim) -> bool:
    """Whether both shares reach what is aimed at; nothing found reaches nothing."""
    return (found.precision or 0) >= aim.precision and (found.recall or 0) >= aim.recall


def _cell(found: Tally) -> str:
    shares = (found.precision, found.recall)
    said = " / ".join("–" if share is None else f"{share:.2f}" for share in shares)
    return f"{said} ({found.expected})"


def _times(spent: Spent) -> tuple[str, ...]:
    longest = LONGEST[spent.words]
    met = "yes" if max(spent.read, spent.checked) <= longest else "**no**"
    return (f"{spent.read:.2f}", f"{spent.checked:.2f}", f"≤ {longest:.0f} s", met)


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (rows[0], ["-" * width for width in widths], *rows[1:])
    ]
    return "\n".join(lines)


_HOW = """\
Cells are precision / recall (things to be found). Precision is the share of what was found that
is right, recall the share of what stands in the texts that was found; each thing counts once for
a text. The texts and the rules of marking are in `tests/data/texts`; whoever builds the
recogniser reads the half `tune` and never the half `apart`. Where several records are offered for
the same words, one of at most four has to be right. Countries, numbered roads and plain counts
are not scored. Times are processor seconds, as long as an idle machine takes, for a text of so
many words made of the English ones, the middle of three trials after a first text; "checked" is
the whole report of the desk.
"""
