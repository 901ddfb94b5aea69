"""`python -m geo mcp`: the look-ups over stdio, by the Model Context Protocol."""

import importlib.util
from typing import Any

from geo.reading.homes.home import Home
from geo.records.errors import GeoError
from geo.views.assistant.lookups import Lookups

_NAME = "corridor-atlas"
_INSTRUCTIONS = (
    "The Corridor Atlas: railways, roads, border posts and promises between Pakistan, Central Asia "
    "and Russia. Search for an id first. Each answer names its sources and the day of the newest "
    "record: say both. A state that is not operating is no service, however often it was promised."
)


class NoProtocolError(GeoError):
    """The package of the protocol is not installed here."""


def serve(home: Home) -> None:
    """Answer over stdin and stdout until the other side ends.

    Raises NoProtocolError without the package, HomeError for data that cannot be read.
    """
    if importlib.util.find_spec("mcp") is None:
        raise NoProtocolError(
            "Assistants are served by the package mcp, which is not installed: "
            "install the extra [mcp], as with pip install 'mcp>=1.20,<2'."
        )
    from mcp.server.fastmcp import FastMCP  # noqa: PLC0415 - an extra that one command needs

    lookups = Lookups(home)
    server = FastMCP(_NAME, instructions=_INSTRUCTIONS, log_level="ERROR")

    def ways(start: str, goal: str, more: dict[str, str] | None = None) -> dict[str, Any]:
        return lookups.ways({"from": start, "to": goal, **(more or {})})

    def table(
        name: str, filters: dict[str, str] | None = None, *, as_csv: bool = False
    ) -> dict[str, Any]:
        return lookups.table(name, filters or {}, as_csv=as_csv)

    ways.__doc__ = f"{Lookups.ways.__doc__}\n`more` has the names beside start and goal."
    table.__doc__ = Lookups.table.__doc__
    for tool in (lookups.search, ways, lookups.changes, lookups.record, table):
        server.add_tool(tool)
    server.run("stdio")
