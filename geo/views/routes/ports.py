"""Nearest ports: inland cities, ports, and the route between them today and if built."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from geo.atlas import Atlas
from geo.records.phrases import duration, kilometres, with_commas
from geo.records.references import sources_of
from geo.records.texts import mark, say
from geo.records.vocab import Mode
from geo.routing.port_access import PortMatrix, PortPair, PortRoute, built_query_of, is_unsure
from geo.routing.route_model import Objective, Route
from geo.routing.route_query import ParsedQuery, query_string
from geo.views.routes.clauses import borders_counted, gauge_changes_counted
from geo.views.tables import OSM, TableRow

_NO_WAY = mark("no route over land")
_NO_SHIP = mark("no route by ship")
_NONE_KNOWN = mark("none over land")
_KNOWN, _IF_OPEN = mark("nearest, known open"), mark("nearest if open")
#: By what a port is the nearest one, in the words of a reader.
_NEAREST_BY = {
    Objective.KM: mark("{port} by km"),
    Objective.HOURS: mark("{port} by days"),
}


@dataclass(frozen=True, slots=True)
class PortCell:
    """One way in words, its frontiers and gauge changes, and the query of a link to it."""

    words: str
    counts: str
    query: str


@dataclass(frozen=True, slots=True)
class PortRow:
    """One city and one port: over land and by sea, today and if built.

    `mark` says whether the port is the nearest one, known to be open or if its posts are open.
    """

    port: str
    today: PortCell
    built: PortCell
    sea_today: PortCell
    sea_built: PortCell
    mark: str = ""

    @property
    def is_nearest(self) -> bool:
        """Whether it is the nearest port in one of the two senses."""
        return bool(self.mark)


@dataclass(frozen=True, slots=True)
class CityTable:
    """One city with its nearest port and a row for each port.

    `nearest` counts ways known to be open only; `if_open` counts those through posts of which
    nobody knows as well, and is empty if that changes nothing.
    """

    city: str
    nearest: str
    if_open: str
    rows: tuple[PortRow, ...]


@dataclass(frozen=True, slots=True)
class PortsPage:
    """The whole table, city by city."""

    cities: tuple[CityTable, ...]


def ports_page(atlas: Atlas, asked: ParsedQuery, matrix: PortMatrix) -> PortsPage:
    """The table in words; `asked` gives day, modes and factors for the links."""
    cities = dict.fromkeys(pair.city_id for pair in matrix.pairs)
    return PortsPage(tuple(_city_table(atlas, asked, matrix, city) for city in cities))


def port_rows(atlas: Atlas, matrix: PortMatrix) -> list[TableRow]:
    """The table as rows of a file, numbers as numbers; empty where there is no way."""
    return [
        {
            "city_id": pair.city_id,
            "port_id": pair.port_id,
            **_numbers("today", pair.today),
            **_numbers("if_built", pair.built),
            **_numbers("by_sea_today", pair.sea_today),
            **_numbers("by_sea_if_built", pair.sea_built),
            "source_ids": list(dict.fromkeys(_sources(atlas, pair))),
            "licence": OSM,
        }
        for pair in matrix.pairs
    ]


def _sources(atlas: Atlas, pair: PortPair) -> Iterator[str]:
    """What is known of the two places; the lines between them are not told one by one."""
    for site_id in (pair.city_id, pair.port_id):
        yield from sources_of(atlas.site(site_id))


def _numbers(name: str, way: PortRoute | None) -> dict[str, object]:
    return {
        f"km_{name}": round(way.km) if way else "",
        f"hours_low_{name}": round(way.hours.low) if way else "",
        f"hours_high_{name}": round(way.hours.high) if way else "",
        f"borders_{name}": way.frontiers if way else "",
        f"gauge_changes_{name}": way.gauge_changes if way else "",
        f"post_unknown_{name}": way.is_unsure if way else "",
    }


def _city_table(atlas: Atlas, asked: ParsedQuery, matrix: PortMatrix, city: str) -> CityTable:
    known, any_way = (
        {objective: matrix.nearest(city, objective, if_open=if_open) for objective in _NEAREST_BY}
        for if_open in (False, True)
    )
    hoped = any_way if any_way != known else {}
    # Where a port is the nearest in both senses, known to be open is the stronger word.
    marks = {port: _IF_OPEN for port in hoped.values() if port}
    marks |= {port: _KNOWN for port in known.values() if port}
    return CityTable(
        atlas.site(city).names.en,
        _nearest_words(atlas, known) or say(_NONE_KNOWN if any(hoped.values()) else _NO_WAY),
        _nearest_words(atlas, hoped),
        tuple(_port_row(atlas, asked, pair, marks) for pair in matrix.pairs_of_city(city)),
    )


def _nearest_words(atlas: Atlas, by: Mapping[Objective, str | None]) -> str:
    """`Karachi Port`, or `Poti by km, Karachi Port by days`; empty for none."""
    names = {aim: atlas.site(port).names.en for aim, port in by.items() if port}
    if len(set(names.values())) == 1:
        return next(iter(names.values()))
    return with_commas(say(_NEAREST_BY[aim], port=name) for aim, name in names.items())


def _port_row(
    atlas: Atlas, asked: ParsedQuery, pair: PortPair, marks: Mapping[str, str]
) -> PortRow:
    here = replace(asked.query, from_id=pair.city_id, to_id=pair.port_id)
    by_sea = replace(here, modes=here.modes | {Mode.SEA})
    land, sea = (
        [query_string(replace(asked, query=query)) for query in (start, built_query_of(start))]
        for start in (here, by_sea)
    )
    return PortRow(
        port=atlas.site(pair.port_id).names.en,
        today=_port_cell(pair.today, land[0], _NO_WAY),
        built=_port_cell(pair.built, land[1], _NO_WAY),
        sea_today=_port_cell(pair.sea_today, sea[0], _NO_SHIP),
        sea_built=_port_cell(pair.sea_built, sea[1], _NO_SHIP),
        mark=say(marks.get(pair.port_id, "")),
    )


def _port_cell(way: PortRoute | None, query: str, no_way: str) -> PortCell:
    if way is None:
        return PortCell(say(no_way), "", query)
    # Kilometres are of the shortest route and hours of the quickest. One sign at the end does for
    # both, unless only one of the two is unsure.
    km = f"{kilometres(way.km)}{_doubt_sign(way.shortest) if _only_half_unsure(way) else ''}"
    words = with_commas((km, f"{duration(way.hours)}{_doubt_sign(way.quickest)}"))
    counts = (borders_counted(way.frontiers), gauge_changes_counted(way.gauge_changes))
    return PortCell(words, with_commas(counts), query)


def _only_half_unsure(way: PortRoute) -> bool:
    return is_unsure(way.shortest) != is_unsure(way.quickest)


def _doubt_sign(route: Route) -> str:
    return " ?" if is_unsure(route) else ""
