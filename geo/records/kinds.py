"""The kinds of record: the one table that says all there is to say about each of them.

Reading, look-ups, references, ids, field lists, column help and `python -m geo stats` take what
they need from `Records`. A new kind is a class in `geo.records.model` and one entry here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, get_args, get_type_hints

from geo.records.model import (
    Alias,
    Alignment,
    AnyRecord,
    Area,
    Article,
    Assumption,
    BorderStatus,
    Claim,
    Correction,
    CorridorFigure,
    Event,
    Person,
    Project,
    Record,
    Segment,
    Site,
    Source,
    StateChange,
    Trap,
)
from geo.records.texts import mark

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    `plural` is its attribute of `Records`, `prefix` begins its ids. `files` are patterns below the
    data folder; the ending decides how they are read. `drawn` is the geometry of a GeoJSON feature
    and the field that takes its positions; `named_by` the field that the name of the file gives.
    `points_to` says which field names ids of what; `Record` stands for any kind. `meanings` explain
    the fields that do not mean the same everywhere.
    """

    model: type[Record]
    plural: str
    prefix: str
    files: tuple[str, ...]
    drawn: tuple[str, str] | None = None
    named_by: str = ""
    may_be_absent: bool = False
    points_to: Mapping[str, type[Record]] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_record(self) -> bool:
        """Whether it is a record of its own; a former id is none."""
        return issubclass(self.model, AnyRecord)

    @property
    def written(self) -> str:
        """Where a curator writes it down."""
        named = [f"`{name.replace('*', self._stem)}`" for name in self.files]
        shapes = {".csv": "a row of", ".yaml": "an entry of", ".md": "a file"}
        ending = self.files[0][self.files[0].rindex(".") :]
        shape = f"a `{self.drawn[0]}` in" if self.drawn else shapes[ending]
        return f"{shape} {' or '.join(named)}"

    @property
    def given(self) -> Mapping[str, str]:
        """What gives the fields that stand in no property, column or line of their own."""
        found = {}
        if self.drawn:
            found[self.drawn[1]] = f"the coordinates of the `{self.drawn[0]}`"
        if self.named_by:
            found[self.named_by] = "nothing: the name of the file gives it"
        if self.files[0].endswith(".md"):
            found["body"] = "the Markdown below the front matter"
        return found

    @property
    def _stem(self) -> str:
        return f"<{self.named_by.removesuffix('_id')}>"


