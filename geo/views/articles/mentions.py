"""What the words of an article may name: records of these kinds, and what each is called."""

from collections.abc import Mapping

from geo.atlas import Atlas
from geo.records.model import (
    AnyRecord,
    Area,
    Article,
    Claim,
    Event,
    Person,
    Project,
    Segment,
    Site,
    Source,
)
from geo.records.texts import mark, say

_LABELS: Mapping[type[AnyRecord], str] = {
    Project: mark("Project"),
    Person: mark("Person or organisation"),
    Claim: mark("Published figure"),
    Event: mark("Event"),
    Area: mark("Outline on the ground"),
    Article: mark("Article"),
    Source: mark("Source"),
}


def kind_label(record: AnyRecord) -> str:
    """What kind of thing a record is, in the language of the reader."""
    if isinstance(record, Site):
        return record.kind.label
    if isinstance(record, Segment):
        return record.mode.label
    return say(_LABELS.get(type(record), mark("Record")))


def ids_on_map(atlas: Atlas, record: AnyRecord) -> tuple[str, ...]:
    """What of a record lies on the map: itself, or the places and projects that it is about."""
    if isinstance(record, Site | Project | Segment | Area):
        return (record.id,)
    if isinstance(record, Event):
        found = record.site_ids or (*record.rung_for, *record.promise_for, *record.project_ids)
    elif isinstance(record, Claim):
        found = record.between_ids or (record.subject_id,)
    else:
        found = getattr(record, "project_ids", ())
    return tuple(record_id for record_id in dict.fromkeys(found) if atlas.find(record_id))
