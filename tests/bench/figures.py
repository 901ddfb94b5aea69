"""What is measured, what is aimed at, and the ledger that the samples go into."""

import statistics
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

Side = Literal["atlas", "bare", "raw"]
SIDES: tuple[Side, ...] = ("atlas", "bare", "raw")


@dataclass(frozen=True, slots=True)
class Target:
    """`ratio`: atlas to bare at most; `most`: median at most; `p95` too; `least`: at least."""

    kind: Literal["ratio", "most", "p95", "least"]
    limit: float
    words: str


@dataclass(frozen=True, slots=True)
class BenchFigure:
    """One line of the table."""

    key: str
    title: str
    unit: str
    target: Target | None = None


_WARM = Target("ratio", 2, "≤ 2 × bare")
_TOGGLE = Target("ratio", 1.5, "≤ 1.5 × bare rerun")
_KEPT = Target("least", 100, "100 %")

FIGURES = (
    BenchFigure("cold", "First map, cold: projects drawn", "ms"),
    BenchFigure("cold-full", "First map, cold: everything drawn", "ms"),
    BenchFigure("warm", "First map, warm: projects drawn", "ms", _WARM),
    BenchFigure("warm-full", "First map, warm: everything drawn", "ms", _WARM),
    BenchFigure("toggle", "Toggle a layer", "ms", _TOGGLE),
    BenchFigure("toggle-new", "Toggle a layer for the first time (its file is fetched)", "ms"),
    BenchFigure("toggle-all", "Toggle a layer, everything on", "ms", _TOGGLE),
    BenchFigure("filter", "Filter by state", "ms"),
    BenchFigure("click", "Click to article", "ms", Target("ratio", 2, "≤ 2 × bare rerun")),
    BenchFigure("search-first", "Search, first letter on a page", "ms"),
    BenchFigure("search-letter", "Search, typed letter", "ms", Target("p95", 50, "p95 ≤ 50 ms")),
    BenchFigure("pan", "Frame while the map is dragged", "ms"),
    BenchFigure("pan-all", "Frame while the map is dragged, everything on", "ms"),
    BenchFigure("kept-toggle", "View kept across a toggle", "%", _KEPT),
    BenchFigure("kept-filter", "View kept across a filter", "%", _KEPT),
    BenchFigure("kept-click", "View kept across a click", "%", _KEPT),
    BenchFigure("ws-toggle", "Websocket per toggle", "kB", Target("most", 10, "≤ 10 kB")),
    BenchFigure("ws-click", "Websocket per click", "kB"),
    BenchFigure("ws-first", "Websocket of the first load", "kB", Target("most", 40, "≤ 40 kB")),
    BenchFigure("http-atlas", "First view: /atlas/ files", "kB", Target("most", 1500, "< 1.5 MB")),
    BenchFigure("http-component", "First view: map component of streamlit-folium", "kB"),
    BenchFigure("http-shell", "First view: Streamlit's own shell", "kB"),
    BenchFigure(
        "poor-words", "Phone, 400 kb/s, 400 ms: first words", "s", Target("most", 5, "≤ 5 s")
    ),
    BenchFigure(
        "poor-map", "Phone, 400 kb/s, 400 ms: map complete", "s", Target("most", 20, "≤ 20 s")
    ),
    BenchFigure(
        "poor-bytes", "Phone: bytes of a first visit", "MB", Target("most", 1.7, "≤ 1.7 MB")
    ),
    BenchFigure("routes-five", "Five routes Karachi–Moscow", "ms", Target("most", 50, "≤ 50 ms")),
    BenchFigure("routes-one", "One shortest way on the same graph", "ms"),
    BenchFigure("cpu", "Server CPU per rerun (mean)", "ms"),
    BenchFigure("memory", "Server memory per extra session (mean of 5)", "MB"),
)


class Ledger:
    """Samples by figure and side."""

    def __init__(self) -> None:
        """Start empty."""
        self._samples: dict[tuple[str, Side], list[float]] = defaultdict(list)

    def add(self, key: str, side: Side, value: float) -> None:
        """Keep one sample."""
        self._samples[key, side].append(value)

    def median(self, key: str, side: Side) -> float | None:
        """The median, or None if nothing was measured."""
        samples = self._samples.get((key, side))
        return statistics.median(samples) if samples else None

    def p95(self, key: str, side: Side) -> float | None:
        """The 95th percentile, or None if there is only one sample or none."""
        samples = self._samples.get((key, side), [])
        if len(samples) < 2:
            return None
        return statistics.quantiles(samples, n=20, method="inclusive")[-1]

    def share(self, key: str, side: Side) -> float | None:
        """The mean: for samples of 0 and 100 the share of runs, in per cent."""
        samples = self._samples.get((key, side))
        return statistics.fmean(samples) if samples else None

    def ratio(self, key: str) -> float | None:
        """Atlas to bare, by medians."""
        atlas, bare = self.median(key, "atlas"), self.median(key, "bare")
        return atlas / bare if atlas is not None and bare else None

    def table_value(self, figure: BenchFigure, side: Side) -> float | None:
        """What stands in the table: the share for per cent, else the median."""
        find = self.share if figure.unit == "%" else self.median
        return find(figure.key, side)

    def is_met(self, figure: BenchFigure) -> bool | None:
        """Whether the target is met; None without a target or a sample."""
        target = figure.target
        if target is None:
            return None
        value = self._measured(figure, target)
        if value is None:
            return None
        return value >= target.limit if target.kind == "least" else value <= target.limit

    def _measured(self, figure: BenchFigure, target: Target) -> float | None:
        if target.kind == "ratio":
            return self.ratio(figure.key)
        if target.kind == "p95":
            return self.p95(figure.key, "atlas")
        return self.table_value(figure, "atlas")
