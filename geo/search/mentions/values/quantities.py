"""Figures of a plain text, with unit and currency, in English, Russian, Urdu and Persian.

A number is found first, then what stands directly before and after it is looked at; every pattern
is tied to a place and reads a few words at most, so that no text takes long.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.search.mentions.mention import Figure, Unit
from geo.search.mentions.plain import plain_pattern
from geo.search.mentions.values.number_words import ONE, REAL_ONE, number_words
from geo.search.mentions.values.units import (
    BEFORE,
    BEFORE_UNITS,
    LONG,
    LONG_UNITS,
    MONEY,
    ONLY_MONEY,
    SCALE,
    SCALE_OF,
    SP,
    UNIT,
    UNIT_NAMES,
)

_NUMBER = re.compile(
    r"\d{1,3}(?: \d{3}){1,4}(?![\d])(?:[.,]\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:,\d{3}){1,5}(?!\d)(?:\.\d{1,4})?"
    r"|\d{1,2}(?:,\d{2}){1,4},\d{3}(?!\d)"
    r"|\d{1,15}(?:[.,]\d{1,4}(?!\d)|[½¼¾])?"
)
_SOUTH_ASIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PER = re.compile(
    plain_pattern(
        rf"(?: (?:of|for) [a-z]{{2,14}}(?: [a-z]{{2,14}})?)?{SP}(?:"
        r"(?P<year>(?:a|per|each|every) (?:year|annum)|/ ?(?:year|yr|год)|annually|yearly|p\.a\."
        r"|(?:[а-я]{3,12} )?в год|ежегодно|سالانہ|فی سال|ہر سال|در سال)"
        r"|(?P<month>(?:a|per|each|every) month|monthly|/ ?month|в месяц|ежемесячно|ماہانہ|فی ماہ)"
        r"|(?P<day>(?:a|per|each|every) day|daily|/ ?day|в (?:день|сутки)|ежедневно|یومیہ|روزانہ"
        r"|فی دن)"
        r")(?!\w)"
    )
)
_PER_BEFORE = re.compile(
    plain_pattern(
        r"(?:(?P<year>سالانہ|ежегодно|в год|annually|a year)|(?P<month>ماہانہ|ежемесячно)"
        r"|(?P<day>یومیہ|روزانہ|ежедневно|в сутки))[ \u00ad]{1,2}"
        r"(?:(?:до|около|примерно|تقریبا)[ \u00ad]{1,2})?\Z"
    )
)
_ABOUT = re.compile(
    plain_pattern(
        r"(?:(?:about|around|approximately|approx\.?|roughly|some|nearly|almost|an estimated|circa"
        r"|more than|over|up to|close to|~|≈|около|примерно|порядка|почти|приблизительно|более"
        r"|свыше"
        r"|تقریباً|تقریبا|قریباً|قریب|لگ بھگ|حدود|تقریبا)"
        r"(?: чем| на)?[ \u00ad]{0,2})\Z"
    )
)
_TO = re.compile(plain_pattern(rf"{SP}(?:-|to|до|تا|سے(?: لے کر)?){SP}"))
_AND = re.compile(plain_pattern(rf"{SP}(?:and|и|اور|و){SP}"))
_DASH = re.compile(r"[ \u00ad]?-[ \u00ad]?")
_BETWEEN_WORDS = re.compile(plain_pattern(r"(?<!\w)(?:between|между|بین)(?!\w)"))
_MIDST = re.compile(plain_pattern(r"[\w %]{0,30}?(?:کے )?درمیان"))
_CHANGE = re.compile(
    plain_pattern(
        r"(?<!\w)(?:rose|risen|rising|fell|fallen|grew|grown|cut|reduced?|raised?|increased?"
        r"|dropped"
        r"|shortened?|shrank|down|up|went|gone|climbed|jumped|lowered|swelled|decreased?|rises?"
        r"|falls?|с)(?!\w)[^.]{0,40}\Z"
    )
)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_MANY = 10
#: Units of which there may be one: `one per cent`, but not `one day`.
_EXACT = frozenset({Unit.KM, Unit.M, Unit.PERCENT, Unit.MONTHS, Unit.HOURS, Unit.TONNES})
_MILLION = 1e6
_COUNTED = frozenset({Unit.COUNT, Unit.PEOPLE, Unit.TRUCKS, Unit.TRAINS, Unit.CONTAINERS})
#: A figure that a dash joins to the next: `$7bn-8bn`.
_MEASURED = re.compile(r"\d[ \u00ad]?[^\W\d]{1,9}-\Z")
_LOOK_BACK = 60
_STOP = re.compile(r"[.!?؟۔](?:[\s\"»”]|$)")
_SAME = re.compile(
    plain_pattern(
        r"(?<!\w)(?:of which|out of|instead of|rather than|of them|against|compared (?:with|to)"
        r"|(?:up|down) (?:from|to)|from|to|из них|из которых|вместо|против|до|с|станет|будет"
        r"|سے|بجائے|جن میں سے)"
        r"[ \u00ad-]{1,3}\Z"
    )
)
#: What may follow a number that has no unit of its own.
_ENDS = re.compile(
    plain_pattern(
        rf"{SP}(?:[.,;:!?)\"»”۔]|\Z|-|(?:lie|lies|are|is|were|was|in|now|today|before|would|will"
        rf"|on|at|and|but|then"
        r"|в|на|и|а|до|из|от|по|с|к|у|лежат|приход\w*|ہو|ہے|تھا|تھے|ہیں|میں|کر|تک)(?!\w))"
    )
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with what stands around it; `value` is without its scale."""

    start: int
    end: int
    value: float
    scale: float
    unit: Unit | None
    bars: bool = False  # money that has no unit here
    is_word: bool = False

    @property
    def amount(self) -> float:
        return self.value * self.scale


