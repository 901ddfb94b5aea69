"""What is assumed at a place: the most exact figure wins, and a reader's own wins over all.

A figure may hold everywhere, within a country, at the frontier of two, at a post, for one mode.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from geo.records.model import Assumption
from geo.records.vocab import Factor, Mode


class Range(NamedTuple):
    """A low and a high value."""

    low: float
    high: float

    @property
    def midpoint(self) -> float:
        """The value in the middle, by which routes are compared."""
        return (self.low + self.high) / 2

    def times(self, number: float) -> Range:
        """Both ends so many times."""
        return Range(self.low * number, self.high * number)


NOTHING = Range(0.0, 0.0)
Factors = Mapping[Factor, Range]


@dataclass(frozen=True, slots=True)
class AssumedRange:
    """A range for a factor and the record that it is from; without one it is the reader's own."""

    factor: Factor
    range: Range
    record: Assumption | None = None


class Assumptions:
    """All assumptions of an atlas and what a reader puts in their place; cheap to ask."""

    def __init__(self, records: Iterable[Assumption], own: Factors | None = None) -> None:
        """Order the records by factor, the most exact first; without those the wrong way round."""
        self.own: Factors = dict(own or {})
        by_factor: defaultdict[Factor, list[Assumption]] = defaultdict(list)
        sound = (record for record in records if record.low <= record.high)
        for record in sorted(sound, key=_exactness, reverse=True):
            by_factor[record.factor].append(record)
        self._by_factor = dict(by_factor)
        self._found: dict[tuple[Factor, frozenset[str], Mode | None], AssumedRange] = {}

    def everywhere(self) -> dict[Factor, Range]:
        """The values that hold where nothing more exact does, the reader's own among them."""
        ours = {
            record.factor: Range(record.low, record.high)
            for records in self._by_factor.values()
            for record in records
            if not (record.site_ids or record.countries or record.mode)
        }
        return {**ours, **self.own}

    def range_for(
        self, factor: Factor, where: frozenset[str] = frozenset(), mode: Mode | None = None
    ) -> AssumedRange:
        """The figure for country codes and site ids in `where` and a mode.

        Two codes are a frontier, one is a country. Raises KeyError if nothing holds everywhere.
        """
        # A search asks for the same few places thousands of times.
        key = (factor, where, mode)
        if key not in self._found:
            self._found[key] = self._look_up(*key)
        return self._found[key]

    def _look_up(self, factor: Factor, where: frozenset[str], mode: Mode | None) -> AssumedRange:
        if factor in self.own:
            return AssumedRange(factor, self.own[factor])
        for record in self._by_factor.get(factor, ()):
            if _applies_at(record, where, mode):
                return AssumedRange(factor, Range(record.low, record.high), record)
        raise KeyError(factor)


def _applies_at(record: Assumption, where: frozenset[str], mode: Mode | None) -> bool:
    if record.mode and record.mode is not mode:
        return False
    if record.site_ids:
        return not where.isdisjoint(record.site_ids)
    # Country codes are capitals, ids of places are not. All codes must agree: a figure for one
    # country does not hold on its frontier.
    codes = {name for name in where if name.isupper()}
    return not record.countries or codes == set(record.countries)


def _exactness(record: Assumption) -> tuple[bool, int, bool]:
    # A post before a frontier before a country before everywhere; a mode decides between equals.
    return bool(record.site_ids), len(record.countries), record.mode is not None
