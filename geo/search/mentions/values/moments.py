"""Dates of a plain text, in English, Russian, Urdu and Persian, as `geo.records.dates` writes them.

Absolute dates need nothing else. Days and months without a year, and words such as `yesterday`,
are reckoned from the day of publication, and are left out where that is not known.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from geo.records.dates import Day, checked
from geo.search.mentions.plain import plain_pattern
from geo.search.mentions.values import reckoned
from geo.search.mentions.values.calendar_words import (
    DAY,
    DAYS_TO,
    LAST,
    MONTH,
    NEXT,
    OF_YEAR,
    OPT,
    SEASON,
    SMALL,
    THINGS,
    THIS,
    URDU_WEEKDAYS,
    WEEKDAY,
    WEEKDAY_EN_RU,
    WHICH,
    YEAR,
    D,
    S,
    Y,
)
from geo.search.mentions.values.reckoned import Clock, Made


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    made: Callable[[re.Match[str], Clock], Made]


_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def find_dates(text: str, day: str = "") -> Iterator[tuple[int, int, str]]:
    """Start, end and value of all dates of a plain text, in order, of two that meet the longer.

    `day` is the ISO day of publication, or empty; without it, a day without a year is of the year
    that was named last before it. A month or a year is no day: nothing is reckoned from it.
    """
    found = [(match, rule.made) for rule in _RULES for match in rule.pattern.finditer(text)]
    found.sort(key=lambda row: (_first(row[0]), -row[0].end()))
    clock = Clock(Day.fromisoformat(day) if _FULL_DAY.fullmatch(day) else None, None)
    busy_to = 0
    held: tuple[int, int, str] | None = None
    for match, make in found:
        start, end = _first(match), _last(match)
        if start < busy_to:
            continue
        made = make(match, clock)
        if not made:
            continue
        if not _is_of_calendar(made):
            busy_to = end  # 31 February is no day, and not February either
            continue
        is_open = "-" in made and made[:4] not in match[0]
        if is_open and clock.day and (year := _RELATIVE_YEAR.match(text, end)):
            # `July of last year`
            made, end = _in_year(made, str(reckoned.period(year, clock))), year.end()
        elif is_open and held and len(held[2]) == len("2025") and not text[held[1] : start].strip():
            # In Urdu the year stands first.
            start, made, held = held[0], _in_year(made, held[2]), None
        clock = clock._replace(year=int(made[:4]))
        if held:
            yield held
        held = start, end, made
        busy_to = end
    if held:
        yield held


def _in_year(made: str, year: str) -> str:
    """A date in another year; a winter that began the year before stays whole."""
    first, slash, last = made.partition("/")
    if not slash:
        return year + first[4:]
    apart = int(last[:4]) - int(first[:4])
    return f"{int(year) - apart}{first[4:]}/{year}{last[4:]}"


def _first(match: re.Match[str]) -> int:
    """Where a date begins: the word before a bare month or weekday only shows that it is one."""
    return match.start("from_here") if match.re.groupindex.get("from_here") else match.start()


def _last(match: re.Match[str]) -> int:
    """Where a date ends: `5 May.` without the full stop, `2025 г.` with that of the short word."""
    ends_so = match[0].endswith(".") and not match[0].endswith("г.")
    return match.end() - ends_so


#: `of last year`, after a day, a month or a season.
_RELATIVE_YEAR = re.compile(
    plain_pattern(
        rf"(?:,?{S}of)?{S}(?:(?P<next>{NEXT})|(?P<last>{LAST})|(?:{THIS})){S}(?P<year>year|года)"
        r"(?!\w)(?P<month>(?!))?"
    )
)


def _is_of_calendar(made: str) -> bool:
    try:
        checked(made)
    except ValueError:
        return False
    return True


def _rule(pattern: str, made: Callable[[re.Match[str], Clock], Made]) -> _Rule:
    return _Rule(re.compile(plain_pattern(pattern)), made)


_RULES = (
    _rule(
        r"(?<![\d-])(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-])",
        reckoned.iso,
    ),
    _rule(
        rf"(?<![\d.])(?P<d>0?[1-9]|[12]\d|3[01])\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>{Y})",
        reckoned.numeric,
    ),
    _rule(
        rf"(?<![\d/])(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<y>{Y})", reckoned.numeric
    ),
    # A day or days of a month: 11 July 2025.
    _rule(
        rf"(?:(?<!\w)(?:(?:on|во?){S})?{WEEKDAY}(?:,|{OPT})?{S}(?:the{S})?)?"
        rf"{D}(?:st|nd|rd|th|-го|-е)?(?:{S}of)?{S}(?P<m>{MONTH})"
        rf"(?:(?:{OPT},{OPT}|{S})(?:سنہ )?(?P<y>{Y}){OF_YEAR})?",
        reckoned.full,
    ),
    # The American way: July 11, 2025.
    _rule(
        rf"(?<!\w)(?:(?:on{S})?{WEEKDAY_EN_RU},?{S})?(?P<m>{MONTH}){S}{D}(?:st|nd|rd"
        rf"|th)?(?![\d%]|[.,]\d|{S}(?:mm|km))(?:(?:{OPT},{OPT}|{S})(?P<y>{Y}))?",
        reckoned.full,
    ),
    _rule(
        rf"(?P<d>{DAY}){S}(?P<m>{MONTH})(?:{S}(?P<x>{Y}){OF_YEAR})?{DAYS_TO}"
        rf"(?P<e>{DAY}){S}(?P<n>{MONTH})(?:{S}(?P<y>{Y}){OF_YEAR})?",
        reckoned.two_days,
    ),
    _rule(
        rf"(?<![\w])(?P<m>{MONTH})(?:{DAYS_TO}(?P<n>{MONTH}))?(?:{OPT},{OPT}|{S}of{S}"
        rf"|{S})(?:سنہ )?(?P<y>{Y}){OF_YEAR}",
        reckoned.month_of_year,
    ),
    _rule(
        rf"(?<!\w)(?:in|since|by|until|till|from|during|early|late|mid|after|before|through"
        rf"|(?:end|beginning|middle|start|half) of"
        rf"|(?P<next>{NEXT})|(?P<last>{LAST})|(?:{THIS})"
        rf"|в|с|к|до|по|после|конц[еау]|начал[еау]"
        rf"|середин[еыу])[ -](?P<from_here>(?P<m>{MONTH})(?:{DAYS_TO}(?P<n>{MONTH}))?)(?!{S}\d)",
        reckoned.bare_month,
    ),
    _rule(
        rf"(?<!\w)(?P<m>(?:جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر"
        rf"|دسمبر)){S}(?:میں|تک|سے|کے|کی|کو)(?!\w)(?P<next>(?!))?(?P<last>(?!))?(?P<n>(?!))?",
        reckoned.bare_month,
    ),
    # Years from one to another.
    _rule(rf"(?P<y>{YEAR}){OPT}[-/]{OPT}(?P<z>{Y}|\d\d(?![\d-])){OF_YEAR}{THINGS}", reckoned.years),
    _rule(
        rf"(?<!\w)(?:from|between|с|между){S}(?P<y>{YEAR}){S}(?:to|and|until|по|и"
        rf"|до){S}(?P<z>{Y}){OF_YEAR}{THINGS}",
        reckoned.years,
    ),
    _rule(rf"(?<!\w)(?P<y>{YEAR}){S}سے{S}(?P<z>{Y}){OF_YEAR}{S}(?:تک|کے)", reckoned.years),
    _rule(rf"(?<![\w.,])(?P<y>(?:1[89]|20)\d0)(?:ء|ع)?{S}کی دہائی", reckoned.decade),
    _rule(
        r"(?<!\w)(?:mid|end|late|early)-(?P<about>(?!))?(?P<from_here>(?P<y>(?:1[89]"
        r"|20)\d\d))(?![\d]|[.,]\d)",
        reckoned.year,
    ),
    _rule(r"(?<![\w.,])(?P<y>(?:1[89]|20)\d0)(?:s|'s|-(?:е|х|ых|ые)(?!\w))", reckoned.decade),
    _rule(
        rf"(?<!\w)(?P<part>first|second|third|fourth|1st|2nd|i{{1,3}}|iv|перв\w{{2}}|втор\w{{2}}"
        rf"|треть\w{{2}}|четверт\w{{2}}|[1-4]-?\w{{0,2}}|پہلی|دوسری|تیسری|چوتھی)"
        rf"{S}(?:(?P<half>half|полугоди[еяи]|половин[еыу]|ششماہی)|quarter|квартал[еау]?"
        rf"|سہ ماہی)(?:{S}(?:of|of the year))?{S}(?P<y>{Y}){OF_YEAR}",
        reckoned.part_of_year,
    ),
    _rule(
        rf"(?<![\w.$-])(?P<y>{YEAR}){OF_YEAR}{S}کی{S}(?P<part>پہلی|دوسری|تیسری"
        rf"|چوتھی){S}(?:(?P<half>ششماہی)|سہ ماہی)",
        reckoned.part_of_year,
    ),
    _rule(
        rf"(?<!\w)(?P<half>h(?=[12]))?q?(?P<part>(?<=[qh])[1-4]){S}(?:of{S})?(?P<y>{Y})",
        reckoned.part_of_year,
    ),
    _rule(
        rf"(?<!\w)(?:(?:by|in|until|since|before|from|к|до|с)(?: the)?{S}|(?P<next>{NEXT}){S}"
        rf"|(?P<last>{LAST}){S}"
        rf"|(?:{THIS}){S})?(?P<s>{SEASON})(?:(?:{S}of|,)?{S}(?P<y>{Y}){OF_YEAR})",
        reckoned.season,
    ),
    _rule(
        rf"(?<!\w)(?:(?:by|until|since)(?: the)?|к|до|с|(?P<next>{NEXT})"
        rf"|(?P<last>{LAST})|(?:{THIS})){S}"
        rf"(?P<s>{SEASON})(?!\w)(?P<y>(?!))?",
        reckoned.season,
    ),
    _rule(
        r"(?<!\w)(?:(?:the )?(?:end|beginning|start) of (?:the|this) year|year(?:'s)?[ -]end"
        r"|(?:до )?конц[ауе] года|(?:с|в|к) начал[аеу] года|سال رواں|سال کے (?:آخر|اختتام))(?!\w)",
        reckoned.end_of_year,
    ),
    _rule(
        r"(?<!\w)on the (?P<d>3[01]|[12]?\d)(?:st|nd|rd|th)(?!\w|[ -]+[a-z]{3,})",
        reckoned.day_of_month,
    ),
    # A year alone; a Russian or Urdu one says that it is one.
    _rule(
        rf"(?<![\w.$€£,/-])(?P<about>(?:about|around|circa|c\.|около"
        rf"|примерно){S})?(?P<y>{YEAR}){OF_YEAR}{THINGS}",
        reckoned.year,
    ),
    _rule(
        r"(?<!\w)(?:(?P<before_that>the day before yesterday|позавчера)|(?P<before>yesterday"
        r"|вчера|накануне|last night|گزشتہ روز|گذشتہ روز|گزشتہ شب|دیروز)"
        r"|(?P<today>today(?:'s)?|tonight|this (?:morning|evening|afternoon)|сегодня|آج|امروز)"
        r"|(?P<after>tomorrow|завтра|فردا))(?!\w)",
        reckoned.near_day,
    ),
    _rule(
        rf"(?<!\w)(?:(?:(?P<next>{NEXT})|(?P<last>{LAST})|(?:on|this"
        rf"|во?){S})){OPT}(?P<w>{WEEKDAY_EN_RU})(?!\w)",
        reckoned.weekday_near,
    ),
    _rule(
        rf"(?<!\w)(?:(?P<next>{NEXT})"
        rf"|(?P<last>{LAST})){S}(?P<w>(?:{'|'.join(URDU_WEEKDAYS)}))(?!\w)",
        reckoned.weekday_near,
    ),
    _rule(
        rf"(?<!\w)(?:(?P<next>{NEXT}){S}|(?P<last>{LAST}){S})?(?P<w>{WEEKDAY}){S}(?:کو|کے روز"
        rf"|کے دن|کی (?:صبح|شام|رات|دوپہر))(?!\w)",
        reckoned.weekday_near,
    ),
    _rule(
        r"(?<!\w)(?P<next>(?!))?(?P<last>(?!))?(?P<from_here>(?P<w>(?:mon|tues|wednes|thurs|fri"
        r"|satur|sun)day))(?!\w)",
        reckoned.weekday_near,
    ),
    _rule(
        rf"(?<!\w){WHICH}{S}(?:(?P<year>year|год(?:а|у)?|سال|برس)|(?P<month>month|месяц(?:а|е)"
        rf"|ماہ|مہینے)"
        rf"|week|недел[еюи]|ہفتے|ہفتہ)(?!\w)",
        reckoned.period,
    ),
    _rule(
        rf"(?<!\w)(?:(?P<n>\d{{1,3}}|{'|'.join(SMALL)}){S})?(?:(?P<year>years?"
        rf"|год(?:а)?|лет|سال|برس)"
        rf"|(?P<month>months?|месяц(?:а|ев)?|ماہ|مہینے)|(?P<week>weeks?|недел[юьи]|ہفتے)|days?"
        rf"|день|дн(?:я|ей)|دن|روز){S}(?:ago|назад|قبل|پہلے)(?!\w)",
        reckoned.ago,
    ),
)
