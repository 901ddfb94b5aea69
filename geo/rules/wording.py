"""Dates, figures and words: what they must not say."""

import re
from collections.abc import Iterator
from typing import Any

from geo.dates import STATUS_DAY, checked, first_day
from geo.rules.context import Context, Found

_MARKUP = re.compile(r"<\s*[a-zA-Z/!]")
_SCRIPTS = {
    "ur": re.compile(r"[\u0600-\u06ff]"),
    "fa": re.compile(r"[\u0600-\u06ff]"),
    "ps": re.compile(r"[\u0600-\u06ff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "tg": re.compile(r"[\u0400-\u04ff]"),
}
_PAST = ("lifecycle_as_of", "lifecycle_since", "opened")


def dates_are_real(context: Context) -> Found:
    """Every date is in the calendar; ranges run forwards."""
    for record, field, value in _dates(context):
        try:
            checked(value)
        except ValueError as error:
            yield context.issue(record.id, field, "date_invalid", f"{value} {error}", "Write 2025, 2025-07 or 2025-07-11.")


def dates_are_not_ahead(context: Context) -> Found:
    """What is told as past lies before the day on which the atlas was compiled."""
    for record, field, value in _dates(context):
        if field in _PAST and _is_real(value) and first_day(value) > STATUS_DAY:
            yield context.issue(record.id, field, "date_ahead", f"{value} has not come yet", "Use `promised` for what is to come.")


def opening_is_before_promise(context: Context) -> Found:
    """A line that has opened is no longer promised for an earlier day."""
    for segment in context.loaded.segments:
        if not (segment.opened and segment.promised and _is_real(segment.opened) and _is_real(segment.promised)):
            continue
        if first_day(segment.promised) < first_day(segment.opened):
            yield context.issue(segment.id, "promised", "promise_before_opening", f"promised {segment.promised}, opened {segment.opened}", "Keep the promise as an event.")


def claims_have_a_value(context: Context) -> Found:
    """A claim gives a number or a text, and a range runs upwards."""
    for claim in context.loaded.claims:
        if claim.low is None and not claim.text:
            yield context.issue(claim.id, "low", "claim_empty", "neither a number nor a text", "Give one of them.")
        if claim.low is not None and claim.high is not None and claim.high < claim.low:
            yield context.issue(claim.id, "high", "range_reversed", f"{claim.low:g} to {claim.high:g}", "Give the lower value first.")


def texts_are_plain(context: Context) -> Found:
    """No HTML anywhere; the page would show it as it stands."""
    for record in context.loaded.records():
        for field, text in _texts(record):
            if _MARKUP.search(text):
                yield context.issue(record.id, field, "markup", "the text holds HTML", "Write plain text.")


def names_are_in_their_script(context: Context) -> Found:
    """A Russian name has Cyrillic letters, an Urdu one Arabic letters."""
    for record in (*context.loaded.sites, *context.loaded.projects, *context.loaded.people, *context.loaded.areas):
        for language, name in record.names.local():
            if language in _SCRIPTS and not _SCRIPTS[language].search(name):
                yield context.issue(record.id, f"names.{language}", "wrong_script", f"{name} is not written in that language", "Move it to `also`.")


def _dates(context: Context) -> Iterator[tuple[Any, str, str]]:
    fields = {"date", "from_date", "opened", "promised", "lifecycle_as_of", "lifecycle_since", "date_published", "date_accessed"}
    for record in context.loaded.records():
        for field in fields & set(type(record).model_fields):
            value = getattr(record, field)
            if value:
                yield record, field, value


def _is_real(date: str) -> bool:
    try:
        checked(date)
    except ValueError:
        return False
    return True


def _texts(record: Any) -> Iterator[tuple[str, str]]:
    for field in type(record).model_fields:
        value = getattr(record, field)
        if isinstance(value, str):
            yield field, value
        elif isinstance(value, tuple):
            yield from ((field, one) for one in value if isinstance(one, str))
        elif field == "names":
            yield from ((f"names.{tag}", text) for tag, text in (("en", value.en), *value.local()))
            yield from (("names.also", text) for text in value.also)
