"""The foot of a table: how many records, and kilometres that say what they are."""

from collections.abc import Sequence

from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.records.model import Segment
from geo.records.phrases import number
from geo.views.tables.table_cells import RecordRow, Table


def total_sentences(atlas: Atlas, table: Table, rows: Sequence[RecordRow]) -> tuple[str, ...]:
    """Sentences about the rows that match, on whatever page they stand.

    A line counts once, whatever corridors run over it.
    """
    ids = dict.fromkeys(line for row in rows for line in row.lines)
    lines = [atlas.segment(segment_id) for segment_id in ids]
    lengths = (
        *_drawn_total(lines),
        *_known_total(lines, "network"),
        *_known_total(lines, "published"),
    )
    return (
        row_count_words(table, len(rows)),
        *lengths,
        *((table.foot,) if table.foot and rows else ()),
    )


def row_count_words(table: Table, found: int) -> str:
    """How many rows match, of how many: `12 of 185 lines`, with a full stop."""
    total = len(table.rows)
    noun = table.noun[0] if total == 1 else table.noun[1]
    of = "" if found == total else f"{number(found)} of "
    return f"{of}{number(total)} {noun}."


def _drawn_total(lines: Sequence[Segment]) -> tuple[str, ...]:
    return (f"{number(sum(map(drawn_km, lines)), 0)} km drawn.",) if lines else ()


_WORDS = {"network": "along the network, computed by us,", "published": "published"}


def _known_total(lines: Sequence[Segment], which: str) -> tuple[str, ...]:
    """The sum of one kind of length, and for how many lines it is known."""
    found = (line.network_km if which == "network" else line.published_length_km for line in lines)
    lengths = [km for km in found if km is not None]
    if not lengths:
        return ()
    of = f"{number(len(lengths))} of " if len(lengths) < len(lines) else ""
    return (f"{number(sum(lengths), 0)} km {_WORDS[which]} for {of}{_lines(len(lines))}.",)


def _lines(count: int) -> str:
    return f"{number(count)} {'line' if count == 1 else 'lines'}"
