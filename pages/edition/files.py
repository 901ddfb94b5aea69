"""The downloads of an edition: the same files as those of the live atlas, made once."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.records.texts import in_english
from geo.views.exports.bundle import shape_of
from geo.views.exports.formats import FORMATS, ExportFormat
from geo.views.tables import TABLES, table_slug
from pages.server.exports.export import export_file
from pages.server.exports.export_views import BadAddressError
from pages.ui import cache

#: Endings of the files of a table and of a project; the whole atlas and its map come in all.
_OF_PARTS = ("csv", "xlsx", "geojson")


@dataclass(frozen=True, slots=True)
class EditionFile:
    """What a format is called, and the file below `atlas/export/`."""

    name: str
    href: str


def _formats(what: str) -> Iterator[ExportFormat]:
    whole = what in {"atlas", "layers"}
    return (known for known in FORMATS if whole or known.ending in _OF_PARTS)


def _is_drawn(what: str) -> bool:
    """Whether there are lines or places in it."""
    kind, _, name = what.partition("-")
    if kind == "project":
        project = cache.atlas().find_project(name)
        return bool(project and cache.atlas().segments_of(name))
    if kind == "table":
        title = next(title for title in TABLES if table_slug(title) == name)
        rows = cache.records_table(title).rows
        return bool(rows) and shape_of(cache.atlas().record(rows[0].id)) is not None
    return True


def formats_of(what: str) -> list[EditionFile]:
    """The files that the edition has of this."""
    drawn = _is_drawn(what)
    found = [
        EditionFile(known.label, f"{what}.{known.ending}")
        for known in _formats(what)
        if drawn or not known.is_drawn
    ]
    if what == "atlas":
        found += [
            EditionFile("zip", "atlas.zip"),
            EditionFile("JSON-LD", "statements.jsonld"),
        ]
    return found


def download_names() -> list[str]:
    """Every file below `atlas/export/`."""
    whats = [
        *("atlas", "layers"),
        *(f"table-{table_slug(title)}" for title in TABLES if cache.records_table(title).rows),
        *(f"project-{project.id}" for project in cache.atlas().projects),
    ]
    return [file.href for what in whats for file in formats_of(what)]


def downloads(home: str) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each; `home` is the address that citations name."""
    for name in download_names():
        what, _, ending = name.partition(".")
        try:
            file = in_english(lambda: export_file(what, ending, (), home))  # noqa: B023
        except BadAddressError:
            continue
        yield f"atlas/export/{name}", file.body
