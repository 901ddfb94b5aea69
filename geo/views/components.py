"""The pieces of a panel: plain, frozen dataclasses, made without Streamlit.

Every fact carries footnote numbers; `Footnotes` gives each source one number per panel.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter

from geo.analysis.commitment import StepStanding
from geo.analysis.line_names import name_by_id
from geo.atlas import Atlas
from geo.records.model import Area, Article, Project, Segment, Site, Source
from geo.records.sentences import Run, marked_runs
from geo.records.vocab import Confidence, Extent
from geo.views.articles.said import NOTHING_SAID, SaidOf

#: What a map can select.
ON_MAP = (Project, Site, Segment, Area, Article)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a panel: what, its value, how sure, footnote numbers.

    `word` is the fixed word that the label stands for, for style sheets; empty for most.
    """

    label: str
    value: str
    notes: tuple[int, ...] = ()
    doubt: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class LocalName:
    """A name in another language and the direction it is read in."""

    language: str
    text: str
    direction: str


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A record to go to."""

    id: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of the ladder of commitment and the record that it was reached, if there is any.

    `standing` is one of the words of `StepStanding`. The date is that of the record, or of the
    statement that the step was not reached.
    """

    rung: str
    meaning: str
    standing: StepStanding
    date: str = ""
    document: str = ""
    notes: tuple[int, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether a record tells of it."""
        return self.standing is StepStanding.REACHED


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far a project has come, from statement to service."""

    title: str
    steps: tuple[LadderStep, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The newest step of commitment: what it was, on which day, who was there, who reports it.

    `again` are later events on the same step, with their date as label.
    """

    rung: str
    meaning: str
    date: str
    title: str
    text: str = ""
    people: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    doubt: str = ""
    notes: tuple[int, ...] = ()
    again: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one project has come. Promises have what was promised as label, then when and how."""

    project: str
    step: Step | None
    promises: tuple[Fact, ...] = ()
    beginnings: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class EventSummary:
    """One event, ready to be read."""

    id: str
    date: str
    title: str
    text: str
    doubt: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of running text: plain words, a link to a record, or a footnote number."""

    kind: str
    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One article in our own words, with the source it tells of; `brief` is how it begins."""

    id: str
    title: str
    publisher: str
    date: str
    url: str
    runs: tuple[TextRun, ...]
    doubt: str
    note: int
    brief: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One published figure; `ruled_out` says why it cannot be, and is empty where it may."""

    label: str
    value: str
    notes: tuple[int, ...] = ()
    doubt: str = ""
    ruled_out: str = ""
    extent: Extent = Extent.WHOLE


@dataclass(frozen=True, slots=True)
class Figures:
    """Published figures of one kind, side by side, each with its scope.

    `band` spans those of the whole that may be believed; it is empty where there are no two.
    """

    quantity: str
    unit: str
    rows: tuple[FigureRow, ...]
    disagree: bool
    band: str = ""


@dataclass(frozen=True, slots=True)
class CorrectedValue:
    """A value of ours that was wrong, and why it changed; `what` is the field in words."""

    id: str
    date: str
    what: str
    old: str
    new: str
    reason: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Freshness:
    """When something was last heard of, and for how long there is no news, if for long."""

    last: str
    silence: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """One source at the end of a panel."""

    number: int
    source: Source


@dataclass(frozen=True, slots=True)
class PageLink:
    """Another page of the atlas that tells more: its path, its query and the words of the link."""

    path: str
    query: str
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The details of one record, in the order in which they are read."""

    id: str
    kind: str
    name: str
    local_names: tuple[LocalName, ...] = ()
    state: Fact | None = None
    heard: Freshness | None = None
    elsewhere: tuple[PageLink, ...] = ()
    standings: tuple[Standing, ...] = ()
    summary: tuple[TextRun, ...] = ()
    facts: tuple[Fact, ...] = ()
    options: tuple[Fact, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    border: tuple[Fact, ...] = ()
    figures: tuple[Figures, ...] = ()
    people: tuple[Fact, ...] = ()
    events: tuple[EventSummary, ...] = ()
    stories: tuple[ArticleSummary, ...] = ()
    said: SaidOf = NOTHING_SAID
    drawing: tuple[Fact, ...] = ()
    neighbours: tuple[RecordLink, ...] = ()
    changes: tuple[CorrectedValue, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


@dataclass(slots=True)
class Footnotes:
    """Numbers the sources of a panel in the order in which they are first cited."""

    atlas: Atlas
    order: list[str] = field(default_factory=list)

    def __call__(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """The footnote numbers of these sources; ids without a row are left out."""
        numbers = []
        for source_id in source_ids:
            if self.atlas.find_source(source_id) is None:
                continue
            if source_id not in self.order:
                self.order.append(source_id)
            numbers.append(self.order.index(source_id) + 1)
        return tuple(dict.fromkeys(numbers))

    def footnotes(self) -> tuple[Footnote, ...]:
        """All sources cited so far, by number."""
        found = (
            (at, self.atlas.find_source(source_id)) for at, source_id in enumerate(self.order, 1)
        )
        return tuple(Footnote(number, source) for number, source in found if source)


def text_runs(atlas: Atlas, body: str, notes: Footnotes) -> tuple[TextRun, ...]:
    """The body of an article as pieces; only what a map can select is a link."""
    runs = marked_runs(body, partial(name_by_id, atlas))
    return joined_runs(text_run(atlas, run, notes) for run in runs)


def text_run(atlas: Atlas, run: Run, notes: Footnotes) -> TextRun:
    """One piece of a body: words, a link to what the map can select, or the number of a source."""
    if run.source:
        return TextRun("note", "".join(str(number) for number in notes([run.source])))
    record = atlas.find(run.ref) if run.ref else None
    return TextRun("link", run.text, record.id) if isinstance(record, ON_MAP) else _plain(run.text)


def joined_runs(runs: Iterable[TextRun]) -> tuple[TextRun, ...]:
    """The runs without empty ones, and with words that follow on words in one."""
    found: list[TextRun] = []
    for run in filter(attrgetter("text"), runs):
        if found and run.kind == found[-1].kind == "text":
            found[-1] = _plain(found[-1].text + run.text)
        else:
            found.append(run)
    return tuple(found)


def _plain(text: str) -> TextRun:
    return TextRun("text", text)


def doubt_word(confidence: Confidence) -> str:
    """The fixed word for a fact that is not read in a source; empty otherwise."""
    return "" if confidence is Confidence.SOURCED else confidence.value


def site_link(site: Site) -> RecordLink:
    """A link to a place."""
    return RecordLink(site.id, site.names.en, site.kind.label)


def project_link(project: Project) -> RecordLink:
    """A link to a project, with its state."""
    return RecordLink(project.id, project.names.en, project.lifecycle.label)
