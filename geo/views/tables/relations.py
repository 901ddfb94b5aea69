"""What a record belongs to: its name, its projects and countries, and where the map shows it."""

from collections.abc import Iterable

from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import (
    AnyRecord,
    Area,
    Article,
    BorderStatus,
    Claim,
    Correction,
    Event,
    Person,
    Project,
    Segment,
    Site,
    Source,
    StateChange,
)
from geo.records.texts import say
from geo.records.vocab import COUNTRIES
from geo.views.evidence import amount_words
from geo.views.links import MAP, page_link
from geo.views.tables.table_cells import Cell, CellText, links_cell


def name_of(atlas: Atlas, record_id: str) -> str:
    """What people call a record; its id where nobody calls it anything."""
    record = atlas.find(record_id)
    if isinstance(record, Claim):
        return f"{name_of(atlas, record.subject_id)}, {amount_words(record)}"
    if isinstance(record, BorderStatus):
        name = name_of(atlas, record.site_id)
        return say("{name}, from {date}", name=name, date=when(record.from_date))
    if isinstance(record, Segment):
        return line_name(atlas, record)
    if isinstance(record, Site | Project | Person | Area):
        return record.names.en
    if isinstance(record, Source | Article | Event):
        return record.title
    return record_id


def projects_of(atlas: Atlas, record: AnyRecord | None) -> tuple[Project, ...]:
    """Projects that a record belongs to, or else those of the records that it is about."""
    if isinstance(record, Project):
        return (record,)
    if isinstance(record, Site):
        return atlas.projects_of_site(record.id)
    if isinstance(record, Segment):
        return atlas.projects_over(record.id)
    if isinstance(record, Correction) and isinstance(atlas.find(record.record_id), Source):
        return ()  # what the source supports would lead back to it
    named = (atlas.find_project(project_id) for project_id in _ids_in_fields(record, _OWNERS))
    found = [project for project in named if project]
    if not found:
        about = (
            atlas.supports(record.id)
            if isinstance(record, Source)
            else _ids_in_fields(record, _SUBJECTS)
        )
        found = [
            project for record_id in about for project in projects_of(atlas, atlas.find(record_id))
        ]
    return tuple({project.id: project for project in found}.values())


#: Fields that name projects, and fields that name what a record is about.
_OWNERS = ("project_id", "project_ids", "rung_for", "about_ids")
_SUBJECTS = ("subject_id", "site_id", "site_ids", "about_ids", "record_id", "record_ids")


def _ids_in_fields(record: AnyRecord | None, fields: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for field in fields:
        value = getattr(record, field, ())
        found += (value,) if isinstance(value, str) else value
    return tuple(found)


def site_ids_of(record: AnyRecord | None) -> tuple[str, ...]:
    """Places that a record names."""
    match record:
        case Site():
            return (record.id,)
        case Segment():
            return record.stop_ids
        case Area() | BorderStatus():
            return (record.site_id,)
        case Event() | Project():
            return record.site_ids
        case Article():
            return record.about_ids
        case _:
            return ()


def spellings_of(atlas: Atlas, record: AnyRecord | None) -> tuple[str, ...]:
    """Names in all scripts and spellings of a record and of the places that its row names."""
    if isinstance(record, Claim):
        return spellings_of(atlas, atlas.find(record.subject_id))
    ends = (record.from_id, record.to_id) if isinstance(record, Segment) else site_ids_of(record)
    sites = (atlas.find_site(end) for end in ends)
    named = [site.names for site in sites if site]
    if isinstance(record, Project | Person | Area):
        named = [record.names]
    return tuple(
        name for names in named for name in (*(text for _, text in names.local()), *names.also)
    )


def countries_of(atlas: Atlas, record: AnyRecord | None) -> tuple[str, ...]:
    """English names of the countries that a record touches.

    A record without a place of its own touches what its subject or its projects touch.
    """
    if isinstance(record, Claim | StateChange):
        return countries_of(atlas, atlas.find(_ids_in_fields(record, _SUBJECTS)[0]))
    sites = [atlas.find_site(site_id) for site_id in site_ids_of(record)]
    if isinstance(record, Project) or not any(sites):
        lines = [
            line for project in projects_of(atlas, record) for line in lines_of(atlas, project)
        ]
        sites += [atlas.find_site(end) for line in lines for end in site_ids_of(line)]
    codes = dict.fromkeys(code for site in sites if site for code in site.countries)
    return tuple(COUNTRIES.get(code, code) for code in codes)


def lines_of(atlas: Atlas, project: Project) -> tuple[Segment, ...]:
    """Lines of a project and of the projects that it is an umbrella for."""
    members = (atlas.segments_of(member_id) for member_id in project.member_ids)
    return (*atlas.segments_of(project.id), *(line for lines in members for line in lines))


def map_id(atlas: Atlas, record: AnyRecord | None) -> str:
    """The record to select on the map for this one; empty where there is none."""
    match record:
        case Site() | Segment() | Area() | Project() | Article():
            return record.id
        case Claim():
            return map_id(atlas, atlas.find(record.subject_id))
        case BorderStatus():
            return record.site_id
        case Correction() | StateChange():
            return map_id(atlas, atlas.find(record.record_id))
        case _:
            projects = projects_of(atlas, record)
            sites = [site_id for site_id in site_ids_of(record) if atlas.find_site(site_id)]
            return sites[0] if sites else projects[0].id if projects else ""


def map_link(atlas: Atlas, record: AnyRecord, name: str) -> Cell:
    """The link that opens the map with this record, or with what it is about."""
    target = map_id(atlas, record)
    return links_cell(
        [CellText(say("Show on map"), page_link(MAP, select=target), about=name)] if target else []
    )


def record_link(atlas: Atlas, record_id: str) -> CellText:
    """The name of a record; a link to the map where the map can show it."""
    target = map_id(atlas, atlas.find(record_id))
    return CellText(name_of(atlas, record_id), page_link(MAP, select=target) if target else "")


def project_links(projects: Iterable[Project]) -> Cell:
    """Short names of projects, each with its page."""
    return links_cell(
        CellText(project.short, page_link("project", id=project.id)) for project in projects
    )


def source_links(atlas: Atlas, record: AnyRecord, cited: Iterable[str]) -> Cell:
    """What a record cites, each with its row of the register; a source is its own."""
    if isinstance(record, Source):
        address = page_link("sources", q=record.id)
        return links_cell([CellText(say("In the register"), address, about=record.title)])
    found = [atlas.find_source(source_id) for source_id in cited]
    return links_cell(source_link(source) for source in found if source)


def source_link(source: Source) -> CellText:
    """A source by publisher and year, with its row of the register."""
    year = f" {source.date_published[:4]}" if source.date_published else ""
    return CellText(
        f"{source.publisher}{year}", page_link("sources", q=source.id), about=source.title
    )
