"""Where the marks of the charts of a project stand; templates and files draw them alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from geo.records.phrases import number
from geo.records.texts import say
from geo.views.pages.project_page import PlottedFigure, Share

_PERCENT = 100
#: An axis begins at zero if the smallest value is below this part of the largest one.
_NEAR_ZERO = 0.4
_STEPS = (1, 2, 2.5, 5, 10)
_TICKS = 5  # at most so many steps from end to end, so that a phone has room for their labels


@dataclass(frozen=True, slots=True)
class AxisTick:
    """A value of an axis in words, and where it stands, in per cent of the width."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A figure and where it stands, in per cent of the width; `width` is 0 for a single value."""

    figure: PlottedFigure
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class FigureChart:
    """Figures that cover the like, on an axis of their own: those of the whole, or of parts."""

    title: str
    ticks: tuple[AxisTick, ...]
    marks: tuple[FigureMark, ...]


@dataclass(frozen=True, slots=True)
class ShareBar:
    """Drawn kilometres of one state, and the width of its bar in per cent of the longest one."""

    share: Share
    percent: float


@dataclass(frozen=True, slots=True)
class ShareGroup:
    """The bars of one country and one gauge, with the sum of their kilometres."""

    country: str
    gauge: str
    km: float
    bars: tuple[ShareBar, ...]


def figure_charts(figures: Sequence[PlottedFigure]) -> tuple[FigureChart, ...]:
    """Figures of one quantity, smallest first: those of the whole, then those of parts."""
    halves = (
        (say("Of the whole"), [figure for figure in figures if figure.is_whole]),
        (say("Of a part, or of more"), [figure for figure in figures if not figure.is_whole]),
    )
    return tuple(_figure_chart(title, half) for title, half in halves if half)


def _figure_chart(title: str, figures: Iterable[PlottedFigure]) -> FigureChart:
    ranked = sorted(figures, key=lambda figure: (figure.low, figure.high, figure.who))
    values = _axis(ranked[0].low, max(figure.high for figure in ranked))
    start, span = values[0], values[-1] - values[0]
    return FigureChart(
        title,
        tuple(AxisTick(_PERCENT * (value - start) / span, number(value)) for value in values),
        tuple(
            FigureMark(
                figure,
                _PERCENT * (figure.low - start) / span,
                _PERCENT * (figure.high - figure.low) / span,
            )
            for figure in ranked
        ),
    )


def _axis(low: float, high: float) -> tuple[float, ...]:
    """Round values at equal steps, the first below and the last above what is to be shown."""
    base = min(low, 0.0) if low < _NEAR_ZERO * high else low
    step = _step((high - base) or abs(high) or 1.0)
    first, last = floor(base / step), ceil(high / step)
    if first * step >= low > 0:
        first -= 1
    if last * step <= high:
        last += 1
    return tuple(round(at * step, 9) for at in range(first, last + 1))


def _step(span: float) -> float:
    """The smallest round step that needs no more than `_TICKS` - 1 of its kind for a span."""
    unit: float = 10.0 ** floor(log10(span / (_TICKS - 1)))
    return next(
        (unit * factor for factor in _STEPS if unit * factor * (_TICKS - 1) >= span), 10 * unit
    )


def share_groups(shares: Sequence[Share]) -> tuple[ShareGroup, ...]:
    """Drawn kilometres by country and gauge, in the order in which they come."""
    most = max((share.km for share in shares), default=1.0)
    groups: dict[tuple[str, str], list[Share]] = {}
    for share in shares:
        groups.setdefault((share.country, share.gauge), []).append(share)
    return tuple(
        ShareGroup(
            country,
            gauge,
            sum(share.km for share in alike),
            tuple(ShareBar(share, _PERCENT * share.km / most) for share in alike),
        )
        for (country, gauge), alike in groups.items()
    )
