"""From the name and the address of a download to what is in it, by the readers that pages use."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from geo.mapview.payload import first_layers
from geo.records.dates import Day
from geo.records.errors import UnknownId
from geo.records.model import Project
from geo.records.vocab import Rung
from geo.routing.route_query import ParsedQuery, data_fault
from geo.views.addresses import (
    COMPARE,
    DATA,
    EMBED,
    LANGUAGE,
    MAP,
    PROJECT,
    ROUTES,
    TIMELINE,
    PageAddress,
)
from geo.views.comparison.comparison_page import FEWEST, chosen_ids, table_rows
from geo.views.exports.bundle import Bundle, FileOrigin, Look, origin_of
from geo.views.exports.citation import cite
from geo.views.exports.contents import Contents
from geo.views.exports.shown import Shown
from geo.views.pages.event_list import event_marks, event_rows, mark_rows
from geo.views.routes.ports import port_rows
from geo.views.routes.scenario_rows import scenario_records
from geo.views.tables import TABLES, asked_table, filtered_table, table_slug
from pages.server.ways import route_of_address
from pages.ui import cache
from pages.ui.map_address import read_query, vocabulary

#: Names a sheet of a download that has several; the file holds that one.
PART = "part"
_TABLE, _PROJECT = "table-", "project-"
_YEAR = re.compile("[12][0-9]{3}")
_Pair = tuple[str, str]
_Pairs = Sequence[_Pair]
#: Of a map's address, what decides what is on.
SHOWN = ("layers", "states", "modes", "places", "select", "date")


class BadAddressError(ValueError):
    """A download that cannot be; its text is one sentence, `status` 400, 404 or 501."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        """Say what is wrong."""
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class AskedFile:
    """What is asked for: `key` is the same for all who ask for the same, `make` fills it."""

    key: object
    contents: Contents
    make: Callable[[Contents], Bundle]
    part: str = ""

    def bundle(self) -> Bundle:
        """What the file holds; raises BadAddressError if it has no such part."""
        whole = self.make(self.contents)
        if not self.part:
            return whole
        kept = tuple(sheet for sheet in whole.sheets if sheet.name == self.part)
        if not kept:
            names = ", ".join(sheet.name for sheet in whole.sheets)
            raise BadAddressError(f"The file has no part of this name; there are {names}.", 404)
        return replace(whole, name=f"{whole.name}-{self.part}", sheets=kept)

    def origin(self) -> FileOrigin:
        """Where it comes from, with every source of the atlas."""
        atlas, citation = self.contents.atlas, self.contents.citation
        return origin_of(citation, (), atlas.sources, citation.issued.isoformat())


def asked_file(what: str, pairs: _Pairs, home: str) -> AskedFile:
    """What `<what>?<pairs>` asks for; `home` is the address of the atlas.

    Raises BadAddressError for what there is not, UnknownId for a record that there is not.
    """
    if what.startswith(_TABLE):
        return _table(what.removeprefix(_TABLE), pairs, home)
    if what.startswith(_PROJECT):
        return _project(what.removeprefix(_PROJECT), pairs, home)
    maker = _MAKERS.get(what)
    if maker is None:
        names = ", ".join(_MAKERS)
        raise BadAddressError(
            f"There is no such download; there are {names}, {_TABLE} with the name of a table and "
            f"{_PROJECT} with the id of a project.",
            404,
        )
    return maker(pairs, home)


def _asked(
    page: PageAddress, pairs: _Pairs, home: str, make: Callable[[Contents], Bundle]
) -> AskedFile:
    """What a page's address asks for; the citation names the page with what decides its content."""
    part = dict(pairs).get(PART, "")
    told = tuple(sorted((name, text) for name, text in pairs if name not in {PART, LANGUAGE}))
    citation = cite(cache.atlas(), page.path, told, home)
    if citation is None:  # every page of `addresses` has a subject
        raise UnknownId(page.path)
    return AskedFile((told, part), Contents(cache.atlas(), citation, look()), make, part)


