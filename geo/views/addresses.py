"""What each page reads from and writes to its address, in one typed description.

A link is the only memory of a page. The pages bind their widgets to these parameters, and the
map's scripts get the same description in their index, so that both sides read a link alike.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from geo.records.vocab import Factor, Mode
from geo.routing.route_model import LineFilter, Objective

#: The language of the reader, which every page takes.
LANGUAGE = "lang"
#: Asks for the map or chart alone, to stand in a page of somebody else.
EMBED = "embed"


class ValueKind(StrEnum):
    """How the text of a parameter is written."""

    IDS = "ids"  # ids joined by commas, or `none`
    ID = "id"
    TOWN = "town"  # number of a town in GeoNames
    NUMBER = "number"  # within `low` and `high`
    DAY = "day"  # 2025-10-15
    WORD = "word"  # one of `words`, the first where nothing is said
    RANGE = "range"  # 20-40, a low and a high number
    TEXT = "text"  # anything, up to `longest` characters


#: How a value is written as a whole, for kinds that are no words of the atlas: a regular expression
#: that Python and JavaScript read alike.
FORMS = {
    ValueKind.TOWN: "[1-9][0-9]{0,8}",
    ValueKind.NUMBER: "-?[0-9]+([.][0-9]+)?",
    ValueKind.DAY: "[0-9]{4}-[0-9]{2}-[0-9]{2}",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One name in the address of a page and what its value may be.

    `low` and `high` are limits of a number, both included; `longest` counts characters. `members`
    names the parameter of the map whose members it takes, so that the map can link to the page.
    """

    name: str
    kind: ValueKind
    words: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    longest: int = 2000
    members: str = ""


@dataclass(frozen=True, slots=True)
class PageAddress:
    """The path of a page below the start of the atlas, and its parameters."""

    path: str
    parameters: tuple[Parameter, ...]

    def __getitem__(self, name: str) -> Parameter:
        """The parameter of this name; raises KeyError if the page has none."""
        found = next((known for known in self.parameters if known.name == name), None)
        if found is None:
            raise KeyError(f"The page /{self.path} has no parameter {name} in its address.")
        return found

    def of_kind(self, kind: ValueKind) -> tuple[Parameter, ...]:
        """Its parameters of one kind, in their order."""
        return tuple(known for known in self.parameters if known.kind is kind)


def _texts(*names: str, longest: int = 80) -> Iterable[Parameter]:
    return (Parameter(name, ValueKind.TEXT, longest=longest) for name in names)


#: The view of a map: what is on, what is chosen, which day, where.
_VIEW = (
    *(Parameter(name, ValueKind.IDS) for name in ("layers", "states", "modes", "places")),
    Parameter("context", ValueKind.IDS),
    Parameter("select", ValueKind.ID, longest=120),
    Parameter("town", ValueKind.TOWN),
    Parameter("date", ValueKind.DAY),
    # Online tiles ask another server, so no link switches them on.
    Parameter("basemap", ValueKind.WORD, words=("relief", "plain")),
    Parameter("lat", ValueKind.NUMBER, low=10, high=65, longest=20),
    Parameter("lon", ValueKind.NUMBER, low=-10, high=130, longest=20),
    Parameter("z", ValueKind.NUMBER, low=3, high=14, longest=20),
)

#: Beside the view, the map page takes the day since which it tells what changed.
MAP = PageAddress("", (*_VIEW, Parameter("since", ValueKind.DAY)))
TIMELINE = PageAddress("timeline", (*_VIEW, *_texts("project", "rung", "q", "years")))
ROUTES = PageAddress(
    "routes",
    (
        Parameter("view", ValueKind.WORD, ("route", "ports")),
        *(Parameter(name, ValueKind.ID) for name in ("from", "to")),
        Parameter("reach", ValueKind.WORD, tuple(LineFilter)),
        Parameter("modes", ValueKind.IDS),
        Parameter("day", ValueKind.DAY),
        Parameter("aim", ValueKind.WORD, tuple(Objective)),
        Parameter("last-known-closed", ValueKind.WORD, ("", "use")),
        # A set of every line of the atlas is shorter.
        Parameter("as-if-built", ValueKind.IDS, longest=60_000),
        Parameter("closed-posts", ValueKind.IDS, longest=60_000),
        Parameter("closed-countries", ValueKind.IDS, longest=60_000),
        Parameter("closed-lines", ValueKind.IDS, longest=60_000),
        *(Parameter(factor.value, ValueKind.RANGE) for factor in Factor),
    ),
)
COMPARE = PageAddress("compare", (Parameter("with", ValueKind.IDS),))
PROJECT = PageAddress("project", (Parameter("id", ValueKind.ID), *_texts("figure")))
DATA = PageAddress(
    "data",
    (
        *_texts("table", "find", "sort", "page", "columns"),
        Parameter("project", ValueKind.TEXT, longest=80, members="layers"),
        *_texts("country"),
        Parameter("mode", ValueKind.TEXT, longest=80, members="modes"),
        Parameter("state", ValueKind.TEXT, longest=80, members="states"),
        *_texts("measured", "rung", "place", "freight", "document"),
    ),
)
#: A file stays with its reader; only a small one is written into the address itself. `line` is the
#: feature that is tried as a route, by its place in the layer from 0, `by` and `gauge` how it is
#: built, and `from` and `to` the pair that is asked about.
LAYERS = PageAddress(
    "layers",
    (
        Parameter("layer", ValueKind.TEXT, longest=4000),
        *_texts("find", "colour", "column", "only", "page"),
        Parameter("line", ValueKind.NUMBER, low=0, high=999_999, longest=6),
        Parameter("by", ValueKind.WORD, ("", Mode.RAIL, Mode.ROAD)),
        Parameter("gauge", ValueKind.NUMBER, low=600, high=1700, longest=4),
        *(Parameter(name, ValueKind.ID, longest=120) for name in ("from", "to")),
    ),
)
#: `id` opens one article, `sentence` is one of it, and `select` a record that it names; the others
#: narrow the library.
ARTICLES = PageAddress(
    "articles",
    (
        Parameter("id", ValueKind.ID, longest=120),
        Parameter("select", ValueKind.ID, longest=120),
        Parameter("sentence", ValueKind.NUMBER, low=0, high=999, longest=3),
        *_texts("q", "order", "page"),
        *_texts("project", "place", "person", "publisher", "kind", "year", "written"),
    ),
)
#: A text that is checked stays in the session; no address holds any of it.
DESK = PageAddress("desk", ())
SOURCES = PageAddress("sources", tuple(_texts("q", "kind", "part")))
ABOUT = PageAddress("about", ())
PAGES = (MAP, TIMELINE, ROUTES, COMPARE, PROJECT, DATA, ARTICLES, LAYERS, DESK, SOURCES, ABOUT)


def described(*pages: PageAddress) -> dict[str, list[dict[str, Any]]]:
    """The parameters of pages for the map's scripts, by the path of the page.

    Each has the fields of `Parameter` and as `form` the regular expression of its values, empty
    if they can be anything.
    """
    return {
        page.path: [
            {**asdict(known), "form": FORMS.get(known.kind, "")} for known in page.parameters
        ]
        for page in pages
    }
