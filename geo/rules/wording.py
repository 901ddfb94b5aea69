"""Dates, figures and words: what they must not say."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from geo.records.dates import first_day, last_day, today
from geo.records.model import Area, Names, Person, Project, Record, Site
from geo.records.vocab import Quantity
from geo.rules.context import Context, Found

_MARKUP = re.compile(r"<\s*[a-zA-Z/!]")
_ARABIC, _CYRILLIC = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[\u0400-\u04ff]")
#: Languages that the atlas writes in one script only.
_SCRIPTS = {
    "ur": _ARABIC,
    "fa": _ARABIC,
    "ps": _ARABIC,
    "ug": _ARABIC,
    "ru": _CYRILLIC,
    "be": _CYRILLIC,
    "tg": _CYRILLIC,
}
#: Fields that tell what was true or happened, never what is to come.
_PAST = (
    *("lifecycle_as_of", "lifecycle_since", "opened", "date_accessed", "date_published"),
    *("date", "from_date", "year"),
)
#: Fields that tell what was promised for a date.
_TO_COME = ("promised", "promised_for")


#: No date of the atlas lies outside these years; beyond them somebody has slipped.
_YEARS = range(1800, 2101)


def dates_are_not_ahead(context: Context) -> Found:
    """What is told as past is not dated later than today, by the clock of the machine.

    What is promised may be, but within our time.
    """
    latest = today()
    for record in context.loaded.records():
        for field in _dates_of(type(record)):
            date = getattr(record, field)
            if not date:
                continue
            first = first_day(date)
            if first > latest and field in _PAST:
                found, hint = f"{date} has not come yet", "Correct it; a promise goes in 'promised'"
                yield context.issue(record.id, field, "date_ahead", found, hint)
            elif first.year not in _YEARS or last_day(date).year not in _YEARS:
                found = f"{date} lies outside the years {_YEARS[0]} to {_YEARS[-1]}"
                yield context.issue(record.id, field, "date_far", found, "Correct the year")


@cache
def _dates_of(model: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name in _PAST or name in _TO_COME)


def opening_is_before_promise(context: Context) -> Found:
    """A line that has opened is no longer promised for an earlier day."""
    for segment in context.loaded.segments:
        if not (segment.opened and segment.promised):
            continue
        if first_day(segment.promised) < first_day(segment.opened):
            found = f"promised for {segment.promised}, opened {segment.opened}"
            hint = "Keep the promise as an event"
            yield context.issue(segment.id, "promised", "promise_before_opening", found, hint)


def claims_have_a_value(context: Context) -> Found:
    """A claim gives a number or a text, and a range runs upwards."""
    for claim in context.loaded.claims:
        if claim.low is None and not claim.text:
            found, hint = "neither a number nor a text", "Give one of them"
            yield context.issue(claim.id, "low", "claim_empty", found, hint)
        elif claim.low is None and claim.high is not None:
            found, hint = f"only an upper end, {claim.high:g}", "Give the lower end too"
            yield context.issue(claim.id, "low", "range_half", found, hint)
        if claim.low is not None and claim.high is not None and claim.high < claim.low:
            found = f"{claim.low:g} to {claim.high:g}"
            yield context.issue(
                claim.id, "high", "range_reversed", found, "Give the lower value first"
            )


def claims_run_between_places(context: Context) -> Found:
    """Only lengths run between places, and then between two at least, none named twice running."""
    for claim in context.loaded.claims:
        if not claim.between_ids:
            continue
        field = "between_ids"
        if claim.quantity is not Quantity.LENGTH_KM:
            found = f"{claim.quantity} does not run between places"
            hint = "Leave it empty; only a length-km has ends"
            yield context.issue(claim.id, field, "between_without_length", found, hint)
        elif len(claim.between_ids) == 1:
            found, hint = "only one place", "Name at least both ends, in order, or none"
            yield context.issue(claim.id, field, "between_one_place", found, hint)
        elif any(before == after for before, after in pairwise(claim.between_ids)):
            found, hint = "a place stands twice in a row", "Name each once, in order"
            yield context.issue(claim.id, field, "between_place_twice", found, hint)


def texts_are_plain(context: Context) -> Found:
    """No HTML anywhere; the page would show it as it stands."""
    for record in context.loaded.records():
        for field, text in texts_of(record):
            if _MARKUP.search(text):
                yield context.issue(
                    record.id, field, "markup", "the text holds HTML", "Write plain text"
                )


def texts_of(record: Record, before: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a record and of the records inside it, with the name of its field."""
    for name in type(record).model_fields:
        value, field = getattr(record, name), f"{before}{name}"
        for number, part in enumerate(value if isinstance(value, tuple) else (value,)):
            if isinstance(part, str):
                yield field, part
            elif isinstance(part, Record):
                is_many = isinstance(value, tuple)
                yield from texts_of(part, f"{field}[{number}]." if is_many else f"{field}.")


def names_are_in_their_script(context: Context) -> Found:
    """A Russian name has Cyrillic letters, an Urdu one Arabic letters."""
    for record in context.loaded.records():
        if not isinstance(record, Site | Area | Project | Person):
            continue
        for language, name in _misspelt(record.names):
            found = f"{name} is not written in the letters of that language"
            hint = "Write it in them, or move it to 'also'"
            yield context.issue(record.id, f"names.{language}", "wrong_script", found, hint)


def _misspelt(names: Names) -> Iterator[tuple[str, str]]:
    for language, name in names.local():
        if language in _SCRIPTS and not _SCRIPTS[language].search(name):
            yield language, name
