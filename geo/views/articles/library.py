"""The library: all articles, found by their words and by what they name, as cards."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from geo.analysis.said import ToldArticle, first_sentences, told_articles
from geo.atlas import Atlas
from geo.records.dates import first_day, last_day, when
from geo.records.model import Article, BorderStatus, Claim, Event, Person, Project, Site, Source
from geo.records.texts import in_english, mark, say
from geo.records.vocab import SourceKind, Word, language_name
from geo.search.documents import article_document
from geo.search.full_text import FullText, Marked
from geo.search.words import Token, asked
from geo.views.components import RecordLink, doubt_word, site_link

#: How many articles stand on one page of the library.
ON_A_PAGE = 24
_SUMMARY = 230  # letters
_CHIPS = 6


class LibraryOrder(Word):
    """What decides which article comes first."""

    NEWEST = "newest", mark("Newest first")
    WEIGHT = "weight", mark("Most figures first")


@dataclass(frozen=True, slots=True)
class Supports:
    """How many records rest on the source of an article."""

    figures: int
    events: int
    posts: int
    others: int


@dataclass(frozen=True, slots=True)
class LibraryQuery:
    """What a reader looks for; empty matches everything. Facets are ids, words or years by name."""

    words: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    order: LibraryOrder = LibraryOrder.NEWEST


@dataclass(frozen=True, slots=True)
class LibraryFacet:
    """One thing to narrow the library by: its name in the address, label and ids with labels."""

    name: str
    label: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """One article as a card; `summary` in runs, of which the words looked for are marked.

    `named` are the ids of all that it names, of which `places` and `projects` show some.
    """

    id: str
    title: str
    publisher: str
    date: str
    language: str
    kind: str
    url: str
    summary: Marked
    places: tuple[RecordLink, ...]
    projects: tuple[RecordLink, ...]
    more: int
    supports: Supports
    doubt: str
    named: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Volume:
    """An article with all that it can be found by."""

    told: ToldArticle
    source: Source
    supports: Supports
    keys: Mapping[str, frozenset[str]]

    @property
    def article(self) -> Article:
        return self.told.article


class Library:
    """All articles of an atlas whose source is there; the index of words is made when asked for."""

    def __init__(self, atlas: Atlas) -> None:
        """Note of each article what it names and what rests on it."""
        self._atlas = atlas
        told = sorted(
            told_articles(atlas).values(),
            key=lambda told: atlas.article_order(told.article),
            reverse=True,
        )
        self._volumes = [volume for found in told if (volume := _volume(atlas, found))]

    def __len__(self) -> int:
        """How many articles there are."""
        return len(self._volumes)

    def facets(self) -> tuple[LibraryFacet, ...]:
        """What the library can be narrowed by, each id with how many articles have it."""
        return tuple(
            LibraryFacet(name, say(label), self._options(name, called))
            for name, label, called in _FACETS
        )

    def find(self, query: LibraryQuery) -> tuple[str, ...]:
        """Ids of the articles that match everything, in order; with words the best come first.

        Where an order by weight is asked for, it goes before how well the words fit.
        """
        terms = asked(query.words)
        fitting: Iterable[int] = range(len(self))
        if query.words.strip():
            fitting = [hit.at for hit in self._texts.find(terms, len(self))]
        found = [self._volumes[at] for at in fitting if self._matches(self._volumes[at], query)]
        if query.order is LibraryOrder.WEIGHT:
            found.sort(key=lambda volume: volume.supports.figures, reverse=True)
        return tuple(volume.article.id for volume in found)

    def cards(self, ids: Iterable[str], words: str = "") -> tuple[ArticleCard, ...]:
        """These articles as cards, in the language of the reader."""
        terms = asked(words)
        return tuple(self._card(at, terms) for at in map(self._at.__getitem__, ids))

    @cached_property
    def _at(self) -> Mapping[str, int]:
        return {volume.article.id: at for at, volume in enumerate(self._volumes)}

    @cached_property
    def _texts(self) -> FullText:
        def documents() -> FullText:
            return FullText([article_document(self._atlas, v.article) for v in self._volumes])

        return in_english(documents)

    @staticmethod
    def _matches(volume: _Volume, query: LibraryQuery) -> bool:
        return all(not asked or asked in volume.keys[name] for name, asked in query.facets.items())

    def _options(self, name: str, called: Callable[[Atlas, str], str]) -> Mapping[str, str]:
        counts = Counter(key for volume in self._volumes for key in volume.keys[name])
        labels = {key: called(self._atlas, key) for key in counts}
        order = sorted(labels, key=lambda key: labels[key].casefold())
        if name == "year":
            order.reverse()
        return {key: f"{labels[key]} ({counts[key]})" for key in order}

    def _card(self, at: int, terms: Sequence[Token]) -> ArticleCard:
        volume, atlas = self._volumes[at], self._atlas
        source, article = volume.source, volume.article
        records = [atlas.find(record_id) for record_id in volume.told.named]
        projects = [
            RecordLink(record.id, record.short) for record in records if isinstance(record, Project)
        ]
        # A plant has the name of its project; one chip is enough.
        called = {record.names.en for record in records if isinstance(record, Project)}
        places = [
            site_link(record)
            for record in records
            if isinstance(record, Site) and record.names.en not in called
        ]
        shown = places[:_CHIPS], projects[:_CHIPS]
        told = self._texts.sentence(at, terms) if terms else ()
        return ArticleCard(
            id=article.id,
            title=article.title,
            publisher=source.publisher,
            date=when(source.date_published) if source.date_published else say("undated"),
            language=language_name(source.language),
            kind=source.kind.label,
            url=source.url or "",
            summary=told or ((first_sentences(volume.told, _SUMMARY), False),),
            places=tuple(shown[0]),
            projects=tuple(shown[1]),
            more=len(places) + len(projects) - sum(map(len, shown)),
            supports=volume.supports,
            doubt=doubt_word(article.confidence),
            named=volume.told.named,
        )


def supports(atlas: Atlas, source_id: str) -> Supports:
    """What rests on a source, its own article left out."""
    kinds = Counter(type(atlas.find(record_id)) for record_id in atlas.supports(source_id))
    figures, events, posts = (kinds.pop(kind, 0) for kind in (Claim, Event, BorderStatus))
    kinds.pop(Article, None)
    return Supports(figures, events, posts, kinds.total())


def _volume(atlas: Atlas, told: ToldArticle) -> _Volume | None:
    source = atlas.find_source(told.article.source_id)
    if source is None:
        return None
    date = source.date_published
    years = range(first_day(date).year, last_day(date).year + 1) if date else ()
    named = [atlas.find(record_id) for record_id in told.named]

    def ids(kind: type[Site | Project | Person]) -> frozenset[str]:
        return frozenset(record.id for record in named if isinstance(record, kind))

    keys = {
        "project": ids(Project),
        "place": ids(Site),
        "person": ids(Person),
        "publisher": frozenset({source.publisher}),
        "kind": frozenset({source.kind.value}),
        "year": frozenset(map(str, years)),
        "written": frozenset({source.language}),
    }
    return _Volume(told, source, supports(atlas, source.id), keys)


def _name(atlas: Atlas, record_id: str) -> str:
    record = atlas.find(record_id)
    return record.names.en if isinstance(record, Site | Project | Person) else record_id


_KINDS = {kind.value: kind for kind in SourceKind}
_FACETS: tuple[tuple[str, str, Callable[[Atlas, str], str]], ...] = (
    ("project", mark("Project"), _name),
    ("place", mark("Place"), _name),
    ("person", mark("Person or organisation"), _name),
    ("publisher", mark("Publisher"), lambda _, publisher: publisher),
    ("kind", mark("Kind of source"), lambda _, kind: _KINDS[kind].label),
    ("year", mark("Year"), lambda _, year: year),
    ("written", mark("Language of the source"), lambda _, tag: language_name(tag)),
)
