"""The register of sources, with what each one supports."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.records.model import Article, Project, Site, Source
from geo.records.texts import say
from geo.search.search import fold
from geo.views.components import RecordLink, project_link, site_link

_PART = 40  # sources of one part


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One row of the source register: some of what it supports, and how many records cite it.

    `article_id` is our retelling of it, empty if there is none.
    """

    source: Source
    supports: tuple[RecordLink, ...]
    cited: int
    article_id: str = ""


def register_entries(atlas: Atlas, words: str = "", kind: str = "") -> tuple[RegisterEntry, ...]:
    """Sources whose title, publisher, id or note holds all `words`, of one kind or of all.

    They stand by publisher, and those of one publisher newest first.
    """
    wanted = fold(words).split()
    found = [
        source
        for source in atlas.sources
        if kind in ("", source.kind.value)
        and all(word in _searchable_text(source) for word in wanted)
    ]
    found.sort(key=lambda source: source.date_published or "", reverse=True)
    found.sort(key=lambda source: fold(source.publisher))
    return tuple(_register_entry(atlas, source) for source in found)


def register_parts(entries: Sequence[RegisterEntry]) -> dict[str, tuple[RegisterEntry, ...]]:
    """The register in parts that are no strain on a phone, each named for how it begins.

    A name is the publisher that comes first in it, as short as tells the parts apart.
    """
    parts = [entries[at : at + _PART] for at in range(0, len(entries), _PART)]
    names: list[str] = []
    for part in parts:
        publisher = part[0].source.publisher
        short = (publisher[:length].strip() for length in range(1, len(publisher) + 1))
        free = (name for name in short if name.casefold() not in map(str.casefold, names))
        # One publisher may fill several parts.
        names.append(next(free, f"{publisher} {len(names) + 1}"))
    return {name: tuple(part) for name, part in zip(names, parts, strict=True)}


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
    articles = (atlas.find(record_id) for record_id in cited)
    told = (found for found in articles if isinstance(found, Article))
    own = next((found.id for found in told if found.source_id == source.id), "")
    return RegisterEntry(source, links, len(cited), own)


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


def part_label(name: str, entries: Sequence[RegisterEntry]) -> str:
    """Where a part begins and ends in the alphabet, as on the back of a volume: `Th – U`."""
    last = entries[-1].source.publisher[:1].upper()
    first = f"{name[:1].upper()}{name[1:]}"
    if first == last:
        return say("{letters}…", letters=first)
    return say("{first} – {last}", first=first, last=last)
