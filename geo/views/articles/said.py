"""Sentences of articles about a record, as panels and pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from geo.analysis.said import SaidSentence, said_of
from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import AnyRecord, Person, Project, Segment, Site
from geo.records.texts import mark, say

_MOST = 24  # sentences of a panel
#: By kind of record, the filter of the library that finds it, and the title of what is said.
_KINDS: Mapping[type[AnyRecord], tuple[str, str]] = {
    Site: ("place", mark("Said of this place")),
    Project: ("project", mark("Said of this project")),
    Person: ("person", mark("Said of them")),
    Segment: ("", mark("Said of this line")),
}


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One sentence of an article, its publisher and day, and the query that opens it there."""

    text: str
    publisher: str
    date: str
    query: str


@dataclass(frozen=True, slots=True)
class SaidOf:
    """The most telling sentences about a record, and how many there are of how many articles.

    `library` is the query that finds those articles, empty for what the library has no filter for.
    """

    title: str = ""
    rows: tuple[SaidRow, ...] = ()
    sentences: int = 0
    articles: int = 0
    library: str = ""


NOTHING_SAID = SaidOf()


def said_rows(atlas: Atlas, record_ids: Sequence[str]) -> SaidOf:
    """What is said of the first of these records and of the others, each sentence once."""
    found = {
        (said.article.id, said.sentence.number): said
        for record_id in record_ids
        for said in said_of(atlas, record_id)
    }
    articles = {article_id for article_id, _ in found}
    rows = tuple(_row(atlas, said) for said in islice(found.values(), _MOST))
    kind = type(atlas.record(record_ids[0]))
    facet, title = _KINDS.get(kind, ("", mark("Said of this")))
    library = urlencode({facet: record_ids[0]}) if facet else ""
    return SaidOf(say(title), rows, len(found), len(articles), library)


def _row(atlas: Atlas, said: SaidSentence) -> SaidRow:
    source = atlas.find_source(said.article.source_id)
    date = source.date_published if source else None
    return SaidRow(
        said.sentence.text,
        source.publisher if source else "",
        when(date) if date else say("undated"),
        urlencode({"id": said.article.id, "sentence": said.sentence.number}),
    )
