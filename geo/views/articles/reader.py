"""One article, sentence by sentence, with what its words name."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from geo.analysis.aftermath import Aftermath, aftermath
from geo.analysis.line_names import record_name
from geo.analysis.said import ToldArticle, told_article
from geo.analysis.timeline import BEGINNING
from geo.atlas import Atlas
from geo.records.as_of import default_day
from geo.records.dates import first_day, last_day, when
from geo.records.errors import UnknownId
from geo.records.model import AnyRecord, Area, Article, Project, Segment, Site
from geo.records.sentences import DATE_REF, Run, Sentence
from geo.records.texts import say
from geo.records.vocab import language_name
from geo.views.articles.answers import AnswerRow, Others, next_rows, other_rows
from geo.views.articles.library import Supports, supports
from geo.views.articles.mentions import ids_on_map, kind_label
from geo.views.components import Footnote, Footnotes, PageLink, doubt_word


@dataclass(frozen=True, slots=True)
class ReaderRun:
    """A piece of a sentence: `text`, `strong`, `note`, `date` or `mention`.

    A mention opens the record `id` and lights those of `lit` on the map; a date that the timeline
    reaches has a link to it in `query`. `hint` says what is meant where the words alone may not.
    """

    kind: str
    text: str
    id: str = ""
    lit: tuple[str, ...] = ()
    query: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ReaderSentence:
    """One sentence in runs, with what stands folded behind it."""

    number: int
    runs: tuple[ReaderRun, ...]
    next: tuple[AnswerRow, ...]
    others: tuple[Others, ...]


@dataclass(frozen=True, slots=True)
class ReaderBlock:
    """A paragraph, or several points of a list, each with its sentences."""

    paragraphs: tuple[tuple[ReaderSentence, ...], ...]
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """An article to be read: `layers` and `named` are what the map beside it shows of it."""

    id: str
    title: str
    publisher: str
    date: str
    language: str
    kind: str
    url: str
    doubt: str
    supports: Supports
    blocks: tuple[ReaderBlock, ...]
    layers: tuple[str, ...]
    named: tuple[str, ...]
    sentence: int | None
    links: tuple[PageLink, ...]
    footnotes: tuple[Footnote, ...]


def reader_page(atlas: Atlas, article_id: str, sentence: int | None = None) -> ReaderPage:
    """The article with this id, a `sentence` of it marked if one is asked for.

    Raises UnknownId if there is no such article or its source is missing.
    """
    article = atlas.record(article_id)
    source = atlas.find_source(article.source_id) if isinstance(article, Article) else None
    if source is None:
        raise UnknownId(article_id, [])
    told, notes = told_article(atlas, article_id), Footnotes(atlas)
    notes([source.id])
    return ReaderPage(
        id=article_id,
        title=told.article.title,
        publisher=source.publisher,
        date=when(source.date_published) if source.date_published else say("undated"),
        language=language_name(source.language),
        kind=source.kind.label,
        url=source.url or "",
        doubt=doubt_word(told.article.confidence),
        supports=supports(atlas, source.id),
        blocks=tuple(_blocks(atlas, told, notes)),
        layers=_layers(atlas, told),
        named=_named(atlas, told),
        sentence=sentence,
        links=(PageLink("sources", urlencode({"q": source.id}), say("Its row in the register")),),
        footnotes=notes.footnotes(),
    )


def _blocks(atlas: Atlas, told: ToldArticle, notes: Footnotes) -> Iterable[ReaderBlock]:
    """Paragraphs in their order; points that follow one another are one list."""
    after = aftermath(atlas, told)
    by_paragraph = groupby(told.sentences, lambda sentence: sentence.paragraph)
    paragraphs = [tuple(sentences) for _, sentences in by_paragraph]
    for is_point, alike in groupby(paragraphs, lambda sentences: sentences[0].is_point):
        pieces = [
            tuple(_sentence(atlas, sentence, after[sentence.number], notes) for sentence in found)
            for found in alike
        ]
        if is_point:
            yield ReaderBlock(tuple(pieces), is_list=True)
        else:
            yield from (ReaderBlock((sentences,)) for sentences in pieces)


def _sentence(
    atlas: Atlas, sentence: Sentence, found: Aftermath, notes: Footnotes
) -> ReaderSentence:
    runs = tuple(run for run in (_run(atlas, run, notes) for run in sentence.runs) if run.text)
    behind = next_rows(atlas, found, notes), other_rows(atlas, found, notes)
    return ReaderSentence(sentence.number, runs, *behind)


def _run(atlas: Atlas, run: Run, notes: Footnotes) -> ReaderRun:
    if run.source:
        return ReaderRun("note", "".join(map(str, notes([run.source]))))
    if DATE_REF.fullmatch(run.ref):
        return ReaderRun("date", run.text, query=_day_query(atlas, run.ref), hint=when(run.ref))
    record = atlas.find(run.ref)
    if record is None:
        return ReaderRun("strong" if run.is_strong else "text", run.text)
    lit = ids_on_map(atlas, record)
    return ReaderRun("mention", run.text, record.id, lit, hint=_hint(atlas, record))


def _hint(atlas: Atlas, record: AnyRecord) -> str:
    return f"{kind_label(record)}: {record_name(atlas, record)}"


def _day_query(atlas: Atlas, date: str) -> str:
    """The view of the timeline on the last day that a date can mean; empty beyond its ends."""
    day = min(last_day(date), default_day(atlas))
    if day < BEGINNING or day < first_day(date):
        return ""
    return urlencode({"date": day.isoformat()})


def _named(atlas: Atlas, told: ToldArticle) -> tuple[str, ...]:
    """Places that the text or a figure or an event in it names, in their order."""
    return tuple(
        record_id for record_id in _shown(atlas, told) if isinstance(atlas.find(record_id), Site)
    )


def _layers(atlas: Atlas, told: ToldArticle) -> tuple[str, ...]:
    """Projects that are drawn and named, those of named lines and areas among them."""
    found: list[str] = []
    for record in map(atlas.find, _shown(atlas, told)):
        if isinstance(record, Project):
            found += [record.id, *record.member_ids]
        elif isinstance(record, Segment | Area):
            found.append(record.project_id)
    drawn = map(atlas.find_project, dict.fromkeys(found))
    return tuple(project.id for project in drawn if project and project.layer)


def _shown(atlas: Atlas, told: ToldArticle) -> tuple[str, ...]:
    found = (atlas.find(record_id) for record_id in told.named)
    return tuple(
        dict.fromkeys(owner for record in found if record for owner in ids_on_map(atlas, record))
    )
