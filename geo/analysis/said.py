"""Which sentences of the articles speak of a record, as the marks in them say."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from geo.analysis.line_names import name_by_id
from geo.atlas import Atlas
from geo.records.dates import last_day
from geo.records.model import Article, Claim, Event
from geo.records.sentences import DATE_REF, Sentence, article_sentences

_LONG = 240  # letters of a sentence that is no longer read at a glance


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """One sentence of an article that speaks of a record."""

    article: Article
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article with its sentences; `named` are the records that they name, in order, each once.

    What the article is about without naming it stands behind them.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    named: tuple[str, ...]


def told_article(atlas: Atlas, article_id: str) -> ToldArticle:
    """An article cut into sentences; raises KeyError for an id that is none of an article."""
    return told_articles(atlas)[article_id]


@lru_cache(maxsize=2)
def told_articles(atlas: Atlas) -> Mapping[str, ToldArticle]:
    """All articles by id, read once for an atlas."""
    found = {}
    for article in atlas.articles:
        sentences = article_sentences(article.body, partial(name_by_id, atlas))
        refs = (ref for sentence in sentences for ref in sentence.refs)
        named = [ref for ref in refs if not DATE_REF.fullmatch(ref)]
        named = [atlas.current_id(ref) for ref in (*named, *article.about_ids) if atlas.find(ref)]
        found[article.id] = ToldArticle(article, sentences, tuple(dict.fromkeys(named)))
    return found


def first_sentences(told: ToldArticle, most: int) -> str:
    """The first sentences of an article, as many as are not longer than `most` letters."""
    text = ""
    for sentence in told.sentences:
        longer = f"{text} {sentence.text}".strip()
        if text and len(longer) > most:
            break
        text = longer
    return text


def said_of(atlas: Atlas, record_id: str) -> tuple[SaidSentence, ...]:
    """The sentences that name a record, the most telling first and of equals the newest.

    A sentence that names a figure of a record, or an event of it, names the record too.
    """
    return _said(atlas).get(record_id, ())


@lru_cache(maxsize=2)
def _said(atlas: Atlas) -> Mapping[str, tuple[SaidSentence, ...]]:
    found: defaultdict[str, list[SaidSentence]] = defaultdict(list)
    for told in told_articles(atlas).values():
        for sentence in told.sentences:
            owners = (owner for ref in sentence.refs for owner in _owners(atlas, ref))
            for owner in dict.fromkeys(owners):
                found[owner].append(SaidSentence(told.article, sentence))
    return {
        owner: tuple(sorted(said, key=partial(_order, atlas, owner)))
        for owner, said in found.items()
    }


def _owners(atlas: Atlas, ref: str) -> tuple[str, ...]:
    """A record that is named, and what a figure or an event is of."""
    record = atlas.find(ref)
    if record is None:
        return ()
    if isinstance(record, Claim):
        return record.id, record.subject_id
    if isinstance(record, Event):
        return (record.id, *record.project_ids, *record.site_ids)
    return (record.id,)


def _order(atlas: Atlas, owner: str, said: SaidSentence) -> tuple[float, int, str, int]:
    """The most telling first: with a figure or a date, about this and not about many things."""
    sentence = said.sentence
    refs = sentence.refs
    figures = sum(1 for ref in refs if ref.startswith("clm-"))
    dates = sum(1 for ref in refs if DATE_REF.fullmatch(ref))
    weight = 2.0 * min(figures, 2) + 1.0 * min(dates, 1)
    weight += 0.7 * any(char.isdigit() for char in sentence.text)
    weight += 1.0 * (owner in said.article.about_ids) + 0.6 * (refs[:1] == (owner,))
    weight -= 0.25 * len(refs) + 1.0 * (len(sentence.text) > _LONG)
    source = atlas.find_source(said.article.source_id)
    date = source.date_published if source else None
    day = last_day(date).toordinal() if date else 0
    return -weight, -day, said.article.id, sentence.number
