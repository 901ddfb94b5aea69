"""What the details panel shows: plain, frozen dataclasses, made without Streamlit.

Every fact in a panel carries footnote numbers; `Notes` gives each source one number per panel.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geo.atlas import Atlas
from geo.dates import when
from geo.measure import drawn_km
from geo.model import Area, Article, Claim, Event, LonLat, Project, Segment, Site, Source
from geo.search import fold
from geo.vocab import COUNTRIES, Accuracy, Basis, Confidence, Lifecycle, Quantity, Rung

_LINK = re.compile(r"\[\[(?P<record>[a-z0-9-]+)(?:\|(?P<words>[^\]]+))?\]\]|\[\^(?P<source>[a-z0-9-]+)\]")
_RIGHT_TO_LEFT = frozenset({"ur", "fa", "ps", "ug"})
_LATEST = 6


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a panel: what, its value, how sure, footnote numbers."""

    label: str
    value: str
    notes: tuple[int, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class LocalName:
    """A name in another language and the direction it is read in."""

    language: str
    text: str
    direction: str


@dataclass(frozen=True, slots=True)
class Link:
    """A record to go to."""

    id: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder of commitment and the event that reached it, if any did."""

    rung: str
    meaning: str
    reached: bool
    date: str = ""
    document: str = ""
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a project has come, from statement to service."""

    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One event, ready to be read."""

    id: str
    date: str
    title: str
    text: str
    doubt: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of running text: plain words, a link to a record, or a footnote number."""

    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One article in our own words, with the source it tells of."""

    id: str
    title: str
    publisher: str
    date: str
    url: str
    runs: tuple[Run, ...]
    doubt: str
    note: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Published figures of one kind, side by side, each with its scope."""

    quantity: str
    unit: str
    rows: tuple[Fact, ...]
    disagree: bool


@dataclass(frozen=True, slots=True)
class Footnote:
    """One source at the end of a panel."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class Panel:
    """The details of one record, in the order in which they are read."""

    id: str
    kind: str
    name: str
    local_names: tuple[LocalName, ...] = ()
    state: Fact | None = None
    summary: tuple[Run, ...] = ()
    facts: tuple[Fact, ...] = ()
    options: tuple[Fact, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    border: tuple[Fact, ...] = ()
    figures: tuple[Figures, ...] = ()
    people: tuple[Fact, ...] = ()
    events: tuple[Happening, ...] = ()
    stories: tuple[Story, ...] = ()
    drawing: tuple[Fact, ...] = ()
    neighbours: tuple[Link, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


@dataclass(slots=True)
class Notes:
    """Numbers the sources of a panel in the order in which they are first cited."""

    atlas: Atlas
    order: list[str] = field(default_factory=list)

    def __call__(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """The footnote numbers of these sources; ids without a row are left out."""
        numbers = []
        for source_id in source_ids:
            if self.atlas.find_source(source_id) is None:
                continue
            if source_id not in self.order:
                self.order.append(source_id)
            numbers.append(self.order.index(source_id) + 1)
        return tuple(dict.fromkeys(numbers))

    def footnotes(self) -> tuple[Footnote, ...]:
        """All sources cited so far, by number."""
        found = ((at, self.atlas.find_source(one)) for at, one in enumerate(self.order, 1))
        return tuple(Footnote(number, source) for number, source in found if source)


def panel(atlas: Atlas, record_id: str) -> Panel:
    """The details of any record that can be selected; raises UnknownId for any other id."""
    record = atlas.record(record_id)
    if isinstance(record, Site):
        return site_panel(atlas, record)
    if isinstance(record, Segment):
        return segment_panel(atlas, record)
    if isinstance(record, Area):
        return area_panel(atlas, record)
    return project_panel(atlas, atlas.project(record_id))


def site_panel(atlas: Atlas, site: Site) -> Panel:
    """A place: what it is, its state, what happened there, what it connects to."""
    notes = Notes(atlas)
    projects = atlas.projects_of_site(site.id)
    home = [one for one in projects if site.id in _plants(atlas, one)]
    claims = [claim for one in (site.id, *(p.id for p in home)) for claim in atlas.claims_of(one)]
    return Panel(
        id=site.id,
        kind=site.kind.meaning.rstrip("."),
        name=site.names.en,
        local_names=_local(site.names.local()),
        state=_state(site.lifecycle, site.lifecycle_as_of, site.lifecycle_basis, notes(site.source_ids)),
        summary=_plain(site.note),
        facts=_site_facts(site, notes),
        options=_options(home, notes),
        ladders=tuple(_ladder(atlas, one, notes) for one in home),
        border=_border(atlas, site, notes),
        figures=_figures(claims, notes),
        people=_people(atlas, home, notes),
        events=_happenings(_merge(atlas.events_of_site(site.id), *(atlas.events_of_project(p.id) for p in home)), notes),
        stories=_stories(atlas, (site.id, *(p.id for p in home)), notes),
        drawing=_site_drawing(site, notes),
        neighbours=_site_neighbours(atlas, site),
        footnotes=notes.footnotes(),
    )


def segment_panel(atlas: Atlas, segment: Segment) -> Panel:
    """A line between two places: its state, its figures, and the project it belongs to."""
    notes = Notes(atlas)
    project = atlas.project(segment.project_id)
    ends = [site for site in (atlas.find_site(segment.from_id), atlas.find_site(segment.to_id)) if site]
    name = " – ".join(site.names.en for site in ends)
    return Panel(
        id=segment.id,
        kind=f"{segment.mode.meaning.rstrip('.')} of the project “{project.names.en}”",
        name=f"{segment.label}: {name}" if segment.label else name,
        state=_state(segment.lifecycle, segment.lifecycle_as_of, segment.lifecycle_basis, notes(segment.source_ids)),
        summary=_plain(segment.note),
        facts=_segment_facts(segment, notes),
        ladders=(_ladder(atlas, project, notes),),
        figures=_figures([*atlas.claims_of(segment.id), *atlas.claims_of(project.id)], notes),
        events=_happenings(_line_events(atlas, segment), notes),
        stories=_stories(atlas, (project.id,), notes),
        drawing=_segment_drawing(segment, notes),
        neighbours=(*(_site_link(site) for site in ends), _project_link(project)),
        footnotes=notes.footnotes(),
    )


def area_panel(atlas: Atlas, area: Area) -> Panel:
    """An outline: how large it is said to be and how it was drawn."""
    notes = Notes(atlas)
    numbers = notes(area.source_ids)
    facts = [Fact("Published area", f"{area.published_acres:,.0f} acres".replace(",", "\u2009"), numbers)] if area.published_acres else []
    site = atlas.find_site(area.site_id)
    return Panel(
        id=area.id,
        kind="Outline on the ground",
        name=area.names.en,
        local_names=_local(area.names.local()),
        summary=_plain(area.note),
        facts=tuple(facts),
        stories=_stories(atlas, (area.site_id,), notes),
        drawing=(Fact("Outline", area.geometry_basis.meaning, numbers, _doubt(area.confidence)),),
        neighbours=(_site_link(site),) if site else (),
        footnotes=notes.footnotes(),
    )


def project_panel(atlas: Atlas, project: Project) -> Panel:
    """A project in short: state, ladder, figures that disagree, events and news."""
    notes = Notes(atlas)
    members = [atlas.project(one) for one in project.member_ids if atlas.find_project(one)]
    return Panel(
        id=project.id,
        kind="Project",
        name=project.names.en,
        local_names=_local(project.names.local()),
        state=_state(project.lifecycle, project.lifecycle_as_of, project.lifecycle_basis, notes(project.source_ids), project.lifecycle_note),
        summary=_plain(project.summary),
        facts=_project_facts(atlas, project),
        options=_options([project], notes),
        ladders=(_ladder(atlas, project, notes),),
        figures=_figures(atlas.claims_of(project.id), notes),
        people=_people(atlas, [project], notes),
        events=_happenings(atlas.events_of_project(project.id), notes),
        stories=_stories(atlas, (project.id,), notes),
        neighbours=tuple(_project_link(one) for one in members),
        footnotes=notes.footnotes(),
    )


@dataclass(frozen=True, slots=True)
class Welcome:
    """What stands in the panel while nothing is selected."""

    counts: tuple[Fact, ...]
    events: tuple[Happening, ...]
    projects: tuple[Link, ...]
    footnotes: tuple[Footnote, ...]


def welcome(atlas: Atlas) -> Welcome:
    """The latest events and the projects to begin with."""
    notes = Notes(atlas)
    sourced = (event for event in atlas.events if event.confidence is Confidence.SOURCED)
    latest = sorted(sourced, key=lambda event: (event.date, event.id), reverse=True)[:_LATEST]
    counts = (
        Fact("Projects", str(len(atlas.projects))),
        Fact("Lines", str(len(atlas.segments))),
        Fact("Events", str(len(atlas.events))),
        Fact("Sources", str(len(atlas.sources))),
    )
    events = _happenings(latest, notes)
    links = tuple(_project_link(one) for one in atlas.projects if not one.id.endswith("motorways"))
    return Welcome(counts, events, links, notes.footnotes())


def runs(atlas: Atlas, body: str, notes: Notes) -> tuple[Run, ...]:
    """The body of an article as pieces; unknown links stay plain words."""
    pieces: list[Run] = []
    at = 0
    for found in _LINK.finditer(body):
        pieces.append(Run("text", body[at : found.start()]))
        pieces.append(_run(atlas, found, notes))
        at = found.end()
    return tuple(piece for piece in (*pieces, Run("text", body[at:])) if piece.text)


def _run(atlas: Atlas, found: re.Match[str], notes: Notes) -> Run:
    if found["source"]:
        return Run("note", "".join(str(number) for number in notes([found["source"]])))
    record = atlas.find_site(found["record"]) or atlas.find_project(found["record"])
    if record is None:
        return Run("text", found["words"] or found["record"])
    return Run("link", found["words"] or record.names.en, record.id)


def _plants(atlas: Atlas, project: Project) -> set[str]:
    """Sites that stand for a whole project, as the steelworks do for its restoration."""
    return {area.site_id for area in atlas.areas_of(project.id)}


def _local(pairs: Sequence[tuple[str, str]]) -> tuple[LocalName, ...]:
    return tuple(LocalName(tag, text, "rtl" if tag in _RIGHT_TO_LEFT else "ltr") for tag, text in pairs)


def _plain(text: str | None) -> tuple[Run, ...]:
    return (Run("text", text),) if text else ()


def _doubt(confidence: Confidence) -> str:
    return "" if confidence is Confidence.SOURCED else confidence.value


def _state(lifecycle: Lifecycle | None, as_of: str | None, basis: Basis | None, notes: tuple[int, ...], words: str = "") -> Fact | None:
    if lifecycle is None:
        return None
    value = words or lifecycle.meaning
    dated = f"as of {when(as_of)}" if as_of else "date not known"
    inferred = ", our conclusion" if basis is Basis.INFERRED else ""
    return Fact(lifecycle.value, f"{value} ({dated}{inferred})", notes)


def _position(at: LonLat) -> str:
    north = "N" if at.lat >= 0 else "S"
    east = "E" if at.lon >= 0 else "W"
    return f"{abs(at.lat):.4f}° {north}, {abs(at.lon):.4f}° {east}"


def _site_facts(site: Site, notes: Notes) -> tuple[Fact, ...]:
    numbers = notes(site.source_ids)
    facts = []
    if site.lifecycle_since:
        facts.append(Fact("Since", when(site.lifecycle_since), numbers))
    if site.breaks_gauge_mm:
        pair = " / ".join(str(gauge) for gauge in site.breaks_gauge_mm)
        basis = f", {site.breaks_gauge_basis.value}" if site.breaks_gauge_basis else ""
        facts.append(Fact("Break of gauge", f"{pair} mm{basis}", numbers))
    if site.elevation_m:
        facts.append(Fact("Height", f"{site.elevation_m:,} m".replace(",", "\u2009"), numbers))
    facts.append(Fact("Country", " and ".join(COUNTRIES.get(code, code) for code in site.countries)))
    return tuple(facts)


def _site_drawing(site: Site, notes: Notes) -> tuple[Fact, ...]:
    error = f"; likely error {site.location_error_km:g} km" if site.location_error_km else ""
    how = "Exact" if site.location_accuracy is Accuracy.EXACT else "Approximate"
    where = Fact("Position", _position(site.at), notes([site.location_source_id]))
    return (where, Fact("Accuracy", f"{how}{error}", (), _doubt(site.confidence)))


def _segment_facts(segment: Segment, notes: Notes) -> tuple[Fact, ...]:
    numbers = notes(segment.source_ids)
    facts = []
    if segment.gauges_mm:
        gauges = " and ".join(f"{gauge} mm" for gauge in segment.gauges_mm)
        basis = f", {segment.gauge_basis.meaning[0].lower()}{segment.gauge_basis.meaning[1:]}" if segment.gauge_basis else ""
        facts.append(Fact("Track gauge", gauges + basis.rstrip("."), numbers))
    if segment.published_length_km:
        scope = f" ({segment.published_length_scope})" if segment.published_length_scope else ""
        cited = notes([segment.published_length_source_id or ""])
        facts.append(Fact("Published length", f"{segment.published_length_km:g} km{scope}", cited))
    if segment.network_km:
        facts.append(Fact("Length along the network", f"{segment.network_km:g} km, computed by us, not published"))
    if segment.opened:
        facts.append(Fact("Opened", when(segment.opened), numbers))
    if segment.promised:
        facts.append(Fact("Promised", when(segment.promised), numbers))
    return tuple(facts)


def _segment_drawing(segment: Segment, notes: Notes) -> tuple[Fact, ...]:
    how = segment.geometry_basis.meaning + (f" {segment.geometry_note}" if segment.geometry_note else "")
    return (
        Fact("Line", how, notes(segment.geometry_source_ids)),
        Fact("Drawn length", f"{drawn_km(segment):.0f} km on the ellipsoid; not a railway or road distance"),
        Fact("Confidence", segment.confidence.meaning, (), _doubt(segment.confidence)),
    )


def _project_facts(atlas: Atlas, project: Project) -> tuple[Fact, ...]:
    segments = atlas.segments_of(project.id)
    by_state: dict[Lifecycle, float] = {}
    for segment in segments:
        by_state[segment.lifecycle] = by_state.get(segment.lifecycle, 0.0) + drawn_km(segment)
    rows = [Fact("Sponsors", "; ".join(project.sponsors))] if project.sponsors else []
    rows += [Fact(f"Drawn, {state.value}", f"{km:,.0f} km".replace(",", "\u2009")) for state, km in by_state.items()]
    return tuple(rows)


def _options(projects: Sequence[Project], notes: Notes) -> tuple[Fact, ...]:
    return tuple(Fact(one.title, one.summary, notes(one.source_ids)) for project in projects for one in project.options)


def _ladder(atlas: Atlas, project: Project, notes: Notes) -> Ladder:
    steps = tuple(_step(rung, event, notes) for rung, event in atlas.ladder(project.id))
    return Ladder(project.names.en, steps)


def _step(rung: Rung, event: Event | None, notes: Notes) -> Step:
    name = rung.value.replace("-", " ")
    if event is None:
        return Step(name, rung.meaning, reached=False)
    document = event.document or event.title
    return Step(name, rung.meaning, True, when(event.date), document, notes(event.source_ids))


def _border(atlas: Atlas, site: Site, notes: Notes) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            f"From {when(one.from_date)}",
            f"Freight {one.freight.value}, people {one.people.value}." + (f" {one.note}" if one.note else ""),
            notes(one.source_ids),
            _doubt(one.confidence),
        )
        for one in atlas.border_status_of(site.id)
    )


def _figures(claims: Sequence[Claim], notes: Notes) -> tuple[Figures, ...]:
    by_quantity: dict[Quantity, list[Claim]] = {}
    for claim in claims:
        by_quantity.setdefault(claim.quantity, []).append(claim)
    return tuple(
        Figures(
            quantity.meaning.rstrip("."),
            quantity.unit,
            tuple(_figure(claim, notes) for claim in sorted(group, key=_by_value)),
            len({(claim.low, claim.high, claim.text) for claim in group}) > 1,
        )
        for quantity, group in by_quantity.items()
    )


def _by_value(claim: Claim) -> tuple[float, str, str]:
    return (claim.low if claim.low is not None else 0.0, claim.date or "", claim.id)


def _figure(claim: Claim, notes: Notes) -> Fact:
    dated = f", {when(claim.date)}" if claim.date else ""
    note = f" {claim.note}" if claim.note else ""
    said = f"{claim.scope}. {claim.who}{dated}.{note}"
    return Fact(_amount(claim), said, notes(claim.source_ids), _doubt(claim.confidence))


def _amount(claim: Claim) -> str:
    if claim.low is None:
        return claim.text or ""
    low = f"{claim.low:,.10g}".replace(",", "\u2009")
    high = f"–{claim.high:,.10g}".replace(",", "\u2009") if claim.high is not None else ""
    unit = f" {claim.quantity.unit}" if claim.quantity.unit else ""
    return f"{low}{high}{unit}"


def _people(atlas: Atlas, projects: Sequence[Project], notes: Notes) -> tuple[Fact, ...]:
    wanted = {project.id for project in projects}
    return tuple(
        Fact(one.names.en, one.office + (f". {one.note}" if one.note else ""), notes(one.source_ids), _doubt(one.confidence))
        for one in atlas.people
        if wanted & set(one.project_ids)
    )


def _merge(*groups: Sequence[Event]) -> tuple[Event, ...]:
    by_id = {event.id: event for group in groups for event in group}
    return tuple(sorted(by_id.values(), key=lambda event: (event.date, event.id), reverse=True))


def _line_events(atlas: Atlas, segment: Segment) -> tuple[Event, ...]:
    """Events of the project that name a place on this line; all of them when none does."""
    places = {segment.from_id, segment.to_id, *segment.via_ids}
    events = atlas.events_of_project(segment.project_id)
    return tuple(event for event in events if places & set(event.site_ids)) or tuple(events)


def _happenings(events: Sequence[Event], notes: Notes) -> tuple[Happening, ...]:
    return tuple(
        Happening(one.id, when(one.date), one.title, one.text or "", _doubt(one.confidence), notes(one.source_ids))
        for one in events
    )


def _stories(atlas: Atlas, about: Sequence[str], notes: Notes) -> tuple[Story, ...]:
    found: dict[str, Article] = {}
    for record_id in about:
        found |= {article.id: article for article in atlas.articles_about(record_id)}
    dated = [(atlas.source(article.source_id), article) for article in found.values() if atlas.find_source(article.source_id)]
    dated.sort(key=lambda pair: (pair[0].date_published or "", pair[1].id), reverse=True)
    return tuple(_story(atlas, source, article, notes) for source, article in dated)


def _story(atlas: Atlas, source: Source, article: Article, notes: Notes) -> Story:
    number = notes([source.id])[0]
    date = when(source.date_published) if source.date_published else "undated"
    text = runs(atlas, article.body, notes)
    return Story(article.id, article.title, source.publisher, date, source.url or "", text, _doubt(article.confidence), number)


def _site_link(site: Site) -> Link:
    return Link(site.id, site.names.en, site.kind.meaning.rstrip("."))


def _project_link(project: Project) -> Link:
    return Link(project.id, project.names.en, project.lifecycle.value)


def _site_neighbours(atlas: Atlas, site: Site) -> tuple[Link, ...]:
    links = []
    for segment in atlas.segments_at(site.id):
        other_id = segment.to_id if segment.from_id == site.id else segment.from_id
        other = atlas.find_site(other_id)
        if other and site.id in (segment.from_id, segment.to_id):
            links.append(Link(segment.id, f"to {other.names.en}", f"{segment.mode.value}, {segment.lifecycle.value}"))
    return (*links, *(_project_link(one) for one in atlas.projects_of_site(site.id)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the source register and what it supports."""

    source: Source
    supports: tuple[Link, ...]
    others: int


def register(atlas: Atlas, words: str = "", kind: str = "") -> tuple[Entry, ...]:
    """Sources whose title, publisher, id or note holds all `words`, of one kind or of all."""
    wanted = fold(words).split()
    return tuple(
        _entry(atlas, source)
        for source in atlas.sources
        if kind in ("", source.kind.value) and all(word in _haystack(source) for word in wanted)
    )


def _haystack(source: Source) -> str:
    return fold(" ".join((source.title, source.publisher, source.id, source.note or "")))


def _entry(atlas: Atlas, source: Source) -> Entry:
    """Up to four records that can be shown on the map, and how many others there are."""
    cited = atlas.supports(source.id)
    owners: dict[str, Link] = {}
    for record_id in cited:
        for link in _shown(atlas, record_id):
            owners.setdefault(link.id, link)
    links = tuple(owners.values())[:4]
    return Entry(source, links, len(cited))


def _shown(atlas: Atlas, record_id: str) -> tuple[Link, ...]:
    """The records of the map that a record stands for: itself, its subject, its projects."""
    record = atlas.record(record_id)
    if isinstance(record, Site):
        return (_site_link(record),)
    if isinstance(record, Project):
        return (_project_link(record),)
    owners = getattr(record, "project_ids", ()) or getattr(record, "about_ids", ())
    owners = owners or (getattr(record, "project_id", ""), getattr(record, "subject_id", ""))
    projects = (atlas.find_project(one) for one in owners)
    return tuple(_project_link(one) for one in projects if one)
