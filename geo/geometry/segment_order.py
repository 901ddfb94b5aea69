"""Segments that follow each other: which way round each is travelled, and where they touch."""

from collections.abc import Sequence

from geo.records.model import Segment


def ordered_stops(segments: Sequence[Segment]) -> tuple[tuple[str, ...], ...]:
    """Ids of the stops in the order of travel, cut where a segment does not touch the one before.

    A segment is turned round where its far end is the one that touches. No segments, no runs.
    """
    found: list[list[str]] = []
    for number, segment in enumerate(segments):
        stops = list(segment.stop_ids)
        onward = segments[number + 1] if number + 1 < len(segments) else None
        here = found[-1][-1] if found else None
        # A new piece: only the segment after it tells which way round the first one is travelled.
        if here not in (stops[0], stops[-1]):
            found.append(stops[::-1] if _leaves_backwards(segment, onward) else stops)
        else:
            found[-1] += stops[1:] if stops[0] == here else stops[-2::-1]
    return tuple(map(tuple, found))


def _leaves_backwards(segment: Segment, onward: Segment | None) -> bool:
    ends = {onward.from_id, onward.to_id} if onward else set()
    return segment.from_id in ends and segment.to_id not in ends


def shared_node(before: Segment, after: Segment) -> str:
    """The end that two segments share, or nothing."""
    return min({before.from_id, before.to_id} & {after.from_id, after.to_id}, default="")
