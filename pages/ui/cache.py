"""The atlas and all that is made from it, built once for the whole process.

Everything here is frozen or never changed after it was built, so all sessions share it. A server
may live for months: what depends on the day is kept for the day and made anew on the next one,
and nothing else asks for the time. What makes a thing is imported by the function that keeps it:
the first page needs few of them, and waits for no others.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from contextvars import copy_context
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from geo.atlas import Atlas
from geo.mapview.assets import Asset, Assets
from geo.mapview.map_files import MAP_FILES, Payload
from geo.mapview.style import Style, read_style
from geo.mapview.style import project_colours as project_colours_of
from geo.mapview.theme import page_variables
from geo.pipeline.contributions.settings import workspace_settings
from geo.reading.homes.home import HomeData, home_at
from geo.reading.homes.kept_records import ISSUES
from geo.reading.homes.shelf import shelf_of
from geo.records.as_of import default_day
from geo.records.dates import Day, today
from geo.records.errors import DataError, GeoError, Issue
from geo.records.texts import ENGLISH, language, say, use_language
from geo.rules.kept_atlas import KeptAtlas
from pages.ui.bar.files import PageBar, build_bar
from pages.ui.html import render
from pages.ui.once import MadeOnce, made_once

if TYPE_CHECKING:
    from geo.pipeline.contributions.ground import Ground
    from geo.reading.network.countries import Countries
    from geo.routing.port_access import PortMatrix
    from geo.routing.route_query import Choices, ParsedQuery
    from geo.routing.router import RouteAnswer, Router
    from geo.routing.scenarios import ScenarioResult
    from geo.search.finder import Finder
    from geo.search.gazetteer import Town
    from geo.search.mentions.recognise import Recogniser
    from geo.search.search import NameIndex
    from geo.views.articles.library import Library
    from geo.views.comparison.comparison_page import Comparison
    from geo.views.pages.change_list import ChangeRow
    from geo.views.pages.own_scores import ScoreGroup
    from geo.views.pages.welcome import Welcome
    from geo.views.tables import Table
    from geo.views.verdicts.verdict import Judge

_DATA = Path(__file__).parents[2] / "data"
_SCORES = Path(__file__).parents[1] / "scores.json"
_LANGUAGES = 4  # that are kept at a time
_TABLES = 20  # more than there are kinds of them
_Made = TypeVar("_Made")
_spoken: set[str] = set()
_left: list[Assets] = []  # the files of maps before the data changed last


@made_once()
def _kept() -> KeptAtlas:
    home = home_at(os.environ.get("ATLAS_DATA", ""), _DATA)
    return KeptAtlas(home, _DATA, shelf_of(home), _all_problems)


def _all_problems(data: HomeData, found: Atlas) -> tuple[Issue, ...]:
    """All that `python -m geo check` says of data: what it complains of is not taken up."""
    from geo.pipeline.check import problems

    if not data.has_record_files:
        return tuple(found.issues)
    return problems(found, data.loaded, data.folder, _DATA)


def data_folder() -> Path:
    """The folder with the look, the base map and the gazetteer."""
    return _kept().folder


def record_files() -> Path | None:
    """The folder of the records; None where they come from a database or as lists of JSON."""
    return _kept().record_files


def atlas() -> Atlas:
    """The atlas with whatever is sound in the data; `issues` says what is not."""
    return _kept().atlas


def trouble() -> tuple[Issue, ...]:
    """What is wrong with newer data, while the last sound ones are shown."""
    return _kept().trouble


def refresh() -> bool:
    """Take up the data of ATLAS_DATA if they have changed and are sound; True if so."""
    before = default_day(atlas())
    if not _kept().refresh():
        return False
    with suppress(DataError):
        # Maps that are open ask for files of the data that they began with.
        _left[:] = [_payload(before, tag).assets for tag in sorted({ENGLISH, *_spoken})]
    for made in CACHES:
        if made is not _kept:
            made.cache_clear()
    return True


def payload() -> Payload:
    """All files that browsers fetch; their timeline ends with the newest record."""
    _spoken.add(language())
    return _payload(default_day(atlas()), language())


def find_asset(name: str) -> Asset | None:
    """The file of this name, in whichever language it has been made since the start."""
    if own := bar().assets.get(name):
        return own
    for tag in (ENGLISH, *sorted(_spoken - {ENGLISH})):
        if found := copy_context().run(_payload_in, tag).assets.get(name):
            return found
    return next((found for assets in _left if (found := assets.get(name))), None)


def _payload_in(tag: str) -> Payload:
    use_language(tag)
    return payload()


@made_once(_LANGUAGES)
def _payload(_end: Day, _language: str) -> Payload:
    shelf, day = _kept().shelf, today().isoformat()
    made = shelf.kept(f"map-{language()}", day, MAP_FILES, _built) if shelf else _built()
    keep_for_ever()
    return made


def _built() -> Payload:
    from geo.mapview.payload import build_payload

    return build_payload(atlas(), data_folder())


@made_once()
def finder() -> Finder:
    """All that can be searched; towns and texts are read when somebody searches."""
    from geo.search.finder import Finder

    return Finder(atlas(), _towns)


def _towns() -> tuple[Town, ...]:
    from geo.search.gazetteer import read_towns

    try:
        return read_towns(data_folder())
    except DataError:
        return ()  # `python -m geo check` says what is wrong with the file


@cache
def library() -> Library:
    """All articles, to be found by words and by what they name."""
    from geo.views.articles.library import Library

    return Library(atlas())


def index_with_towns() -> NameIndex:
    """The names with the towns among them; takes a moment the first time."""
    index = finder().names
    if not index.is_prepared:
        _make(index.prepare)
    return index


def prepared_finder() -> Finder:
    """The search with towns and texts; takes some moments the first time."""
    found = finder()
    if not found.is_prepared:
        _make(found.prepare)
    return found


def _make(prepare: Callable[[], None]) -> None:
    gc.disable()  # nothing of what is made here is garbage, and looking at it takes longer
    try:
        prepare()
    finally:
        gc.enable()
    keep_for_ever()


def is_town(geoname_id: int) -> bool:
    """Whether the gazetteer has a town of this id that is no place of the atlas."""
    return index_with_towns().town(geoname_id) is not None


def keep_for_ever() -> None:
    """Streamlit collects garbage after every run; what lives for ever need not be looked at.

    Nothing is collected while the server starts, which does this at its end.
    """
    if gc.isenabled():
        gc.collect()
        gc.freeze()


def records_table(title: str) -> Table:
    """One of `geo.views.tables.TABLES` with all its rows, ready to be filtered."""
    return _table(title, today(), language())


@made_once(_TABLES * _LANGUAGES)
def _table(title: str, _day: Day, _language: str) -> Table:
    from geo.views.tables import TABLES

    return TABLES[title](atlas())


def countries() -> Countries:
    """Outlines of countries, to measure lines by; none if the file of them is damaged."""
    return _countries()[0]


@made_once()
def _countries() -> tuple[Countries, tuple[Issue, ...]]:
    from geo.reading.network.countries import OUTLINES, Countries, read_countries

    try:
        return read_countries(data_folder() / OUTLINES), ()
    except DataError as error:
        return Countries({}), error.issues


@made_once()
def _outline_issues() -> tuple[Issue, ...]:
    # Kept, as every page with a map tells them and to read the outlines takes a moment.
    shelf = _kept().shelf
    return shelf.kept("outlines", "", ISSUES, lambda: _countries()[1]) if shelf else _countries()[1]


def file_issues() -> tuple[Issue, ...]:
    """What is wrong with the data: with records, and with the files that maps and figures need."""
    found = [*atlas().issues, *_outline_issues()]
    with suppress(DataError):  # a map that cannot be made says why in its place
        found += payload().issues
    return tuple(sorted(set(found)))


@made_once()
def router() -> Router:
    """The graph of all legs, laid out once."""
    from geo.routing.router import Router

    return Router(atlas())


@made_once()
def recogniser() -> Recogniser:
    """What finds in a text the records that it names; takes a moment the first time."""
    from geo.search.mentions.recognise import Recogniser

    found = Recogniser(atlas(), index_with_towns())
    keep_for_ever()
    return found


def judge() -> Judge:
    """What gives verdicts on the features of readers, with posts as they are today."""
    return _judge(today())


@made_once(1)
def _judge(day: Day) -> Judge:
    from geo.views.verdicts.verdict import Judge

    return Judge(router(), countries(), day)


def ground() -> Ground:
    """What drafts are laid over: the workspace as it is now, or else the data that are shown.

    Raises GeoError where neither has files that a draft could stand in.
    """
    workspace, files = workspace_settings().workspace, record_files()
    if workspace is not None:
        return _ground(workspace.data, workspace.version())
    if files is None:
        raise GeoError(
            say(
                "The records of this atlas stand in no files, so no patch can be made. Whoever "
                "runs it can set up a workspace with a copy of the data."
            )
        )
    return _ground(files, 0)


@made_once(1)
def _ground(folder: Path, _version: int) -> Ground:
    from geo.pipeline.contributions.ground import Ground
    from geo.reading.load import load

    return Ground(folder, load(folder), countries())


@made_once()
def query_choices() -> Choices:
    """What a query may name."""
    from geo.routing.route_query import Choices

    return Choices(router())


def route_answer(asked: ParsedQuery) -> RouteAnswer:
    """The answer to a query whose ends are known; the page and the map ask for the same one."""
    return _route_answer(asked, language())


@made_once(128)
def _route_answer(asked: ParsedQuery, _language: str) -> RouteAnswer:
    from geo.routing.route_query import assumptions_of

    return router().find_routes(asked.query, assumptions_of(asked, router()))


def scenario_results(asked: ParsedQuery) -> tuple[ScenarioResult, ...]:
    """What projects would change for a query."""
    return _scenario_results(asked, language())


@made_once(128)
def _scenario_results(asked: ParsedQuery, _language: str) -> tuple[ScenarioResult, ...]:
    from geo.routing.route_query import assumptions_of
    from geo.routing.scenarios import run_scenarios

    return run_scenarios(router(), asked.query, assumptions_of(asked, router()))


@made_once(16)
def port_matrix(asked: ParsedQuery) -> PortMatrix:
    """Inland cities and ports for a day and factors; ask with the ends of `choices().default`."""
    from geo.routing.port_access import port_matrix as port_matrix_of
    from geo.routing.route_query import assumptions_of

    return port_matrix_of(router(), asked.query, assumptions_of(asked, router()))


@made_once()
def style() -> Style | None:
    """The look of the map; None if it cannot be read."""
    try:
        return read_style(data_folder())
    except DataError:
        return None


def way_colours() -> Mapping[str, Mapping[str, str]]:
    """Rank of a route -> its colours, as on the map; none if the look cannot be read."""
    look = style()
    return look["ways"] if look else {}


@made_once()
def project_colours() -> Mapping[str, Mapping[str, str]]:
    """Id of a project -> its colours, as on the map; none if the look cannot be read."""
    look = style()
    return project_colours_of(atlas().projects, look) if look else {}


@made_once()
def theme() -> str:
    """Colours and patterns that the style sheets name; none if the look cannot be read.

    `--project-<id>` is the hue of a project and `--state-<word>` the background of a state, drawn
    in the colour of the text around it.
    """
    look = style()
    if not look:
        return ""
    known = {"projects": project_colours(), "states": look["lifecycle"]}
    return render("theme", variables=page_variables(look), **known)


@made_once()
def bar() -> PageBar:
    """Script and style of the bar that stands on every page."""
    look = style()
    return build_bar(page_variables(look) if look else "", theme())


def own_scores() -> tuple[ScoreGroup, ...]:
    """How good the atlas is by its last measurement, in the language of the reader."""
    from geo.views.pages.own_scores import score_groups

    return score_groups(_SCORES)


def comparison_of(ids: tuple[str, ...]) -> Comparison:
    """The ways with these ids side by side, on the day of the newest record."""
    return _compared(ids, default_day(atlas()), language())


@made_once(32)
def _compared(ids: tuple[str, ...], day: Day, _language: str) -> Comparison:
    from geo.views.comparison.comparison_page import comparison

    return comparison(atlas(), countries(), ids, day)


def change_rows_of(since: Day, until: Day, project_id: str | None = None) -> tuple[ChangeRow, ...]:
    """What changed from day to day, of one project or of all."""
    return _changed(since, until, project_id, today(), language())


@made_once(64)
def _changed(
    since: Day, until: Day, project_id: str | None, _day: Day, _language: str
) -> tuple[ChangeRow, ...]:
    from geo.views.pages.change_list import change_rows

    return change_rows(atlas(), since, until, project_id)


def welcome_page(since: Day | None = None) -> Welcome:
    """What stands beside the map while nothing is selected, with what changed since a day."""
    return _welcome(since, today(), language())


@made_once(16)
def _welcome(since: Day | None, _day: Day, _language: str) -> Welcome:
    from geo.views.pages.welcome import welcome

    return welcome(atlas(), since)


def kept(most: int) -> Callable[[Callable[..., _Made]], Callable[..., _Made]]:
    """Let a function keep its results for the `most` questions asked last, each made once.

    A result holds for the records, the day and the language in which it was asked. Arguments are
    given by position, and the function draws nothing.
    """

    def keep(make: Callable[..., _Made]) -> Callable[..., _Made]:
        # The atlas is asked for as well: who began before it changed keeps nothing for the new one.
        def of(_atlas: Atlas, _day: Day, _language: str, *asked: Hashable) -> _Made:
            return make(*asked)

        made = MadeOnce(of, most)
        CACHES.append(made)

        @wraps(make)
        def result(*asked: Hashable) -> _Made:
            return made(atlas(), today(), language(), *asked)

        return result

    return keep


#: Everything that is kept for the whole process; tests empty it between two atlases.
CACHES: list[Any] = [
    *(_kept, _payload, finder, library, _table, _countries, _outline_issues, recogniser),
    *(router, _judge, _ground, query_choices, _route_answer, _scenario_results, port_matrix),
    *(style, project_colours, theme, bar, _compared, _changed, _welcome),
]
