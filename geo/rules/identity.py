"""Ids: named after their kind, and every reference leads somewhere."""

from difflib import get_close_matches

from geo.records.kinds import KINDS, kind_of
from geo.records.model import AnyRecord, Area, Project, Segment
from geo.records.references import Reference, references
from geo.rules.context import Context, Found

_TAKEN = tuple(kind.prefix for kind in KINDS if kind.prefix)


def ids_name_their_kind(context: Context) -> Found:
    """`site-`, `seg-`, `evt-` and so on; projects go without any of them."""
    for record in context.loaded.records():
        prefix = kind_of(type(record)).prefix
        taken = _TAKEN if isinstance(record, Project) else ()
        if not record.id.startswith(prefix) or record.id.startswith(taken):
            hint = f"Begin it with {prefix}" if prefix else "Projects begin with no kind"
            yield context.issue(record.id, "id", "id_prefix", "the id names another kind", hint)


def references_resolve(context: Context) -> Found:
    """Every field that names another record names one that exists and is of the right kind."""
    for record in context.loaded.records():
        for reference in references(record):
            if _is_layers_own(record, reference):
                continue  # told once, at the layer
            rule = "unknown_link" if reference.field == "body" else "unknown_id"
            found = _what_is_wrong(context, reference)
            if found:
                hint = _id_hint(context, reference)
                yield context.issue(record.id, reference.field, rule, found, hint)


def _is_layers_own(record: AnyRecord, reference: Reference) -> bool:
    return isinstance(record, Segment | Area) and reference.field == "project_id"


def _what_is_wrong(context: Context, reference: Reference) -> str:
    """What is wrong with a reference, or nothing."""
    if not context.is_known(reference.id):
        return f"there is no record {reference.id}"
    target = context.records.get(reference.id)
    if target and not isinstance(target, reference.kind):
        kinds = type(target).__name__.lower(), reference.kind.__name__.lower()
        return f"{reference.id} is a {kinds[0]}, not a {kinds[1]}"
    return ""


def _id_hint(context: Context, reference: Reference) -> str:
    fitting = [
        record_id for record_id, rec in context.records.items() if isinstance(rec, reference.kind)
    ]
    close = get_close_matches(reference.id, fitting, n=1)
    return f"Did you mean {close[0]}?" if close else "Correct the id or add the record"


def aliases_lead_to_records(context: Context) -> Found:
    """A former id leads to records of today."""
    for alias in context.loaded.former_ids:
        for record_id in alias.record_ids:
            if not context.is_known(record_id):
                found = f"there is no record {record_id}"
                hint = "Name the records that the former one became"
                yield context.issue(alias.id, "record_ids", "unknown_id", found, hint)


def aliases_are_of_segments(context: Context) -> Found:
    """Former ids are kept of segments only: links to places and projects follow none."""
    for alias in context.loaded.former_ids:
        named = [("id", alias.id), *(("record_ids", name) for name in alias.record_ids)]
        for field, name in named:
            if not name.startswith("seg-"):
                hint = "Keep the id of a place or project; aliases are for segments"
                found = f"{name} is no segment"
                yield context.issue(alias.id, field, "alias_kind", found, hint)


def sources_are_used(context: Context) -> Found:
    """A source that supports nothing says in its note why it is kept."""
    if context.loaded.refused or context.loaded.unread:
        return  # what was not taken may cite it
    cited = {
        reference.id for record in context.loaded.records() for reference in references(record)
    }
    for source in context.loaded.sources:
        if source.id not in cited and not source.note:
            hint = "Cite it, or say in the note why it is kept"
            yield context.issue(
                source.id, "note", "unused_source", "no record cites this source", hint
            )


def projects_have_their_layer(context: Context) -> Found:
    """A project with a layer has a file in layers/ or runs over others; one without has none."""
    for project in context.loaded.projects:
        has_file = project.id in context.loaded.layers
        if project.layer and not (has_file or project.runs_over):
            hint = f"Add layers/{project.id}.geojson or runs_over, or set layer to false"
            yield context.issue(
                project.id, "layer", "layer_missing", "it has no file in layers/", hint
            )
        if has_file and not project.layer:
            hint = f"Set layer to true or delete layers/{project.id}.geojson"
            yield context.issue(
                project.id, "layer", "layer_unwanted", "it has a file in layers/", hint
            )


def layers_have_their_project(context: Context) -> Found:
    """Each file in layers/ is named after a project."""
    for name in context.loaded.layers:
        if not context.is_known(name):
            found, hint = f"there is no project {name}", "Name the file after a project"
            yield context.file_issue(f"layers/{name}.geojson", "layer_without_project", found, hint)
