"""What curators add to the ways through the network: `network/routes.csv`, one row a record.

Columns: id, via, countries, winding, rule, reason. `id` is that of a segment, or of a claim: a
published length of what exists, to be compared with the network. `via` lists places in order,
separated by semicolons: ids of sites, or longitude and latitude with a space between. For a
segment it is what the way has to pass between its ends, in place of its `via_ids`; for a claim it
is the whole chain, in place of its `between_ids`. `countries` are countries that the real line
runs through and that none of its sites is in. `winding` is how many times the sum of the straight
hops the way may have. `rule` is one of `RULES`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.door import Problems, Row, read_csv
from geo.errors import GeoError
from geo.model import LonLat, Segment, Site
from geo.vocab import Mode

ROUTES = "network/routes.csv"
COLUMNS = ("id", "via", "countries", "winding", "rule", "reason")
#: hand: the line of the layer stays. routed: a segment under construction gets a real line, since
#: its track is in the data. other-scope: the published length is that of another stretch, so it
#: is not compared. road: the claim is one of roads. road-wins: so is this one, and the network of
#: roads takes its length over. over-water: the line crosses water wider than 2 km, on a bridge, a
#: causeway or a train ferry, or a ship runs up a canal.
OTHER_SCOPE, WINS, OVER_WATER = "other-scope", "road-wins", "over-water"
RULES = ("", "hand", "routed", OTHER_SCOPE, "road", WINS, OVER_WATER)
#: Canals and straits that ships of ours pass.
PASSAGES = frozenset({"EG", "TR"})
#: A way that winds more than this is suspected to be a detour.
MOST_WINDING = 1.6
#: No place has a greater longitude or latitude, in degrees.
_FARTHEST = LonLat(180, 90)


class GuideError(GeoError):
    """The file has another form than expected; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What is known about the way of one record beyond the record itself."""

    via: tuple[str | LonLat, ...] | None = None
    countries: tuple[str, ...] = ()
    winding: float = MOST_WINDING
    rule: str = ""
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
        GuideError: the file is damaged, a column is missing, a cell has another form or a reason
            is lacking.

    """
    path = folder / ROUTES
    if not path.exists():
        return Guides()
    problems = Problems(ROUTES)
    table = read_csv(path, problems)
    for issue in problems.issues:
        where = f"{path.name}: {issue.record}: " if issue.record else f"{path.name}: "
        raise GuideError(f"{where}{issue.found}; {issue.hint[:1].lower()}{issue.hint[1:]}")
    header, rows = table or ((), ())
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise GuideError(f"{path.name}: the header lacks {', '.join(missing)}")
    return Guides({row.cells.get("id", ""): _guide(path, row) for row in rows})


def _guide(path: Path, row: Row) -> Guide:
    cells = {name: row.cells.get(name, "") for name in COLUMNS}
    where = f"{path.name}: {cells['id'] or f'line {row.line}'}"
    for name in ("id", "reason"):
        if not cells[name]:
            raise GuideError(f"{where}: a row needs {'an' if name == 'id' else 'a'} {name}")
    if cells["rule"] not in RULES:
        raise GuideError(f"{where}: rule is '{cells['rule']}'; write one of {', '.join(RULES[1:])}")
    try:
        via = tuple(_place(cell) for cell in _split(cells["via"]))
        winding = _winding(cells["winding"])
    except ValueError as error:
        raise GuideError(f"{where}: {error}") from None
    return Guide(
        via=via or None,
        countries=tuple(_split(cells["countries"])),
        winding=winding,
        rule=cells["rule"],
        reason=cells["reason"],
    )


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _place(cell: str) -> str | LonLat:
    if cell.startswith("site-"):
        return cell
    try:
        lon, lat = map(float, cell.split())
    except ValueError:
        lon = lat = math.nan
    if not (abs(lon) <= _FARTHEST.lon and abs(lat) <= _FARTHEST.lat):
        raise ValueError(f"via has '{cell}'; write ids of sites, or longitude and latitude")
    return LonLat(lon, lat)


def _winding(cell: str) -> float:
    try:
        winding = float(cell or MOST_WINDING)
    except ValueError:
        winding = math.nan
    if not 1 <= winding < math.inf:
        raise ValueError(f"winding is '{cell}'; write a number from 1")
    return winding


def allowed_countries(segment: Segment, sites: Mapping[str, Site], guide: Guide) -> frozenset[str]:
    """Countries that a line may run through: those of its sites and those that a curator adds."""
    codes = {code for one in segment.stop_ids if one in sites for code in sites[one].countries}
    passages = PASSAGES if segment.mode is Mode.SEA else frozenset()
    return frozenset(codes | set(guide.countries) | passages)
