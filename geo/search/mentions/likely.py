"""Which of several records that share a name is meant, by what else a text names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from geo.atlas import Atlas
from geo.records.model import LonLat, Site
from geo.search.gazetteer import distance_km
from geo.search.people import country_of

_NEAR_KM = 400.0


class Likely:
    """Ranks homonyms by the countries, places and projects that a text speaks of."""

    def __init__(self, atlas: Atlas) -> None:
        """Look the stops of all projects up once."""
        self._atlas = atlas
        self.stops: dict[str, frozenset[str]] = {
            project.id: frozenset(
                stop
                for segment in atlas.segments_of(project.id)
                for stop in (segment.from_id, *segment.via_ids, segment.to_id)
            )
            | frozenset(project.site_ids)
            for project in atlas.projects
        }
        self._order = {record.id: at for at, record in enumerate((*atlas.projects, *atlas.sites))}

    def ranked(
        self, ids: Sequence[str], exact: frozenset[str], said: Iterable[str]
    ) -> tuple[str, ...]:
        """The ids, the likeliest first; `exact` are written so, `said` is named without doubt."""
        if len(ids) < 2:  # noqa: PLR2004 - one cannot be ranked
            return tuple(ids)
        known = frozenset(said)
        sites = [site for record_id in known if (site := self._atlas.find_site(record_id))]
        countries = {code for record_id in known if (code := country_of(record_id))}
        scores = {
            record_id: self._score(record_id, sites, countries, known) + 2.0 * (record_id in exact)
            for record_id in ids
        }
        return tuple(
            sorted(ids, key=lambda record_id: (-scores[record_id], self._order.get(record_id, 0)))
        )

    def _score(
        self, record_id: str, sites: Sequence[Site], countries: set[str], known: frozenset[str]
    ) -> float:
        site = self._atlas.find_site(record_id)
        if site is None:
            stops = self.stops.get(record_id, frozenset())
            return float(len(stops & known))
        near = sum(_is_near(site.at, other.at) for other in sites if other.id != record_id)
        at_home = bool(countries & set(site.countries))
        is_stop = bool(self._atlas.segments_at(record_id))
        return 1.5 * at_home + min(near, 4) * 0.5 + 0.25 * is_stop


def _is_near(first: LonLat, other: LonLat) -> bool:
    return distance_km(first, other) < _NEAR_KM


def stops_of_lines(atlas: Atlas) -> Mapping[frozenset[str], list[str]]:
    """The two ends of each segment to the segments between them."""
    found: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for segment in atlas.segments:
        found[frozenset((segment.from_id, segment.to_id))].append(segment.id)
    return found
