"""What curators add to the ways through the network: `network/routes.csv`, one row a record.

Columns: id, via, countries, winding, rule, reason. `id` is that of a segment, or of a claim: a
published length of what exists, to be compared with the network. `via` lists places in order,
separated by semicolons: ids of sites, or longitude and latitude with a space between. For a
segment it is what the way has to pass between its ends, in place of its `via_ids`; for a claim it
is the whole chain, in place of its `between_ids`. `countries` are countries that the real line
runs through and that none of its sites is in. `winding` is how many times the sum of the straight
hops the way may have. `rule` is one of `RULES`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo.reading.csv_table import CsvRow, read_csv
from geo.reading.files import Problems
from geo.reading.parse import PLAIN_NUMBER
from geo.reading.rows import split
from geo.records.errors import GeoError
from geo.records.model import LonLat, Segment, Site
from geo.records.vocab import Mode

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
            is lacking; the first of it is told.

    """
    problems = Problems(ROUTES)
    guides = sound_guides(folder, problems)
    for issue in problems.issues:
        where = ": ".join(part for part in (Path(ROUTES).name, issue.record) if part)
        raise GuideError(f"{where}: {issue.found}; {issue.hint[:1].lower()}{issue.hint[1:]}")
    return guides


def sound_guides(folder: Path, problems: Problems) -> Guides:
    """The rows of the file that are sound; every fault of the others is noted."""
    path = folder / ROUTES
    if not path.exists():
        return Guides()
    header, rows = read_csv(path, problems) or ((), ())
    missing = [name for name in COLUMNS if name not in header]
    if missing and header:
        hint = "Put the columns back, if without values"
        problems.add("field_missing", f"the header lacks {', '.join(missing)}", hint)
    for name in set(header) - set(COLUMNS):
        hint = f"The columns are: {', '.join(COLUMNS)}"
        problems.add("field_unknown", f"there is no column '{name}'", hint, field=name)
    found: dict[str, Guide] = {}
    for row in rows if not missing else ():
        record = row.cells.get("id", "") or f"line {row.line}"
        faults = list(_faults(row))
        if record in found:
            faults.append(("id", "id_double", "it stands twice", "Make one row of the two"))
        for field_name, rule, said, hint in faults:
            problems.add(rule, said, hint, record, field_name)
        if not faults:
            found[record] = _guide(row)
    return Guides(found)


def _faults(row: CsvRow) -> Iterator[tuple[str, str, str, str]]:
    """Field, rule, what was found and what to do, for each fault of a row."""
    for name in ("id", "reason"):
        if not row.cells.get(name):
            said = f"a row needs {'an' if name == 'id' else 'a'} {name}"
            yield name, "field_missing", said, "Fill the cell"
    rule = row.cells.get("rule", "")
    if rule not in RULES:
        yield "rule", "word_unknown", f"rule is '{rule}'", f"Write one of {', '.join(RULES[1:])}"
    for cell in split(row.cells.get("via", "")):
        if _place(cell) is None:
            hint = "Write ids of sites, or longitude and latitude with a space between"
            yield "via", "form", f"via has '{cell}'", hint
    for code in split(row.cells.get("countries", "")):
        if not _CODE.fullmatch(code):
            hint = "Write two capitals, with semicolons between"
            yield "countries", "form", f"'{code}' is no code of a country", hint
    if _winding(row.cells.get("winding", "")) is None:
        said = f"winding is '{row.cells['winding']}'"
        yield "winding", "number_form", said, "Write a number from 1, as 2 or 1.8"


def _guide(row: CsvRow) -> Guide:
    """The guide of a row without faults."""
    places = (_place(cell) for cell in split(row.cells.get("via", "")))
    return Guide(
        via=tuple(place for place in places if place is not None) or None,
        countries=split(row.cells.get("countries", "")),
        winding=_winding(row.cells.get("winding", "")) or MOST_WINDING,
        rule=row.cells.get("rule", ""),
        reason=row.cells["reason"],
    )


_CODE = re.compile(r"[A-Z]{2}")


def _place(cell: str) -> str | LonLat | None:
    if cell.startswith("site-"):
        return cell
    numbers = cell.split()
    if len(numbers) != 2 or not all(map(PLAIN_NUMBER.fullmatch, numbers)):  # noqa: PLR2004
        return None
    lon, lat = map(float, numbers)
    return LonLat(lon, lat) if abs(lon) <= _FARTHEST.lon and abs(lat) <= _FARTHEST.lat else None


def _winding(cell: str) -> float | None:
    if not cell:
        return MOST_WINDING
    winding = float(cell) if PLAIN_NUMBER.fullmatch(cell) else 0
    return winding if winding >= 1 else None


def allowed_countries(segment: Segment, sites: Mapping[str, Site], guide: Guide) -> frozenset[str]:
    """Countries that a line may run through: those of its sites and those that a curator adds."""
    codes = {
        code
        for site_id in segment.stop_ids
        if site_id in sites
        for code in sites[site_id].countries
    }
    passages = PASSAGES if segment.mode is Mode.SEA else frozenset()
    return frozenset(codes | set(guide.countries) | passages)
