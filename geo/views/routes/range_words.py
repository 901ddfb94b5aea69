"""Kilometres, hours and dollars of routes in words: ranges stay ranges."""

from geo.routing.assumptions import Range

#: A thin space parts thousands, and a number from its unit.
THIN = "\u2009"
DASH = "\u2013"
_HOURS_PER_DAY = 24
_SHORT_HOURS = 72


def kilometres(km: float) -> str:
    """Whole kilometres, thousands apart."""
    return f"{km:,.0f}{THIN}km".replace(",", THIN)


def duration(hours: Range) -> str:
    """Low to high in hours or, where it is longer, in days."""
    if hours.high < 1:
        return f"under 1{THIN}h"
    if hours.high < _SHORT_HOURS:
        return f"{span_words(hours)}{THIN}h"
    return f"{span_words(Range(*(hour / _HOURS_PER_DAY for hour in hours)))} days"


def dollars(usd: Range) -> str:
    """Low to high in US dollars per TEU, rounded to tens: they are guesses."""
    return f"US$ {span_words(Range(*(round(end, -1) for end in usd)))} per TEU"


def span_words(span: Range) -> str:
    """Low to high in whole numbers, or one number if both are the same."""
    low, high = (f"{end:,.0f}".replace(",", THIN) for end in span)
    return low if low == high else f"{low}{DASH}{high}"


def way_words(way: str) -> str:
    """A way of travelling in words: `rail, 1520 mm`, `road`, `sea`."""
    return f"rail, {way} mm" if way.isdigit() else way
