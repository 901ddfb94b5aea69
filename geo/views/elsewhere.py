"""Other pages that tell more of what a panel shows, with the choice kept."""

from urllib.parse import urlencode

from geo.atlas import Atlas
from geo.records.model import Project, Site
from geo.records.texts import say
from geo.views.addresses import COMPARE, DATA, PROJECT, ROUTES, TIMELINE, PageAddress
from geo.views.components import PageLink


def pages_of_project(atlas: Atlas, project: Project) -> tuple[PageLink, ...]:
    """The page of a project, its days, and if it has lines the comparison and their table."""
    links = [
        _link(PROJECT, say("Its page"), id=project.id),
        _link(TIMELINE, say("On the timeline"), layers=project.id, project=project.id),
    ]
    if atlas.segments_of(project.id):
        links += [
            _link(COMPARE, say("Compare it"), **{"with": project.id}),
            _link(DATA, say("Its lines as a table"), table="Lines", project=project.short),
        ]
    return tuple(links)


def page_of_home(project: Project) -> tuple[PageLink, ...]:
    """The page of the project that a line belongs to."""
    return (_link(PROJECT, say("The page of its project"), id=project.id),)


def pages_of_site(atlas: Atlas, site: Site) -> tuple[PageLink, ...]:
    """Routes that begin at a place, if lines lead there."""
    if not atlas.segments_at(site.id):
        return ()
    return (_link(ROUTES, say("Routes from here"), **{"from": site.id}),)


def _link(page: PageAddress, text: str, **query: str) -> PageLink:
    return PageLink(page.path, urlencode(query, safe=","), text)
