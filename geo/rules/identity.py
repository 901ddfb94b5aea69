"""Ids: unique, named after their kind, and every reference leads somewhere."""

import re
from collections import Counter
from typing import Any

from geo.model import Area, Article, BorderStatus, Claim, Correction, Event, Person, Segment, Site, Source
from geo.rules.context import Context, Found

_PREFIXES: dict[type[Any], str] = {
    Source: "src-",
    Site: "site-",
    Segment: "seg-",
    Area: "area-",
    Person: "per-",
    Claim: "clm-",
    Event: "evt-",
    BorderStatus: "bst-",
    Article: "art-",
    Correction: "cor-",
}
_LINK = re.compile(r"\[\[([a-z0-9-]+)(?:\|[^\]]+)?\]\]")
_FOOTNOTE = re.compile(r"\[\^([a-z0-9-]+)\]")


def ids_are_unique(context: Context) -> Found:
    """No id stands twice, whatever the kind of record."""
    counts = Counter(record.id for record in context.loaded.records())
    for record_id, count in counts.items():
        if count > 1:
            yield context.issue(record_id, "id", "duplicate_id", f"{count} records have this id", "Give each its own.")


def ids_name_their_kind(context: Context) -> Found:
    """`site-`, `seg-`, `evt-` and so on; projects go without."""
    for record in context.loaded.records():
        prefix = _PREFIXES.get(type(record), "")
        if not record.id.startswith(prefix):
            yield context.issue(record.id, "id", "id_prefix", "the id does not say its kind", f"Begin it with {prefix}.")


def references_resolve(context: Context) -> Found:
    """Every field that names another record names one that exists."""
    for record in context.loaded.records():
        for field, target in _references(record):
            if not context.is_known(target):
                yield context.issue(record.id, field, "unknown_id", f"there is no record {target}", "Correct the id or add the record.")


def article_links_resolve(context: Context) -> Found:
    """Links and footnotes in the text of an article lead to records and sources."""
    for article in context.loaded.articles:
        targets = _LINK.findall(article.body) + _FOOTNOTE.findall(article.body)
        for target in sorted(one for one in set(targets) if not context.is_known(one)):
            yield context.issue(article.id, "body", "unknown_link", f"there is no record {target}", "Correct the link or add the record.")


def sources_are_used(context: Context) -> Found:
    """A source that supports nothing says in its note why it is kept."""
    if context.loaded.refused or context.loaded.unread:
        return  # what was not taken may cite it
    cited = {target for record in context.loaded.records() for _, target in _references(record)}
    cited |= {target for one in context.loaded.articles for target in _FOOTNOTE.findall(one.body)}
    for source in context.loaded.sources:
        if source.id not in cited and not source.note:
            yield context.issue(source.id, "note", "unused_source", "no record cites this source", "Cite it, or say in the note why it is kept.")


def layers_and_projects_match(context: Context) -> Found:
    """Each drawn project has a layer file and each layer file a project."""
    projects = {one.id: one for one in context.loaded.projects}
    drawn = {one.project_id for one in (*context.loaded.segments, *context.loaded.areas)}
    for project in projects.values():
        is_unread = f"layers/{project.id}.geojson" in context.loaded.unread
        if project.layer and project.id not in drawn and not is_unread:
            yield context.issue(project.id, "layer", "layer_missing", "no segment or area belongs to it", f"Add layers/{project.id}.geojson or set layer to false.")


def _references(record: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for field in type(record).model_fields:
        value = getattr(record, field)
        if field == "options":
            found += [("options", source) for option in value for source in option.source_ids]
        elif field.endswith("_ids") or field == "rung_for":
            found += [(field, one) for one in value]
        elif field.endswith("_id") and value:
            found.append((field, value))
    return found
