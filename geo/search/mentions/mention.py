"""What was found in a text: mentions with their place in it, figures and dates as values."""

from dataclasses import dataclass
from enum import StrEnum


class MentionKind(StrEnum):
    """What kind of thing some words of a text mean."""

    PLACE = "place"
    LINE = "line"
    PROJECT = "project"
    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    DATE = "date"
    FIGURE = "figure"


class Unit(StrEnum):
    """Units of figures in texts; money is in single units of its currency, mass in tonnes."""

    KM = "km"
    MM = "mm"
    M = "m"
    HA = "ha"
    ACRES = "acres"
    TONNES = "t"
    USD = "USD"
    EUR = "EUR"
    PKR = "PKR"
    RUB = "RUB"
    AFN = "AFN"
    UZS = "UZS"
    KZT = "KZT"
    CNY = "CNY"
    PERCENT = "%"
    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"
    KMH = "km/h"
    PEOPLE = "people"
    CONTAINERS = "containers"
    TRUCKS = "trucks"
    TRAINS = "trains"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit as a text has it: `high` equals `low` unless it is a range.

    `per` is `year`, `month`, `day` or empty; `is_about` says that the text itself calls it rough.
    """

    low: float
    high: float
    unit: Unit
    per: str = ""
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text from letter `start` to `end`, and what they mean.

    `record_ids` names the records that may be meant, the likeliest first; more than one are
    homonyms that a person has to tell apart. Countries have ids as in `geo.search.people`. A place
    that only the gazetteer knows has no record id but ids of towns in `gazetteer`, the largest
    first. A date is as `geo.records.dates` writes it. A line holds the places that name its ends,
    which are mentions of their own; apart from that no two mentions share a letter.
    """

    start: int
    end: int
    kind: MentionKind
    record_ids: tuple[str, ...] = ()
    gazetteer: tuple[str, ...] = ()
    date: str = ""
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """One sentence of a text, from letter `start` to `end`, with its mentions in order."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as it was read; `language` is `en`, `ru` or `ur`, `day` that of its publication."""

    text: str
    language: str
    day: str
    sentences: tuple[ReadSentence, ...]
