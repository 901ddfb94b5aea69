"""A checked text as rows of a page: sentences with their mentions and findings, and the map."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from geo.analysis.line_names import name_by_id
from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import Person, Segment
from geo.records.texts import say
from geo.search.mentions.mention import Mention, MentionKind, ReadText
from geo.views.components import Footnote
from geo.views.links import MAP, page_link
from geo.views.page_heads import SELECTABLE
from geo.views.text_check.report import CheckedSentence, TextReport
from geo.views.text_check.verdict import Finding, SentenceVerdict

#: Kinds whose records the map can choose.
_ON_MAP = {MentionKind.PLACE, MentionKind.LINE, MentionKind.PROJECT}
#: Kinds of names: one that has no record is told.
_NAMES = {MentionKind.PLACE, MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.PROJECT}
#: Languages that run from right to left.
FROM_RIGHT = {"ur", "fa", "ps"}
_WHOLE_DAY = len("2025-07-11")
#: Beside each verdict a sign, so that nothing is told by colour alone.
SIGNS = {
    SentenceVerdict.TRAP: "!",
    SentenceVerdict.RULED_OUT: "×",
    SentenceVerdict.DIFFERS: "≠",
    SentenceVerdict.NEW: "+",
    SentenceVerdict.AGREES: "=",
    SentenceVerdict.KNOWN: "✓",
    SentenceVerdict.NOTHING: "–",
}


@dataclass(frozen=True, slots=True)
class DeskRun:
    """A piece of a sentence: plain words, or a mention with what it means and where it leads.

    `record` is the id of what can be opened beside the text, `lights` what of it the map lights,
    `href` the page that tells more, `meaning` in words.
    """

    text: str
    kind: str = ""
    meaning: str = ""
    href: str = ""
    record: str = ""
    lights: str = ""


@dataclass(frozen=True, slots=True)
class DeskSentence:
    """One sentence: its number, whether a paragraph begins with it, its pieces and findings."""

    number: int
    begins: bool
    runs: tuple[DeskRun, ...]
    verdict: SentenceVerdict
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DeskCount:
    """How many sentences have a verdict."""

    verdict: SentenceVerdict
    count: int

    @property
    def label(self) -> str:
        """Sign, word and number."""
        return f"{SIGNS[self.verdict]} {self.verdict.label}: {self.count}"


@dataclass(frozen=True, slots=True)
class DeskMap:
    """What the map beside shows: projects that are drawn, and places."""

    projects: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskView:
    """A checked text as it is shown; `unknown` are names that no record has."""

    language: str
    sentences: tuple[DeskSentence, ...]
    unknown: tuple[str, ...]
    footnotes: tuple[Footnote, ...]

    @property
    def direction(self) -> str:
        """How the text runs."""
        return "rtl" if self.language in FROM_RIGHT else "ltr"


def desk_view(
    atlas: Atlas, read: ReadText, report: TextReport, only: Collection[str] = ()
) -> DeskView:
    """The sentences whose verdict is in `only`, all if it is empty."""
    rows = tuple(row for row in _rows(atlas, read, report) if not only or row.verdict.value in only)
    return DeskView(report.language, rows, unknown_names(read), report.footnotes)


def verdict_counts(report: TextReport) -> tuple[DeskCount, ...]:
    """How many sentences have each verdict, those with none left out."""
    return tuple(DeskCount(word, count) for word, count in report.counts().items() if count)


def map_of(atlas: Atlas, report: TextReport) -> DeskMap:
    """The places that a text names and the lines of the projects that it names."""
    projects: dict[str, None] = {}
    places: dict[str, None] = {place.id: None for place in report.places}
    for name in report.record_ids:
        record = atlas.find(name)
        if atlas.find_site(name):
            places[name] = None
        elif isinstance(record, Segment):
            projects[record.project_id] = None
        elif (project := atlas.find_project(name)) and project.layer:
            projects[name] = None
    return DeskMap(tuple(projects), tuple(places))


def unknown_names(read: ReadText) -> tuple[str, ...]:
    """Names in the text that no record of the atlas has, each once."""
    found = (
        read.text[mention.start : mention.end]
        for part in read.sentences
        for mention in part.mentions
        if mention.kind in _NAMES and not mention.record_ids
    )
    return tuple(dict.fromkeys(found))


def _rows(atlas: Atlas, read: ReadText, report: TextReport) -> Iterator[DeskSentence]:
    end = 0
    for part, checked in zip(read.sentences, report.sentences, strict=True):
        between = read.text[end : part.start]
        end = part.end
        runs = tuple(_runs(atlas, read.text, checked, part.mentions))
        yield DeskSentence(checked.number, "\n" in between, runs, checked.verdict, checked.findings)


def _runs(
    atlas: Atlas, text: str, sentence: CheckedSentence, mentions: Collection[Mention]
) -> Iterator[DeskRun]:
    at = sentence.start
    for mention in mentions:
        if mention.start < at:
            continue  # two mentions of the same words: the first is shown
        if at < mention.start:
            yield DeskRun(text[at : mention.start])
        yield _run(atlas, text[mention.start : mention.end], mention)
        at = mention.end
    if at < sentence.end:
        yield DeskRun(text[at : sentence.end])


def _run(atlas: Atlas, words: str, mention: Mention) -> DeskRun:
    kind = mention.kind.value
    if mention.date:
        is_day = len(mention.date) == _WHOLE_DAY
        href = page_link("timeline", date=mention.date) if is_day else ""
        return DeskRun(words, kind, when(mention.date), href)
    if mention.gazetteer and not mention.record_ids:
        town = mention.gazetteer[0].removeprefix("geonames-")
        href = page_link(MAP, town=town)
        return DeskRun(words, "town", say("A town that is no place of the atlas"), href)
    if not mention.record_ids:
        meaning = say("No record of the atlas has this name") if mention.kind in _NAMES else ""
        return DeskRun(words, "unknown" if meaning else kind, meaning)
    name = mention.record_ids[0]
    meaning = name_by_id(atlas, name) or name
    if mention.kind in _ON_MAP:
        return DeskRun(words, kind, meaning, page_link(MAP, select=name), name, name)
    href = record_href(atlas, name)
    return DeskRun(words, kind, meaning, href, name if href else "")


def record_href(atlas: Atlas, record_id: str) -> str:
    """Where a record is told of: on the map, or in the table of people; empty for any other."""
    record = atlas.find(record_id)
    if isinstance(record, Person):
        return page_link("data", table="People", find=record.names.en)
    return page_link(MAP, select=record_id) if isinstance(record, SELECTABLE) else ""
