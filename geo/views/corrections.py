"""What we had wrong: the old value, the new one, why, and who showed it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.records.dates import checked, when
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
from geo.records.texts import mark, say
from geo.records.vocab import (
    Access,
    Basis,
    Confidence,
    Lifecycle,
    Limit,
    Mode,
    Outcome,
    Quantity,
    Word,
)
from geo.views.components import CorrectedValue, Footnotes, RecordLink
from geo.views.evidence import amount_words

#: What readers call the fields that were wrong; another field goes by its name.
_WORDS = {
    "at": mark("position"),
    "body": mark("body"),
    "confidence": mark("confidence"),
    "date": mark("date"),
    "field": mark("field"),
    "freight": mark("freight"),
    "freight_limit": mark("freight limit"),
    "from_date": mark("from date"),
    "kept": mark("kept"),
    "url": mark("address of the page"),
    "lifecycle": mark("state"),
    "lifecycle_as_of": mark("date of the state"),
    "lifecycle_basis": mark("how the state is known"),
    "mode": mark("mode"),
    "network_km": mark("kilometres along the network"),
    "note": mark("note"),
    "opened": mark("opened"),
    "people": mark("people"),
    "quantity": mark("quantity"),
    "scope": mark("scope"),
    "site_id": mark("place"),
}

#: Fields whose values are fixed words, and fields whose values are dates: readers see neither as
#: the files have them.
_FIXED: dict[str, type[Word]] = {
    "confidence": Confidence,
    "freight": Access,
    "freight_limit": Limit,
    "kept": Outcome,
    "lifecycle": Lifecycle,
    "lifecycle_basis": Basis,
    "mode": Mode,
    "people": Access,
    "people_limit": Limit,
    "quantity": Quantity,
}
_DATES = frozenset({"date", "from_date", "lifecycle_as_of", "opened"})


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
    what = say(_WORDS.get(correction.field, correction.field.replace("_", " ")))
    old, new = (
        _panel_name(atlas, atlas.find(text)) or _in_words(correction.field, text)
        for text in (correction.old, correction.new)
    )
    return CorrectedValue(
        correction.id, when(correction.date), what, old, new, correction.reason, notes
    )


def _in_words(field: str, text: str) -> str:
    """A value as readers see it elsewhere; as it was written if it is none of its field."""
    for word in _FIXED.get(field, ()):
        if word == text:
            return word.label
    if field not in _DATES:
        return text
    try:
        return when(checked(text))
    except ValueError:
        return text


def _with_state_day(change: CorrectedValue, state: BorderStatus | None) -> CorrectedValue:
    """A correction of a border post, with the day from which the corrected state held."""
    if state is None:
        return change
    return replace(
        change,
        what=say("{field}, state from {date}", field=change.what, date=when(state.from_date)),
    )


def _shown_on(atlas: Atlas, record_id: str) -> RecordLink:
    """The record that shows a correction: figures, states and events stand with another one."""
    record = atlas.find(record_id)
    if isinstance(record, BorderStatus):
        detail = say("state from {date}", date=when(record.from_date))
        return _shown_by(atlas, record.site_id, detail)
    if isinstance(record, StateChange):
        detail = say("state from {date}", date=when(record.from_date))
        return _shown_by(atlas, record.record_id, detail)
    if isinstance(record, Event):
        owner = next(iter((*record.site_ids, *record.project_ids)), "")
        return RecordLink(owner, record.title, say("event of {date}", date=when(record.date)))
    if isinstance(record, Source):
        return RecordLink("", record.title, say("in the register of sources"))
    if isinstance(record, Claim):
        detail = say("figure of {amount}", amount=amount_words(record))
        return _shown_by(atlas, record.subject_id, detail)
    name = _panel_name(atlas, record)
    project = atlas.find_project(record.project_id) if isinstance(record, Segment) else None
    detail = say("line of {project}", project=project.names.en) if project else ""
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
