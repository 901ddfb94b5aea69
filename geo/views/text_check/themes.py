"""What a sentence says that the atlas has in other words: since when, and who said it first.

A theme alone means nothing, for others revive mills and open motorways too. What is told is of the
same project, place, person or country.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from geo.analysis.said import ToldArticle, told_articles
from geo.analysis.trap_signs import plain_words, says
from geo.analysis.words.denied import calls_wrong, undenied
from geo.analysis.words.themes import ELSEWHERE, THEMES, Theme
from geo.atlas import Atlas
from geo.records.dates import first_day, last_day, sort_key, when
from geo.records.model import Article, Person, Source
from geo.records.phrases import as_sentence
from geo.records.sentences import Sentence
from geo.records.texts import say
from geo.records.vocab import COUNTRIES
from geo.search.mentions.mention import MentionKind
from geo.search.people import country_id, country_names
from geo.views.components import Footnotes
from geo.views.text_check.subjects import Topic
from geo.views.text_check.verdict import Finding, SentenceVerdict


@dataclass(frozen=True, slots=True)
class _OnTheme:
    """One thing that the atlas tells on a theme.

    `own` are ids of the records that its words name, `about` of those and of countries that it is
    about, and `countries` of all countries that it names.
    """

    record_id: str
    date: str
    who: str
    text: str
    own: frozenset[str]
    about: frozenset[str]
    countries: frozenset[str]
    source_ids: tuple[str, ...]


def theme_findings(atlas: Atlas, topic: Topic, notes: Footnotes) -> Iterator[Finding]:
    """The first of all records that says what a sentence says, if it is about the same."""
    plain = undenied(topic.text)
    themes = [
        number
        for number, theme in enumerate(THEMES)
        if theme.is_said(topic.plain if theme.is_a_lack else plain)
    ]
    if not themes or calls_wrong(topic.plain) or says(topic.plain, ELSEWHERE):
        return
    meant, countries = _subjects(atlas, topic), _countries(topic)
    for number in themes:
        for told in _on_theme(atlas, number):
            shared = meant & (told.own if THEMES[number].needs_record else told.about)
            # A country that the record does not name makes it another story.
            if shared and countries <= told.countries and _is_known_by(told, topic):
                yield _finding(topic, told, notes)
                return


def _is_known_by(told: _OnTheme, topic: Topic) -> bool:
    return not topic.day or first_day(told.date) <= last_day(topic.day)


def _finding(topic: Topic, told: _OnTheme, notes: Footnotes) -> Finding:
    return Finding(
        SentenceVerdict.KNOWN,
        say(
            "The atlas has it since {date}, from {who}: {text}",
            date=when(told.date),
            who=told.who,
            text=as_sentence(told.text),
        ),
        topic.start,
        topic.end,
        since=told.date,
        who=told.who,
        is_rated=False,
        record_ids=(told.record_id,),
        notes=notes(told.source_ids),
    )


#: A capital inside a sentence: a name of something.
_CAPITAL = re.compile(r"(?<=[\w,;:] )[A-ZА-ЯЁ]")


def _countries(topic: Topic) -> frozenset[str]:
    """Ids of the countries that a sentence names, also by their capitals."""
    named = (
        mention.record_ids[0] for mention in topic.of(MentionKind.COUNTRY) if mention.record_ids
    )
    capitals = (
        country for site in topic.places for country in named_countries(f"{site.names.en} is")
    )
    return frozenset({*named, *capitals})


def _subjects(atlas: Atlas, topic: Topic) -> frozenset[str]:
    """What a sentence is about: its records, and the countries that it names.

    Where it names nobody, it is about what the sentences before it name, unless it has a name that
    nobody knows.
    """
    own = {*topic.named, *_countries(topic), *_offices(atlas, topic.named)}
    if own:
        return frozenset({*own, *(project.id for project in topic.projects)})
    if _CAPITAL.search(topic.text):
        return frozenset()
    return topic.meant_around | _offices(atlas, topic.meant_around)


def _offices(atlas: Atlas, names: Iterable[str]) -> frozenset[str]:
    """Ids of the countries that the people among these records serve."""
    people = (record for name in names if isinstance(record := atlas.find(name), Person))
    return frozenset(country for person in people for country in named_countries(person.office))


@lru_cache(maxsize=512)
def named_countries(text: str) -> frozenset[str]:
    """Ids of the countries that an English text of ours names, also by their capitals."""
    plain = plain_words(text)
    return frozenset(country_id(code) for code, entry in _CALLED.items() if says(plain, entry))


_CALLED = {
    **{code: f"{next(country_names(code)).lower()}*" for code in COUNTRIES},
    "RU": "russia*|moscow|soviet*",
    "PK": "pakistan*|islamabad",
    "AF": "afghan*|kabul",
    "UZ": "uzbek*|tashkent",
    "KZ": "kazakh*|astana",
    "IR": "iran*|tehran",
    "TM": "turkmen*|ashgabat",
    "CN": "china|chinese|beijing",
}


@lru_cache(maxsize=16)
def _on_theme(atlas: Atlas, number: int) -> tuple[_OnTheme, ...]:
    """Everything of the atlas that is on a theme, the first told before the others."""
    theme = THEMES[number]
    found = [*_events(atlas, theme), *_sentences(atlas, theme)]
    return tuple(sorted(found, key=lambda told: (sort_key(told.date), told.record_id)))


def _events(atlas: Atlas, theme: Theme) -> Iterator[_OnTheme]:
    for event in atlas.events:
        text = f"{event.title}. {event.text or ''} {event.promise or ''}"
        if not theme.is_said(plain_words(text)):
            continue
        source = first_dated(atlas.sources_of(event))
        owners = {*event.project_ids, *event.rung_for, *event.promise_for}
        yield _OnTheme(
            event.id,
            event.date,
            source.publisher if source else "",
            event.title if theme.is_said(plain_words(event.title)) else text,
            frozenset({*owners, *event.site_ids}),
            frozenset({*owners, *event.site_ids, *_homes(atlas, owners)}),
            _homes(atlas, owners) | named_countries(text),
            event.source_ids,
        )


def _sentences(atlas: Atlas, theme: Theme) -> Iterator[_OnTheme]:
    for told in told_articles(atlas).values():
        for sentence in told.sentences:
            source = _source(atlas, told.article, sentence)
            if not theme.is_said(plain_words(sentence.text)) or not source:
                continue
            own = _named(atlas, sentence.refs)
            owners = own if any(map(atlas.find_project, own)) else _around(atlas, told, sentence)
            yield _OnTheme(
                told.article.id,
                source.date_published or "",
                source.publisher,
                sentence.text,
                own,
                frozenset({*owners, *_homes(atlas, owners)}),
                _homes(atlas, owners) | named_countries(sentence.text),
                (source.id,),
            )


def _named(atlas: Atlas, refs: Iterable[str]) -> frozenset[str]:
    """The records that these ids name, and the projects of the places among them."""
    found = {*refs}
    return frozenset(
        found | {project.id for ref in found for project in atlas.projects_of_site(ref)[:1]}
    )


def _around(atlas: Atlas, told: ToldArticle, sentence: Sentence) -> frozenset[str]:
    """What the paragraph of a sentence is about; its article, where it names no project."""
    inside = (other for other in told.sentences if other.paragraph == sentence.paragraph)
    named = _named(atlas, (ref for other in inside for ref in other.refs))
    return named if any(map(atlas.find_project, named)) else named | {*told.article.about_ids}


def _source(atlas: Atlas, article: Article, sentence: Sentence) -> Source | None:
    """What a sentence rests on, if it is dated: its footnote, or else the article itself."""
    cited = [atlas.find_source(run.source) for run in sentence.runs if run.source]
    return first_dated([*filter(None, cited)]) or first_dated(
        [*filter(None, [atlas.find_source(article.source_id)])]
    )


def first_dated(sources: Sequence[Source]) -> Source | None:
    """The source that was published first; None if none has a date."""
    dated = [source for source in sources if source.date_published]
    return min(dated, key=lambda source: sort_key(source.date_published), default=None)


def _homes(atlas: Atlas, owners: AbstractSet[str]) -> frozenset[str]:
    """Ids of the countries in which projects lie."""
    homes: set[str] = set()
    for project in filter(None, map(atlas.find_project, sorted(owners))):
        lines = atlas.segments_of(project.id)
        stops = {*project.site_ids, *(stop for line in lines for stop in line.stop_ids)}
        sites = filter(None, map(atlas.find_site, stops))
        homes.update(code for site in sites for code in site.countries)
    return frozenset(map(country_id, homes))
