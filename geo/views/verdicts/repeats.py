"""Which lines and projects a drawn line repeats: how much of its way, how near, in what state.

A line repeats a segment where it runs along it. One that only crosses is near to it for a while
too, but gets nowhere on it: what counts is how far along the segment the line has come.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo.records.vocab import Lifecycle, Mode
from geo.views.verdicts.ways import (
    FARTHEST,
    REACHES,
    Indexes,
    Numbers,
    Ways,
    places_along,
    plane_shape,
)

#: How closely a line is looked at: so many places on its way, but none nearer than this, in km.
_PLACES, _NEAREST_STEP = 1500, 0.05
#: Of the way beside a segment so much has to lead along it; 60 degrees across is less.
_LEAST_ALONG = 0.6
#: From this share of its way on, a line is told to be that of a project.
LEAST_SHARE = 0.6
#: Where the line is only within 20 km, it must be on so much of its way, and the ways so alike.
LEAST_COARSE, _LEAST_SCORE = 0.75, 0.2
#: Reaches at which two ways are compared, in km: the nearer they are at all, the better.
_COMPARED = (1.0, 2.0, 5.0, 10.0, 20.0)
#: Windings shorter than this are noise of the hand that drew, in km.
_NOISE = 20.0
#: So long a stretch is asked whether it runs along; a longer one may turn back on its way, in km.
_STRETCH = 60.0
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class SegmentShare:
    """A segment that a line repeats, and the shares of the line's way within each of `REACHES`."""

    segment_id: str
    state: Lifecycle
    within: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ProjectShare:
    """A project whose way a line takes.

    `within` are the shares of the line's way within each of `REACHES`, `covered` is the share of
    the project that the line takes, `score` how well both ways are one, from 0 to 1.
    """

    project_id: str
    within: tuple[float, ...]
    covered: float
    score: float


@dataclass(frozen=True, slots=True)
class Repeats:
    """What a line repeats.

    `projects` are all on whose way it is, the best first; where there is none, `beside` is the one
    that it runs beside within 20 km, which is no proof of anything. `by_state` has the share of
    its way on which something of each state lies within `reach` km; the rest repeats nothing.
    """

    segments: tuple[SegmentShare, ...]
    projects: tuple[ProjectShare, ...]
    beside: ProjectShare | None
    by_state: Mapping[Lifecycle, float]
    reach: float

    @property
    def existing(self) -> float:
        """The share of its way on which something stands already."""
        return sum(share for state, share in self.by_state.items() if state.is_built)


def repeats_of(ways: Ways, line: BaseGeometry, mode: Mode | None = None) -> Repeats:
    """What a line in longitude and latitude (EPSG:4326) repeats; of a known mode only that."""
    course = _Course(ways, line, mode)
    segments = tuple(course.segment_shares())
    near = sorted(course.project_shares(), key=lambda share: (-share.score, share.project_id))
    projects = [share for share in near if _is_repeated(share)]
    best = projects[0].within if projects else (0.0, 0.0, 0.0)
    # What lies farther than 5 km is only taken for the same where most of the way is so far off.
    reach = REACHES[1] if best[1] >= LEAST_SHARE or not projects else FARTHEST
    by_state = course.by_state(reach)
    return Repeats(segments, tuple(projects), None if projects else next(iter(near), None),
                   by_state, reach)  # fmt: skip


def _is_repeated(share: ProjectShare) -> bool:
    """Whether a line may be called that of a project: near enough, or else like it as a whole."""
    near, far = share.within[1:]
    return near >= LEAST_SHARE or (far >= LEAST_COARSE and share.score >= _LEAST_SCORE)


