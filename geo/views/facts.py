"""Facts about sites, segments and projects, as lines of a panel."""

from collections.abc import Sequence

from geo.analysis.border_posts import Traffic, all_border_posts, post_state, row_words
from geo.analysis.commitment import CommitmentStep, commitment
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km, km_by_state
from geo.records.dates import Day, today, when
from geo.records.model import LonLat, Project, Segment, Site
from geo.records.phrases import kilometres, listed, metres, within_sentence
from geo.records.texts import mark, say
from geo.records.vocab import Accuracy, Basis, Lifecycle, country_name
from geo.views.components import (
    Fact,
    Footnotes,
    Ladder,
    LadderStep,
    LocalName,
    RecordLink,
    TextRun,
    doubt_word,
    project_link,
)
from geo.views.freshness import full_sentence
from geo.views.shared_lines import runs_over_words

_RIGHT_TO_LEFT = frozenset({"ur", "fa", "ps", "ug"})


def local_names(pairs: Sequence[tuple[str, str]]) -> tuple[LocalName, ...]:
    """Names in other languages with their direction."""
    return tuple(
        LocalName(tag, text, "rtl" if tag in _RIGHT_TO_LEFT else "ltr") for tag, text in pairs
    )


def plain_text_run(text: str | None) -> tuple[TextRun, ...]:
    """A plain text as running text."""
    return (TextRun("text", text),) if text else ()


def state_fact(
    lifecycle: Lifecycle | None,
    as_of: str | None,
    basis: Basis | None,
    notes: tuple[int, ...],
    words: str = "",
) -> Fact | None:
    """The state of something, its date and how it is known; None where no state applies."""
    if lifecycle is None:
        return None
    value = _without_label(lifecycle.label, words or lifecycle.meaning)
    if as_of:
        text = _INFERRED_AS_OF if basis is Basis.INFERRED else _STATED_AS_OF
    else:
        text = _INFERRED if basis is Basis.INFERRED else _STATED
    said = say(text, state=value, date=when(as_of) if as_of else "")
    return Fact(lifecycle.label, said, notes, word=lifecycle.value)


def _without_label(label: str, words: str) -> str:
    """The words after a label that they only say again: `Idle since 2015` is `Since 2015`."""
    for said in (label, label.rsplit(maxsplit=1)[-1]):
        rest = words[len(said) :].lstrip(" ,:;")
        if words.casefold().startswith(said.casefold()) and not words[len(said) :][:1].isalpha():
            return f"{rest[:1].upper()}{rest[1:]}" or words
    return words


_STATED_AS_OF = mark("{state} (as of {date})")
_STATED = mark("{state} (date not known)")
_INFERRED_AS_OF = mark("{state} (as of {date}, our conclusion)")
_INFERRED = mark("{state} (date not known, our conclusion)")


def _position_words(at: LonLat) -> str:
    lat, lon = f"{abs(at.lat):.4f}", f"{abs(at.lon):.4f}"
    north = say("{degrees}° N", degrees=lat) if at.lat >= 0 else say("{degrees}° S", degrees=lat)
    east = say("{degrees}° E", degrees=lon) if at.lon >= 0 else say("{degrees}° W", degrees=lon)
    return f"{north}, {east}"


def site_facts(site: Site, notes: Footnotes) -> tuple[Fact, ...]:
    """Key facts of a place."""
    numbers = notes(site.source_ids)
    facts = []
    if site.opened:
        facts.append(Fact(say("Opened"), when(site.opened), notes([site.opened_source_id or ""])))
    if site.lifecycle_since:
        facts.append(Fact(say("Since"), when(site.lifecycle_since), numbers))
    if site.breaks_gauge_mm:
        pair = " / ".join(str(gauge) for gauge in site.breaks_gauge_mm)
        basis = site.breaks_gauge_basis
        value = (
            say("{gauges} mm, {basis}", gauges=pair, basis=within_sentence(basis.label))
            if basis
            else say("{gauges} mm", gauges=pair)
        )
        facts.append(Fact(say("Gauge change"), value, numbers))
    if site.elevation_m:
        facts.append(Fact(say("Height"), metres(site.elevation_m), numbers))
    countries = [country_name(code) for code in site.countries]
    facts.append(Fact(say("Country"), listed(countries)))
    return tuple(facts)


def site_drawing(site: Site, notes: Footnotes) -> tuple[Fact, ...]:
    """Where the point of a place comes from and how exact it is."""
    how = say("Exact") if site.location_accuracy is Accuracy.EXACT else say("Approximate")
    if site.location_error_km:
        km = f"{site.location_error_km:g}"
        how = say("{accuracy}; likely error {km} km", accuracy=how, km=km)
    where = Fact(say("Position"), _position_words(site.at), notes([site.location_source_id]))
    return (where, Fact(say("Accuracy"), how, (), doubt_word(site.confidence)))


def segment_facts(segment: Segment, notes: Footnotes) -> tuple[Fact, ...]:
    """Gauge, lengths and dates of a line."""
    numbers = notes(segment.source_ids)
    facts = []
    if segment.gauges_mm:
        facts.append(Fact(say("Track gauge"), _gauge_words(segment), numbers))
    if segment.published_length_km:
        km, scope = f"{segment.published_length_km:g}", segment.published_length_scope
        length = say("{km} km ({scope})", km=km, scope=scope) if scope else say("{km} km", km=km)
        cited = notes([segment.published_length_source_id or ""])
        facts.append(Fact(say("Published length"), length, cited))
    if segment.network_km:
        km = f"{segment.network_km:g}"
        length = say("{km} km, computed by us, not published", km=km)
        facts.append(Fact(say("Length along the network"), length))
    if segment.opened:
        facts.append(Fact(say("Opened"), when(segment.opened), numbers))
    if segment.promised:
        facts.append(Fact(say("Promised"), when(segment.promised), numbers))
    return tuple(facts)


