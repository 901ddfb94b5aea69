"""Events that a reader looks for, as rows of a list and as marks on lanes."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from functools import partial

from geo.analysis.timeline import BEGINNING, events_by_project
from geo.atlas import Atlas
from geo.records.as_of import default_day
from geo.records.dates import by_date, first_day, last_day, when
from geo.records.model import AnyRecord, Event
from geo.records.references import sources_of
from geo.records.texts import in_english, say
from geo.search.search import fold
from geo.views.components import doubt_word
from geo.views.pages.day_page import event_query
from geo.views.tables import TableRow

HAPPENED, PROMISED = "happened", "promised for"
_OPEN = 12  # events that stand there at once; a phone has six pages of them
_YEARS = 10  # years that have a fold of their own


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event in the list; `query` leads to where it was, on its day, or to the day alone."""

    event: Event
    when: str
    projects: str
    doubt: str
    query: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventFold:
    """Events of a year, or of all years before, that are folded away."""

    title: str
    rows: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class EventMark:
    """One mark on the lane of a project: what happened, or what was promised for a day.

    `day` is the first day, ISO 8601, that the date can mean. `kind` is `HAPPENED` or
    `PROMISED`, for the look of the mark.
    """

    event_id: str
    project: str
    day: str
    kind: str
    when: str
    title: str
    rung: str


def event_rows(
    atlas: Atlas,
    projects: Collection[str] = (),
    rung: str = "",
    words: str = "",
    years: tuple[int, int] | None = None,
) -> tuple[EventRow, ...]:
    """Events that match everything asked for, newest first; what is left out matches all.

    `projects` are ids, `rung` a step of the ladder, `years` the first and the last one.
    """
    wanted = fold(words).split()
    found = [
        event
        for event in atlas.events
        if (not projects or not set(_project_ids(event)).isdisjoint(projects))
        and rung in ("", event.rung)
        and (years is None or years[0] <= first_day(event.date).year <= years[1])
        and all(word in _searchable_text(atlas, event) for word in wanted)
    ]
    found.sort(key=by_date, reverse=True)
    return tuple(_event_row(atlas, event) for event in found)


def folded_by_year(
    rows: tuple[EventRow, ...],
) -> tuple[tuple[EventRow, ...], tuple[EventFold, ...]]:
    """The newest of the rows, which stand there at once, and the others in folds by year."""
    shown, others = rows[:_OPEN], rows[_OPEN:]
    if not others:
        return shown, ()
    newest, cut = _year(rows[0]), _year(shown[-1])
    folds: dict[str, list[EventRow]] = {}
    for row in others:
        year = _year(row)
        if year <= newest - _YEARS:
            title = say("Before {year}", year=newest - _YEARS + 1)
        elif year == cut:
            title = say("Earlier in {year}", year=year)
        else:
            title = str(year)
        folds.setdefault(title, []).append(row)
    return shown, tuple(EventFold(title, tuple(held)) for title, held in folds.items())


def _year(row: EventRow) -> int:
    return first_day(row.event.date).year


def event_marks(
    atlas: Atlas, found: Iterable[EventRow], projects: Collection[str] = ()
) -> tuple[EventMark, ...]:
    """What stands on the lanes: each event once for every one of its projects."""
    shown = {row.event.id for row in found}
    return tuple(
        mark
        for project, events in events_by_project(atlas)
        if not projects or project.id in projects
        for event in events
        if event.id in shown
        for mark in _marks_of_event(event, project.short)
    )


def mark_rows(atlas: Atlas, drawn: Iterable[EventMark]) -> list[TableRow]:
    """The marks for a file, each with the sources of its event."""
    rows: list[TableRow] = []
    for mark in drawn:
        event = atlas.record(mark.event_id)
        places = event.site_ids if isinstance(event, Event) else ()
        english = in_english(partial(_in_file, event, mark))
        rows.append({**english, "site_ids": places, "source_ids": sources_of(event)})
    return rows


def _in_file(event: AnyRecord, mark: EventMark) -> TableRow:
    """The mark as files have it: in English, with the fixed word of the step."""
    if not isinstance(event, Event):
        return asdict(mark)
    date = event.promised_for if mark.kind == PROMISED else event.date
    return {**asdict(mark), "when": when(date or event.date), "rung": event.rung or ""}


def _marks_of_event(event: Event, lane: str) -> Iterable[EventMark]:
    rung = event.rung.label if event.rung else ""
    day = first_day(event.date).isoformat()
    yield EventMark(event.id, lane, day, HAPPENED, when(event.date), event.title, rung)
    if event.promised_for:
        due = first_day(event.promised_for).isoformat()
        due_words = when(event.promised_for)
        yield EventMark(
            event.id, lane, due, PROMISED, due_words, event.promise or event.title, rung
        )


def _event_row(atlas: Atlas, event: Event) -> EventRow:
    projects = (found for owner in _project_ids(event) if (found := atlas.find_project(owner)))
    day = min(max(last_day(event.date), BEGINNING), default_day(atlas))
    sources = [atlas.find_source(source_id) for source_id in event.source_ids]
    return EventRow(
        event,
        when(event.date),
        ", ".join(project.short for project in projects),
        doubt_word(event.confidence),
        event_query(atlas, event, day.isoformat()) or f"date={day.isoformat()}",
        tuple(dict.fromkeys(source.publisher for source in sources if source)),
    )


def _project_ids(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*event.project_ids, *event.rung_for, *event.promise_for)))


def _searchable_text(atlas: Atlas, event: Event) -> str:
    sites = (found.names.en for site_id in event.site_ids if (found := atlas.find_site(site_id)))
    texts = (event.title, event.text, event.document, event.promise, *event.people, *sites)
    return fold(" ".join(text for text in texts if text))