def checked_pairs(pairs: _Pairs, *pages: PageAddress) -> dict[str, str]:
    """The names and values of an address of these pages; raises BadAddressError for other names."""
    known = [parameter.name for page in pages for parameter in page.parameters]
    for name, _ in pairs:
        if name not in {*known, PART, LANGUAGE, EMBED}:
            close = get_close_matches(name, known, n=1)
            hint = f"did you mean {close[0]}?" if close else f"there are {', '.join(known)}."
            raise BadAddressError(
                f"The address has a parameter that the view does not have; {hint}"
            )
    return dict(pairs)


def look() -> Look:
    """How the map draws, for formats that take colours; of no colour if that cannot be read."""
    style = cache.style()
    if not style:
        return Look()
    colours = {name: both["light"] for name, both in cache.project_colours().items()}
    ink, paper = (style["theme"][name]["light"] for name in ("ink", "paper"))
    return Look(colours, style["lifecycle"], ink, paper)


def _layers(pairs: _Pairs, home: str) -> AskedFile:
    query = checked_pairs(pairs, MAP, TIMELINE)
    shown = shown_by({name: query[name] for name in SHOWN if query.get(name)})
    kept = [(name, text) for name, text in pairs if name in {*SHOWN, PART}]
    return _asked(MAP, kept, home, lambda contents: contents.layers(shown))


def shown_by(query: Mapping[str, str]) -> Shown:
    """What the map of an address has on; raises BadAddressError for what there is not."""
    atlas, style = cache.atlas(), cache.style()
    if "select" in query:  # of a line that was cut, the map shows the longest part
        query = {**query, "select": atlas.successors(query["select"])[0]}
    view, notices = read_query(query, vocabulary(atlas))
    if notices:
        raise BadAddressError(notices[0])
    drawn = [project for project in atlas.projects if project.layer]
    usual = first_layers(drawn, style) if style else [project.id for project in drawn]
    layers = usual if view.layers is None else view.layers
    return Shown(
        tuple(layers),
        view.states,
        view.modes,
        ("border",) if view.places is None else view.places,
        Day.fromisoformat(view.date) if view.date else None,
        view.select or "",
        is_usual=set(layers) == set(usual),
    )


def _table(slug: str, pairs: _Pairs, home: str) -> AskedFile:
    slugs = {table_slug(title): title for title in TABLES}
    if slug not in slugs:
        raise BadAddressError(f"There is no such table; there are {', '.join(slugs)}.", 404)
    checked_pairs(pairs, DATA)
    title = slugs[slug]
    table = cache.records_table(title)
    query, problem = asked_table(table, pairs)
    if problem:
        raise BadAddressError(problem)
    named = [("table", title), *(pair for pair in pairs if pair[0] not in {"table", "page"})]
    return _asked(DATA, named, home, lambda made: made.table(filtered_table(table, query)))


def _project(project_id: str, pairs: _Pairs, home: str) -> AskedFile:
    checked_pairs(pairs, PROJECT)
    project = asked_project(project_id)
    named = [("id", project.id), *(pair for pair in pairs if pair[0] == PART)]
    return _asked(PROJECT, named, home, lambda made: made.project(cache.countries(), project.id))


def asked_project(project_id: str) -> Project:
    """The project of an id; raises UnknownId for any other record."""
    project = cache.atlas().find(project_id)
    if not isinstance(project, Project):
        raise UnknownId(project_id)
    return project


def asked_question(query: Mapping[str, str]) -> ParsedQuery:
    """The question of an address; raises BadAddressError for one that has no answer."""
    asked, problem = route_of_address({name: query[name] for name in query if name != PART})
    fault = data_fault(cache.query_choices())
    if problem or fault:
        raise BadAddressError(problem or fault)
    return asked


def route_name(asked: ParsedQuery) -> str:
    """What files of a question are called, by its ends."""
    ends = (asked.query.from_id, asked.query.to_id)
    return "-to-".join(end.removeprefix("site-") for end in ends)


