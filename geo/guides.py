"""What curators add to the ways through the network: `network/routes.csv`, one row a record.

Columns: id, via, countries, winding, line, reason. `id` is that of a segment, or of a claim: a
published length of an existing railway, to be compared with the network. `via` lists what the way
has to pass between its ends, in order, separated by semicolons: ids of sites, or longitude and
latitude with a space between. It stands in place of the `via_ids` of a segment. `countries` are
countries that the real line runs through and that none of its sites is in. `winding` is how many
times the sum of the straight hops the way may have. With `line` set to `hand` the line of the
layer stays; with `routed` a segment under construction gets a real line because its track is in
the data.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.errors import GeoError
from geo.model import LonLat

ROUTES = "network/routes.csv"
COLUMNS = ("id", "via", "countries", "winding", "line", "reason")
LINES = ("", "hand", "routed")
#: A way that winds more than this is suspected to be a detour.
MOST_WINDING = 1.6


class GuideError(GeoError):
    """The file has another form than expected; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What is known about the way of one record beyond the record itself."""

    via: tuple[str | LonLat, ...] | None = None
    countries: tuple[str, ...] = ()
    winding: float = MOST_WINDING
    line: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Guides:
    """All rows of the file, by id."""

    rows: Mapping[str, Guide] = field(default_factory=dict)

    def of(self, record_id: str) -> Guide:
        """Return what is known about one record; nothing special if it has no row."""
        return self.rows.get(record_id, Guide())


def read_guides(folder: Path) -> Guides:
    """Read the file of a data folder; one that does not exist guides nothing.

    Raises:
        GuideError: a column is missing, a cell has another form or a reason is lacking.

    """
    path = folder / ROUTES
    if not path.exists():
        return Guides()
    with path.open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream)
        missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
        if missing:
            raise GuideError(f"{path.name}: the header lacks {', '.join(missing)}")
        return Guides({row["id"]: _guide(path, row) for row in table})


def _guide(path: Path, row: Mapping[str, str]) -> Guide:
    where = f"{path.name}: {row['id']}"
    if not row["reason"].strip():
        raise GuideError(f"{where}: a row needs a reason")
    if row["line"] not in LINES:
        raise GuideError(f"{where}: line is '{row['line']}'; write one of {', '.join(LINES)}")
    try:
        via = tuple(_place(cell) for cell in _split(row["via"]))
        winding = float(row["winding"] or MOST_WINDING)
    except ValueError as error:
        raise GuideError(f"{where}: {error}") from None
    return Guide(
        via=via or None,
        countries=tuple(_split(row["countries"])),
        winding=winding,
        line=row["line"],
        reason=row["reason"].strip(),
    )


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _place(cell: str) -> str | LonLat:
    if cell.startswith("site-"):
        return cell
    lon, lat = cell.split(" ")
    return LonLat(float(lon), float(lat))
