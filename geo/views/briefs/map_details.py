"""What a copy of the map tells of all that is on it, with one list of sources for the whole."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.records.dates import Day
from geo.records.model import Area, Project, Segment, Site
from geo.records.texts import say
from geo.views.components import Fact, Footnote, Footnotes, Panel, RecordLink
from geo.views.evidence import figure_groups
from geo.views.facts import (
    border_facts,
    local_names,
    plain_text_run,
    project_facts,
    segment_drawing,
    segment_facts,
    site_drawing,
    site_facts,
    state_fact,
)
from geo.views.freshness import line_freshness, post_freshness, project_freshness
from geo.views.standing import standing


@dataclass(frozen=True, slots=True)
class MapDetails:
    """A panel for each record, in the order of the map's list, and the sources by number.

    The panels are shorter than those of the atlas; `projects` are those of the first of them.
    """

    projects: tuple[Panel, ...]
    others: tuple[Panel, ...]
    footnotes: tuple[Footnote, ...]


@dataclass(frozen=True, slots=True)
class OnMap:
    """The records that a map shows; `day` is None for the newest."""

    projects: Sequence[Project]
    lines: Sequence[Segment]
    places: Sequence[Site]
    outlines: Sequence[Area]
    day: Day | None = None


def map_details(atlas: Atlas, shown: OnMap) -> MapDetails:
    """What is told of these records; of border posts what was known on the day, or is known now."""
    notes = Footnotes(atlas)
    on = {project.id for project in shown.projects}
    panels = tuple(_project(atlas, project, notes) for project in shown.projects)
    others = (
        *(_line(atlas, line, on, notes) for line in shown.lines),
        *(_place(atlas, site, on, notes, shown.day) for site in shown.places),
        *(_outline(atlas, area, on, notes) for area in shown.outlines),
    )
    return MapDetails(panels, others, notes.footnotes())


def _project(atlas: Atlas, project: Project, notes: Footnotes) -> Panel:
    found = standing(atlas, project, notes)
    return Panel(
        id=project.id,
        kind=say("Project"),
        name=project.names.en,
        local_names=local_names(project.names.local()),
        state=_state(project, notes, project.lifecycle_note or ""),
        heard=project_freshness(atlas, project.id),
        standings=(found,) if found else (),
        summary=plain_text_run(project.summary),
        facts=project_facts(atlas, project),
        figures=figure_groups(atlas.claims_of(project.id), notes),
    )


def _line(atlas: Atlas, line: Segment, on: Collection[str], notes: Footnotes) -> Panel:
    home = atlas.project(line.project_id)
    kind = say("{mode} of the project “{project}”", mode=line.mode.label, project=home.names.en)
    return Panel(
        id=line.id,
        kind=kind,
        name=line_name(atlas, line),
        state=_state(line, notes),
        heard=line_freshness(atlas, line),
        summary=plain_text_run(line.note),
        facts=segment_facts(line, notes),
        figures=figure_groups(atlas.claims_of(line.id), notes),
        drawing=segment_drawing(line, notes),
        neighbours=_links(atlas.projects_over(line.id), on),
    )


def _place(
    atlas: Atlas, site: Site, on: Collection[str], notes: Footnotes, day: Day | None
) -> Panel:
    return Panel(
        id=site.id,
        kind=site.kind.label,
        name=site.names.en,
        local_names=local_names(site.names.local()),
        state=_state(site, notes),
        heard=post_freshness(atlas, site),
        border=border_facts(atlas, site, notes, day),
        summary=plain_text_run(site.note),
        facts=site_facts(site, notes),
        figures=figure_groups(atlas.claims_of(site.id), notes),
        drawing=site_drawing(site, notes),
        neighbours=_links(atlas.projects_of_site(site.id), on),
    )


def _outline(atlas: Atlas, area: Area, on: Collection[str], notes: Footnotes) -> Panel:
    numbers = notes(area.source_ids)
    return Panel(
        id=area.id,
        kind=say("Outline on the ground"),
        name=area.names.en,
        local_names=local_names(area.names.local()),
        summary=plain_text_run(area.note),
        drawing=(Fact(say("Outline"), area.geometry_basis.meaning, numbers),),
        neighbours=_links([atlas.project(area.project_id)], on),
    )


def _state(record: Project | Segment | Site, notes: Footnotes, words: str = "") -> Fact | None:
    return state_fact(
        record.lifecycle,
        record.lifecycle_as_of,
        record.lifecycle_basis,
        notes(record.source_ids),
        words,
    )


def _links(projects: Sequence[Project], on: Collection[str]) -> tuple[RecordLink, ...]:
    """The projects that are on the map: of others nothing is told here."""
    return tuple(
        RecordLink(project.id, project.names.en, project.lifecycle.label)
        for project in projects
        if project.id in on
    )
