"""Ways to be set against each other: what each consists of, measured the same way for all.

A way is an alignment of `alignments.yaml`, from end to end, or a project with all its lines.
Lengths are kilometres. Nothing is made up where a record is silent: the answer is empty, and pages
say so.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from geo.analysis.border_posts import PostState, Traffic, post_state
from geo.atlas import Atlas
from geo.geometry.measure import DRAWN, best_km, breaks_of_gauge, length_km
from geo.geometry.segment_order import ordered_stops, shared_node
from geo.reading.network.countries import Countries
from geo.records.dates import Day
from geo.records.model import Project, Segment, Site
from geo.records.vocab import GaugeBasis, GeometryBasis, Lifecycle, SiteKind

#: So little of a country is passed by a drawing that follows its frontier.
_GRAZED_KM = 10.0


class BuildStatus(StrEnum):
    """What there is of a way on the ground, from trains to paper."""

    SERVICE = "in service"
    UNUSED = "standing, out of use"
    WORKS = "being built"
    PAPER = "on paper"


@dataclass(frozen=True, slots=True)
class Alternative:
    """A way from end to end, or a project with all its lines; segments in order."""

    id: str
    title: str
    project: Project
    segments: tuple[Segment, ...]
    note: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GaugeChange:
    """A place where a wagon has to change, with what arrives and what leaves, in millimetres.

    `basis` is how sure the place is; None where no record of the place says that gauges meet here.
    """

    site: Site
    before_mm: tuple[int, ...]
    after_mm: tuple[int, ...]
    basis: GaugeBasis | None


@dataclass(frozen=True, slots=True)
class Post:
    """A border post and what freight and people could do there on the day."""

    site: Site
    freight: PostState
    people: PostState


@dataclass(frozen=True, slots=True)
class PassedBorder:
    """Where a way leaves one country for another; without posts where the atlas has none there."""

    countries: tuple[str, str]
    posts: tuple[Post, ...]


def alternatives_by_id(atlas: Atlas) -> dict[str, Alternative]:
    """All that can be compared, by id: alignments first, then projects that have lines.

    A alignment of which a segment or the project is missing is left out.
    """
    found = {}
    for alignment in atlas.alignments:
        records = map(atlas.find, alignment.segment_ids)
        segments = tuple(record for record in records if isinstance(record, Segment))
        project = atlas.find_project(alignment.project_id)
        # With a gap it would come out the shorter for it.
        if project and len(segments) == len(alignment.segment_ids):
            note = alignment.note or ""
            found[alignment.id] = Alternative(
                alignment.id, alignment.title, project, segments, note, alignment.source_ids
            )
    for project in atlas.projects:
        segments = atlas.segments_of(project.id)
        if segments:
            title, sources = project.names.en, project.source_ids
            found[project.id] = Alternative(project.id, title, project, segments, "", sources)
    return found


def end_stops(alternative: Alternative) -> tuple[str, str] | None:
    """First and last stop of a way in one piece; None where it is in several pieces."""
    pieces = ordered_stops(alternative.segments)
    return (pieces[0][0], pieces[0][-1]) if len(pieces) == 1 else None


def sites_passed(atlas: Atlas, alternative: Alternative) -> tuple[Site, ...]:
    """Every place on the way once, in the order in which it is passed."""
    ids = dict.fromkeys(stop for run in ordered_stops(alternative.segments) for stop in run)
    return tuple(site for site in map(atlas.find_site, ids) if site)


def straight_km(atlas: Atlas, alternative: Alternative) -> float:
    """Geodesic kilometres from stop to stop."""
    total = 0.0
    # Each piece by itself: the gap between two pieces is nobody's line.
    for run in ordered_stops(alternative.segments):
        total += length_km([site.at for site in map(atlas.find_site, run) if site])
    return total


def known_km(alternative: Alternative) -> dict[str, float]:
    """Sum of the best lengths known, by what they are: published, along the network, drawn."""
    totals: defaultdict[str, float] = defaultdict(float)
    for segment in alternative.segments:
        km, basis = best_km(segment)
        totals[basis] += km
    return dict(totals)


def standing_km(alternative: Alternative) -> dict[BuildStatus, float]:
    """Best known kilometres by what there is on the ground, in the order of `BuildStatus`."""
    totals = dict.fromkeys(BuildStatus, 0.0)
    for segment in alternative.segments:
        totals[_build_status(segment.lifecycle)] += best_km(segment)[0]
    return {stand: km for stand, km in totals.items() if km}


def _build_status(state: Lifecycle) -> BuildStatus:
    if state.is_in_service:
        return BuildStatus.SERVICE
    if state.is_built:
        return BuildStatus.UNUSED
    return BuildStatus.WORKS if state.is_under_works else BuildStatus.PAPER


def _is_without_alignment(segment: Segment) -> bool:
    """Whether a line is on paper only and drawn by us from place to place."""
    ours = {GeometryBasis.SCHEMATIC, GeometryBasis.ENDPOINTS_ONLY}
    return _build_status(segment.lifecycle) is BuildStatus.PAPER and segment.geometry_basis in ours


def country_km(atlas: Atlas, alternative: Alternative, countries: Countries) -> dict[str, float]:
    """Best known kilometres by ISO country code, in the order of travel.

    Nothing without outlines of countries. Each segment is shared out as its drawing lies. A
    country in which the way has no stop and hardly any length is only grazed and left out.
    """
    if not countries.is_known:
        return {}
    found = dict.fromkeys(
        home for site in sites_passed(atlas, alternative) for home in site.countries[:1]
    )
    totals: defaultdict[str, float] = defaultdict(float)
    for segment in alternative.segments:
        drawn = countries.km_of_segment(segment)
        # Drawn kilometres say how a segment is shared out, the best known ones how long it is, so
        # that the countries add up to the length of the whole.
        scale = best_km(segment)[0] / (sum(drawn.values()) or 1.0)
        for code, km in drawn.items():
            totals[code] += km * scale
    # Countries of stops are in the order of travel, those of one drawing are in none.
    order = dict.fromkeys((*found, *totals))
    return {code: totals[code] for code in order if code in found or totals[code] >= _GRAZED_KM}


def gauge_changes(atlas: Atlas, alternative: Alternative) -> tuple[GaugeChange, ...]:
    """Places where the track gauge changes on the way, as `geo.geometry.measure` finds them."""
    by_id = {segment.id: segment for segment in alternative.segments}
    found = []
    # Between railways that do not touch, cargo is lifted in any case: no gauge breaks there.
    for run in _connected_railways(alternative.segments):
        for arriving, leaving in breaks_of_gauge(run):
            before, after = by_id[arriving], by_id[leaving]
            site = atlas.find_site(shared_node(before, after))
            if site:
                # A place that breaks other gauges than these two says nothing about this change.
                basis = (
                    site.breaks_gauge_basis if _records_both_gauges(site, before, after) else None
                )
                found.append(GaugeChange(site, before.gauges_mm, after.gauges_mm, basis))
    return tuple(found)


def _connected_railways(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Railways in the order of travel, cut where one does not touch the one before."""
    found: list[list[Segment]] = []
    for segment in segments:
        if not segment.gauges_mm:
            continue
        if found and shared_node(found[-1][-1], segment):
            found[-1].append(segment)
        else:
            found.append([segment])
    return found


