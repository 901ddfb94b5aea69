"""How projects lie beside one another on the lines that they share.

Each project on a line has a lane. Lanes count from one side of the line, and so that no project
changes sides where it goes on from one line to the next, that side has to be the same along all
lines that projects run over one after the other. It is settled here once for all projects: then
no line jumps to the other side when a reader switches a layer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.records.model import LonLat, Segment

#: A course in the precision that browsers get: longitude and latitude, EPSG:4326, degrees.
Course = tuple[tuple[float, float], ...]
#: Decimals of a degree: about a metre, far below a pixel at the largest zoom.
_DECIMALS = 5
#: Where a diagonal line counts as going east or south: east a little more.
_SOUTH = 0.7


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where the lanes of a segment are counted from.

    `track_id` is the segment whose course it shares, in either direction: mostly itself.
    `is_turned` says that lanes count from right to left, seen along its own direction.
    """

    track_id: str
    is_turned: bool


class _TrackEnd(NamedTuple):
    track: str
    is_last: bool


def course_of(segment: Segment) -> Course:
    """The vertices of a segment, rounded to about a metre."""
    return tuple(rounded_position(point) for point in segment.line)


def lanes_of(runs: Mapping[str, Sequence[Segment]]) -> dict[str, Lanes]:
    """Lanes by the id of the segment; `runs` holds the segments that each project runs over."""
    segments = {segment.id: segment for run in runs.values() for segment in run}
    courses = {segment_id: course_of(segment) for segment_id, segment in segments.items()}
    tracks = _track_of_segment(courses)
    users = Counter(tracks[segment.id] for run in runs.values() for segment in run)
    turned = _turned_tracks(courses, users, _track_links(runs, courses, tracks))
    found = {}
    for segment_id, track in tracks.items():
        # Lanes are settled for the track; a segment drawn the other way sees their sides swapped.
        is_against = courses[segment_id] != courses[track]
        found[segment_id] = Lanes(track, users[track] > 1 and (track in turned) != is_against)
    return found


def rounded_position(point: LonLat) -> tuple[float, float]:
    """A position in the precision that browsers get."""
    return round(point.lon, _DECIMALS), round(point.lat, _DECIMALS)


def _track_of_segment(courses: Mapping[str, Course]) -> dict[str, str]:
    """Of each segment the first one that has the same course, in either direction."""
    # The smaller of a course and its reverse stands for both, so copies in either direction meet.
    first: dict[Course, str] = {}
    return {
        segment_id: first.setdefault(min(course, course[::-1]), segment_id)
        for segment_id, course in courses.items()
    }


def _track_links(
    runs: Mapping[str, Sequence[Segment]],
    courses: Mapping[str, Course],
    tracks: Mapping[str, str],
) -> Counter[tuple[_TrackEnd, _TrackEnd]]:
    """Which tracks continue each other, and for how many projects."""
    links: Counter[tuple[_TrackEnd, _TrackEnd]] = Counter()
    for run in runs.values():
        at: defaultdict[tuple[float, float], list[tuple[str, _TrackEnd]]] = defaultdict(list)
        # A line that a project names twice, there and back, has its two ends only once.
        for segment in {segment.id: segment for segment in run}.values():
            track = tracks[segment.id]
            for is_last in (False, True):
                node = courses[track][-1 if is_last else 0]
                at[node].append((segment.mode.value, _TrackEnd(track, is_last)))
        for ends in at.values():
            links.update(_continuing_ends(ends))
    return links


def _continuing_ends(
    ends: Sequence[tuple[str, _TrackEnd]],
) -> Iterator[tuple[_TrackEnd, _TrackEnd]]:
    """Where exactly two ends of a project meet, or two of one mode (as in parallel_lines.js)."""
    by_mode: defaultdict[str, list[_TrackEnd]] = defaultdict(list)
    # Two ends alone continue each other, whatever their modes, as at a port. Among more of them
    # only a mode that has exactly two ends leaves no choice.
    for mode, end in ends:
        by_mode["" if len(ends) == 2 else mode].append(end)  # noqa: PLR2004 - a pair
    for pair in by_mode.values():
        match pair:
            case [first, second] if first.track != second.track:
                yield min(first, second), max(first, second)


def _turned_tracks(
    courses: Mapping[str, Course],
    users: Mapping[str, int],
    links: Mapping[tuple[_TrackEnd, _TrackEnd], int],
) -> set[str]:
    """The tracks whose lanes count against their direction.

    Where all tracks of a triangle continue each other, no choice suits all three joints. What
    most projects run through is settled first.
    """
    # A side only shows where both tracks have more than one lane: those joints come first, and
    # among them what most projects run through.
    joined = _DirectionGroups()
    shared = {pair: min(users[end.track] for end in pair) for pair in links}
    for end, other in sorted(links, key=lambda pair: (-min(shared[pair], 2), -links[pair])):
        # Two first ends that meet, or two last ones, mean that the tracks run against each other.
        joined.unite(end.track, other.track, is_turned=end.is_last == other.is_last)
    # A group turns as a whole, by the sum over its shared tracks, so that the outcome does not
    # depend on which of them became its root.
    leaning: defaultdict[str, float] = defaultdict(float)
    for track, count in users.items():
        if count > 1:
            root, is_turned = joined.find(track)
            leaning[root] += (
                -_south_east_lean(courses[track]) if is_turned else _south_east_lean(courses[track])
            )
    turned = set()
    for track in users:
        root, is_turned = joined.find(track)
        if is_turned != (leaning[root] < 0):
            turned.add(track)
    return turned


def _south_east_lean(course: Course) -> float:
    """How far a course goes to the east and to the south."""
    (west, south), (east, north) = course[0], course[-1]
    return (east - west) + _SOUTH * (south - north)


class _DirectionGroups:
    """Tracks in groups with a common direction (a union-find structure with parity)."""

    def __init__(self) -> None:
        self._above: dict[str, tuple[str, bool]] = {}

    def find(self, track: str) -> tuple[str, bool]:
        """The track that stands for the group, and whether this one runs against it."""
        is_turned = False
        while track in self._above:
            track, is_against = self._above[track]
            is_turned ^= is_against
        return track, is_turned

    def unite(self, track: str, other: str, *, is_turned: bool) -> None:
        """Let two tracks have one direction, or opposite ones; too late if they have another."""
        (first, is_first), (second, is_second) = self.find(track), self.find(other)
        if first != second:
            self._above[second] = (first, is_first ^ is_second ^ is_turned)
