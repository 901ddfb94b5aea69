"""The register of sources, with what each one supports."""

from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.model import Project, Site, Source
from geo.search.search import fold
from geo.views.components import RecordLink, project_link, site_link


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One row of the source register: some of what it supports, and how many records cite it."""

    source: Source
    supports: tuple[RecordLink, ...]
    cited: int


def register_entries(atlas: Atlas, words: str = "", kind: str = "") -> tuple[RegisterEntry, ...]:
    """Sources whose title, publisher, id or note holds all `words`, of one kind or of all."""
    wanted = fold(words).split()
    return tuple(
        _register_entry(atlas, source)
        for source in atlas.sources
        if kind in ("", source.kind.value)
        and all(word in _searchable_text(source) for word in wanted)
    )


def _searchable_text(source: Source) -> str:
    return fold(" ".join((source.title, source.publisher, source.id, source.note or "")))


def _register_entry(atlas: Atlas, source: Source) -> RegisterEntry:
    """Up to four records that can be shown on the map, and how many cite it at all."""
    cited = atlas.supports(source.id)
    owners: dict[str, RecordLink] = {}
    for record_id in cited:
        for link in _links_on_map(atlas, record_id):
            owners.setdefault(link.id, link)
    links = tuple(owners.values())[:4]
    return RegisterEntry(source, links, len(cited))


def _links_on_map(atlas: Atlas, record_id: str) -> tuple[RecordLink, ...]:
    """The records of the map that a record stands for: itself, its subject, its projects."""
    record = atlas.record(record_id)
    if isinstance(record, Site):
        return (site_link(record),)
    if isinstance(record, Project):
        return (project_link(record),)
    owners = getattr(record, "project_ids", ()) or getattr(record, "about_ids", ())
    owners = owners or (getattr(record, "project_id", ""), getattr(record, "subject_id", ""))
    projects = (atlas.find_project(owner) for owner in owners)
    return tuple(project_link(project) for project in projects if project)
