"""Small pieces of sentences about routes: clauses, counts of borders and changes, ways."""

from collections.abc import Iterable, Sequence

from geo.records.phrases import listed, with_commas, within_sentence
from geo.records.texts import say, say_many
from geo.records.vocab import Mode
from geo.routing.route_model import QUAY

_MODES = {mode.value: mode for mode in Mode}


def listed_clauses(clauses: Sequence[str]) -> str:
    """`a and b`, or `a, b, and c` where clauses are too long to be read without the comma."""
    if len(clauses) <= 2:  # noqa: PLR2004 - a pair needs no comma
        return listed(clauses)
    return say("{most}, and {last}", most=with_commas(clauses[:-1]), last=clauses[-1])


def clauses_apart(clauses: Iterable[str]) -> str:
    """`a; b; c`."""
    return say("; ").join(clauses)


def borders_counted(number: int) -> str:
    """`no borders`, `1 border`, `2 borders`."""
    return say_many("{n} border", "{n} borders", number) if number else say("no borders")


def gauge_changes_counted(number: int) -> str:
    """`no gauge changes`, `1 gauge change`, `2 gauge changes`."""
    if not number:
        return say("no gauge changes")
    return say_many("{n} gauge change", "{n} gauge changes", number)


def mode_changes_counted(number: int) -> str:
    """`no mode changes`, `1 mode change`, `2 mode changes`."""
    if not number:
        return say("no mode changes")
    return say_many("{n} mode change", "{n} mode changes", number)


def way_words(way: str) -> str:
    """How a leg goes, by the gauge of its track or its mode: `rail, 1520 mm`, `road`, `quay`."""
    if way.isdigit():
        return say("rail, {gauge} mm", gauge=way)
    return say("quay") if way == QUAY else within_sentence(_MODES[way].label)


def way_in_file(way: str) -> str:
    """The same in files, which are English."""
    return f"rail, {way} mm" if way.isdigit() else way
