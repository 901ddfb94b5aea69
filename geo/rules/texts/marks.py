"""Marks in articles: a date is one of the calendar, and words name what they are marked with.

The test of names is a light one, for slips of the pen: some word must begin like a word of a name
of the record. Whether `the mill` is the right mill, only a reader can tell.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from geo.records.dates import checked, first_day
from geo.records.model import AnyRecord, Article, Claim, Names, Segment
from geo.records.sentences import DATE_REF, MARK, article_sentences
from geo.rules.context import Context, Found

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_NUMBER = re.compile(r"\d+(?:[ ,\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")
_COUNTED = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_STEM = 4  # letters that two words must share at their beginning
#: Thousands by which words and record may count differently: `US$500 million` is 0.5 bn.
_SCALES = tuple(1000.0**power for power in range(-3, 4))


def dates_of_marks_are_in_the_calendar(context: Context) -> Found:
    """A mark that has the form of a date is one."""
    for article in context.loaded.articles:
        for ref in dict.fromkeys(mark["ref"] for mark in MARK.finditer(article.body)):
            if ref and DATE_REF.fullmatch(ref) and (wrong := _what_is_wrong(ref)):
                hint = "Write [[2025-07-11|11 July 2025]], [[2025-07|July]] or [[2025|that year]]"
                found = f"{ref} {wrong}"
                yield context.issue(article.id, "body", "mark_date", found, hint)


def _what_is_wrong(date: str) -> str:
    try:
        checked(date)
    except ValueError as error:
        return str(error)
    return ""


def marks_say_what_they_name(context: Context) -> Found:
    """The words of a mark hold a name of the record, the number of the figure, or the date."""
    for article in context.loaded.articles:
        for ref, words, sentence in _marks(article):
            found, hint = _slip(context, ref, words, sentence)
            if found:
                said = f"'{words}' is marked as {ref} and {found}"
                yield context.issue(article.id, "body", "mark_words", said, hint)


def _slip(context: Context, ref: str, words: str, sentence: str) -> tuple[str, str]:
    """What is wrong with the words of a mark and what to do, or nothing."""
    record = context.records.get(ref)
    if DATE_REF.fullmatch(ref):
        if _what_is_wrong(ref) or _says_date(ref, words, sentence):
            return "", ""
        return "neither it nor its sentence says so", "Correct the date, or the words"
    if record is None or _says_record(context, record, words):
        return "", ""
    hint = "Correct the id, or add the spelling to the names of the record"
    return "holds none of its names or numbers", hint


def _marks(article: Article) -> Iterator[tuple[str, str, str]]:
    """Every mark with words of its own, and the sentence that it stands in."""
    for sentence in article_sentences(article.body, lambda _: ""):
        for run in sentence.runs:
            if run.ref and run.text != run.ref:
                yield run.ref, run.text, sentence.text


def _says_date(ref: str, words: str, sentence: str) -> bool:
    """The year, or a day, month or weekday of it, stands there."""
    year, *rest = map(int, ref.split("-"))
    said = set(_folded_words(words))
    if str(year) in said | set(_folded_words(sentence)):
        return True
    if not rest:
        return False
    month = _MONTHS[rest[0] - 1]
    if said & {month, month[:3]}:
        return True
    is_day = len(rest) > 1
    return is_day and bool(said & {str(rest[1]), _WEEKDAYS[first_day(ref).weekday()]})


def _says_record(context: Context, record: AnyRecord, words: str) -> bool:
    if isinstance(record, Claim):
        return says_figure(record, words)
    names = _names_of(context, record)
    if not names:
        return True  # an event or a source has no name that a sentence would use
    known = {word for name in names for word in _folded_words(name)}
    known |= {_initials(name) for name in names}
    return any(_is_alike(word, other) for word in _folded_words(words) for other in known)


def _names_of(context: Context, record: AnyRecord) -> tuple[str, ...]:
    if isinstance(record, Segment):
        ends = map(context.site, record.stop_ids)
        return (*filter(None, [record.label]), *(site.names.en for site in ends if site))
    names = getattr(record, "names", None)
    if not isinstance(names, Names):
        return ()
    short = getattr(record, "short", "")
    return (names.en, short, *(name for _, name in names.local()), *names.also)


def says_figure(claim: Claim, words: str) -> bool:
    """Whether words hold the number of a figure, at whatever scale, or a word of its text."""
    if claim.low is None:
        return bool(set(_folded_words(claim.text or "")) & set(_folded_words(words)))
    wanted = [value for value in (claim.low, claim.high) if value is not None]
    return any(
        math.isclose(number * scale, value, rel_tol=1e-9)
        for number in _numbers(words)
        for value in wanted
        for scale in _SCALES
    )


def _numbers(words: str) -> Iterator[float]:
    for found in _NUMBER.findall(words):
        plain = re.sub(r"[ \u00a0\u2009\u202f]|,(?=\d{3}\b)", "", found)
        yield float(plain.replace(",", "."))
    yield from (_COUNTED[word] for word in _folded_words(words) if word in _COUNTED)


def _is_alike(word: str, other: str) -> bool:
    """The same word, or one that begins like it; of short words all letters count."""
    shortest = min(len(word), len(other))
    return word == other if shortest < _STEM else word[:_STEM] == other[:_STEM]


def _initials(name: str) -> str:
    return "".join(word[0] for word in _folded_words(name))


@lru_cache(maxsize=20_000)
def _folded_words(text: str) -> tuple[str, ...]:
    """The words without accents and capitals, and without the ending of a genitive."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return tuple(_without_genitive(_WORD.findall(plain)))


def _without_genitive(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield re.sub(r"['’]s?$", "", word).replace("'", "").replace("’", "")
