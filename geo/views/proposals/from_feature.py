"""What is known of a feature, put into the sections of a proposal."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from geo.geometry.measure import length_km
from geo.pipeline.contributions.ground import Ground
from geo.records.dates import checked, today
from geo.records.errors import GeoError
from geo.records.model import LonLat, Site
from geo.records.phrases import number
from geo.records.texts import say
from geo.records.vocab import LANGUAGES, Accuracy, GaugeBasis, GeometryBasis, Lifecycle, Mode
from geo.search.romanize import script_language
from geo.views.proposals.proposal import Proposal, Section
from geo.views.verdicts.verdict import LineVerdict, Verdict, gauges_said

#: A place so near to an end of a line is taken for its place, and one so near can be, in km.
TAKEN_KM, NEAR_KM = 2.0, 30.0
#: A line in more parts than this is no line of one project.
MOST_PARTS = 6
_MOST_NEAR = 8
#: More points than this are thinned, for a file of records is read by people too.
_MOST_POINTS, _THIN_DEG, _DIGITS = 1000, 0.0002, 5
_ERROR_KM = 1
_BETWEEN = re.compile(r"\s+[–—-]\s+|\s*[–—]\s*|\s+to\s+")
_ENDS = 2

_SUMMARIES = ("summary", "description", "desc", "note", "notes", "описание")
_ADDRESSES = ("source_url", "url", "website", "link", "source")
_TITLES = ("source_title", "source", "reference")
_STATES = ("lifecycle", "state", "status", "railway", "highway", "состояние")
_DATES = ("lifecycle_as_of", "as_of", "date", "updated")
#: The words of others for states; where one stands for several, the least that it says.
_WORDS = {
    **{word.value: word for word in Lifecycle},
    **{word.english_label.lower(): word for word in Lifecycle},
    **dict.fromkeys(("open", "built", "present", "in operation"), Lifecycle.OPERATING),
    **dict.fromkeys(("announced", "planned"), Lifecycle.PROPOSED),
    **dict.fromkeys(("disused", "mothballed"), Lifecycle.IDLE),
    **dict.fromkeys(("abandoned", "razed", "retired"), Lifecycle.CLOSED),
    "cancelled": Lifecycle.SUPERSEDED,
    "pre-construction": Lifecycle.FEASIBILITY,
}
_SOURCE = (
    *("title", "publisher", "kind", "url", "date_published", "date_accessed", "status"),
    *("language", "licence_theirs"),
)
_PROJECT = (
    *("names.en", "short", "group", "summary"),
    *("lifecycle", "lifecycle_as_of", "lifecycle_basis", "lifecycle_note"),
)
_SITE = ("names.en", "kind", "countries", "location_accuracy", "location_error_km")
_SEGMENT = ("label", "mode", "gauges_mm", "gauge_basis", "geometry_basis", "note")
_OF_KNOWN = ("lifecycle", "lifecycle_as_of", "lifecycle_basis")
_AREA = ("names.en", "geometry_basis", "published_acres", "note")


class ProposalError(GeoError):
    """A feature of which no record can be made."""


def proposal_of(
    verdict: Verdict,
    properties: Mapping[str, object],
    ground: Ground,
    country_at: Callable[[LonLat], str],
) -> Proposal:
    """What is to be proposed for a feature, filled as far as it and its verdict say.

    `properties` are those of the feature, `country_at` gives the ISO code at a position. Raises
    ProposalError for a shape of which no record can be made.
    """
    feature = _Feature(verdict, properties, ground, country_at)
    sections = (feature.source(), *feature.rest())
    return Proposal(verdict.label or say("record {number}", number=verdict.number), sections)


class _Feature:
    """One feature, what it says of itself, and what lies near."""

    def __init__(
        self,
        verdict: Verdict,
        properties: Mapping[str, object],
        ground: Ground,
        country_at: Callable[[LonLat], str],
    ) -> None:
        self._verdict, self._ground, self._country_at = verdict, ground, country_at
        self._said = {str(name).lower(): value for name, value in properties.items()}
        self._sites = ground.loaded.sites

    def source(self) -> Section:
        """The source that everything rests on."""
        address = self._first(_ADDRESSES)
        url = address if re.match(r"https?://\S+$", address) else ""
        title = self._first(_TITLES)
        values = {
            "title": "" if title == url else title,
            "publisher": self._first(("publisher", "operator_source")),
            "url": url,
            "date_published": self._date(("source_date", "date_published")),
            "date_accessed": today().isoformat(),
            "language": script_language(title),
            "licence_theirs": self._first(("licence", "license")),
            "licence_ours": "CC-BY-4.0 (our summary)",
            # Not its status: that there is an address does not say that anybody read it there.
        }
        choices = {
            source.id: f"{source.publisher}: {source.title}"
            for source in self._ground.loaded.sources
        }
        return Section("source", "sources", say("Source"), values, _SOURCE, choices)

    def rest(self) -> Iterator[Section]:
        """The other sections, by the shape."""
        shape = self._verdict.shape
        match int(shapely.get_dimensions(shape)):
            case 0:
                if shapely.get_num_geometries(shape) != 1:
                    raise ProposalError(say("A place is one point; propose them one by one."))
                yield self._place(
                    "place-1", LonLat(*_points(shape)[0]), self._name(), "", say("Place")
                )
            case 1:
                yield from self._lines(shape)
            case _:
                yield from self._outline(shape)

    def _lines(self, shape: BaseGeometry) -> Iterator[Section]:
        parts = list(shapely.get_parts(shapely.line_merge(shape)))
        if len(parts) > MOST_PARTS:
            raise ProposalError(
                say("The line is in {n} parts; join them, or propose them one by one.",
                    n=len(parts))
            )  # fmt: skip
        yield self._project()
        lines = [_points(_thinned(part)) for part in parts]
        keys: dict[str, LonLat] = {}
        draws = [tuple(_key_of(LonLat(*line[end]), keys) for end in (0, -1)) for line in lines]
        names = self._end_names() if len(lines) == 1 else ("", "")
        chosen: set[str] = set()
        for place, (key, at) in enumerate(keys.items()):
            title = say("Place {n}", n=place + 1)
            if len(lines) == 1 and place < _ENDS:
                title = say("Place at the end") if place else say("Place at the beginning")
            name = names[place] if place < _ENDS else ""
            nearest = next((name for name in self._near(at, TAKEN_KM) if name not in chosen), "")
            chosen.add(nearest)
            yield self._place(key, at, name, nearest, title)
        for order, line in enumerate(lines):
            title = say("Line {n}", n=order + 1) if len(lines) > 1 else say("Line")
            yield self._line(f"line-{order + 1}", line, draws[order], title)

    def _line(
        self, key: str, line: Sequence[tuple[float, float]], draws: tuple[str, ...], title: str
    ) -> Section:
        found = self._verdict.found
        mode = found.mode if isinstance(found, LineVerdict) else None
        gauges = gauges_said(self._said)
        if gauges and mode is None:
            mode = Mode.RAIL
        state = self._state()
        basis = GaugeBasis.BUILT if state and state.is_built else GaugeBasis.PLANNED
        values = {
            "mode": mode.value if mode else "",
            "gauges_mm": list(gauges),
            "gauge_basis": basis.value if gauges else "",
            "geometry_basis": GeometryBasis.SCHEMATIC.value,
            "line": [list(at) for at in line],
        }
        return Section(key, "segments", title, values, (*_SEGMENT, *_OF_KNOWN), draws=draws)

    def _outline(self, shape: BaseGeometry) -> Iterator[Section]:
        parts = shapely.get_parts(shape)
        if len(parts) != 1:
            raise ProposalError(say("An outline is one ring; propose its parts one by one."))
        at = LonLat(*_points(shapely.point_on_surface(shape))[0])
        yield self._project()
        inside = next(iter(getattr(self._verdict.found, "site_ids", ())), "")
        yield self._place("place-1", at, self._name(), inside, say("Place of the outline"))
        ring = _points(_thinned(orient(shapely.Polygon(parts[0].exterior))).exterior)
        values = {
            "names.en": self._name(),
            "geometry_basis": GeometryBasis.SCHEMATIC.value,
            "ring": [list(corner) for corner in ring],
        }
        yield Section("area-1", "areas", say("Outline"), values, _AREA, draws=("place-1",))

    def _project(self) -> Section:
        state = self._state()
        names = self._names()
        values = {
            **names,
            "summary": self._first(_SUMMARIES),
            "lifecycle": state.value if state else "",
            "lifecycle_as_of": self._date(_DATES),
        }
        choices = {project.id: project.names.en for project in self._ground.loaded.projects}
        return Section("project", "projects", say("Project"), values, _PROJECT, choices)

    def _place(self, key: str, at: LonLat, name: str, chosen: str, title: str) -> Section:
        country = self._country_at(at)
        values = {
            "names.en": name,
            "countries": [country] if country else [],
            "at": [round(at.lon, _DIGITS), round(at.lat, _DIGITS)],
            "location_accuracy": Accuracy.APPROXIMATE.value,
            "location_error_km": _ERROR_KM,
        }
        near = self._near(at, NEAR_KM)
        known = {
            site.id: site.names.en for site in self._sites if site.id in near or site.id == chosen
        }
        choices = {
            name: say("{place}, {km} km away", place=known[name], km=number(near.get(name, 0), 1))
            for name in (*near, *known)
        }
        return Section(key, "sites", title, values, _SITE, choices, chosen)

    def _near(self, at: LonLat, reach: float) -> dict[str, float]:
        """The nearest places within reach (km), by their ids, the nearest first."""
        off = {site.id: length_km((site.at, at)) for site in self._sites if _is_about(site, at)}
        near = sorted((km, name) for name, km in off.items() if km <= reach)
        return {name: km for km, name in near[:_MOST_NEAR]}

    def _name(self) -> str:
        """What it is called, if that is in Latin letters."""
        return str(self._names().get("names.en", ""))

    def _names(self) -> dict[str, object]:
        """Its names by path: its label in the language of its letters, and `name:ru` and so on."""
        label = self._verdict.label
        label = "" if label.isdigit() else label
        found = {f"names.{script_language(label)}": label} if label else {}
        for tag in LANGUAGES:
            if name := self._first((f"name:{tag}", f"name_{tag}")):
                found[f"names.{tag}"] = name
        return dict(found)

    def _end_names(self) -> tuple[str, str]:
        """Names of both ends, where the label is made of them."""
        parts = [part.strip() for part in _BETWEEN.split(self._name()) if part.strip()]
        return (parts[0], parts[1]) if len(parts) == _ENDS else ("", "")

    def _state(self) -> Lifecycle | None:
        words = (str(self._said.get(name) or "").strip().lower() for name in _STATES)
        return next((_WORDS[word] for word in words if word in _WORDS), None)

    def _date(self, names: Sequence[str]) -> str:
        text = self._first(names)[:10]
        try:
            return checked(text) if text else ""
        except ValueError:
            return ""

    def _first(self, names: Sequence[str]) -> str:
        """What the first of these properties says that says anything."""
        texts = (self._said.get(name) for name in names)
        return next((text.strip() for text in texts if isinstance(text, str) and text.strip()), "")


def _is_about(site: Site, at: LonLat) -> bool:
    return abs(site.at.lat - at.lat) < 1 and abs(site.at.lon - at.lon) < 1  # degrees, some 50 km


def _key_of(at: LonLat, keys: dict[str, LonLat]) -> str:
    """The key of the place at a position; ends that lie together are one place."""
    for key, known in keys.items():
        if length_km((known, at)) <= TAKEN_KM / 4:
            return key
    key = f"place-{len(keys) + 1}"
    keys[key] = at
    return key


def _thinned(shape: BaseGeometry) -> BaseGeometry:
    tolerance = _THIN_DEG
    while shapely.get_num_coordinates(shape) > _MOST_POINTS and tolerance < 1:
        shape = shapely.simplify(shape, tolerance)
        tolerance *= 2
    return shape


def _points(shape: BaseGeometry) -> list[tuple[float, float]]:
    points = shapely.get_coordinates(shape).tolist()
    return [(round(lon, _DIGITS), round(lat, _DIGITS)) for lon, lat in points]
