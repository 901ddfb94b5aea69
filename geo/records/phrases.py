"""Numbers, ranges and lists in words: the one place that says them.

A thin space parts thousands, and a number from its unit. Ranges have an en dash and stay ranges.
"""

from collections.abc import Iterable

from geo.records.texts import mark, say, say_many
from geo.records.vocab import Quantity

THIN = "\u2009"
DASH = "\u2013"
MINUS = "\u2212"

#: A pair of numbers, low and high, equal where only one is known.
Span = tuple[float, float]

_HOURS_PER_DAY = 24
_SHORT_HOURS = 72
#: Money is written around its number, as it is spoken; all other units stand behind it.
_MONEY = {
    Quantity.COST_USD_BN: mark("US$ {amount} bn"),
    Quantity.COST_USD_M: mark("US$ {amount} m"),
    Quantity.COST_EUR_BN: mark("EUR {amount} bn"),
    Quantity.COST_AFN_M: mark("AFN {amount} m"),
    Quantity.MONEY_PKR_BN: mark("PKR {amount} bn"),
}


def number(value: float, digits: int = 0) -> str:
    """`12 345` with thin spaces; up to `digits` decimals, without zeros at the end."""
    text = f"{value:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(",", THIN)


def span_words(span: Span) -> str:
    """Low to high in whole numbers, or one number if both are the same."""
    low, high = map(number, span)
    return low if low == high else f"{low}{DASH}{high}"


def kilometres(km: float) -> str:
    """Whole kilometres, thousands apart."""
    return say("{number}\u2009km", number=number(km))


def metres(height: float) -> str:
    """Whole metres, thousands apart."""
    return say("{number} m", number=number(height))


def is_told_in_days(spans: Iterable[Span]) -> bool:
    """Whether spans of hours that stand side by side are told in days: if the longest is."""
    return any(high >= _SHORT_HOURS for _, high in spans)


def duration(hours: Span, *, in_days: bool = False) -> str:
    """Low to high in hours or, where it is longer, in days; `in_days` whatever its length."""
    low, high = hours
    if high >= _SHORT_HOURS:
        days = low / _HOURS_PER_DAY, high / _HOURS_PER_DAY
        return say_many("{days} day", "{days} days", round(days[1]), days=span_words(days))
    if in_days:
        parts = dict.fromkeys(number(end / _HOURS_PER_DAY, 1) for end in hours)
        return say("{days} days", days=DASH.join(parts))
    if high < 1:
        return say("under 1\u2009h")
    return say("{hours}\u2009h", hours=span_words(hours))


def more_time(hours: float, *, in_days: bool = False) -> str:
    """How much longer, or shorter: `+13 h`, `−2.5 days`; empty if it is next to nothing."""
    value = number(abs(hours) / (_HOURS_PER_DAY if in_days else 1), 1 if in_days else 0)
    if value == "0":
        return ""
    signed = f"{'+' if hours > 0 else MINUS}{value}"
    if in_days:
        return say_many("{more} day", "{more} days", 1 if value == "1" else 2, more=signed)
    return say("{more}\u2009h", more=signed)


def dollars(usd: Span) -> str:
    """Low to high in US dollars per TEU, rounded to tens: they are guesses."""
    low, high = usd
    return say("US$ {usd} per TEU", usd=span_words((round(low, -1), round(high, -1))))


def amount(quantity: Quantity, low: float, high: float | None) -> str:
    """A number or range with its unit: `640–764 km`, and money as it is spoken, `US$ 4.5 bn`."""
    ends = (low,) if high is None else (low, high)
    span = DASH.join(f"{end:,.10g}" for end in ends).replace(",", THIN)
    if quantity in _MONEY:
        return say(_MONEY[quantity], amount=span)
    return f"{span} {quantity.unit}".strip()


def listed(items: Iterable[str], more: int = 0) -> str:
    """`a`, `a and b`, `a, b and c`; with `more` that are not named, `a, b and 3 more`.

    Empty for none.
    """
    names = list(items)
    if not names:
        return ""
    *most, last = names
    if more > 0:
        named = with_commas(names)
        return say_many("{names} and {n} more", "{names} and {n} more", more, names=named)
    return say("{most} and {last}", most=with_commas(most), last=last) if most else last


def with_commas(items: Iterable[str]) -> str:
    """`a, b, c`."""
    return say(", ").join(items)


def within_sentence(label: str) -> str:
    """A label as part of a sentence: it begins with a small letter."""
    return label[:1].lower() + label[1:]


def as_sentence(words: str) -> str:
    """Words at the beginning of a sentence: with a capital letter."""
    return words[:1].upper() + words[1:]
