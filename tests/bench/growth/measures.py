"""What is measured of each folder, and how fast it grows with the records."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

#: The largest exponent that is no fault: cost ~ records to this power.
MOST = 1.1
#: What changes less than this from one folder to the next is said not to grow.
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of a table."""

    key: str
    title: str
    unit: str


MEASURES = (
    Measure("check", "`geo check`, all of it", "ms"),
    Measure("open", "Read, check and index the records", "ms"),
    Measure("payload", "Make the files of the map", "ms"),
    Measure("index-bytes", "The index of the map, packed", "kB"),
    Measure("first-bytes", "Our files of a first view, packed", "kB"),
    Measure("search-ready", "Make the search ready", "ms"),
    Measure("search", "A typed letter: the answer, median", "ms"),
    Measure("search-most", "A typed letter: the answer, slowest", "ms"),
    Measure("search-bytes", "The longest answer of the search", "kB"),
    Measure("panel", "Details of a record, as HTML", "ms"),
    Measure("panel-bytes", "Details of eight records", "kB"),
    Measure("welcome", "The first page beside the map", "ms"),
    Measure("network", "Lay out the network", "ms"),
    Measure("routes", "Routes of a pair, mean of five pairs", "ms"),
    Measure("table-ready", "Make the table of lines", "ms"),
    Measure("table", "A page of the table, filtered", "ms"),
    Measure("table-bytes", "A page of the table", "kB"),
    Measure("memory", "Memory with all of that", "MB"),
)

BROWSER = (
    Measure("map", "First view: projects drawn", "ms"),
    Measure("socket", "Websocket of the first load", "kB"),
    Measure("nodes", "Nodes of the layer list", "nodes"),
    Measure("toggle", "Toggle a layer", "ms"),
    Measure("all-on", "Everything switched on, main thread", "ms"),
    Measure("toggle-all", "Toggle a layer with everything on", "ms"),
    Measure("letter", "A typed letter, to the list", "ms"),
    Measure("click", "Click to article", "ms"),
)

#: By how many times the records a folder held, each figure by its key.
Figures = Mapping[int, Mapping[str, float]]


def exponent(points: Mapping[int, float]) -> float:
    """The slope of the straight line through the points on paper with two logarithmic scales."""
    at = [(math.log(factor), math.log(max(value, _LEAST))) for factor, value in points.items()]
    middle = [sum(part) / len(at) for part in zip(*at, strict=True)]
    beside = sum((x - middle[0]) ** 2 for x, _ in at)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in at) / beside


def last_exponent(points: Mapping[int, float]) -> float:
    """The same from the last folder but one to the last, where what is constant counts least."""
    return exponent(dict(sorted(points.items())[-2:]))