class _Course:
    """A line at places an equal step apart, and the segments that it runs along there."""

    def __init__(self, ways: Ways, line: BaseGeometry, mode: Mode | None) -> None:
        self._ways = ways
        parts = [plane_shape(part) for part in shapely.get_parts(line)]
        self.km = float(sum(part.length for part in parts))
        self._step = max(self.km / _PLACES, _NEAREST_STEP)
        places = [_places_along(part, self._step) for part in parts]
        self._count = sum(map(len, places))
        self._straighter = sum(_smooth_km(part, self._step) for part in places) / max(
            sum(_length(part) for part in places), 1e-9
        )
        near = ways.near(shapely.points(np.concatenate(places)))
        keep = np.ones(len(near.point), dtype=bool)
        if mode:
            fits = np.array([segment.mode is mode for segment in ways.segments], dtype=bool)
            keep = fits[near.segment]
        order = np.argsort(near.segment[keep], kind="stable")
        self._point: Indexes = near.point[keep][order]
        self._owner: Indexes = near.segment[keep][order]
        self._near: Numbers = near.km[keep][order]
        self._along: Numbers = near.along[keep][order]
        self._bin = max(2.5 * self._step, 0.25)
        part = np.repeat(np.arange(len(places)), [len(points) for points in places])
        self._kept = self._along_ones(part)

    def _along_ones(self, part: Indexes) -> dict[int, Indexes]:
        """The segments that the line runs along, and the numbers of their pairs."""
        length = self._ways.km[self._owner]
        # Beyond the ends of a segment every place is nearest to its end.
        beside = (self._along > self._step / 2) & (self._along < length - self._step / 2)
        found = np.flatnonzero(beside)
        if not len(found):
            return {}
        stretch = _stretches(self._owner[found], self._point[found], part, self._stretch_places)
        first = np.flatnonzero(np.diff(stretch, prepend=-1))
        counts = np.diff(first, append=len(found))
        along = self._along[found]
        come = np.maximum.reduceat(along, first) - np.minimum.reduceat(along, first)
        passed = (counts - 1) * self._step * self._straighter
        is_along = (counts >= _FEWEST) & (come >= _LEAST_ALONG * passed)
        good = found[np.repeat(is_along, counts)]
        kept = {int(owner) for owner in np.unique(self._owner[good])}
        # The places off its ends join what is beside it to what follows.
        ends = np.flatnonzero(~beside & np.isin(self._owner, list(kept)))
        pairs = np.union1d(good, ends)
        return {owner: pairs[self._owner[pairs] == owner] for owner in kept}

    @property
    def _stretch_places(self) -> int:
        return max(round(_STRETCH / self._step), 2 * _FEWEST)

    def _covered_km(self, along: Numbers) -> float:
        return float(len(np.unique(along // self._bin))) * self._bin

    def segment_shares(self) -> Iterator[SegmentShare]:
        """In the order in which the line comes to them."""
        order = sorted(self._kept, key=lambda owner: float(self._point[self._kept[owner]].mean()))
        for owner in order:
            near = self._near[self._kept[owner]]
            within = tuple(float((near <= reach).sum()) / self._count for reach in REACHES)
            segment = self._ways.segments[owner]
            yield SegmentShare(segment.id, segment.lifecycle, within)

    def project_shares(self) -> Iterator[ProjectShare]:
        """All projects that most of the line runs along within 20 km."""
        for project_id, numbers in self._ways.of_project.items():
            mine = [int(number) for number in numbers if int(number) in self._kept]
            if not mine:
                continue
            nearest = self._nearest(mine)
            within = tuple(float((nearest <= reach).mean()) for reach in REACHES)
            whole = float(self._ways.km[numbers].sum())
            covered = [self._covered_by(mine, reach) for reach in _COMPARED]
            likeness = [
                self._likeness(float((nearest <= reach).mean()), km, whole)
                for reach, km in zip(_COMPARED, covered, strict=True)
            ]
            if within[-1] >= LEAST_SHARE:
                score = float(np.mean(likeness))
                yield ProjectShare(project_id, within, min(covered[-1] / whole, 1.0), score)

    def _likeness(self, share: float, covered: float, whole: float) -> float:
        """What both ways have in common by all that either has."""
        mine = self.km * self._straighter
        common = min(share * mine, covered)
        return common / max(mine + whole - common, 1e-9)

    def _covered_by(self, owners: list[int], reach: float) -> float:
        total = 0.0
        for owner in owners:
            pairs = self._kept[owner]
            along = self._along[pairs][self._near[pairs] <= reach]
            total += min(self._covered_km(along), float(self._ways.km[owner]))
        return total

    def _nearest(self, owners: list[int]) -> Numbers:
        nearest = np.full(self._count, np.inf)
        for owner in owners:
            pairs = self._kept[owner]
            np.minimum.at(nearest, self._point[pairs], self._near[pairs])
        return nearest

    def by_state(self, reach: float) -> dict[Lifecycle, float]:
        """Shares of the way by the state of the nearest segment that it runs along."""
        nearest, state = np.full(self._count, np.inf), np.full(self._count, -1)
        states = list(Lifecycle)
        for owner, pairs in self._kept.items():
            nearer = self._near[pairs] < nearest[self._point[pairs]]
            points = self._point[pairs][nearer]
            nearest[points] = self._near[pairs][nearer]
            state[points] = states.index(self._ways.segments[owner].lifecycle)
        state[nearest > reach] = -1
        found, counts = np.unique(state[state >= 0], return_counts=True)
        return {
            states[at]: float(count) / self._count for at, count in zip(found, counts, strict=True)
        }


def _stretches(owner: Indexes, point: Indexes, part: Indexes, places: int) -> Indexes:
    """Numbers of stretches: places in a row beside one segment, cut into about equal pieces."""
    new = np.ones(len(owner), dtype=bool)
    new[1:] = (np.diff(owner) != 0) | (np.diff(point) > _FEWEST) | (np.diff(part[point]) != 0)
    first = np.flatnonzero(new)
    counts = np.diff(first, append=len(owner))
    within = np.arange(len(owner)) - np.repeat(first, counts)
    pieces = np.repeat(np.maximum(counts // places, 1), counts)
    piece = within * pieces // np.repeat(counts, counts)
    both = np.cumsum(new) * (piece.max() + 1) + piece
    return np.cumsum(np.diff(both, prepend=-1) != 0)


def _places_along(part: BaseGeometry, step: float) -> Numbers:
    """Places in the middle of equal steps along one line."""
    count = max(round(part.length / step), 2)
    at = (np.arange(count) + 0.5) / count
    return places_along(part, at)


def _length(points: Numbers) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def _smooth_km(points: Numbers, step: float) -> float:
    """The length of the way without windings that are shorter than the noise."""
    width = min(max(round(_NOISE / step), 1), max(len(points) // 4, 1))
    kernel = np.ones(width) / width
    smooth = np.column_stack([np.convolve(axis, kernel, "valid") for axis in points.T])
    # The window takes half of itself from each end.
    lost = len(points) / max(len(points) - width + 1, 1)
    return min(_length(smooth) * lost, _length(points))
