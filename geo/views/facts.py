"""Facts about sites, segments and projects, as lines of a panel."""

from collections.abc import Sequence

from geo.analysis.border_posts import Traffic, all_border_posts, post_state, row_words
from geo.analysis.commitment import CommitmentStep, commitment
from geo.atlas import Atlas
from geo.geometry.measure import drawn_km, km_by_state
from geo.records.dates import Day, today, when
from geo.records.model import LonLat, Project, Segment, Site
from geo.records.phrases import as_sentence, kilometres, listed, metres, within_sentence
from geo.records.vocab import Basis, Lifecycle, country_name
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
    value = words or lifecycle.meaning
    dated = f"as of {when(as_of)}" if as_of else "date not known"
    inferred = ", our conclusion" if basis is Basis.INFERRED else ""
    return Fact(lifecycle.label, f"{value} ({dated}{inferred})", notes, word=lifecycle.value)


def _position_words(at: LonLat) -> str:
    north = "N" if at.lat >= 0 else "S"
    east = "E" if at.lon >= 0 else "W"
    return f"{abs(at.lat):.4f}° {north}, {abs(at.lon):.4f}° {east}"


def site_facts(site: Site, notes: Footnotes) -> tuple[Fact, ...]:
    """Key facts of a place."""
    numbers = notes(site.source_ids)
    facts = []
    if site.opened:
        facts.append(Fact("Opened", when(site.opened), notes([site.opened_source_id or ""])))
    if site.lifecycle_since:
        facts.append(Fact("Since", when(site.lifecycle_since), numbers))
    if site.breaks_gauge_mm:
        pair = " / ".join(str(gauge) for gauge in site.breaks_gauge_mm)
        word = within_sentence(site.breaks_gauge_basis.label) if site.breaks_gauge_basis else ""
        basis = f", {word}" if word else ""
        facts.append(Fact("Gauge change", f"{pair} mm{basis}", numbers))
    if site.elevation_m:
        facts.append(Fact("Height", metres(site.elevation_m), numbers))
    facts.append(Fact("Country", listed(map(country_name, site.countries))))
    return tuple(facts)


def site_drawing(site: Site, notes: Footnotes) -> tuple[Fact, ...]:
    """Where the point of a place comes from and how exact it is."""
    error = f"; likely error {site.location_error_km:g} km" if site.location_error_km else ""
    how = site.location_accuracy.label
    where = Fact("Position", _position_words(site.at), notes([site.location_source_id]))
    return (where, Fact("Accuracy", f"{how}{error}", (), doubt_word(site.confidence)))


def segment_facts(segment: Segment, notes: Footnotes) -> tuple[Fact, ...]:
    """Gauge, lengths and dates of a line."""
    numbers = notes(segment.source_ids)
    facts = []
    if segment.gauges_mm:
        gauges = " and ".join(f"{gauge} mm" for gauge in segment.gauges_mm)
        basis = (
            f", {segment.gauge_basis.meaning[0].lower()}{segment.gauge_basis.meaning[1:]}"
            if segment.gauge_basis
            else ""
        )
        facts.append(Fact("Track gauge", gauges + basis.rstrip("."), numbers))
    if segment.published_length_km:
        scope = f" ({segment.published_length_scope})" if segment.published_length_scope else ""
        cited = notes([segment.published_length_source_id or ""])
        facts.append(Fact("Published length", f"{segment.published_length_km:g} km{scope}", cited))
    if segment.network_km:
        facts.append(
            Fact(
                "Length along the network",
                f"{segment.network_km:g} km, computed by us, not published",
            )
        )
    if segment.opened:
        facts.append(Fact("Opened", when(segment.opened), numbers))
    if segment.promised:
        facts.append(Fact("Promised", when(segment.promised), numbers))
    return tuple(facts)


def segment_drawing(segment: Segment, notes: Footnotes) -> tuple[Fact, ...]:
    """Where a drawn line comes from."""
    how = segment.geometry_basis.meaning + (
        f" {segment.geometry_note}" if segment.geometry_note else ""
    )
    return (
        Fact("Line", how, notes(segment.geometry_source_ids)),
        Fact(
            "Drawn length",
            f"{drawn_km(segment):.0f} km on the ellipsoid; not a railway or road distance",
        ),
        Fact("Confidence", segment.confidence.meaning, (), doubt_word(segment.confidence)),
    )


def project_facts(atlas: Atlas, project: Project) -> tuple[Fact, ...]:
    """Sponsors and drawn kilometres by state."""
    by_state = km_by_state(atlas.segments_of(project.id))
    rows = [Fact("Sponsors", "; ".join(project.sponsors))] if project.sponsors else []
    over = runs_over_words(atlas, project)
    rows += [Fact("Lines", over)] if over else []
    rows += [
        Fact(f"Drawn, {within_sentence(state.label)}", kilometres(km))
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
    on_day = f" on {when(day.isoformat())}" if day else ""
    now = tuple(
        Fact(
            state.traffic.label + on_day,
            f"{as_sentence(state.sentence())}.",
            notes(state.source_ids),
            doubt_word(state.known.confidence) if state.known else "",
        )
        for state in states
    )
    rows = tuple(
        Fact(
            f"From {when(row.from_date)}",
            f"{as_sentence(row_words(site, row))}." + (f" {row.note}" if row.note else ""),
            notes(row.source_ids),
            doubt_word(row.confidence),
        )
        for row in atlas.border_status_of(site.id)
    )
    return (*now, *rows)


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
                    f"to {other.names.en}",
                    f"{segment.mode.label}, {within_sentence(segment.lifecycle.label)}",
                )
            )
    return (*links, *(project_link(project) for project in atlas.projects_of_site(site.id)))
