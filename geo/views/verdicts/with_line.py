"""What a line of the reader would change: the best way between two places with it and without it.

The line is treated as built, for this question only. It is laid into a copy of the atlas as a
segment of a project of its own that stops at the places of the network along it; nothing of it is
ever kept among the records.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from geo.atlas import Atlas
from geo.geometry.projection import to_plane
from geo.records.errors import GeoError
from geo.records.kinds import KINDS
from geo.records.loaded import Loaded
from geo.records.model import LonLat, Names, Project, Segment, Site
from geo.records.phrases import number
from geo.records.texts import say
from geo.records.vocab import Basis, Confidence, GaugeBasis, GeometryBasis, Lifecycle, Mode
from geo.records.vocab import country_name as name_of
from geo.routing.assumptions import Assumptions
from geo.routing.route_model import RouteQuery
from geo.routing.router import Router
from geo.routing.scenarios import ScenarioResult, run_scenarios
from geo.views.verdicts.verdict import LineVerdict, Verdict

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


def laid(router: Router, verdict: Verdict, mode: Mode, gauge_mm: int | None, label: str) -> OwnLine:
    """Lay a line into a copy of the network; `gauge_mm` is that of a railway.

    Raises OwnLineError if it is no line in one piece, stops at fewer than two places, or passes a
    country in which it stops nowhere, for then nobody can say where it would enter it.
    """
    if not isinstance(verdict.found, LineVerdict):
        raise OwnLineError(say("Only a line can be tried: choose one."))
    whole = shapely.line_merge(verdict.shape)
    if whole.geom_type != "LineString":
        raise OwnLineError(say("The line is in pieces, so nothing can travel along it."))
    stops = _stops(router, whole, verdict.found)
    if len(stops) < _FEWEST_STOPS:
        told = say(
            "The line comes within {km} km of fewer than two places of the network, so nothing "
            "can be put on it.",
            km=number(STOP_WITHIN_KM),
        )
        raise OwnLineError(told)
    missed = set(verdict.found.countries) - {site.countries[0] for site in stops}
    if missed:
        told = say(
            "The line passes {countries} without a place of the network where it could stop.",
            countries=", ".join(name_of(code) for code in sorted(missed)),
        )
        raise OwnLineError(told)
    return OwnLine(Router(_atlas_with(router.atlas, whole, stops, (mode, gauge_mm), label)), stops)


def _stops(router: Router, line: BaseGeometry, found: LineVerdict) -> tuple[Site, ...]:
    """The places along a line, in its order, with the posts of the frontiers that it crosses."""
    sites = [router.network.sites[site_id] for site_id in sorted(router.network.touched)]
    corners = [LonLat(*at) for at in shapely.get_coordinates(line).tolist()]
    flat = shapely.LineString(to_plane(corners))
    points = shapely.points(to_plane([site.at for site in sites]))
    away = shapely.distance(points, flat)  # in km, as the plane is
    along = shapely.line_locate_point(flat, points)
    posts = {frontier.post_id for frontier in found.frontiers}
    near = [at for at, site in enumerate(sites) if away[at] <= STOP_WITHIN_KM or site.id in posts]
    near.sort(key=lambda at: (along[at], away[at]))
    # Of places that lie beyond an end the line reaches the nearest only.
    ends = [at for end in (0.0, flat.length) for at in near if along[at] == end]
    nearest = {along[at]: at for at in sorted(ends, key=lambda at: -away[at])}
    return tuple(sites[at] for at in near if at not in ends or nearest[along[at]] == at)


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
