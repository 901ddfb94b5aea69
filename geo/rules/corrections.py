"""Corrections: each names a field that exists, and its new value still stands."""

from geo.records.dates import by_date
from geo.records.model import Correction, Record
from geo.records.sentences import plain_text
from geo.rules.context import Context, Found

#: What stands in a correction for a field that is left out.
NOTHING = "left empty"
#: Fields of a segment that are made anew from the network; their values may move on by themselves.
_DERIVED = frozenset(
    {"line", "geometry_basis", "geometry_note", "geometry_source_ids", "network_km"}
)


def corrections_still_stand(context: Context) -> Found:
    """The newest correction of a field gives the value that the record has today.

    A longer text holds it as a part. So nobody can undo a correction without noticing.
    """
    newest: dict[tuple[str, str], Correction] = {}
    for correction in sorted(context.loaded.corrections, key=by_date):
        newest[correction.record_id, correction.field] = correction
    for correction in newest.values():
        record = context.records.get(correction.record_id)
        if record is None:
            continue  # told elsewhere
        if correction.field not in type(record).model_fields:
            found, hint = (
                f"{correction.record_id} has no field {correction.field}",
                "Name a field of the record",
            )
            yield context.issue(correction.id, "field", "correction_field", found, hint)
        elif correction.field not in _DERIVED and _as_read(correction.new) not in _as_read(
            value_text(record, correction.field)
        ):
            found = f"{correction.record_id} has {value_text(record, correction.field)} there"
            hint = "Add a correction for what stands there now, or set the value right"
            yield context.issue(correction.id, "new", "correction_undone", found, hint)


def value_text(record: Record, field: str) -> str:
    """The value of a field as a correction writes it: lists and positions in one line."""
    value = getattr(record, field)
    if value is None or value == ():
        return NOTHING
    if isinstance(value, tuple):
        return (", " if field == "at" else "; ").join(_part_text(part) for part in value)
    return _part_text(value)


def _as_read(text: str) -> str:
    """A text without its marks: a link that is set into it later changes nothing that it says."""
    return plain_text(text, str)


def _part_text(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
