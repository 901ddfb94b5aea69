"""How good the atlas itself is, from its last measurement: sentences for the About page."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.records.dates import when
from geo.records.phrases import number
from geo.records.texts import mark, say


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """What was measured of one thing: `sentences`, the day and machine, and in words how.

    `anchor` is the part of the address that leads to it, such as `scores-tracks`.
    """

    anchor: str
    title: str
    sentences: tuple[str, ...]
    measured: str
    how: str


@dataclass(frozen=True, slots=True)
class _ScorePlan:
    """One group: its sentences, each with the figures in it and their digits."""

    part: str
    title: str
    rows: tuple[tuple[str, Mapping[str, int]], ...]
    how: str


#: Kind of thing -> its sentence.
_READING = {
    "place": mark(
        "{recall} of 100 places are found (aim {least}); "
        "{precision} of 100 found are right (aim {surest})."
    ),
    "project": mark(
        "{recall} of 100 names of projects are found (aim {least}); "
        "{precision} of 100 found are right (aim {surest})."
    ),
    "person": mark(
        "{recall} of 100 people are found (aim {least}); "
        "{precision} of 100 found are right (aim {surest})."
    ),
    "organisation": mark(
        "{recall} of 100 organisations are found (aim {least}); "
        "{precision} of 100 found are right (aim {surest})."
    ),
    "date": mark(
        "{recall} of 100 dates are found (aim {least}); "
        "{precision} of 100 found are right (aim {surest})."
    ),
    "figure": mark(
        "{recall} of 100 figures are found (aim {least}); "
        "{precision} of 100 found are right (aim {surest})."
    ),
    "trap": mark(
        "{recall} of 100 frequent mistakes are found (aim {least}); "
        "{precision} of 100 found are right (aim {surest})."
    ),
}
_SHARES = ("recall", "least", "precision", "surest")
_PLANS = (
    _ScorePlan(
        "tracks",
        mark("Drawn railways"),
        (
            (
                mark("Half of {points} points of real tracks lie within {median} m of our lines."),
                {"points": 0, "median": 0},
            ),
            (
                mark("Nine in ten lie within {p90} km, and the furthest {worst} km off."),
                {"p90": 2, "worst": 1},
            ),
        ),
        mark(
            "The points are stations and tracks from lists that nobody used for the drawing. From "
            "each the distance to the nearest drawn railway in service is taken."
        ),
    ),
    _ScorePlan(
        "lengths",
        mark("Lengths"),
        (
            (
                mark("{agreeing} of {compared} lengths agree with print to within 5 per cent."),
                {"agreeing": 0, "compared": 0},
            ),
            (
                mark(
                    "{followed} of {lines} lines follow mapped tracks or roads; the others are "
                    "drawn from place to place."
                ),
                {"followed": 0, "lines": 0},
            ),
        ),
        mark(
            "The length along mapped tracks or roads is held against the length that a source "
            "gives for the same piece."
        ),
    ),
    _ScorePlan(
        "routes",
        mark("Routes"),
        (
            (
                mark(
                    "{fitting} of {journeys} journeys in print took as many days as we compute; of "
                    "the others we know why not."
                ),
                {"fitting": 0, "journeys": 0},
            ),
            (mark("Five routes from Karachi to Moscow are found within {five} ms."), {"five": 0}),
        ),
        mark(
            "Each journey is asked for on its day and by its border post; its days in print have "
            "to lie between our least and our most."
        ),
    ),
    _ScorePlan(
        "texts",
        mark("Reading texts"),
        (
            *(
                (text, {f"{kind}_{share}": 0 for share in _SHARES})
                for kind, text in _READING.items()
            ),
            (
                mark("A text of 1,000 words is checked in {short} s, one of 10,000 in {long} s."),
                {"short": 2, "long": 2},
            ),
        ),
        mark(
            "38 short texts in English, Russian and Urdu, written for this and kept apart from "
            "those who built the reader. A person has marked what is to be found in them."
        ),
    ),
    _ScorePlan(
        "speed",
        mark("Speed"),
        (
            (mark("The map stands {map} s after the page was asked for."), {"map": 1}),
            (mark("A layer is on or off within {toggle} ms."), {"toggle": 0}),
            (mark("A click on a line opens its record within {click} ms."), {"click": 0}),
            (
                mark(
                    "On a phone with a poor line the first words stand after {words} s and the "
                    "whole map after {whole} s; {megabytes} MB are fetched."
                ),
                {"words": 1, "whole": 1, "megabytes": 2},
            ),
        ),
        mark(
            "Times are medians, taken in a browser on the machine of the server. The poor line "
            "carries 400 kb a second and answers after 0.4 s."
        ),
    ),
)


def score_groups(path: Path) -> tuple[ScoreGroup, ...]:
    """All groups that the file has, in the order of the page; none without the file.

    `python -m tests.bench` writes it. What it lacks is not said.
    """
    if not path.exists():
        return ()
    parts = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_group(plan, parts[plan.part]) for plan in _PLANS if plan.part in parts)


def _group(plan: _ScorePlan, part: Mapping[str, Any]) -> ScoreGroup:
    return ScoreGroup(
        f"scores-{plan.part}",
        say(plan.title),
        tuple(_sentences(plan, part["figures"])),
        say("Measured on {day}, {machine}.", day=when(part["day"]), machine=part["machine"]),
        say(plan.how),
    )


def _sentences(plan: _ScorePlan, figures: Mapping[str, float]) -> Iterator[str]:
    for text, digits in plan.rows:
        if digits.keys() <= figures.keys():
            # The kind of thing stands before its share, and in the sentence already.
            values = {
                name.rpartition("_")[2]: number(figures[name], places)
                for name, places in digits.items()
            }
            yield say(text, **values)
