"""Ways that are set against each other: each in one piece, all between the same two places."""

from collections.abc import Iterator

from geo.geometry.segment_order import ordered_stops
from geo.records.model import Alignment, Segment
from geo.rules.context import Context, Found


def alignments_are_in_one_piece(context: Context) -> Found:
    """Each segment of an alignment touches the one before it."""
    for alignment, segments in _whole_alignments(context):
        pieces = ordered_stops(segments)
        if len(pieces) > 1:
            found = f"it breaks off at {pieces[0][-1]} and goes on at {pieces[1][0]}"
            hint = "Add the segment between them or correct the order"
            yield context.issue(alignment.id, "segment_ids", "way_broken", found, hint)


def alignments_share_their_ends(context: Context) -> Found:
    """All alignments run between the two places of the first one, or they are not comparable."""
    ends = {}
    for alignment, segments in _whole_alignments(context):
        pieces = ordered_stops(segments)
        if len(pieces) == 1:
            ends[alignment.id] = (pieces[0][0], pieces[0][-1])
    first = next(iter(ends.values()), None)
    for alignment_id, pair in ends.items():
        if pair != first and first:
            found = f"it runs from {pair[0]} to {pair[1]}, not from {first[0]} to {first[1]}"
            hint = "Give all alignments the same two ends"
            yield context.issue(alignment_id, "segment_ids", "way_elsewhere", found, hint)


def _whole_alignments(context: Context) -> Iterator[tuple[Alignment, list[Segment]]]:
    """Alignments of which every segment was read; the others are told elsewhere."""
    for alignment in context.loaded.alignments:
        records = [context.records.get(segment_id) for segment_id in alignment.segment_ids]
        segments = [record for record in records if isinstance(record, Segment)]
        if len(segments) == len(records):
            yield alignment, segments