def kind(
    prefix: str,
    *files: str,
    drawn: tuple[str, str] | None = None,
    named_by: str = "",
    may_be_absent: bool = False,
    points_to: Mapping[str, type[Record]] | None = None,
    meanings: Mapping[str, str] | None = None,
) -> Any:  # noqa: ANN401 - it stands for the tuple of records that the attribute begins with
    """One entry of `Records`; its model and name are those of the attribute."""
    entry = {
        "prefix": prefix,
        "files": files,
        "drawn": drawn,
        "named_by": named_by,
        "may_be_absent": may_be_absent,
        "points_to": points_to or {},
        "meanings": meanings or {},
    }
    return field(default=(), metadata=entry)


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """All records by kind, each in the order of its files; the table of kinds too."""

    sources: tuple[Source, ...] = kind(
        "src-",
        "sources.csv",
        meanings={
            "title": mark("Title as printed, in the language of the source."),
            "publisher": mark("Who published it."),
            "kind": mark("What sort of document it is."),
            "url": mark("Address at which it was published."),
            "archive_url": mark("Address of a stored copy."),
            "date_published": mark("Day of publication, as exact as the source gives it."),
            "date_accessed": mark("Day on which we read it."),
            "language": mark("Language that it is written in."),
            "licence_theirs": mark("Licence of the source itself."),
            "licence_ours": mark("Licence of what we made of it."),
            "status": mark("Whether it can still be read."),
            "note": mark(
                "What was read and what was not, and why a source without citation is kept."
            ),
        },
    )
    sites: tuple[Site, ...] = kind(
        "site-",
        "sites.geojson",
        "sites-osm.geojson",
        drawn=("Point", "at"),
        points_to={
            "location_source_id": Source,
            "elevation_source_id": Source,
            "opened_source_id": Source,
            "source_ids": Source,
        },
        meanings={
            "kind": mark("What the place is in the network."),
            "countries": mark("Country that it lies in; two for a post on a border."),
            "at": mark("Position in degrees, WGS 84, longitude first."),
            "location_accuracy": mark("Whether the point is exact or approximate."),
            "location_error_km": mark("Likely error of the point, in kilometres."),
            "location_source_id": mark("Where the position comes from."),
            "lifecycle_since": mark("Date on which the state began."),
            "breaks_gauge_mm": mark(
                "The two track gauges that meet here, or would if plans were built, in millimetres."
            ),
            "breaks_gauge_basis": mark("How sure the place of the gauge change is."),
            "elevation_m": mark("Height above the sea, in metres."),
            "elevation_source_id": mark("Where the height comes from."),
            "opened": mark("Day on which a border post opened for the first time."),
            "opened_source_id": mark("Where the day of opening stands."),
        },
    )
    segments: tuple[Segment, ...] = kind(
        "seg-",
        "layers/*.geojson",
        drawn=("LineString", "line"),
        named_by="project_id",
        points_to={
            "project_id": Project,
            "from_id": Site,
            "to_id": Site,
            "via_ids": Site,
            "parallel_to": Segment,
            "geometry_source_ids": Source,
            "published_length_source_id": Source,
            "source_ids": Source,
        },
        meanings={
            "project_id": mark("Project whose layer it stands in."),
            "from_id": mark("Place at which the line begins."),
            "to_id": mark("Place at which the line ends."),
            "parallel_to": mark("Lines of the same mode beside it that are another track or road."),
            "parallel_reason": mark(
                "Why they are two: a second track, an older road, another plan."
            ),
            "via_ids": mark("Places at which it stops on the way, in order."),
            "label": mark("Name of the road or line, if it has one."),
            "line": mark("The line as drawn, positions in degrees, WGS 84, longitude first."),
            "mode": mark("What moves on it."),
            "gauges_mm": mark(
                "Distance between the rails, in millimetres; two on dual-gauge track."
            ),
            "gauge_basis": mark("How sure the track gauge is."),
            "geometry_note": mark("What has to be known about the drawing."),
            "geometry_source_ids": mark("Rows of the register that the drawing comes from."),
            "published_length_km": mark(
                "Length that somebody published for exactly this line, in kilometres."
            ),
            "published_length_scope": mark("What the published length covers."),
            "published_length_source_id": mark("Where the published length stands."),
            "network_km": mark(
                "Length along the railway or road network, in kilometres; computed by "
                "us, not published."
            ),
            "opened": mark("Date of opening."),
            "promised": mark("Date for which it is promised."),
        },
    )
    areas: tuple[Area, ...] = kind(
        "area-",
        "layers/*.geojson",
        drawn=("Polygon", "ring"),
        named_by="project_id",
        points_to={
            "project_id": Project,
            "site_id": Site,
            "source_ids": Source,
        },
        meanings={
            "project_id": mark("Project whose layer it stands in."),
            "site_id": mark("Place that it is the outline of."),
            "ring": mark(
                "The outline as drawn, closed, positions in degrees, WGS 84, longitude first."
            ),
            "published_acres": mark("Size in print, in acres."),
        },
    )
    projects: tuple[Project, ...] = kind(
        "",
        "projects.yaml",
        points_to={
            "member_ids": Project,
            "site_ids": Site,
            "source_ids": Source,
        },
        meanings={
            "chain": mark(
                "From the plant to the border, link by link, where the project is a plant."
            ),
            "short": mark("Short name for labels."),
            "group": mark("Heading under which it stands in the list of layers."),
            "summary": mark("What it is and what is not known, in two or three sentences."),
            "sponsors": mark("Who wants it or pays for it."),
            "lifecycle_note": mark("The state in one sentence."),
            "runs_over": mark(
                "What a corridor runs over, stretch by stretch, whosever the lines are."
            ),
            "member_ids": mark("Projects that this one is an umbrella for."),
            "site_ids": mark("Places that belong to it without being an end of one of its lines."),
            "options": mark("Things that it may turn out to be."),
            "layer": mark(
                "Whether it is drawn: it has a file of its own or runs over lines of others."
            ),
        },
    )
    people: tuple[Person, ...] = kind(
        "per-",
        "people.csv",
        may_be_absent=True,
        points_to={
            "project_ids": Project,
            "source_ids": Source,
        },
        meanings={
            "names": mark("Name in English and in other scripts."),
            "office": mark("Office held when the person acted."),
            "note": mark("What the person did, and with whom not to mix them up."),
        },
    )
    claims: tuple[Claim, ...] = kind(
        "clm-",
        "claims.csv",
        points_to={
            "subject_id": Record,
            "between_ids": Site,
            "source_ids": Source,
        },
        meanings={
            "subject_id": mark("What the figure is about."),
            "quantity": mark("What is measured, and in which unit."),
            "low": mark("The figure, or the lower end of a range, in the unit of the quantity."),
            "high": mark("Upper end of a range, in the unit of the quantity."),
            "text": mark("The figure in words, where there is no number."),
            "scope": mark("What exactly the figure covers."),
            "extent": mark("Whether it covers the whole subject, a part of it or more."),
            "between_ids": mark("Places that a length runs through, in order, at least both ends."),
            "date": mark("Date of the statement."),
            "who": mark("Who says so."),
        },
    )
    events: tuple[Event, ...] = kind(
        "evt-",
        "events.csv",
        points_to={
            "rung_for": Project,
            "kept_event_id": Event,
            "promise_for": Project,
            "site_ids": Site,
            "project_ids": Project,
            "source_ids": Source,
        },
        meanings={
            "date": mark("When it happened, as exact as is known."),
            "text": mark("What happened, in our own words."),
            "rung": mark("Step of the ladder of commitment that was reached."),
            "rung_for": mark("Projects for which the step was reached; all of them if left out."),
            "document": mark("Paper that was signed or published."),
            "promise": mark("What was promised for a date, if anything was."),
            "promised_for": mark("Date for which it was promised."),
            "kept": mark("What became of the promise."),
            "kept_event_id": mark("Event that shows that the promise was kept or missed."),
            "promise_for": mark("Projects that the promise is about; all of them if left out."),
            "site_ids": mark("Places where it happened or that it is about."),
            "people": mark("Who took part."),
        },
    )
    border_statuses: tuple[BorderStatus, ...] = kind(
        "bst-",
        "border_status.csv",
        points_to={
            "site_id": Site,
            "source_ids": Source,
        },
        meanings={
            "site_id": mark("The border post."),
            "from_date": mark(
                "First date of this state, which holds until the next row of the post; a "
                "range counts from its first day."
            ),
            "freight": mark("Whether freight passes."),
            "people": mark("Whether people pass."),
            "freight_limit": mark(
                "What freight still passes; given where it is partial, and only there."
            ),
            "people_limit": mark("Who still passes; given where it is partial, and only there."),
            "note": mark("The limit in words, and what is doubtful."),
        },
    )
    articles: tuple[Article, ...] = kind(
        "art-",
        "articles/*.md",
        named_by="id",
        points_to={
            "source_id": Source,
            "about_ids": Record,
        },
        meanings={
            "source_id": mark("The source that it tells of."),
            "about_ids": mark("Records that it is about."),
            "body": mark("What the source says, in our own words."),
        },
    )
    corrections: tuple[Correction, ...] = kind(
        "cor-",
        "corrections.csv",
        may_be_absent=True,
        points_to={
            "record_id": Record,
            "source_id": Source,
        },
        meanings={
            "record_id": mark("Record that was corrected."),
            "field": mark("Field that was wrong."),
            "old": mark("Value before."),
            "new": mark("Value since."),
            "reason": mark("Why it changed."),
            "date": mark("Day of the correction."),
            "source_id": mark("Source that showed the mistake."),
        },
    )
    traps: tuple[Trap, ...] = kind(
        "trap-",
        "traps.yaml",
        may_be_absent=True,
        points_to={
            "record_ids": Record,
            "source_ids": Source,
        },
        meanings={
            "title": mark("The mistake in a few words."),
            "why": mark("Why it is wrong, or what it makes readers believe."),
            "right": mark("What is right instead."),
            "since": mark("Day from which it is a mistake; none if it always was."),
            "until": mark("Last day for which it is known to be one; none if it lasts."),
            "signs": mark("How it sounds, language by language."),
            "record_ids": mark("What the mistake is about."),
        },
    )
    assumptions: tuple[Assumption, ...] = kind(
        "asm-",
        "assumptions.csv",
        may_be_absent=True,
        points_to={
            "site_ids": Site,
            "source_ids": Source,
        },
        meanings={
            "factor": mark("What is assumed; its unit is that of the factor."),
            "low": mark("Lower end, in the unit of the factor."),
            "high": mark("Upper end, in the unit of the factor."),
            "countries": mark(
                "The country within which it holds, or the two of a border; none for all."
            ),
            "site_ids": mark("Border posts or other places at which alone it holds."),
            "mode": mark("Mode for which alone it holds."),
            "covers_gauge": mark("Whether the change of track gauge there is in it already."),
            "basis": mark("How it is known."),
            "year": mark("Year or years that it was measured or published for."),
        },
    )
    state_changes: tuple[StateChange, ...] = kind(
        "stc-",
        "state_history.csv",
        may_be_absent=True,
        points_to={
            "record_id": Record,
            "source_ids": Source,
        },
        meanings={
            "record_id": mark("Place, line or project that changed its state."),
            "from_date": mark("Day from which it was in this state."),
        },
    )
    alignments: tuple[Alignment, ...] = kind(
        "way-",
        "alignments.yaml",
        may_be_absent=True,
        points_to={
            "project_id": Project,
            "segment_ids": Segment,
            "source_ids": Source,
        },
        meanings={
            "title": mark("What the route is called beside the others."),
            "project_id": mark("Project whose ladder, figures and news are given with it."),
            "segment_ids": mark("Lines that it runs along, in order, each touching the next."),
            "note": mark("What was chosen where there was a choice."),
        },
    )
    corridor_figures: tuple[CorridorFigure, ...] = kind(
        "cpm-",
        "corridor_performance.csv",
        may_be_absent=True,
        points_to={
            "site_ids": Site,
            "source_ids": Source,
        },
        meanings={
            "measure": mark("What was measured."),
            "country": mark(
                "Country whose corridors or posts were measured; none for all corridors."
            ),
            "site_ids": mark("Border post at which it was measured."),
            "mode": mark("Whether by rail or by road."),
            "direction": mark("Direction of the cargo, seen from the country."),
            "year": mark("Year or years of the measurement."),
            "value": mark("The figure, in the unit of what was measured."),
        },
    )
    former_ids: tuple[Alias, ...] = kind(
        "",
        "aliases.csv",
        may_be_absent=True,
        meanings={
            "id": mark("The former id."),
            "record_ids": mark(
                "Records that it became; a link to the former id opens the first one, a "
                "closure of it closes all."
            ),
        },
    )

    def of(self, model: type[R]) -> tuple[R, ...]:
        """The records of one kind."""
        found: tuple[R, ...] = getattr(self, kind_of(model).plural)
        return found

    def records(self) -> Iterator[AnyRecord]:
        """Every record of every kind, sources first; former ids are no records of their own."""
        for known in KINDS:
            if known.is_record:
                yield from getattr(self, known.plural)


def _kinds() -> Iterator[Kind]:
    hints = get_type_hints(Records)
    for entry in fields(Records):
        yield Kind(get_args(hints[entry.name])[0], entry.name, **entry.metadata)


#: Every kind, sources first.
KINDS = tuple(_kinds())
#: The same by their plurals.
BY_PLURAL = {known.plural: known for known in KINDS}
_BY_MODEL = {known.model: known for known in KINDS}


def kind_of(model: type[Record]) -> Kind:
    """The kind of a record; raises KeyError for a record that only stands inside others."""
    return _BY_MODEL[model]