def find_figures(
    text: str, language: str, taken: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[int, int, Figure]]:
    """Start, end and value of every figure of a plain text that has a unit, in order.

    `taken` are stretches that mean something else, such as dates, in order.
    """
    numbers = list(_summed(text, _numbers(text, language, taken)))
    at = 0
    last: _Number | None = None
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        pair = _paired(text, first, second) if second else None
        if second and not pair and _is_change(text, first, second):
            first = replace(first, unit=second.unit, scale=max(first.scale, second.scale))
        if first.unit is None and last and _is_of_the_same(text, last, first):
            first = replace(first, unit=last.unit)
        low, high = pair or (first, first)
        at += 2 if pair else 1
        if low.unit is None or low.bars:
            continue
        last = high
        end, per = _per(text, low.start, high.end)
        about = _ABOUT.search(text, max(0, low.start - 24), low.start) is not None
        yield low.start, end, Figure(_neat(low.amount), _neat(high.amount), low.unit, per, about)


def _is_of_the_same(text: str, last: _Number, number: _Number) -> bool:
    """Whether a number without a unit has that of the figure before: `225 km, of which 78 lie`."""
    between = text[last.end : number.start]
    if last.unit in MONEY and number.scale >= _MILLION:
        is_near = len(between) < 3 * _LOOK_BACK and not _STOP.search(between)
        return is_near and _ENDS.match(text, number.end) is not None
    return (
        len(between) < _LOOK_BACK
        and not _STOP.search(between)
        and _SAME.search(between) is not None
        and _ENDS.match(text, number.end) is not None
    )


def _neat(amount: float) -> float:
    """Without the dust of multiplying decimal fractions."""
    return float(f"{amount:.12g}")


def _numbers(text: str, language: str, taken: Sequence[tuple[int, int]]) -> Iterator[_Number]:
    found = [(start, end, value, True) for start, end, value in number_words(text)]
    found += [
        (match.start(), match.end(), _value(match[0], language), False)
        for match in _NUMBER.finditer(text)
    ]
    found.sort()
    busy = iter((*taken, (len(text) + 1, len(text) + 1)))
    start, end = next(busy)
    for first, last, value, is_word in found:
        while end <= first:
            start, end = next(busy)
        if last <= start:
            made = _number(text, first, last, value, is_word=is_word)
            if made is not None:
                yield made


def _number(text: str, start: int, end: int, value: float, *, is_word: bool) -> _Number | None:
    words = text[start:end]
    money = BEFORE.search(text, max(0, start - 8), start)
    unit, bars = None, False
    if money:
        unit = BEFORE_UNITS[int(str(money.lastgroup)[1:])]
        bars = unit is None
        start = money.start()
    elif not is_word and _is_part_of_a_name(text, start):
        return None
    scale = 1.0
    for _ in range(3):
        word = SCALE.match(text, end)
        if not word or not _is_scale(text, word, is_money=money is not None):
            break
        scale, end = scale * SCALE_OF[str(word.lastgroup)], word.end()
    if after := UNIT.match(text, end):
        followed = UNIT_NAMES[str(after.lastgroup).removesuffix("w")]
        if unit is None or unit is followed:
            unit, end = followed, after.end()
    elif unit is None and (long := LONG.match(text, end)):
        unit, times = LONG_UNITS[str(long.lastgroup)]
        end, value = long.end(), value * times
    if is_word and scale == 1 and words in ONE and not (words in REAL_ONE and unit in _EXACT):
        return None
    if is_word and scale == 1 and value < _MANY and unit in _COUNTED:
        # `Two lorries` is no figure of anybody's.
        unit = unit if _PER.match(text, end) else None
    return _Number(start, end, value, scale, unit, bars, is_word)