def _gauge_words(segment: Segment) -> str:
    gauges = listed(say("{gauges} mm", gauges=gauge) for gauge in segment.gauges_mm or ())
    if segment.gauge_basis is None:
        return gauges
    meaning = segment.gauge_basis.meaning.rstrip(".")
    basis = f"{meaning[:1].lower()}{meaning[1:]}"
    return say("{gauges}, {basis}", gauges=gauges, basis=basis)


def segment_drawing(segment: Segment, notes: Footnotes) -> tuple[Fact, ...]:
    """Where a drawn line comes from."""
    how = segment.geometry_basis.meaning + (
        f" {segment.geometry_note}" if segment.geometry_note else ""
    )
    km = f"{drawn_km(segment):.0f}"
    return (
        Fact(say("Line"), how, notes(segment.geometry_source_ids)),
        Fact(
            say("Drawn length"),
            say("{km} km on the ellipsoid; not a railway or road distance", km=km),
        ),
        Fact(say("Confidence"), segment.confidence.meaning, (), doubt_word(segment.confidence)),
    )


def project_facts(atlas: Atlas, project: Project) -> tuple[Fact, ...]:
    """Sponsors and drawn kilometres by state."""
    by_state = km_by_state(atlas.segments_of(project.id))
    rows = (
        [Fact(say("Sponsors"), "; ".join(project.sponsors), word="sponsors")]
        if project.sponsors
        else []
    )
    over = runs_over_words(atlas, project)
    rows += [Fact(say("Lines"), over)] if over else []
    rows += [
        Fact(say("Drawn, {state}", state=within_sentence(state.label)), kilometres(km))
        for state, km in by_state.items()
    ]
    return tuple(rows)


def option_facts(projects: Sequence[Project], notes: Footnotes) -> tuple[Fact, ...]:
    """What a project may turn out to be."""
    return tuple(
        Fact(option.title, option.summary, notes(option.source_ids))
        for project in projects
        for option in project.options
    )


def ladder_of(atlas: Atlas, project: Project, notes: Footnotes) -> Ladder:
    """The ladder of commitment of a project."""
    steps = tuple(_ladder_step(step, notes) for step in commitment(atlas, project))
    return Ladder(project.names.en, steps)


def _ladder_step(step: CommitmentStep, notes: Footnotes) -> LadderStep:
    return LadderStep(
        step.rung.label,
        step.rung.meaning,
        step.standing,
        date=when(step.date) if step.date else "",
        document=step.document,
        notes=notes(step.source_ids),
    )


def border_facts(
    atlas: Atlas, site: Site, notes: Footnotes, day: Day | None = None
) -> tuple[Fact, ...]:
    """What is known of a border post on a day or today, then each record of it, newest first."""
    if site not in all_border_posts(atlas):
        return ()
    states = [post_state(atlas, site.id, day or today(), traffic) for traffic in Traffic]
    now = tuple(
        Fact(
            _traffic_words(state.traffic, day),
            full_sentence(state.sentence()),
            notes(state.source_ids),
            doubt_word(state.known.confidence) if state.known else "",
        )
        for state in states
    )
    rows = tuple(
        Fact(
            say("From {date}", date=when(row.from_date)),
            full_sentence(row_words(site, row)) + (f" {row.note}" if row.note else ""),
            notes(row.source_ids),
            doubt_word(row.confidence),
        )
        for row in atlas.border_status_of(site.id)
    )
    return (*now, *rows)


def _traffic_words(traffic: Traffic, day: Day | None) -> str:
    is_freight = traffic is Traffic.FREIGHT
    if day is None:
        return say("Freight") if is_freight else say("People")
    date = when(day.isoformat())
    return say("Freight on {date}", date=date) if is_freight else say("People on {date}", date=date)


def people_facts(atlas: Atlas, projects: Sequence[Project], notes: Footnotes) -> tuple[Fact, ...]:
    """People of these projects with the office they held."""
    wanted = {project.id for project in projects}
    return tuple(
        Fact(
            person.names.en,
            person.office + (f". {person.note}" if person.note else ""),
            notes(person.source_ids),
            doubt_word(person.confidence),
        )
        for person in atlas.people
        if wanted & set(person.project_ids)
    )


def site_neighbours(atlas: Atlas, site: Site) -> tuple[RecordLink, ...]:
    """Lines that begin or end at a place, and its projects."""
    links = []
    for segment in atlas.segments_at(site.id):
        other_id = segment.to_id if segment.from_id == site.id else segment.from_id
        other = atlas.find_site(other_id)
        if other and site.id in (segment.from_id, segment.to_id):
            links.append(
                RecordLink(
                    segment.id,
                    say("to {place}", place=other.names.en),
                    f"{segment.mode.label}, {segment.lifecycle.label}",
                )
            )
    return (*links, *(project_link(project) for project in atlas.projects_of_site(site.id)))
