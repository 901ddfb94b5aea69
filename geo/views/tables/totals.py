"""The foot of a table: how many records, and kilometres that say what they are."""

from collections.abc import Sequence

from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.model import Segment
from geo.records.phrases import number
from geo.records.texts import say, say_many
from geo.views.tables.table_cells import RecordRow, Table


def total_sentences(atlas: Atlas, table: Table, rows: Sequence[RecordRow]) -> tuple[str, ...]:
    """Sentences about the rows that match, on whatever page they stand.

    A line counts once, whatever corridors run over it.
    """
    ids = dict.fromkeys(line for row in rows for line in row.lines)
    lines = [atlas.segment(segment_id) for segment_id in ids]
    lengths = (
        *_drawn_total(lines),
        *_network_total(lines),
        *_published_total(lines),
    )
    return (
        say("{sentence}.", sentence=row_count_words(table, len(rows))),
        *lengths,
        *((table.foot,) if table.foot and rows else ()),
    )


def row_count_words(table: Table, found: int) -> str:
    """How many rows match, of how many: `12 of 185 lines`."""
    total = len(table.rows)
    every, some = table.counts
    count = every if found == total else some
    return count(total, n=number(total), found=number(found))


def _drawn_total(lines: Sequence[Segment]) -> tuple[str, ...]:
    km = sum(map(drawn_km, lines))
    return (say("{km} km drawn.", km=number(km)),) if lines else ()


def _network_total(lines: Sequence[Segment]) -> tuple[str, ...]:
    known = [line.network_km for line in lines if line.network_km is not None]
    if not known:
        return ()
    words = _sum_words(known, lines)
    if len(known) == len(lines):
        return (
            say_many(
                "{km} km along the network, computed by us, for {n} line.",
                "{km} km along the network, computed by us, for {n} lines.",
                len(lines),
                **words,
            ),
        )
    return (
        say_many(
            "{km} km along the network, computed by us, for {known} of {n} line.",
            "{km} km along the network, computed by us, for {known} of {n} lines.",
            len(lines),
            **words,
        ),
    )


def _published_total(lines: Sequence[Segment]) -> tuple[str, ...]:
    known = [line.published_length_km for line in lines if line.published_length_km is not None]
    if not known:
        return ()
    words = _sum_words(known, lines)
    if len(known) == len(lines):
        return (
            say_many(
                "{km} km published for {n} line.",
                "{km} km published for {n} lines.",
                len(lines),
                **words,
            ),
        )
    return (
        say_many(
            "{km} km published for {known} of {n} line.",
            "{km} km published for {known} of {n} lines.",
            len(lines),
            **words,
        ),
    )


def _sum_words(known: Sequence[float], lines: Sequence[Segment]) -> dict[str, str]:
    """The sum of lengths, of how many lines they are, and how many lines there are."""
    return {
        "km": number(sum(known)),
        "known": number(len(known)),
        "n": number(len(lines)),
    }
