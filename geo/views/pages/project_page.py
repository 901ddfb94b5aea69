"""One project in full: what the page about it shows, in the order in which it is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

from geo.analysis.claims import figures_of
from geo.analysis.line_names import line_name
from geo.analysis.timeline import Promise, PromiseStatus, promises_on
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km
from geo.reading.network.countries import AT_SEA, Countries
from geo.records.as_of import Dated, as_of
from geo.records.dates import Day, last_day, today, when
from geo.records.model import AnyRecord, Area, Claim, Project, Segment, Site, SupplyLink
from geo.records.phrases import listed, number
from geo.records.references import sources_of
from geo.records.texts import in_english, mark, say, say_many
from geo.records.vocab import (
    Confidence,
    Extent,
    GeometryBasis,
    Lifecycle,
    Mode,
    Outcome,
    Quantity,
    country_name,
)
from geo.views.components import Footnote, Footnotes, Panel, doubt_word
from geo.views.evidence import amount_words
from geo.views.freshness import day_words, passed_words
from geo.views.panels import project_panel
from geo.views.shared_lines import StretchRow, runs_over_words, stretch_rows
from geo.views.tables import OSM, TableRow

_STANDING = {
    PromiseStatus.OPEN: mark("open"),
    PromiseStatus.KEPT: mark("kept"),
    PromiseStatus.LATE: mark("kept late"),
    PromiseStatus.MISSED: mark("missed"),
    PromiseStatus.UNKNOWN: mark("no source says what became of it"),
}


@dataclass(frozen=True, slots=True)
class PlottedFigure:
    """One published number for the dot plot and its table; `high` equals `low` for one value."""

    quantity: Quantity
    unit: str
    low: float
    high: float
    value: str
    scope: str
    who: str
    date: str
    extent: str
    is_whole: bool
    ruled_out: str
    doubt: str
    sources: str
    claim_id: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pledge:
    """One line of the promise ledger."""

    promise: str
    made: str
    due: str
    standing: str
    words: str
    who: str
    event_id: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Drawn kilometres of one state, one track gauge and one country."""

    country: str
    state: Lifecycle
    gauge: str
    km: float


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One segment of the table; lengths in kilometres, None where there is none."""

    id: str
    name: str
    mode: Mode
    gauge: str
    state: Lifecycle
    as_of: str
    published_km: float | None
    network_km: float | None
    drawn_km: float
    drawing: GeometryBasis
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link from plant to frontier; `lifecycle` is None where no state is recorded."""

    title: str
    record_id: str
    state: str
    lifecycle: Lifecycle | None
    tonnage: tuple[str, ...]
    note: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Everything about one project; `again` makes it anew in the language that is spoken then."""

    panel: Panel
    short: str
    layers: tuple[str, ...]
    figures: tuple[PlottedFigure, ...]
    pledges: tuple[Pledge, ...]
    shares: tuple[Share, ...]
    lines: tuple[ProjectLine, ...]
    runs_over: str
    stretches: tuple[StretchRow, ...]
    chain: tuple[ChainLink, ...]
    footnotes: tuple[Footnote, ...]
    as_of: str
    heard: str
    again: Callable[[], ProjectPage]


def project_page(
    atlas: Atlas, countries: Countries, project_id: str, day: Day | None = None
) -> ProjectPage:
    """The page of a project, its promises as they stand on `day`, or today; raises UnknownId.

    How late a missed promise is counts to the newest news of the project and no further.
    """
    day = day or today()
    project = atlas.project(project_id)
    newest = as_of(atlas).project(project_id).newer or Dated(day, day.isoformat())
    # Seen from an earlier day, news that came later does not count.
    heard = min(newest, Dated(day, day.isoformat()))
    notes = Footnotes(atlas)
    panel = project_panel(atlas, project, notes)
    segments = atlas.segments_of(project_id)
    pledges = tuple(
        _pledge(promise, heard.day, notes) for promise in promises_on(atlas, day, project_id)
    )
    lines = tuple(_project_line(atlas, segment, notes) for segment in segments)
    chain = tuple(_chain_link(atlas, link, notes) for link in project.chain)
    layers = tuple(
        layer_id for layer_id in (project.id, *project.member_ids) if _is_drawn(atlas, layer_id)
    )
    return ProjectPage(
        panel=panel,
        short=project.short,
        layers=layers,
        figures=plotted_figures(atlas, project_id, notes),
        pledges=pledges,
        shares=() if atlas.lacks_courses else shares_by_country(segments, countries),
        lines=lines,
        runs_over=runs_over_words(atlas, project),
        stretches=stretch_rows(atlas, project, notes),
        chain=chain,
        footnotes=notes.footnotes(),
        as_of=day_words(day),
        heard=when(heard.date),
        again=partial(project_page, atlas, countries, project_id, day),
    )


def _is_drawn(atlas: Atlas, project_id: str) -> bool:
    project = atlas.find_project(project_id)
    return bool(project and project.layer)


def plotted_figures(atlas: Atlas, project_id: str, notes: Footnotes) -> tuple[PlottedFigure, ...]:
    """All figures of a project that are numbers, grouped by quantity."""
    return tuple(
        PlottedFigure(
            quantity=group.quantity,
            unit=group.quantity.unit,
            low=figure.claim.low,
            high=figure.claim.low if figure.claim.high is None else figure.claim.high,
            value=amount_words(figure.claim),
            scope=figure.claim.scope,
            who=figure.claim.who,
            date=when(figure.claim.date) if figure.claim.date else say("undated"),
            extent=figure.claim.extent.label,
            is_whole=figure.claim.extent is Extent.WHOLE,
            ruled_out=figure.ruled_out or "",
            doubt=doubt_word(figure.claim.confidence),
            sources="; ".join(source.title for source in figure.sources),
            claim_id=figure.claim.id,
            notes=notes(figure.claim.source_ids),
        )
        for group in figures_of(atlas, project_id)
        for figure in group.figures
        if figure.claim.low is not None
    )


def _pledge(promise: Promise, heard: Day, notes: Footnotes) -> Pledge:
    event = promise.event
    is_missed = promise.standing is PromiseStatus.MISSED
    words = say(_STANDING[promise.standing])
    if promise.standing is PromiseStatus.UNKNOWN and event.kept is Outcome.OPEN:
        words = passed_words(notes.atlas, event)
    # Whether a promise was kept after the newest news nobody knows, so delay stops there.
    late = (heard - last_day(promise.due)).days if is_missed else promise.days_late
    if late > 0:
        words = _late_words(promise.standing, late)
    return Pledge(
        promise=event.promise or event.title,
        made=when(event.date),
        due=when(promise.due),
        standing=promise.standing.value,
        words=words,
        who="; ".join(event.people),
        event_id=event.id,
        notes=notes(event.source_ids),
    )


def _late_words(standing: PromiseStatus, late: int) -> str:
    days = number(late)
    if standing is PromiseStatus.MISSED:
        return say_many("missed by {n} day so far", "missed by {n} days so far", late, n=days)
    return say_many("kept late by {n} day", "kept late by {n} days", late, n=days)


def shares_by_country(segments: tuple[Segment, ...], countries: Countries) -> tuple[Share, ...]:
    """Drawn kilometres by country, state and track gauge, largest country first."""
    totals: defaultdict[tuple[str, Lifecycle, str], float] = defaultdict(float)
    for segment in segments:
        for code, km in countries.km_of_segment(segment).items():
            totals[code, segment.lifecycle, _gauge_words(segment)] += km
    by_country: defaultdict[str, float] = defaultdict(float)
    for (code, _, _), km in totals.items():
        by_country[code] += km
    order = sorted(by_country, key=lambda code: (-by_country[code], code))
    ranked = sorted(
        totals.items(),
        key=lambda item: (order.index(item[0][0]), list(Lifecycle).index(item[0][1]), item[0][2]),
    )
    return tuple(
        Share(say(_AT_SEA if code == AT_SEA else country_name(code)), state, gauge, km)
        for (code, state, gauge), km in ranked
    )


_AT_SEA = mark("At sea")


def why_no_kilometres(page: ProjectPage) -> str:
    """Why a page tells no kilometres by country."""
    if page.lines:
        return say("Not known: a file that it rests on is missing or damaged.")
    return say("Nothing of this project is drawn as a line.")


def _gauge_words(segment: Segment) -> str:
    if segment.gauges_mm:
        return listed(say("{gauges} mm", gauges=gauge) for gauge in segment.gauges_mm)
    return segment.mode.label


def _project_line(atlas: Atlas, segment: Segment, notes: Footnotes) -> ProjectLine:
    return ProjectLine(
        id=segment.id,
        name=line_name(atlas, segment),
        mode=segment.mode,
        gauge=_gauge_words(segment),
        state=segment.lifecycle,
        as_of=when(segment.lifecycle_as_of),
        published_km=segment.published_length_km,
        network_km=segment.network_km,
        drawn_km=drawn_km(segment),
        drawing=segment.geometry_basis,
        notes=notes(segment.source_ids),
    )


def _chain_link(atlas: Atlas, link: SupplyLink, notes: Footnotes) -> ChainLink:
    claims = [record for record in map(atlas.find, link.claim_ids) if isinstance(record, Claim)]
    record = atlas.find(link.record_id)
    return ChainLink(
        title=link.title,
        record_id=link.record_id,
        state=_state_words(record),
        lifecycle=record.lifecycle if isinstance(record, Site | Segment | Project) else None,
        tonnage=tuple(map(_tonnage_words, claims)),
        note=link.note or "",
        notes=notes(
            (*link.source_ids, *(source_id for claim in claims for source_id in claim.source_ids))
        ),
    )


def _tonnage_words(claim: Claim) -> str:
    amount = amount_words(claim)
    if claim.confidence is Confidence.SOURCED:
        return say("{amount}: {scope}", amount=amount, scope=claim.scope)
    doubt = claim.confidence.label.lower()
    return say("{amount}: {scope} ({doubt})", amount=amount, scope=claim.scope, doubt=doubt)


def _state_words(record: AnyRecord | None) -> str:
    if isinstance(record, Site | Segment | Project) and record.lifecycle:
        return record.lifecycle.label
    return say("part of the works") if isinstance(record, Area) else say("no state recorded")


def figure_rows(atlas: Atlas, page: ProjectPage) -> list[TableRow]:
    """The figures of the page for a file, in English as all of these."""
    page = in_english(page.again)
    return [
        _file_row(figure, atlas.record(figure.claim_id), "sources", "notes")
        for figure in page.figures
    ]


def pledge_rows(atlas: Atlas, page: ProjectPage) -> list[TableRow]:
    """The promises of the page for a file."""
    page = in_english(page.again)
    return [_file_row(pledge, atlas.record(pledge.event_id), "notes") for pledge in page.pledges]


def share_rows(atlas: Atlas, page: ProjectPage) -> list[TableRow]:
    """The kilometres of the page for a file, with the sources of all its drawings."""
    page = in_english(page.again)
    records = [atlas.segment(line.id) for line in page.lines]
    cited = dict.fromkeys(source for record in records for source in sources_of(record))
    origin = {"project_id": page.panel.id, "source_ids": list(cited), "licence": OSM}
    return [{**asdict(share), **origin} for share in page.shares]


def _file_row(line: PlottedFigure | Pledge, record: AnyRecord, *left_out: str) -> TableRow:
    """The fields of a line but those that only mean something on the page, and what it cites."""
    cells = {name: value for name, value in asdict(line).items() if name not in left_out}
    return {**cells, "source_ids": sources_of(record)}