def _records_both_gauges(site: Site, before: Segment, after: Segment) -> bool:
    here = set(site.breaks_gauge_mm or ())
    return bool(here & set(before.gauges_mm)) and bool(here & set(after.gauges_mm))


def borders_passed(atlas: Atlas, alternative: Alternative, day: Day) -> tuple[PassedBorder, ...]:
    """Frontiers on the way in the order of travel, with what is known of their posts on a day."""
    found = []
    for run in ordered_stops(alternative.segments):
        sites = [site for site in map(atlas.find_site, run) if site]
        for before, after in pairwise(sites):
            # A post on the frontier counts for the country named first in its record.
            pair = (before.countries[0], after.countries[0])
            if pair[0] != pair[1]:
                posts = [site for site in (before, after) if site.kind is SiteKind.BORDER_CROSSING]
                found.append(
                    PassedBorder(pair, tuple(_post_on_day(atlas, site, day) for site in posts))
                )
    # Branches may cross the same frontier at the same posts; it is told once.
    return tuple(dict.fromkeys(found))


def _post_on_day(atlas: Atlas, site: Site, day: Day) -> Post:
    freight, people = (post_state(atlas, site.id, day, traffic) for traffic in Traffic)
    return Post(site, freight, people)


def highest_site(sites: Iterable[Site]) -> Site | None:
    """The highest of those places whose height is recorded."""
    recorded = [site for site in sites if site.elevation_m is not None]
    return max(recorded, key=lambda site: site.elevation_m or 0, default=None)


@dataclass(frozen=True, slots=True)
class Measured:
    """A way with everything that is measured on it; kilometres are the best known ones."""

    way: Alternative
    stops: tuple[Site, ...]
    ends: tuple[str, str] | None
    straight_km: float
    known_km: dict[str, float]
    standing_km: dict[BuildStatus, float]
    without_alignment_km: float
    counted_straight_km: float
    gauge_changes: tuple[GaugeChange, ...]
    crossings: tuple[PassedBorder, ...]
    country_km: dict[str, float]
    highest: Site | None

    @property
    def km(self) -> float:
        """Best known kilometres of the whole."""
        return sum(self.known_km.values())

    def share(self, *stands: BuildStatus) -> float:
        """How much of the whole is in one of these conditions, from 0 to 1."""
        return (
            sum(self.standing_km.get(stand, 0.0) for stand in stands) / self.km if self.km else 0.0
        )


def measure_alternative(
    atlas: Atlas, alternative: Alternative, countries: Countries, day: Day
) -> Measured:
    """Everything that pages compare about a way, border posts as known on `day`."""
    sites = sites_passed(atlas, alternative)
    paper = [segment for segment in alternative.segments if _is_without_alignment(segment)]
    return Measured(
        way=alternative,
        stops=sites,
        ends=end_stops(alternative),
        straight_km=straight_km(atlas, alternative),
        known_km=known_km(alternative),
        standing_km=standing_km(alternative),
        without_alignment_km=sum(best_km(segment)[0] for segment in paper),
        counted_straight_km=sum(km for km, basis in map(best_km, paper) if basis == DRAWN),
        gauge_changes=gauge_changes(atlas, alternative),
        crossings=borders_passed(atlas, alternative, day),
        country_km=country_km(atlas, alternative, countries),
        highest=highest_site(sites),
    )
