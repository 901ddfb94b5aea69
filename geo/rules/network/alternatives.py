"""Ways that are set against each other: each in one piece, all between the same two places."""

from collections.abc import Iterator

from geo.geometry.segment_order import ordered_stops
from geo.records.model import Contender, Segment
from geo.rules.context import Context, Found


def contenders_are_in_one_piece(context: Context) -> Found:
    """Each segment of a contender touches the one before it."""
    for contender, segments in _whole_contenders(context):
        pieces = ordered_stops(segments)
        if len(pieces) > 1:
            found = f"it breaks off at {pieces[0][-1]} and goes on at {pieces[1][0]}"
            hint = "Add the segment between them or correct the order"
            yield context.issue(contender.id, "segment_ids", "way_broken", found, hint)


def contenders_share_their_ends(context: Context) -> Found:
    """All contenders run between the two places of the first one, or they are not comparable."""
    ends = {}
    for contender, segments in _whole_contenders(context):
        pieces = ordered_stops(segments)
        if len(pieces) == 1:
            ends[contender.id] = (pieces[0][0], pieces[0][-1])
    first = next(iter(ends.values()), None)
    for contender_id, pair in ends.items():
        if pair != first and first:
            found = f"it runs from {pair[0]} to {pair[1]}, not from {first[0]} to {first[1]}"
            hint = "Give all contenders the same two ends"
            yield context.issue(contender_id, "segment_ids", "way_elsewhere", found, hint)


def _whole_contenders(context: Context) -> Iterator[tuple[Contender, list[Segment]]]:
    """Contenders of which every segment was read; the others are told elsewhere."""
    for contender in context.loaded.contenders:
        records = [context.records.get(segment_id) for segment_id in contender.segment_ids]
        segments = [record for record in records if isinstance(record, Segment)]
        if len(segments) == len(records):
            yield contender, segments