def asked_sides(pairs: _Pairs) -> tuple[str, ...]:
    """The ids that are compared; raises BadAddressError where there are too few."""
    ids, notice = chosen_ids(checked_pairs(pairs, COMPARE).get("with"), cache.atlas())
    if notice or not ids:
        raise BadAddressError(notice or "Nothing is chosen to be compared.")
    if len(ids) < FEWEST:
        raise BadAddressError("One alone cannot be compared; give two ids or more, with=a,b.")
    return ids


def _routes(fill: Callable[[Contents, ParsedQuery], Bundle]) -> Callable[[_Pairs, str], AskedFile]:
    """What makes a download of the page of routes, from what fills it with the answer."""

    def asked_routes(pairs: _Pairs, home: str) -> AskedFile:
        asked = asked_question(checked_pairs(pairs, ROUTES))
        return _asked(ROUTES, pairs, home, lambda made: fill(made, asked))

    return asked_routes


def _route(made: Contents, asked: ParsedQuery) -> Bundle:
    answer = cache.route_answer(asked)
    if not (answer.routes or answer.sea):
        raise BadAddressError(answer.reason or "There is no route.", 404)
    return made.route(answer, route_name(asked))


def _if_built(made: Contents, asked: ParsedQuery) -> Bundle:
    rows = scenario_records(made.atlas, cache.scenario_results(asked))
    return made.rows("if-built", "If built", rows)


def _ports(made: Contents, asked: ParsedQuery) -> Bundle:
    ends = replace(cache.query_choices().default, day=asked.query.day)
    matrix = cache.port_matrix(ParsedQuery(ends, asked.own))
    return made.rows("cities-and-ports", "Cities and ports", port_rows(made.atlas, matrix))


def _compare(pairs: _Pairs, home: str) -> AskedFile:
    ids = asked_sides(pairs)

    def fill(made: Contents) -> Bundle:
        rows = table_rows(cache.comparison_of(ids))
        return made.rows("corridor-atlas-compare", "Comparison", rows)

    return _asked(COMPARE, pairs, home, fill)


def _events(pairs: _Pairs, home: str) -> AskedFile:
    query = checked_pairs(pairs, TIMELINE)
    projects = [text for name, text in pairs if name == "project"]
    years = sorted(int(text) for name, text in pairs if name == "years" and _YEAR.fullmatch(text))
    span = (years[0], years[-1]) if years else None
    strangers = [name for name in projects if not cache.atlas().find_project(name)]
    if strangers or query.get("rung", "") not in {"", *Rung}:
        raise BadAddressError("The address names a project or a step that the atlas does not have.")
    if len(years) != sum(name == "years" for name, _ in pairs):
        raise BadAddressError("years are written like years=2020&years=2024.")

    def fill(made: Contents) -> Bundle:
        words = query.get("q", "")
        found = event_rows(made.atlas, projects, query.get("rung", ""), words, span)
        rows = mark_rows(made.atlas, event_marks(made.atlas, found, projects))
        return made.rows("events", "Events", rows)

    return _asked(TIMELINE, pairs, home, fill)


def _everything(pairs: _Pairs, home: str) -> AskedFile:
    for name, _ in pairs:
        if name not in {PART, LANGUAGE}:
            raise BadAddressError("The whole atlas takes no filter; leave it out.")
    asked = _asked(DATA, pairs, home, Contents.everything)
    citation = replace(asked.contents.citation, title="All records of the Corridor Atlas")
    return replace(asked, contents=replace(asked.contents, citation=citation))


_MAKERS: Mapping[str, Callable[[_Pairs, str], AskedFile]] = {
    "layers": _layers,
    "route": _routes(_route),
    "if-built": _routes(_if_built),
    "ports": _routes(_ports),
    "compare": _compare,
    "events": _events,
    "atlas": _everything,
}
