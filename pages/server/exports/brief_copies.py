"""Briefs as PDF: the pages of a project, of a comparison and of a route, on two pages each."""

from collections.abc import Callable, Sequence

from geo.mapview.copies.brief_maps import BriefMaps
from geo.records.as_of import as_of
from geo.records.dates import today
from geo.records.errors import UnknownId
from geo.routing.route_query import assumptions_of
from geo.views.addresses import COMPARE, LANGUAGE, PROJECT, ROUTES, PageAddress
from geo.views.briefs.brief import Brief, BriefPicture, printed
from geo.views.briefs.comparison_brief import comparison_brief
from geo.views.briefs.project_brief import project_brief
from geo.views.briefs.route_brief import route_brief
from geo.views.briefs.typeset import NoTypesetterError, pdf
from geo.views.exports.citation import cite
from geo.views.routes.route_page import route_page
from pages.server.exports.copy import Copy
from pages.server.exports.export_views import (
    BadAddressError,
    asked_project,
    asked_question,
    asked_sides,
    checked_pairs,
    route_name,
)
from pages.ui import cache

_Pairs = Sequence[tuple[str, str]]
_Drawn = tuple[Brief, BriefPicture]
_NOT_IMPLEMENTED = 501


def project_copy(pairs: _Pairs, home: str) -> Copy:
    """The brief of a project; raises UnknownId, and BadAddressError where none is named."""
    project_id = checked_pairs(pairs, PROJECT).get("id", "")
    if not project_id:
        raise BadAddressError("A brief is of one project: id= names it.")
    project = asked_project(project_id)

    def draw() -> _Drawn:
        brief = project_brief(cache.atlas(), cache.countries(), project.id)
        return brief, _maps().project(project)

    return _brief_copy(PROJECT, [("id", project.id)], home, f"{project.id}-brief.pdf", draw)


def comparison_copy(pairs: _Pairs, home: str) -> Copy:
    """The brief of a comparison."""
    atlas, ids = cache.atlas(), asked_sides(pairs)

    def draw() -> _Drawn:
        page = cache.comparison_of(ids)
        sides = [(atlas.project(side.project_id), side.focus_ids) for side in page.sides]
        return comparison_brief(page), _maps().sides(sides)

    named = [("with", ",".join(ids))]
    return _brief_copy(COMPARE, named, home, "corridor-atlas-comparison.pdf", draw)


def route_copy(pairs: _Pairs, home: str) -> Copy:
    """The brief of the routes of a question."""
    asked = asked_question(checked_pairs(pairs, ROUTES))

    def draw() -> _Drawn:
        answer = cache.route_answer(asked)
        used = assumptions_of(asked, cache.router())
        page = route_page(cache.atlas(), asked.query, answer, used)
        return route_brief(page), _maps().route(asked.query, answer)

    named = [(name, text) for name, text in pairs if name != LANGUAGE]
    return _brief_copy(ROUTES, named, home, f"{route_name(asked)}-brief.pdf", draw)


def _maps() -> BriefMaps:
    style = cache.style()
    if style is None:
        raise BadAddressError("The look of the map cannot be read, so there is no brief.")
    return BriefMaps(cache.atlas(), cache.data_folder(), style, cache.project_colours())


def _brief_copy(
    page: PageAddress, pairs: _Pairs, home: str, name: str, draw: Callable[[], _Drawn]
) -> Copy:
    citation = cite(cache.atlas(), page.path, pairs, home)
    if citation is None:  # every page of `addresses` has a subject
        raise UnknownId(page.path)

    def make() -> bytes:
        brief, picture = draw()
        day = as_of(cache.atlas()).whole.day or today()
        try:
            return pdf(lambda room: printed(brief, citation, picture, room), day)
        except NoTypesetterError as error:
            raise BadAddressError(str(error), _NOT_IMPLEMENTED) from None

    return Copy(tuple(pairs), name, "application/pdf", make)
