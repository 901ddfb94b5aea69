"""Small pieces of sentences in the language of the reader: lists, counts, first letters."""

from collections.abc import Iterable, Sequence

from geo.records.texts import say, say_many


def with_commas(words: Iterable[str]) -> str:
    """`a, b, c`."""
    return say(", ").join(words)


def listed(words: Sequence[str]) -> str:
    """`a, b and c`; empty for none."""
    if len(words) <= 1:
        return "".join(words)
    return say("{most} and {last}", most=with_commas(words[:-1]), last=words[-1])


def listed_clauses(clauses: Sequence[str]) -> str:
    """`a and b`, or `a, b, and c` where clauses are too long to be read without the comma."""
    if len(clauses) <= 2:  # noqa: PLR2004 - a pair needs no comma
        return listed(clauses)
    return say("{most}, and {last}", most=with_commas(clauses[:-1]), last=clauses[-1])


def clauses_apart(clauses: Iterable[str]) -> str:
    """`a; b; c`."""
    return say("; ").join(clauses)


def as_sentence(text: str) -> str:
    """The text with a large first letter, to begin a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def within_sentence(text: str) -> str:
    """A label as part of a sentence: it begins with a small letter."""
    return f"{text[:1].lower()}{text[1:]}"


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
