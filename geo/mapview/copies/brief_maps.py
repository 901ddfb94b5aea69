"""The maps of briefs: what is drawn of a project, of ways side by side, of routes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from geo.analysis.border_posts import post_state
from geo.atlas import Atlas
from geo.mapview.copies.drawn_map import DrawnLine, DrawnPlace, drawn_map
from geo.mapview.style import Style
from geo.records.dates import Day, today
from geo.records.model import Project, Segment, Site
from geo.records.texts import say
from geo.records.vocab import Lifecycle, SiteKind
from geo.routing.route_model import Route, RouteQuery, RouteStep
from geo.routing.router import RouteAnswer
from geo.views.briefs.brief import BriefPicture, LegendEntry
from geo.views.routes.route_lines import NOT_THERE, THROUGH_SHUT, ranked_routes

_MOST_PLACES = 26
#: Of the dashes of `ways.js`, those of a stretch through a post that was shut.
_SHUT_DASH = (8.0, 6.0, 1.0, 6.0)
#: What a reader looks for first where there is no room for all.
_FIRST = (SiteKind.STEEL_PLANT, SiteKind.BORDER_CROSSING, SiteKind.PORT, SiteKind.CITY)


class BriefMaps:
    """Draws maps of one atlas in one look, on the ground of one data folder."""

    def __init__(
        self, atlas: Atlas, folder: Path, style: Style, colours: Mapping[str, Mapping[str, str]]
    ) -> None:
        """Keep what all maps need; `colours` are those of projects by theme."""
        self._atlas, self._folder, self._style = atlas, folder, style
        self._colours = {name: both["light"] for name, both in colours.items()}

    def project(self, project: Project) -> BriefPicture:
        """The lines of a project with posts and ends; no picture where nothing is drawn."""
        return self._picture([(project, self._atlas.segments_of(project.id))])

    def sides(self, sides: Iterable[tuple[Project, Sequence[str]]]) -> BriefPicture:
        """Ways side by side: each a project, and the ids of those of its records that stand out."""
        return self._picture([(project, self._of(project, ids)) for project, ids in sides])

    def _of(self, project: Project, ids: Sequence[str]) -> Sequence[Segment]:
        chosen = [record for record in map(self._atlas.find, ids) if isinstance(record, Segment)]
        return chosen or self._atlas.segments_of(project.id)

    def _picture(self, groups: Sequence[tuple[Project, Sequence[Segment]]]) -> BriefPicture:
        lines = [self._line(project, line) for project, found in groups for line in found]
        segments = [line for _, found in groups for line in found]
        stops = dict.fromkeys(name for line in segments for name in line.stop_ids)
        states = {self._drawn_state(project, line) for project, found in groups for line in found}
        several = [project for project, _ in groups] if len(groups) > 1 else []
        named = {project.short: self._line_colour(project) for project in several}
        places = self._places(stops, today())
        return self._drawn(lines, places, self._legend(states), named)

    def _drawn(
        self,
        lines: Sequence[DrawnLine],
        places: Sequence[DrawnPlace],
        looks: Sequence[LegendEntry],
        named: Mapping[str, str] = MappingProxyType({}),
    ) -> BriefPicture:
        """The picture; its legend is what is `named`, each with its colour, then the `looks`."""
        svg = drawn_map(self._folder, self._style, lines, places) if lines else ""
        ink = {name: both["light"] for name, both in self._style["theme"].items()}
        hues = [LegendEntry(name, hue, (), is_hue=True) for name, hue in named.items()]
        return BriefPicture(svg, (*hues, *looks), ink, any(place.access for place in places))

    def route(self, query: RouteQuery, answer: RouteAnswer) -> BriefPicture:
        """The routes of an answer, the best on top, each in its colour; posts as on the day."""
        ranked = list(ranked_routes(answer))
        if not ranked:
            return self._drawn((), (), ())
        lines = [
            self._step_line(rank, route, step)
            for rank, route in reversed(ranked)
            for step in route.steps
        ]
        ids = dict.fromkeys(name for _, route in ranked for name in route.site_ids)
        # The ends of the question come first: they are named before all others.
        places = self._places(ids, query.day, (query.from_id, query.to_id))
        steps = [(route, step) for _, route in ranked for step in route.steps]
        looks = self._legend({step.state for _, step in steps if step.state})
        ink = self._style["theme"]["ink"]["light"]
        if any(step.state is None for _, step in steps):
            looks.append(LegendEntry(say(NOT_THERE), ink, self._dash(Lifecycle.PROPOSED)))
        if any(route.is_shut_on(step) for route, step in steps):
            looks.append(LegendEntry(say(THROUGH_SHUT), ink, _SHUT_DASH))
        ways = self._style["ways"]
        named = {
            say("Sea") if rank == "sea" else say("Route {rank}", rank=rank): ways[rank]["light"]
            for rank, _ in ranked
        }
        return self._drawn(lines, places, looks, named)

    def _step_line(self, rank: str, route: Route, step: RouteStep) -> DrawnLine:
        state = step.state or Lifecycle.PROPOSED
        pattern = self._style["lifecycle"][state.value]
        if route.is_shut_on(step):
            pattern = {**pattern, "dash": _SHUT_DASH}
        return DrawnLine(
            points=[(at.lon, at.lat) for at in step.line],
            colour=self._style["ways"][rank]["light"],
            pattern=pattern,
            width=self._style["mode"][step.leg.mode.value]["width"],
        )

    def _line(self, project: Project, line: Segment) -> DrawnLine:
        state = self._drawn_state(project, line)
        return DrawnLine(
            points=[(at.lon, at.lat) for at in line.line],
            colour=self._line_colour(project),
            pattern=self._style["lifecycle"][state.value],
            width=self._style["mode"][line.mode.value]["width"],
            soft=self._style["basis"][line.geometry_basis.value]["opacity"],
            is_plan=state is not line.lifecycle,
        )

    def _line_colour(self, project: Project) -> str:
        ink: str = self._style["theme"]["ink"]["light"]
        return self._colours.get(project.id, ink)

    def _drawn_state(self, project: Project, line: Segment) -> Lifecycle:
        """As `standing.js`: a plan over a line of others that runs is drawn as a plan."""
        is_others = line.project_id != project.id
        is_plan = is_others and line.lifecycle.is_in_service and not project.lifecycle.is_in_service
        return project.lifecycle if is_plan else line.lifecycle

    def _places(self, ids: Iterable[str], day: Day, first: Sequence[str] = ()) -> list[DrawnPlace]:
        sites = [site for site in map(self._atlas.find_site, ids) if site]
        ordered = sorted(sites, key=lambda site: (site.id not in first, _rank(site)))
        return list(self._drawn_places(ordered[:_MOST_PLACES], day))

    def _drawn_places(self, sites: Iterable[Site], day: Day) -> Iterator[DrawnPlace]:
        for site in sites:
            is_post = site.kind is SiteKind.BORDER_CROSSING
            access = post_state(self._atlas, site.id, day).access.value if is_post else ""
            yield DrawnPlace(site.names.en, (site.at.lon, site.at.lat), access)

    def _legend(self, states: Iterable[Lifecycle]) -> list[LegendEntry]:
        found, ink = set(states), self._style["theme"]["ink"]["light"]
        return [
            LegendEntry(
                state.label,
                ink,
                self._dash(state),
                bool(self._style["lifecycle"][state.value]["hollow"]),
            )
            for state in Lifecycle
            if state in found
        ]

    def _dash(self, state: Lifecycle) -> tuple[float, ...]:
        return tuple(map(float, self._style["lifecycle"][state.value]["dash"]))


def _rank(site: Site) -> int:
    return _FIRST.index(site.kind) if site.kind in _FIRST else len(_FIRST)
