"""Dates of a plain text, in English, Russian, Urdu and Persian, as `geo.records.dates` writes them.

Absolute dates need nothing else. Days and months without a year, and words such as `yesterday`,
are reckoned from the day of publication, and are left out where that is not known.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from geo.records.dates import Day, checked
from geo.search.mentions.plain import plain, plain_pattern

_MONTH_WORDS = (
    "january|jan|январ[ьяе]|جنوری|ژانویه",
    "february|feb|феврал[ьяе]|فروری|فوریه",
    "march|mar|март[ае]?|مارچ|مارس",
    "april|apr|апрел[ьяе]|اپریل|آوریل|آپریل",
    "may|ма[йяе]|مئی",
    "june|jun|июн[ьяе]|جون|ژوئن",
    "july|jul|июл[ьяе]|جولائی|ژوئیه|جولای",
    "august|aug|август[ае]?|اگست|اوت|آگست",
    "september|sept?|сентябр[ьяе]|ستمبر|سپتامبر",
    "october|oct|октябр[ьяе]|اکتوبر|اکتبر",
    "november|nov|ноябр[ьяе]|نومبر|نوامبر",
    "december|dec|декабр[ьяе]|دسمبر|دسامبر",
)
_MONTH = "(?:" + "|".join(f"(?:{words})" for words in _MONTH_WORDS) + r")\.?(?![^\W\d])"
_ONE_MONTH = tuple(re.compile(plain_pattern(f"(?:{words})")) for words in _MONTH_WORDS)
_WEEKDAYS = (
    "monday|понедельник[ау]?|پیر|سوموار",
    "tuesday|вторник[ау]?|منگل",
    "wednesday|сред[ауы]|بدھ",
    "thursday|четверг[ау]?|جمعرات",
    "friday|пятниц[ауы]|جمعہ|جمعے",
    "saturday|суббот[ауы]|ہفتہ",
    "sunday|воскресень[ея]|اتوار",
)
_ONE_WEEKDAY = tuple(re.compile(plain_pattern(f"(?:{words})")) for words in _WEEKDAYS)
_WEEKDAY = "(?:" + "|".join(_WEEKDAYS) + ")"
_WEEKDAY_EN_RU = "(?:" + "|".join("|".join(names.split("|")[:2]) for names in _WEEKDAYS) + ")"
_S = r"[ \n\u00ad]{1,3}"
_O = r"[ \n\u00ad]{0,3}"
_YEAR = r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d]|[.,]\d)"
_Y = r"(?:1[89]|20)\d\d(?![\d]|[.,]\d{3})"
_DAY = r"(?<![\d.,])(?:3[01]|[12]\d|0?[1-9])"
#: The word for `year` after its number, as Russian and Urdu write it.
_OF_YEAR = rf"(?:{_O}(?:гг?\.|год(?:а|у|ом|ах|ы|ов)?(?!\w)|г(?!\w)|ء|ع(?!\w)))?"
_DAYS_TO = rf"{_O}(?:-|to|and|по|и|до|سے|اور|و|تا){_O}"
_NEXT = "next|coming|следующ(?:ем|ей|ий|его)|будущ(?:ем|ей)|آئندہ|اگلے|آنے والے"
_LAST = "last|past|previous|прошл(?:ом|ой|ый|ого|ую)|минувш(?:ем|ей|ий|ую)|گزشتہ|گذشتہ|پچھلے"
_THIS = "this|current|нынешн(?:ем|еи|его|ии)|эт(?:ом|ой|ого|от|у)|текущ(?:ем|ей|ий|его|ую)|رواں|اس|موجودہ|امسال"
_WHICH = f"(?:(?P<next>{_NEXT})|(?P<last>{_LAST})|(?P<this>{_THIS}))"

_Made = str | None


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    made: Callable[[re.Match[str], "_Clock"], _Made]


class _Clock(NamedTuple):
    """The day of publication, and the year that was named last."""

    day: Day | None
    year: int | None


def find_dates(text: str, day: str = "") -> Iterator[tuple[int, int, str]]:
    """Start, end and value of all dates of a plain text, in order, of two that meet the longer.

    `day` is the ISO day of publication, or empty; without it, a day without a year is of the year
    that was named last before it.
    """
    found = [(match, rule.made) for rule in _RULES for match in rule.pattern.finditer(text)]
    found.sort(key=lambda row: (row[0].start(), -row[0].end()))
    clock = _Clock(Day.fromisoformat(day) if day else None, None)
    busy_to = 0
    for match, make in found:
        if match.start() < busy_to:
            continue
        made = make(match, clock)
        if made and _is_of_calendar(made):
            clock = clock._replace(year=int(made[:4]))
            yield _first(match), match.end(), made
            busy_to = match.end()


def _first(match: re.Match[str]) -> int:
    """Where a date begins: the word before a bare month or weekday only shows that it is one."""
    return match.start("from_here") if match.re.groupindex.get("from_here") else match.start()


def _is_of_calendar(made: str) -> bool:
    try:
        checked(made)
    except ValueError:
        return False
    return True


def _month(words: str) -> int:
    bare = words.rstrip(".")
    return next((at for at, month in enumerate(_ONE_MONTH, 1) if month.fullmatch(bare)), 0)


def _weekday(words: str) -> int:
    return next(at for at, name in enumerate(_ONE_WEEKDAY) if name.fullmatch(words))


def _iso(found: re.Match[str], _: _Clock) -> _Made:
    return found[0]


def _numeric(found: re.Match[str], _: _Clock) -> _Made:
    return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"


def _full(found: re.Match[str], clock: _Clock) -> _Made:
    """A day or days of a month, with the year or near the day of publication."""
    month = _month(found["m"])
    first, last = int(found["d"]), int(found["e"] or found["d"])
    year = int(found["y"]) if found["y"] else _year_of(month, clock)
    if year is None:
        return None
    start = f"{year}-{month:02}-{first:02}"
    return start if last == first else f"{start}/{year}-{month:02}-{last:02}"


def _two_days(found: re.Match[str], clock: _Clock) -> _Made:
    """`30 June to 2 July 2025`."""
    year = int(found["y"]) if found["y"] else _year_of(_month(found["n"]), clock)
    if year is None:
        return None
    start = f"{found['x'] or year}-{_month(found['m']):02}-{int(found['d']):02}"
    return f"{start}/{year}-{_month(found['n']):02}-{int(found['e']):02}"


def _month_of_year(found: re.Match[str], _: _Clock) -> _Made:
    start = f"{found['y']}-{_month(found['m']):02}"
    return (
        f"{start[:-2]}{_month(found['m']):02}/{found['y']}-{_month(found['n']):02}"
        if found["n"]
        else start
    )


def _bare_month(found: re.Match[str], clock: _Clock) -> _Made:
    month = _month(found["m"])
    year = _year_of(month, clock)
    return f"{year}-{month:02}" if year else None


def _year_of(month: int, clock: _Clock) -> int | None:
    """The year of a month without one: that in which it lies nearest to the publication."""
    if clock.day is None:
        return clock.year
    apart = month - clock.day.month
    return clock.day.year + (-1 if apart > 6 else 1 if apart < -6 else 0)  # noqa: PLR2004 - half a year


def _years(found: re.Match[str], _: _Clock) -> _Made:
    first, last = found["y"], found["z"]
    last = first[:2] + last if len(last) == 2 else last  # noqa: PLR2004 - 2025-26
    return f"{first}/{last}" if last > first else None


def _decade(found: re.Match[str], _: _Clock) -> _Made:
    first = int(found["y"])
    return f"{first}/{first + 9}"


def _year(found: re.Match[str], _: _Clock) -> _Made:
    return found["y"] + ("~" if found["about"] else "")


def _part_of_year(found: re.Match[str], _: _Clock) -> _Made:
    """Halves and quarters of a year."""
    words = found["part"]
    count = next((n for n, names in _COUNTED.items() if re.match(names, words)), 0)
    size = 6 if found["half"] else 3
    if not count or count * size > 12:  # noqa: PLR2004 - months
        return None
    return f"{found['y']}-{(count - 1) * size + 1:02}/{found['y']}-{count * size:02}"


_COUNTED = {
    1: plain_pattern("first|1|i(?!i|v)|перв|پہل"),
    2: plain_pattern("second|2|ii(?!i)|втор|دوسر"),
    3: plain_pattern("third|3|iii|трет|تیسر"),
    4: plain_pattern("fourth|4|iv|четверт|چوتھ"),
}


def _near_day(found: re.Match[str], clock: _Clock) -> _Made:
    if clock.day is None:
        return None
    days = {"before": -1, "today": 0, "after": 1}[str(found.lastgroup)]
    return (clock.day + timedelta(days)).isoformat()


def _weekday_near(found: re.Match[str], clock: _Clock) -> _Made:
    if clock.day is None:
        return None
    back = (clock.day.weekday() - _weekday(found["w"])) % 7
    if found["next"]:
        return (clock.day + timedelta(7 - back)).isoformat()
    return (clock.day - timedelta(back or (7 if found["last"] else 0))).isoformat()


def _season(found: re.Match[str], clock: _Clock) -> _Made:
    """Three months; winter begins in December of the year before."""
    first = next(at for at, names in enumerate(_SEASONS) if re.fullmatch(names, found["s"])) * 3
    if found["y"]:
        year = int(found["y"])
    elif clock.day is None:
        return None
    else:
        year = clock.day.year + (1 if found["next"] else -1 if found["last"] else 0)
    start = f"{year}-{first:02}" if first else f"{year - 1}-12"
    return f"{start}/{year}-{first + 2:02}"


_SEASONS = tuple(
    plain_pattern(names)
    for names in (
        "winter|зим(?:ои|е|у|ы|а)|سردیوں",
        "spring|весн(?:ои|е|у|ы|а)|بهار",
        "summer|лет(?:ом|у|а|о)|گرمیوں",
        "autumn|fall|осен(?:ью|и|ь)|خزاں",
    )
)


def _end_of_year(_: re.Match[str], clock: _Clock) -> _Made:
    return str(clock.day.year) if clock.day else None


def _day_of_month(found: re.Match[str], clock: _Clock) -> _Made:
    """`on the 17th`: the nearest such day that is not after the publication."""
    if clock.day is None:
        return None
    number = int(found["d"])
    month = _moved(clock.day, 0 if number <= clock.day.day else -1)
    return f"{month}-{number:02}"


def _period(found: re.Match[str], clock: _Clock) -> _Made:
    """Last, this or next year, month or week."""
    if clock.day is None:
        return None
    step = 1 if found["next"] else -1 if found["last"] else 0
    if found["year"]:
        return str(clock.day.year + step)
    if found["month"]:
        return _moved(clock.day, step)
    monday = clock.day - timedelta(clock.day.weekday() - 7 * step)
    return f"{monday.isoformat()}/{(monday + timedelta(6)).isoformat()}"


def _moved(day: Day, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year}-{month + 1:02}"


def _ago(found: re.Match[str], clock: _Clock) -> _Made:
    if clock.day is None:
        return None
    words = found["n"] or "1"
    count = int(words) if words.isdigit() else _SMALL.get(words, 1)
    if found["year"]:
        return str(clock.day.year - count) if count < 200 else None  # noqa: PLR2004 - years
    if found["month"]:
        return _moved(clock.day, -count)
    days = count * 7 if found["week"] else count
    return (clock.day - timedelta(days)).isoformat() if days < 10_000 else None  # noqa: PLR2004


_SMALL = {
    plain(word): value
    for value, words in enumerate(
        (
            "a an",
            "two два две دو",
            "three три تین",
            "four четыре چار",
            "five пять پانچ",
            "six шесть چھ",
            "seven семь سات",
            "eight восемь آٹھ",
            "nine девять نو",
            "ten десять دس",
        ),
        1,
    )
    for word in words.split()
}


def _rule(pattern: str, made: Callable[[re.Match[str], _Clock], _Made]) -> _Rule:
    return _Rule(re.compile(plain_pattern(pattern)), made)


_SEASON = "(?:" + "|".join(_SEASONS) + ")"
_D = rf"(?P<d>{_DAY})(?:{_DAYS_TO}(?P<e>{_DAY}))?"
#: What a year may not be followed by: then it is a number of things.
_THINGS = (
    rf"(?!{_O}(?:-|%|(?:mm|km|kms|metres|meters|million|billion|bn|mln|lakh|crore|tonnes?|tons?|people"
    r"|workers|employees|jobs|acres|hectares|dollars|rupees|containers|trucks|trains|families|per cent"
    r"|мм|км|млн|млрд|тыс|тонн\w*|т|м|га|акров|человек|рублеи|долл\w*|рабочих|контеинер\w*|вагон\w*"
    r"|کلومیٹر|ملی|ارب|کروڑ|لاکھ|ٹن|ایکڑ|ڈالر|روپے|فیصد|افراد|ملازمین|میٹر|کنٹینر\w*|ٹرک\w*|میلی|کیلومتر)(?!\w)))"
)
_RULES = (
    _rule(
        rf"(?<![\d-])(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-])", _iso
    ),
    _rule(rf"(?<![\d.])(?P<d>0?[1-9]|[12]\d|3[01])\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>{_Y})", _numeric),
    _rule(rf"(?<![\d/])(?P<d>0?[1-9]|[12]\d|3[01])/(?P<m>0?[1-9]|1[0-2])/(?P<y>{_Y})", _numeric),
    # 11 July 2025, 1-3 июля 2025 года, ۱۱ جولائی ۲۰۲۵
    _rule(
        rf"(?:(?<!\w)(?:(?:on|во?){_S})?{_WEEKDAY}(?:,|{_O})?{_S}(?:the{_S})?)?"
        rf"{_D}(?:st|nd|rd|th|-го|-е)?(?:{_S}of)?{_S}(?P<m>{_MONTH})"
        rf"(?:(?:{_O},{_O}|{_S})(?:سنہ )?(?P<y>{_Y}){_OF_YEAR})?",
        _full,
    ),
    # July 11, 2025
    _rule(
        rf"(?<!\w)(?:(?:on{_S})?{_WEEKDAY_EN_RU},?{_S})?(?P<m>{_MONTH}){_S}{_D}(?:st|nd|rd|th)?(?![\d%]|[.,]\d|{_S}(?:mm|km))(?:(?:{_O},{_O}|{_S})(?P<y>{_Y}))?",
        _full,
    ),
    _rule(
        rf"(?P<d>{_DAY}){_S}(?P<m>{_MONTH})(?:{_S}(?P<x>{_Y}){_OF_YEAR})?{_DAYS_TO}"
        rf"(?P<e>{_DAY}){_S}(?P<n>{_MONTH})(?:{_S}(?P<y>{_Y}){_OF_YEAR})?",
        _two_days,
    ),
    _rule(
        rf"(?<![\w])(?P<m>{_MONTH})(?:{_DAYS_TO}(?P<n>{_MONTH}))?(?:{_O},{_O}|{_S}of{_S}|{_S})(?:سنہ )?(?P<y>{_Y}){_OF_YEAR}",
        _month_of_year,
    ),
    _rule(
        rf"(?<!\w)(?:in|since|by|until|till|from|during|last|early|late|mid|в|с|к|до)[ -](?P<from_here>(?P<m>{_MONTH}))(?!{_S}\d)",
        _bare_month,
    ),
    _rule(
        rf"(?<!\w)(?P<m>(?:جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر)){_S}(?:میں|تک|سے|کے)(?!\w)",
        _bare_month,
    ),
    # 2025-26, from 2025 to 2027, с 2025 по 2027 год
    _rule(rf"(?P<y>{_YEAR}){_O}-{_O}(?P<z>{_Y}|\d\d(?![\d-])){_OF_YEAR}{_THINGS}", _years),
    _rule(
        rf"(?<!\w)(?:from|between|с|между){_S}(?P<y>{_YEAR}){_S}(?:to|and|until|по|и|до){_S}(?P<z>{_Y}){_OF_YEAR}{_THINGS}",
        _years,
    ),
    _rule(rf"(?<!\w)(?P<y>{_YEAR}){_S}سے{_S}(?P<z>{_Y}){_OF_YEAR}{_S}(?:تک|کے)", _years),
    _rule(r"(?<![\w.,])(?P<y>(?:1[89]|20)\d0)(?:s|'s|-(?:е|х|ых|ые)(?!\w))", _decade),
    _rule(
        rf"(?<!\w)(?P<part>first|second|third|fourth|1st|2nd|i{{1,3}}|iv|перв\w{{2}}|втор\w{{2}}|треть\w{{2}}|четверт\w{{2}}|[1-4]-?\w{{0,2}}|پہلی|دوسری|تیسری|چوتھی)"
        rf"{_S}(?:(?P<half>half|полугоди[еяи]|половин[еыу]|ششماہی)|quarter|квартал[еау]?|سہ ماہی)(?:{_S}(?:of|of the year))?{_S}(?P<y>{_Y}){_OF_YEAR}",
        _part_of_year,
    ),
    _rule(rf"(?<!\w)(?P<half>h(?=[12]))?q?(?P<part>(?<=[qh])[1-4]){_S}(?P<y>{_Y})", _part_of_year),
    _rule(
        rf"(?<!\w)(?:(?:by|in|until|since|before|from|к|до|с)(?: the)?{_S}|(?P<next>{_NEXT}){_S}|(?P<last>{_LAST}){_S}"
        rf"|(?:{_THIS}){_S})?(?P<s>{_SEASON})(?:(?:{_S}of|,)?{_S}(?P<y>{_Y}){_OF_YEAR})",
        _season,
    ),
    _rule(
        rf"(?<!\w)(?:(?:by|until|to)(?: the)?|к|до|(?P<next>{_NEXT})|(?P<last>{_LAST})|(?:{_THIS})){_S}"
        rf"(?P<s>{_SEASON})(?!\w)(?P<y>(?!))?",
        _season,
    ),
    _rule(
        rf"(?<!\w)(?P<s>летом|зимои|весной|осенью)(?!\w)(?P<next>(?!))?(?P<last>(?!))?(?P<y>(?!))?",
        _season,
    ),
    _rule(
        r"(?<!\w)(?:(?:the )?end of (?:the|this) year|year(?:'s)?[ -]end|(?:до )?конц[ауе] года|سال کے (?:آخر|اختتام))(?!\w)",
        _end_of_year,
    ),
    _rule(r"(?<!\w)on the (?P<d>3[01]|[12]?\d)(?:st|nd|rd|th)(?!\w|[ -]+[a-z]{3,})", _day_of_month),
    # A year alone; a Russian or Urdu one says that it is one.
    _rule(
        rf"(?<![\w.$€£,/-])(?P<about>(?:about|around|circa|c\.|около|примерно){_S})?(?P<y>{_YEAR}){_OF_YEAR}{_THINGS}",
        _year,
    ),
    _rule(
        r"(?<!\w)(?:(?P<before>yesterday|вчера|накануне|گزشتہ روز|گذشتہ روز|گزشتہ شب|دیروز)"
        r"|(?P<today>today(?:'s)?|tonight|this (?:morning|evening|afternoon)|сегодня|آج|امروز)"
        r"|(?P<after>tomorrow|завтра|فردا))(?!\w)",
        _near_day,
    ),
    _rule(
        rf"(?<!\w)(?:(?:(?P<next>{_NEXT})|(?P<last>{_LAST})|(?:on|this|во?){_S})){_O}(?P<w>{_WEEKDAY_EN_RU})(?!\w)",
        _weekday_near,
    ),
    _rule(
        rf"(?<!\w)(?:(?P<next>{_NEXT}){_S}|(?P<last>{_LAST}){_S})?(?P<w>{_WEEKDAY}){_S}(?:کو|کے روز|کے دن)(?!\w)",
        _weekday_near,
    ),
    _rule(
        rf"(?<!\w)(?P<next>(?!))?(?P<last>(?!))?(?P<from_here>(?P<w>(?:mon|tues|wednes|thurs|fri|satur|sun)day))(?!\w)",
        _weekday_near,
    ),
    _rule(
        rf"(?<!\w){_WHICH}{_S}(?:(?P<year>year|год(?:а|у)?|سال|برس)|(?P<month>month|месяц(?:а|е)|ماہ|مہینے)"
        rf"|week|недел[еюи]|ہفتے|ہفتہ)(?!\w)",
        _period,
    ),
    _rule(
        rf"(?<!\w)(?:(?P<n>\d{{1,3}}|{'|'.join(word for word in _SMALL)}){_S})?(?:(?P<year>years?|год(?:а)?|лет|سال|برس)"
        rf"|(?P<month>months?|месяц(?:а|ев)?|ماہ|مہینے)|(?P<week>weeks?|недел[юьи]|ہفتے)|days?|день|дн(?:я|ей)|دن|روز){_S}(?:ago|назад|قبل|پہلے)(?!\w)",
        _ago,
    ),
)
