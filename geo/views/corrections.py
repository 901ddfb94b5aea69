"""What we had wrong: the old value, the new one, why, and who showed it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    Project,
    Segment,
    Site,
    Source,
    StateChange,
)
from geo.views.components import CorrectedValue, Footnotes, RecordLink
from geo.views.evidence import amount_words

#: Fields that readers know by other words.
_WORDS = {
    "at": "position",
    "lifecycle": "state",
    "lifecycle_as_of": "date of the state",
    "lifecycle_basis": "how the state is known",
    "network_km": "kilometres along the network",
    "site_id": "place",
}


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """One correction of any record; `record` leads to what shows it, or has no id."""

    record: RecordLink
    change: CorrectedValue
    source: Source | None


def corrections_of(
    atlas: Atlas, record_ids: Iterable[str], notes: Footnotes
) -> tuple[CorrectedValue, ...]:
    """Corrections of these records and of the figures and states told of them, newest first."""
    shown = tuple(record_ids)
    wanted = set(shown)
    wanted |= {claim.id for record_id in shown for claim in atlas.claims_of(record_id)}
    states = {state.id: state for record_id in shown for state in atlas.border_status_of(record_id)}
    return tuple(
        _with_state_day(
            _change(atlas, correction, notes([correction.source_id])),
            states.get(correction.record_id),
        )
        for correction in atlas.corrections_by_date
        if correction.record_id in wanted or correction.record_id in states
    )


def correction_rows(atlas: Atlas) -> tuple[CorrectionRow, ...]:
    """Every correction, newest first."""
    return tuple(
        CorrectionRow(
            _shown_on(atlas, correction.record_id),
            _change(atlas, correction),
            atlas.find_source(correction.source_id),
        )
        for correction in atlas.corrections_by_date
    )


def _change(atlas: Atlas, correction: Correction, notes: tuple[int, ...] = ()) -> CorrectedValue:
    what = _WORDS.get(correction.field, correction.field.replace("_", " "))
    old, new = (
        _panel_name(atlas, atlas.find(text)) or text for text in (correction.old, correction.new)
    )
    return CorrectedValue(
        correction.id, when(correction.date), what, old, new, correction.reason, notes
    )


def _with_state_day(change: CorrectedValue, state: BorderStatus | None) -> CorrectedValue:
    """A correction of a border post, with the day from which the corrected state held."""
    if state is None:
        return change
    return replace(change, what=f"{change.what}, state from {when(state.from_date)}")


def _shown_on(atlas: Atlas, record_id: str) -> RecordLink:
    """The record that shows a correction: figures, states and events stand with another one."""
    record = atlas.find(record_id)
    if isinstance(record, BorderStatus):
        return _shown_by(atlas, record.site_id, f"state from {when(record.from_date)}")
    if isinstance(record, StateChange):
        return _shown_by(atlas, record.record_id, f"state from {when(record.from_date)}")
    if isinstance(record, Event):
        owner = next(iter((*record.site_ids, *record.project_ids)), "")
        return RecordLink(owner, record.title, f"event of {when(record.date)}")
    if isinstance(record, Source):
        return RecordLink("", record.title, "in the register of sources")
    if isinstance(record, Claim):
        return _shown_by(atlas, record.subject_id, f"figure of {amount_words(record)}")
    name = _panel_name(atlas, record)
    project = atlas.find_project(record.project_id) if isinstance(record, Segment) else None
    detail = f"line of {project.names.en}" if project else ""
    return RecordLink(record_id, name, detail) if name else RecordLink("", record_id)


def _shown_by(atlas: Atlas, record_id: str, detail: str) -> RecordLink:
    link = _shown_on(atlas, record_id)
    return RecordLink(link.id, link.text, detail)


def _panel_name(atlas: Atlas, record: AnyRecord | None) -> str:
    """What a panel calls a record; empty for a record without a panel of its own."""
    if isinstance(record, Site | Area | Project):
        return record.names.en
    if isinstance(record, Article):
        return record.title
    if isinstance(record, Segment):
        return line_name(atlas, record)
    return ""
