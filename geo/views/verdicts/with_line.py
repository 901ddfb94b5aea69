"""What a line of the reader would change: the best way between two places with it and without it.

The line is treated as built, for this question only. It is laid into a copy of the atlas as a
segment of a project of its own that stops at the places of the network along it; nothing of it is
ever kept among the records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.geometry.projection import to_plane
from geo.network.transport_network import Network, country_of
from geo.records.errors import GeoError
from geo.records.kinds import KINDS
from geo.records.loaded import Loaded
from geo.records.model import LonLat, Names, Project, Segment, Site
from geo.records.phrases import number
from geo.records.texts import say
from geo.records.vocab import (
    Basis,
    Confidence,
    GaugeBasis,
    GeometryBasis,
    Lifecycle,
    Mode,
    SiteKind,
)
from geo.records.vocab import country_name as name_of
from geo.routing.assumptions import Assumptions
from geo.routing.route_model import RouteQuery
from geo.routing.router import Router
from geo.routing.scenarios import ScenarioResult, run_scenarios
from geo.views.verdicts.verdict import Judge, LineVerdict, Verdict

#: A line stops at places of the network that are as near as this, in km.
STOP_WITHIN_KM = 10.0
#: The project that the line makes, and its segment, in the copy.
OWN_PROJECT, _OWN_LINE = "own-line", "own-line-1"
#: Corners that nobody needs: a tenth of what a place may be off, in degrees.
_FINEST_DEG = 0.01
_FEWEST_STOPS = 2


class OwnLineError(GeoError):
    """A line that cannot be laid into the network, in one sentence."""


@dataclass(frozen=True)
class OwnLine:
    """The network with the line in it, and the places where the line stops."""

    router: Router
    stops: tuple[Site, ...]

    def change(
        self, query: RouteQuery, assumptions: Assumptions | None = None
    ) -> tuple[ScenarioResult, ...]:
        """The best way without and with the line, in the modes of the query and by rail only."""
        return run_scenarios(self.router, query, assumptions, (OWN_PROJECT,))


def laid(judge: Judge, verdict: Verdict, mode: Mode, gauge_mm: int | None, label: str) -> OwnLine:
    """Lay a line into a copy of the network; `gauge_mm` is that of a railway.

    Raises OwnLineError if it is no line in one piece, stops at fewer than two places, passes a
    country in which it stops nowhere, or crosses a border at which the atlas has no post: nobody
    can say whether anything would pass there.
    """
    found, router = verdict.found, judge.router
    if not isinstance(found, LineVerdict):
        raise OwnLineError(say("Only a line can be tried: choose one."))
    whole = shapely.line_merge(verdict.shape)
    if whole.geom_type != "LineString":
        raise OwnLineError(say("The line is in pieces, so nothing can travel along it."))
    stops = _stops(judge, whole, found)
    if len(stops) < _FEWEST_STOPS:
        told = say(
            "The line comes within {km} km of fewer than two places of the network, so nothing "
            "can be put on it.",
            km=number(STOP_WITHIN_KM),
        )
        raise OwnLineError(told)
    missed = set(found.countries) - {country_of(site) for site in stops}
    if missed:
        told = say(
            "The line passes {countries} without a place of the network where it could stop.",
            countries=", ".join(name_of(code) for code in sorted(missed)),
        )
        raise OwnLineError(told)
    _check_borders(router.network, stops)
    return OwnLine(Router(_atlas_with(router.atlas, whole, stops, (mode, gauge_mm), label)), stops)


def _stops(judge: Judge, line: BaseGeometry, found: LineVerdict) -> tuple[Site, ...]:
    """The places along a line, in its order, with the posts of the frontiers that it crosses.

    A place beyond a border that the line does not cross there is none of them.
    """
    network = judge.router.network
    sites = [network.sites[site_id] for site_id in sorted(network.touched)]
    corners = [LonLat(*at) for at in shapely.get_coordinates(line).tolist()]
    flat = shapely.LineString(to_plane(corners))
    points = shapely.points(to_plane([site.at for site in sites]))
    away = shapely.distance(points, flat)  # in km, as the plane is
    along = shapely.line_locate_point(flat, points)
    # A post is passed where the border is, however far beside the line it lies.
    posts = {frontier.post_id: frontier.at for frontier in found.frontiers}
    at_posts = [at for at, site in enumerate(sites) if site.id in posts]
    crossed = to_plane([posts[sites[at].id] for at in at_posts])
    along[at_posts] = shapely.line_locate_point(flat, shapely.points(crossed))
    # Degrees are good enough for the country that a line is in.
    beside = shapely.line_interpolate_point(line, along / flat.length, normalized=True)

    def is_stop(at: int) -> bool:
        if sites[at].id in posts:
            return True
        here = judge.country_at(LonLat(*beside[at].coords[0]))
        return bool(away[at] <= STOP_WITHIN_KM) and here in sites[at].countries

    near = sorted(filter(is_stop, range(len(sites))), key=lambda at: (along[at], away[at]))
    # Of places that lie beyond an end the line reaches the nearest only.
    ends = [at for at in near if along[at] in {0.0, flat.length} and sites[at].id not in posts]
    nearest = {along[at]: at for at in sorted(ends, key=lambda at: -away[at])}
    return tuple(sites[at] for at in near if at not in ends or nearest[along[at]] == at)


def _check_borders(network: Network, stops: tuple[Site, ...]) -> None:
    """Refuse a border without a post, where the router would let everything through."""
    # Some have none in truth: those of a customs union, as lines of the atlas cross them on land.
    on_land = (leg for leg in network.legs if not leg.mode.is_by_water)
    crossed = {frontier for leg in on_land for frontier in leg.frontiers}
    watched = {frozenset(frontier.countries) for frontier in crossed if frontier.post_ids}
    free = {frozenset(frontier.countries) for frontier in crossed} - watched
    for start, end in pairwise(stops):
        countries = frozenset({country_of(start), country_of(end)})
        has_post = SiteKind.BORDER_CROSSING in {start.kind, end.kind}
        if len(countries) > 1 and not has_post and countries not in free:
            told = say(
                "The line crosses from {start} to {end} where the atlas knows no border post, so "
                "nobody can say whether anything would pass.",
                start=name_of(country_of(start)),
                end=name_of(country_of(end)),
            )
            raise OwnLineError(told)


def _atlas_with(
    atlas: Atlas,
    line: BaseGeometry,
    stops: tuple[Site, ...],
    kind: tuple[Mode, int | None],
    label: str,
) -> Atlas:
    mode, gauge_mm = kind
    thin = shapely.get_coordinates(shapely.simplify(line, _FINEST_DEG)).tolist()
    start, *between, end = (site.id for site in stops)
    day = atlas.sources[0].date_accessed
    # No source says what a reader drew, so the models, which ask for one, are not asked.
    segment = Segment.model_construct(
        id=_OWN_LINE,
        project_id=OWN_PROJECT,
        from_id=start,
        via_ids=tuple(between),
        to_id=end,
        line=tuple(LonLat(*at) for at in thin),
        mode=mode,
        gauges_mm=(gauge_mm,) if gauge_mm and mode.has_gauge else (),
        gauge_basis=GaugeBasis.ASSUMED,
        lifecycle=Lifecycle.PROPOSED,
        lifecycle_as_of=day,
        lifecycle_basis=Basis.INFERRED,
        geometry_basis=GeometryBasis.SCHEMATIC,
        confidence=Confidence.DOUBTFUL,
        source_ids=(),
    )
    project = Project.model_construct(
        id=OWN_PROJECT,
        names=Names(en=label),
        short=label,
        group=atlas.projects[0].group,
        summary=label,
        lifecycle=Lifecycle.PROPOSED,
        lifecycle_as_of=day,
        lifecycle_basis=Basis.INFERRED,
        lifecycle_note=label,
        source_ids=(),
    )
    records: Mapping[str, tuple[object, ...]] = {
        kind.plural: tuple(getattr(atlas, kind.plural)) for kind in KINDS
    }
    whole = Loaded(**records)  # type: ignore[arg-type]
    return Atlas(
        replace(whole, projects=(*whole.projects, project), segments=(*whole.segments, segment))
    )
