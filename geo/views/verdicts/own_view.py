"""What is shown of a reader's own layer: a filter, words to find, and colours by a column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.geometry.squares import Flags, LayerView
from geo.reading.uploads.layering import LABEL
from geo.reading.uploads.mending import LAYER, NUMBER
from geo.records.phrases import number
from geo.records.texts import say

#: Colours by name in `theme` of `style.yaml`: for words, for numbers from low to high, the rest.
WORD_COLOURS = tuple(f"own-{at}" for at in range(1, 7))
NUMBER_COLOURS = tuple(f"own-low-to-high-{at}" for at in range(1, 6))
PLAIN_COLOUR, REST_COLOUR = "ink", "quiet"
#: A column of more different values is no choice for a list.
_MOST_VALUES = 60
_WHOLE_FROM = 100  # numbers without decimals
_OURS = {NUMBER, LAYER, LABEL}


class ColumnKind(StrEnum):
    """What can be done with a column."""

    WORDS = "words"  # few values: a colour and a tick for each
    NUMBERS = "numbers"  # from low to high
    TEXTS = "texts"  # to be found only


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of properties; its `words` by how often they stand there, `ends` of its numbers."""

    name: str
    kind: ColumnKind
    words: tuple[str, ...] = ()
    ends: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class OwnChoice:
    """What the reader wants to see, all of it at once.

    Features with the words of `find` in their properties, whose `column` has one of the words
    `picked` or a number within the `span`, in colours by the column `colour`.
    """

    colour: str = ""
    find: str = ""
    column: str = ""
    picked: tuple[str, ...] = ()
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ColourClass:
    """A colour by its name, what it stands for, and for how many features that are shown."""

    colour: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class OwnView:
    """Which features are shown, and in which colours; classes that nothing shown has are kept."""

    tiles: LayerView
    classes: tuple[ColourClass, ...]

    @property
    def rows(self) -> list[int]:
        """Positions of the features that are shown, in their order."""
        found: list[int] = np.flatnonzero(self.tiles.shown).tolist()
        return found


def columns_of(frame: gpd.GeoDataFrame) -> tuple[OwnColumn, ...]:
    """The columns of a layer and what can be done with them."""
    names = (str(name) for name in frame.columns if name not in {*_OURS, frame.geometry.name})
    return tuple(_column(frame[name], name) for name in names)


def _column(found: pd.Series, name: str) -> OwnColumn:
    # The values are put into words once each, and not in every row.
    counts = found.value_counts()
    counts.index = counts.index.map(str)
    counts = counts[counts.index != ""]
    is_number = pd.api.types.is_numeric_dtype(found) and not pd.api.types.is_bool_dtype(found)
    if is_number and len(counts) > len(WORD_COLOURS):
        known = found[np.isfinite(found.astype(float))].astype(float)
        return OwnColumn(name, ColumnKind.NUMBERS, ends=(float(known.min()), float(known.max())))
    if 0 < len(counts) <= _MOST_VALUES:
        return OwnColumn(name, ColumnKind.WORDS, tuple(map(str, counts.index)))
    return OwnColumn(name, ColumnKind.TEXTS)


def view_of(frame: gpd.GeoDataFrame, columns: Sequence[OwnColumn], choice: OwnChoice) -> OwnView:
    """What the reader sees of a layer; a column that it does not have asks for nothing."""
    known = {column.name: column for column in columns}
    shown = _found(frame, known, choice.find)
    if column := known.get(choice.column):
        shown &= _filtered(frame[column.name], column, choice)
    by = known.get(choice.colour)
    classes, labels = _classes(frame[by.name], by) if by else (_zeros(frame), [])
    colours = tuple(
        ColourClass(colour, label, int(np.count_nonzero(shown & (classes == at))))
        for at, (colour, label) in enumerate(labels or [(PLAIN_COLOUR, "")])
    )
    return OwnView(LayerView(shown, classes), colours)


def _zeros(frame: gpd.GeoDataFrame) -> np.ndarray:
    return np.zeros(len(frame), dtype=np.uint8)


def _as_text(found: pd.Series) -> pd.Series:
    return found.astype(object).where(found.notna(), "").map(str)


def _found(frame: gpd.GeoDataFrame, columns: dict[str, OwnColumn], find: str) -> Flags:
    words = find.casefold().split()
    found = np.ones(len(frame), dtype=bool)
    if not words:
        return found
    texts = _as_text(frame[LABEL]).str.cat([_as_text(frame[name]) for name in columns], sep=" ")
    folded = texts.str.casefold()
    for word in words:
        found &= folded.str.contains(word, regex=False).to_numpy(dtype=bool)
    return found


def _filtered(found: pd.Series, column: OwnColumn, choice: OwnChoice) -> Flags:
    if column.kind is ColumnKind.NUMBERS and choice.span:
        numbers = found.astype(float)
        return np.asarray((numbers >= choice.span[0]) & (numbers <= choice.span[1]))
    if choice.picked:
        return np.asarray(_as_text(found).isin(choice.picked))
    return np.ones(len(found), dtype=bool)


def _classes(found: pd.Series, column: OwnColumn) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """The class of each feature, and colour and words of each class."""
    if column.kind is ColumnKind.NUMBERS:
        return _by_number(found.astype(float))
    named = column.words[: len(WORD_COLOURS)]
    place = {value: at for at, value in enumerate(named)}
    classes = _as_text(found).map(lambda value: place.get(value, len(named))).astype(np.uint8)
    labels = list(zip(WORD_COLOURS, named, strict=False))
    return classes.to_numpy(), [*labels, (REST_COLOUR, say("others"))]


def _by_number(numbers: pd.Series) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """As many features in each class, as far as equal numbers stay together."""
    known = numbers[np.isfinite(numbers)]
    shares = np.linspace(0, 1, len(NUMBER_COLOURS) + 1)
    edges = np.unique(np.quantile(known, shares))
    inner = edges[1:-1]
    classes = np.searchsorted(inner, numbers.to_numpy(), side="right").astype(np.uint8)
    classes[~np.isfinite(numbers.to_numpy())] = len(inner) + 1
    labels = [
        (NUMBER_COLOURS[at], say("{low} to {high}", low=_short(low), high=_short(high)))
        for at, (low, high) in enumerate(_pairs(edges))
    ]
    return classes, [*labels, (REST_COLOUR, say("no number"))]


def _pairs(edges: np.ndarray) -> Iterator[tuple[float, float]]:
    yield from zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True)


def _short(value: float) -> str:
    return number(value) if abs(value) >= _WHOLE_FROM else f"{value:.4g}"
