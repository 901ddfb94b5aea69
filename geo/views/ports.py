"""The table of warm water: inland cities, ports, and the way between them today and if built."""

from dataclasses import dataclass, replace

from geo.atlas import Atlas
from geo.port_access import PortMatrix, PortRoute, built_query_of, by_hours, by_km
from geo.route_query import ParsedQuery, link
from geo.views.spans import duration, kilometres

_NO_WAY = "no way over land"


@dataclass(frozen=True, slots=True)
class PortCell:
    """One city and one port, each way with the query of a link to it."""

    today: str
    today_query: str
    built: str
    built_query: str
    is_nearest_km: bool
    is_nearest_hours: bool


@dataclass(frozen=True, slots=True)
class CityRow:
    """One city with its nearest port and a cell for each port."""

    city: str
    nearest: str
    cells: tuple[PortCell, ...]


@dataclass(frozen=True, slots=True)
class PortsPage:
    """The whole table."""

    ports: tuple[str, ...]
    rows: tuple[CityRow, ...]


def ports_page(atlas: Atlas, asked: ParsedQuery, table: PortMatrix) -> PortsPage:
    """The table in words; `asked` gives day, modes and factors for the links."""
    ports = dict.fromkeys(one.port_id for one in table.cells)
    cities = dict.fromkeys(one.city_id for one in table.cells)
    return PortsPage(
        ports=tuple(atlas.site(one).names.en for one in ports),
        rows=tuple(_row(atlas, asked, table, city) for city in cities),
    )


def port_rows(atlas: Atlas, table: PortMatrix) -> list[dict[str, object]]:
    """The table as rows of a file, numbers as numbers; empty where there is no way."""
    return [
        {
            "city": atlas.site(one.city_id).names.en,
            "port": atlas.site(one.port_id).names.en,
            **_numbers("today", one.today),
            **_numbers("if_built", one.built),
        }
        for one in table.cells
    ]


def _numbers(name: str, way: PortRoute | None) -> dict[str, object]:
    return {
        f"km_{name}": round(way.km) if way else "",
        f"hours_low_{name}": round(way.hours.low) if way else "",
        f"hours_high_{name}": round(way.hours.high) if way else "",
        f"post_unknown_{name}": way.is_silent if way else "",
    }


def _row(atlas: Atlas, asked: ParsedQuery, table: PortMatrix, city: str) -> CityRow:
    by = {"km": table.nearest(city, by_km), "days": table.nearest(city, by_hours)}
    names = {word: atlas.site(port).names.en for word, port in by.items() if port}
    same = len(set(names.values())) == 1
    said = [names["km"]] if same else [f"{name} by {word}" for word, name in names.items()]
    cells = []
    for one in table.of(city):
        here = replace(asked.query, from_id=city, to_id=one.port_id)
        cells.append(
            PortCell(
                today=_said(one.today),
                today_query=link(replace(asked, query=here)),
                built=_said(one.built),
                built_query=link(replace(asked, query=built_query_of(here))),
                is_nearest_km=one.port_id == by["km"],
                is_nearest_hours=one.port_id == by["days"],
            )
        )
    return CityRow(atlas.site(city).names.en, ", ".join(said) or _NO_WAY, tuple(cells))


def _said(way: PortRoute | None) -> str:
    if way is None:
        return _NO_WAY
    return f"{kilometres(way.km)}, {duration(way.hours)}{' ?' if way.is_silent else ''}"
