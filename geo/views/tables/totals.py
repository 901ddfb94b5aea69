"""The foot of a table: how many records, and kilometres that say what they are."""

from collections.abc import Sequence

from geo.atlas import Atlas
from geo.measure import Pieces
from geo.model import Segment
from geo.views.tables.parts import Row, Table, thousands


def totals(atlas: Atlas, pieces: Pieces, table: Table, rows: Sequence[Row]) -> tuple[str, ...]:
    """Sentences about the rows that match, on whatever page they stand.

    Nothing is added up twice in silence: where corridors share track, both totals are told.
    """
    ids = dict.fromkeys(one for row in rows for one in row.lines)
    lines = [atlas.segment(one) for one in ids]
    lengths = (*_drawn(pieces, lines), *_known(lines, "network"), *_known(lines, "published"))
    return (count(table, len(rows)), *lengths, *((table.foot,) if table.foot and rows else ()))


def count(table: Table, found: int) -> str:
    """How many rows match, of how many: `12 of 185 lines`, with a full stop."""
    total = len(table.rows)
    noun = table.noun[0] if total == 1 else table.noun[1]
    of = "" if found == total else f"{thousands(found)} of "
    return f"{of}{thousands(total)} {noun}."


def _drawn(pieces: Pieces, lines: Sequence[Segment]) -> tuple[str, ...]:
    if not lines:
        return ()
    every = thousands(pieces.sum_km(one.id for one in lines), 0)
    once = thousands(pieces.km(one.id for one in lines), 0)
    if once == every:
        return (f"{every} km drawn.",)
    return (f"{every} km drawn; {once} km if track that lines share is counted once.",)


_WORDS = {"network": "along the network, computed by us,", "published": "published"}


def _known(lines: Sequence[Segment], which: str) -> tuple[str, ...]:
    """The sum of one kind of length; lines with the same ends, mode and length count once."""
    lengths = {}
    number = 0
    for line in lines:
        km = line.network_km if which == "network" else line.published_length_km
        if km is not None:
            number += 1
            lengths[frozenset((line.from_id, line.to_id)), line.mode, km] = km
    if not number:
        return ()
    of = f"{thousands(number)} of {_lines(len(lines))}" if number < len(lines) else _lines(number)
    once = "; the same stretch counts once" if len(lengths) < number else ""
    return (f"{thousands(sum(lengths.values()), 0)} km {_WORDS[which]} for {of}{once}.",)


def _lines(number: int) -> str:
    return f"{thousands(number)} {'line' if number == 1 else 'lines'}"