def _is_scale(text: str, found: re.Match[str], *, is_money: bool) -> bool:
    """Whether `m` means millions: after a sign of money, or before a unit such as tonnes."""
    word = found[0].strip(" -\n\u00ad")
    if word not in ONLY_MONEY:
        return True
    after = UNIT.match(text, found.end())
    return is_money or (after is not None and str(after.lastgroup).removesuffix("w") in _FOR_SHORT)


_FOR_SHORT = frozenset(
    key for key, unit in UNIT_NAMES.items() if unit in MONEY | {Unit.TONNES, Unit.PEOPLE}
)


def _is_part_of_a_name(text: str, start: int) -> bool:
    """Whether a number belongs to a name or a longer number: `ML-1`, `M4`, `3.2.1`."""
    before = text[max(0, start - 2) : start]
    if not before:
        return False
    if before[-1].isalnum() or (before[-1] in ".,/:" and before[:1].isdigit()):
        return True
    if before[-1] != "-" or len(before) == 1 or not before[0].isalpha():
        return False
    return not _MEASURED.search(text, max(0, start - 14), start)


def _value(written: str, language: str) -> float:
    bare = written.replace(" ", "")
    if bare[-1] in _FRACTIONS:
        return float(bare[:-1]) + _FRACTIONS[bare[-1]]
    if _SOUTH_ASIAN.fullmatch(bare):
        return float(bare.replace(",", ""))
    if _THOUSANDS.fullmatch(bare) and (language != "ru" or bare.count(",") > 1):
        return float(bare.replace(",", ""))
    return float(bare.replace(",", "."))


def _summed(text: str, numbers: Iterator[_Number]) -> Iterator[_Number]:
    """`1 billion 200 million` is one number."""
    last: _Number | None = None
    for number in numbers:
        if (
            last
            and last.scale > number.scale > 1
            and last.unit is None
            and not text[last.end : number.start].strip(" \u00ad")
        ):
            amount = last.amount + number.amount
            last = _Number(last.start, number.end, amount, 1.0, number.unit, last.bars)
            continue
        if last:
            yield last
        last = number
    if last:
        yield last


def _paired(text: str, first: _Number, second: _Number) -> tuple[_Number, _Number] | None:
    """Two numbers as the ends of a range, with the unit that both have; or None."""
    if second.start - first.end > 12 or not _is_range(text, first, second):  # noqa: PLR2004 - letters
        return None
    unit = first.unit or second.unit
    if unit is None or (second.unit or unit) is not unit:
        return None
    if first.unit and second.unit is None and unit not in MONEY and second.scale == 1:
        return None
    scale = first.scale
    if scale == 1 and second.scale > 1 and first.value < 1000:  # noqa: PLR2004 - `900,000 to 1m`
        scale = second.scale
    other = second.scale
    if other == 1 and scale > 1 and second.unit is None:
        other = scale
    low, high = replace(first, unit=unit, scale=scale), replace(second, unit=unit, scale=other)
    return (low, high) if low.amount < high.amount else None


def _is_change(text: str, first: _Number, second: _Number) -> bool:
    """Whether the first of two numbers has its unit from the second: `cut from 35 to 5 days`."""
    between = text[first.end : second.start]
    return first.unit is None and first.scale == 1 and _TO.fullmatch(between) is not None


def _is_range(text: str, first: _Number, second: _Number) -> bool:
    between = text[first.end : second.start]
    if _DASH.fullmatch(between):
        return True
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    if _TO.fullmatch(between):
        return not _CHANGE.search(before)
    if _AND.fullmatch(between):
        near = before[-16:]
        return bool(_BETWEEN_WORDS.search(near) or _MIDST.match(text, second.end))
    return False


def _per(text: str, start: int, end: int) -> tuple[int, str]:
    if after := _PER.match(text, end):
        return after.end(), str(after.lastgroup)
    before = _PER_BEFORE.search(text, max(0, start - 24), start)
    return end, str(before.lastgroup) if before else ""
