"""The records of the atlas, frozen all the way down.

Coordinates are (longitude, latitude) in degrees, EPSG:4326, as in RFC 7946. Ids are lower case
letters, digits and hyphens and never change. Every record names its sources.
"""

from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from geo.records import dates
from geo.records.vocab import (
    LONGEST_ADDRESS,
    LONGEST_PUBLISHER,
    LONGEST_TITLE,
    Access,
    Accuracy,
    Basis,
    Confidence,
    CostBasis,
    Direction,
    Extent,
    Factor,
    GaugeBasis,
    GeometryBasis,
    Lifecycle,
    Limit,
    Mode,
    Outcome,
    Performance,
    Quantity,
    Rung,
    SiteKind,
    SourceKind,
    SourceStatus,
)


class LonLat(NamedTuple):
    """A position in EPSG:4326, degrees, longitude first (RFC 7946)."""

    lon: float
    lat: float


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Ids = tuple[Id, ...]
SourceIds = Annotated[tuple[Id, ...], Field(min_length=1)]
Text = Annotated[str, StringConstraints(min_length=1)]
WebAddress = Annotated[
    str, StringConstraints(pattern=r"^https?://\S+$", max_length=LONGEST_ADDRESS)
]
Title = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TITLE)]
#: ISO 8601 at the precision that is known; `~` means about; a slash makes a range (EDTF level 1).
Date = Annotated[str, AfterValidator(dates.checked)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Gauge = Annotated[int, Field(ge=600, le=1700)]


class Record(BaseModel):
    """Base of all records: no unknown field is taken, nothing can be changed afterwards."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False
    )


class AnyRecord(Record):
    """Any record that has an id of its own and can be linked to."""

    id: Id


class Names(Record):
    """One name per language (BCP 47 tag); English always exists.

    `also` holds other spellings and former names, in any script, for the search.
    """

    en: Text
    ur: Text | None = None
    ru: Text | None = None
    fa: Text | None = None
    ps: Text | None = None
    uz: Text | None = None
    tg: Text | None = None
    tk: Text | None = None
    kk: Text | None = None
    ky: Text | None = None
    zh: Text | None = None
    ug: Text | None = None
    az: Text | None = None
    tr: Text | None = None
    be: Text | None = None
    hi: Text | None = None
    also: tuple[Text, ...] = ()

    def local(self) -> tuple[tuple[str, str], ...]:
        """(language, name) of every name but the English one, in the order of the fields."""
        pairs = ((lang, getattr(self, lang)) for lang in type(self).model_fields)
        return tuple((lang, name) for lang, name in pairs if lang not in {"en", "also"} and name)


class Source(AnyRecord):
    """One row of the register: a document or data set that facts are taken from."""

    title: Title
    publisher: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_PUBLISHER)]
    kind: SourceKind
    url: WebAddress | None = None
    archive_url: WebAddress | None = None
    date_published: Date | None = None
    date_accessed: Date
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] = "en"
    licence_theirs: Text
    licence_ours: Text
    status: SourceStatus
    note: Text | None = None


class Site(AnyRecord):
    """A place of the network: a plant, port, station, border post, pass or city.

    `at` is the thing itself (for a border post the crossing or railhead), not the next town.
    `breaks_gauge_mm` names two track gauges that meet here, in millimetres. Before the day on which
    a border post `opened` nothing passes it.
    """

    names: Names
    kind: SiteKind
    countries: Annotated[tuple[Country, ...], Field(min_length=1, max_length=2)]
    at: LonLat
    location_accuracy: Accuracy
    location_error_km: Annotated[float, Field(gt=0)] | None = None
    location_source_id: Id
    lifecycle: Lifecycle | None = None
    lifecycle_as_of: Date | None = None
    lifecycle_since: Date | None = None
    lifecycle_basis: Basis | None = None
    breaks_gauge_mm: tuple[Gauge, Gauge] | None = None
    breaks_gauge_basis: GaugeBasis | None = None
    elevation_m: int | None = None
    elevation_source_id: Id | None = None
    opened: Date | None = None
    opened_source_id: Id | None = None
    note: Text | None = None
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds


class Segment(AnyRecord):
    """A stretch of the earth between two sites, uniform in mode, track gauge and lifecycle.

    It is recorded once, in the layer of the project that built it or of the common network, and
    stops at `from_id`, at `via_ids` in order, and at `to_id`, whither `line` runs. Whatever else
    runs over it names it in `Project.runs_over`. `parallel_to` are segments of the same mode that
    lie beside it and are another track or road; `parallel_reason` says why.

    `published_length_km` is somebody's figure and has its own source and scope; `network_km` is the
    length along a routed network, never a published one. Segments whose figure covers more than
    themselves leave `published_length_km` empty.
    """

    project_id: Id
    from_id: Id
    to_id: Id
    via_ids: Ids = ()
    label: Text | None = None
    line: Annotated[tuple[LonLat, ...], Field(min_length=2)]
    mode: Mode
    gauges_mm: tuple[Gauge, ...] = ()
    gauge_basis: GaugeBasis | None = None
    lifecycle: Lifecycle
    lifecycle_as_of: Date
    lifecycle_basis: Basis
    geometry_basis: GeometryBasis
    geometry_note: Text | None = None
    geometry_source_ids: Ids = ()
    published_length_km: Annotated[float, Field(gt=0)] | None = None
    published_length_scope: Text | None = None
    published_length_source_id: Id | None = None
    network_km: Annotated[float, Field(gt=0)] | None = None
    opened: Date | None = None
    promised: Date | None = None
    parallel_to: Ids = ()
    parallel_reason: Text | None = None
    note: Text | None = None
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds

    @property
    def stop_ids(self) -> Ids:
        """The sites that it serves, in the order of the line."""
        return (self.from_id, *self.via_ids, self.to_id)


class Alias(Record):
    """An id of former days and what was made of its record, so that old links keep working.

    A link to it opens the first of `record_ids`; a closure of it closes them all.
    """

    id: Id
    record_ids: SourceIds


class Area(AnyRecord):
    """An outline that belongs to a site, such as the estate of a plant.

    `ring` is the outer ring, anticlockwise and closed. `published_acres` is the figure in print.
    """

    project_id: Id
    site_id: Id
    names: Names
    ring: Annotated[tuple[LonLat, ...], Field(min_length=4)]
    published_acres: Annotated[float, Field(gt=0)] | None = None
    geometry_basis: GeometryBasis
    note: Text | None = None
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds


class Option(Record):
    """One of several things that a project may turn out to be."""

    id: Id
    title: Title
    summary: Text
    source_ids: SourceIds


class SupplyLink(Record):
    """One link of the chain from a plant to the border: what it is and what it could carry."""

    title: Title
    record_id: Id
    claim_ids: Ids = ()
    note: Text | None = None
    source_ids: SourceIds


class Stretch(Record):
    """Segments that a corridor runs over, one after the other, and what is said of them there.

    They may belong to other projects. `title` is what the corridor calls the stretch, if anything.
    """

    segment_ids: Annotated[Ids, Field(min_length=1)]
    title: Title | None = None
    note: Text | None = None
    source_ids: Ids = ()


class Project(AnyRecord):
    """A plan, plant or corridor: what people mean when they use its name.

    `layer` is true where the project is drawn: it has a file in data/layers, or runs over the
    segments of others. `runs_over` names in order what a corridor runs over, its own segments among
    them where their place matters. An umbrella names its `member_ids`. `site_ids` are places that
    belong to it without being an end of one of its segments.
    """

    names: Names
    short: Text
    group: Text
    summary: Text
    sponsors: tuple[Text, ...] = ()
    lifecycle: Lifecycle
    lifecycle_as_of: Date
    lifecycle_basis: Basis
    lifecycle_note: Text
    runs_over: tuple[Stretch, ...] = ()
    member_ids: Ids = ()
    site_ids: Ids = ()
    options: tuple[Option, ...] = ()
    chain: tuple[SupplyLink, ...] = ()
    layer: bool = True
    source_ids: SourceIds


class Person(AnyRecord):
    """Somebody who signed, said or decided something, with the office held at that time."""

    names: Names
    office: Text
    project_ids: Ids = ()
    note: Text | None = None
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds


class Claim(AnyRecord):
    """A published figure, exactly as wide as its source says and no wider.

    Either `low` (with `high` for a range) or `text` is given. `scope` says what it covers, and
    `extent` whether that is the whole subject. `between_ids` are the places that a length is said
    to run through, in order, at least its two ends: where they are known, geometry can rule the
    length out. They stay empty where the scope does not name the ends.
    """

    subject_id: Id
    quantity: Quantity
    low: float | None = None
    high: float | None = None
    text: Text | None = None
    scope: Text
    extent: Extent = Extent.WHOLE
    between_ids: Ids = ()
    date: Date | None = None
    who: Text
    note: Text | None = None
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds


class Event(AnyRecord):
    """Something that happened, was signed, was said or was missed on a date.

    `rung` is the step of the ladder of commitment that it reaches for the projects in `rung_for`.
    Where something is promised for a date, `promise` says what, `promised_for` when, and `kept`
    what became of it; one event holds one promise, for the projects in `promise_for`.
    """

    date: Date
    title: Title
    text: Text | None = None
    rung: Rung | None = None
    rung_for: Ids = ()
    document: Text | None = None
    promise: Text | None = None
    promised_for: Date | None = None
    kept: Outcome | None = None
    kept_event_id: Id | None = None
    promise_for: Ids = ()
    site_ids: Ids = ()
    people: tuple[Text, ...] = ()
    project_ids: Ids = ()
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds


class BorderStatus(AnyRecord):
    """What a border post let through from a date on, freight and people apart.

    `freight_limit` and `people_limit` say what still passes where access is partial.
    """

    site_id: Id
    from_date: Date
    freight: Access
    people: Access
    freight_limit: Limit | None = None
    people_limit: Limit | None = None
    note: Text | None = None
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds


class Alignment(AnyRecord):
    """A route from one place to another, to be set against others between the same two.

    `segment_ids` follow each other from end to end, each touching the next; a line may be run
    against its own direction. Ladder, figures and news are those of `project_id`.
    """

    title: Title
    project_id: Id
    segment_ids: Annotated[Ids, Field(min_length=1)]
    note: Text | None = None
    source_ids: SourceIds


class StateChange(AnyRecord):
    """A state that a place, a line or a project was in from a date on, where it was another before.

    Only changes that `opened` and the ladder of commitment do not tell stand here.
    """

    record_id: Id
    from_date: Date
    lifecycle: Lifecycle
    note: Text | None = None
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds


class Article(AnyRecord):
    """What a source says, told in our own words.

    `body` is Markdown: `[^source-id]` is a footnote, `[[record-id|words]]` or `[[2025-07|words]]`
    says what words name; `geo.records.sentences` reads it.
    """

    source_id: Id
    title: Title
    about_ids: Ids = ()
    confidence: Confidence = Confidence.SOURCED
    body: Text


class TrapSign(Record):
    """How a trap sounds in one language: what one sentence says, and what it does not.

    Each entry of `words` stands in the sentence, and none of `without` in the clauses that hold
    them. An entry is a word or a phrase, whole words only; `a|b` are alternatives, `*` is any
    ending, `..` up to eight words between, and a number is never part of a longer one; `=rail`
    stands for the words of a group in `geo.analysis.words.groups`, `@id` for a record that is
    meant. Where `names` are given, the sentence, or the one before it, also means one of these
    records. `says` are sentences that it must find, `fine` sentences that it must not.
    """

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    words: Annotated[tuple[Text, ...], Field(min_length=1)]
    without: tuple[Text, ...] = ()
    names: Ids = ()
    says: Annotated[tuple[Text, ...], Field(min_length=1)]
    fine: Annotated[tuple[Text, ...], Field(min_length=1)]


class Trap(AnyRecord):
    """A mistake that texts about the corridors make again and again, and what is right instead.

    A sentence falls into it where one of `signs` fits; texts older than `since` do not, for what
    they say was right then, nor do texts after `until`, beyond which the atlas knows nothing.
    """

    title: Title
    why: Text
    right: Text
    since: Date | None = None
    until: Date | None = None
    signs: Annotated[tuple[TrapSign, ...], Field(min_length=1)]
    record_ids: Annotated[Ids, Field(min_length=1)]
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds


class Correction(AnyRecord):
    """A value of ours that was wrong: what it was, what it is, and why it changed."""

    record_id: Id
    field: Text
    old: Text
    new: Text
    reason: Text
    date: Date
    source_id: Id


#: Values of an assumption that are taken, in the data, the form, a link and by `/atlas/ways`.
LEAST, MOST = 0.01, 100_000


class Assumption(AnyRecord):
    """One thing that planning a route has to assume, from a low to a high value.

    The unit is that of the factor. It holds everywhere, or within one country, at the border of
    two, at the places in `site_ids`, for one mode: the most exact scope wins. Readers may put in
    values of their own.
    """

    factor: Factor
    countries: Annotated[tuple[Country, ...], Field(max_length=2)] = ()
    site_ids: Ids = ()
    mode: Mode | None = None
    low: Annotated[float, Field(ge=LEAST, le=MOST)]
    high: Annotated[float, Field(ge=LEAST, le=MOST)]
    covers_gauge: bool = False
    basis: CostBasis
    year: Date | None = None
    note: Text
    confidence: Confidence
    source_ids: SourceIds


class CorridorFigure(AnyRecord):
    """One figure of the monitoring of corridors: for a country, a border post or all corridors.

    The unit is that of `measure`; the page that it was read on is its source.
    """

    measure: Performance
    country: Country | None = None
    site_ids: Ids = ()
    mode: Mode
    direction: Direction = Direction.BOTH
    year: Date
    value: Annotated[float, Field(gt=0)]
    note: Text | None = None
    confidence: Confidence = Confidence.SOURCED
    source_ids: SourceIds
