"""All that can be found, as documents: what each record says, and what the map selects for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.records.model import Article, Claim, Event, LonLat, Names, Project, Segment, Site, Source
from geo.records.phrases import amount
from geo.records.texts import say
from geo.records.vocab import COUNTRIES, Confidence
from geo.search.answers import Found
from geo.search.full_text import Document
from geo.search.people import (
    Somebody,
    country_id,
    country_names,
    everybody,
    middle_place,
    record_to_show,
)
from geo.search.words import days_in_words

#: How much a kind counts, other things being equal: what the atlas is about before who wrote it.
_WEIGHTS = {
    Found.COUNTRY: 1.6,
    Found.PROJECT: 1.6,
    Found.PERSON: 1.5,
    Found.PLACE: 1.2,
    Found.EVENT: 1.2,
    Found.ARTICLE: 1.0,
    Found.FIGURE: 0.8,
    Found.LINE: 0.7,
    Found.SOURCE: 0.3,
}
_TRUST = {Confidence.SOURCED: 1.0, Confidence.GENERAL: 0.9, Confidence.DOUBTFUL: 0.7}
#: Links to records and sources in our own texts: `[[site-psm|the mill]]`, `[^src-a]`.
_LINK = re.compile(r"\[\[([a-z0-9-]+)(?:\|([^\[\]]+))?\]\]|\[\^[a-z0-9-]+\]")
_LONGEST_FIND = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found, and the document to find it by.

    `shown_id` is what the map selects; `record_id` its own id; `link` an address that shows it.
    What the map cannot select has a position `at`.
    """

    found: Found
    record_id: str
    shown_id: str
    title: str
    document: Document
    where: str = ""
    link: str = ""
    at: LonLat | None = None
    date: str | None = None


def all_entries(atlas: Atlas) -> list[Entry]:
    """Everything that an atlas has to say, kind after kind; call it in English."""
    return [
        *map(_project, atlas.projects),
        *(_site(atlas, site) for site in atlas.sites),
        *(_segment(atlas, segment) for segment in atlas.segments),
        *(_somebody(atlas, somebody) for somebody in everybody(atlas)),
        *_countries(atlas),
        *(_event(atlas, event) for event in atlas.events),
        *(_article(atlas, article) for article in atlas.articles),
        *(_claim(atlas, claim) for claim in atlas.claims),
        *(_source(atlas, source) for source in atlas.sources),
    ]


def _document(
    found: Found, texts: Iterable[str | None], also: Iterable[str | None] = (), trust: float = 1.0
) -> Document:
    title, *others = texts
    kept = (title or "", *(text for text in others if text))
    return Document(kept, " ".join(filter(None, also)), _WEIGHTS[found] * trust)


def _project(project: Project) -> Entry:
    texts = [_spelled(project.names, project.short), project.summary, project.lifecycle_note]
    texts += [text for option in project.options for text in (option.title, option.summary)]
    texts += [text for link in project.chain for text in (link.title, link.note or "")]
    texts += [text for part in project.runs_over for text in (part.title or "", part.note or "")]
    texts.append(", ".join(project.sponsors))
    document = _document(Found.PROJECT, texts, [project.group])
    link = f"project?{urlencode({'id': project.id})}"
    return Entry(Found.PROJECT, project.id, project.id, project.names.en, document, "", link)


def _site(atlas: Atlas, site: Site) -> Entry:
    notes = [status.note for status in atlas.border_status_of(site.id)]
    also = [name for code in site.countries for name in country_names(code)]
    # “Kharlachi border post” is its name too.
    texts = [f"{_spelled(site.names)} · {site.kind.label}", site.note, *notes]
    document = _document(Found.PLACE, texts, also, _TRUST[site.confidence])
    where = " / ".join(COUNTRIES.get(code, code) for code in site.countries)
    return Entry(Found.PLACE, site.id, site.id, site.names.en, document, where)


def _segment(atlas: Atlas, segment: Segment) -> Entry:
    """A line without a label is known by its ends, which have names of their own."""
    name = line_name(atlas, segment)
    label = segment.label or ""
    texts = [label, name, segment.note, segment.geometry_note, segment.published_length_scope]
    projects = [project.names.en for project in atlas.projects_over(segment.id)]
    document = _document(Found.LINE, texts, [segment.mode.label], _TRUST[segment.confidence])
    where = ", ".join(projects)
    return Entry(Found.LINE, segment.id, segment.id, name, document, where)


def _somebody(atlas: Atlas, somebody: Somebody) -> Entry:
    record = somebody.record
    names = " · ".join(name for _, name in somebody.names)
    texts = [names, somebody.office, record.note if record else None]
    document = _document(Found.PERSON, texts, (), _TRUST[record.confidence] if record else 0.8)
    shown = record_to_show(atlas, somebody)
    link = _table("People", somebody.name) if record else _table("Events", somebody.name)
    return Entry(Found.PERSON, somebody.id, shown, somebody.name, document, somebody.office, link)


def _countries(atlas: Atlas) -> Iterator[Entry]:
    for code in sorted({code for site in atlas.sites for code in site.countries} & {*COUNTRIES}):
        if middle := middle_place(atlas, code):
            document = _document(Found.COUNTRY, [" · ".join(country_names(code))])
            own, name = country_id(code), COUNTRIES[code]
            yield Entry(Found.COUNTRY, own, own, name, document, at=middle.at)


def _event(atlas: Atlas, event: Event) -> Entry:
    owners = (*event.project_ids, *event.site_ids, *event.rung_for, *event.promise_for)
    texts = [event.title, event.text, event.document, event.promise]
    if event.people:
        texts.append(", ".join(event.people))
    also = [_date_words(event.date), *_names_of(atlas, owners), *_sources(atlas, event.source_ids)]
    document = _document(Found.EVENT, texts, also, _TRUST[event.confidence])
    shown = _shown(atlas, owners) or event.id
    link = _table("Events", event.title)
    return Entry(Found.EVENT, event.id, shown, event.title, document, "", link, None, event.date)


def _article(atlas: Atlas, article: Article) -> Entry:
    body = _LINK.sub(lambda found: found[2] or _name(atlas, found[1] or ""), article.body)
    source = atlas.find_source(article.source_id)
    told = (source.title, source.publisher, _date_words(source.date_published)) if source else ()
    also = [*told, *_names_of(atlas, article.about_ids)]
    document = _document(Found.ARTICLE, [article.title, body], also, _TRUST[article.confidence])
    shown = _shown(atlas, article.about_ids) or article.id
    link = _source_link(article.source_id)
    where, date = (source.publisher, source.date_published) if source else ("", None)
    return Entry(Found.ARTICLE, article.id, shown, article.title, document, where, link, None, date)


def _claim(atlas: Atlas, claim: Claim) -> Entry:
    title = claim_title(atlas, claim)
    said = f"{claim.quantity.meaning} {claim.scope}. {claim.who}."
    also = [*_names_of(atlas, (claim.subject_id,)), _date_words(claim.date)]
    also += [f"{number:g}" for number in (claim.low, claim.high) if number is not None]
    also += _sources(atlas, claim.source_ids)
    document = _document(Found.FIGURE, [title, said, claim.note], also, _TRUST[claim.confidence])
    shown = _shown(atlas, (claim.subject_id,)) or claim.subject_id
    link = _source_link(claim.source_ids[0])
    return Entry(Found.FIGURE, claim.id, shown, title, document, "", link, None, claim.date)


def claim_title(atlas: Atlas, claim: Claim) -> str:
    """`Main Line 1: 1 872 km`, in the language of the reader."""
    value = claim.text or ""
    if claim.low is not None:
        value = amount(claim.quantity, claim.low, claim.high)
    return say("{subject}: {value}", subject=_name(atlas, claim.subject_id), value=value)


def _source(atlas: Atlas, source: Source) -> Entry:
    also = [source.id.replace("-", " "), _date_words(source.date_published)]
    texts = [source.title, source.publisher, source.note]
    document = _document(Found.SOURCE, texts, also)
    shown = _shown(atlas, _owners(atlas, atlas.supports(source.id))) or source.id
    link, date = _source_link(source.id), source.date_published
    who = source.publisher
    return Entry(Found.SOURCE, source.id, shown, source.title, document, who, link, None, date)


def _owners(atlas: Atlas, record_ids: Iterable[str]) -> Iterator[str]:
    """What the records that cite a source are about."""
    for record_id in record_ids:
        record = atlas.find(record_id)
        yield record_id
        yield from getattr(record, "project_ids", ())
        yield from getattr(record, "site_ids", ())
        yield from getattr(record, "about_ids", ())
        yield getattr(record, "subject_id", "")


def _shown(atlas: Atlas, record_ids: Iterable[str]) -> str:
    """The first of the records that the map can select; empty if there is none."""
    drawn = (atlas.find(record_id) for record_id in record_ids if record_id)
    kinds = (Project, Site, Segment)
    return next((record.id for record in drawn if isinstance(record, kinds)), "")


def _spelled(names: Names, short: str = "") -> str:
    """All names of a record in one line, as its title."""
    found = (names.en, short, *(name for _, name in names.local()), *names.also)
    return " · ".join(dict.fromkeys(filter(None, found)))


def _name(atlas: Atlas, record_id: str) -> str:
    record = atlas.find(record_id)
    names = getattr(record, "names", None)
    if isinstance(names, Names):
        return names.en
    return line_name(atlas, record) if isinstance(record, Segment) else ""


def _names_of(atlas: Atlas, record_ids: Iterable[str]) -> Iterator[str]:
    for record_id in record_ids:
        record = atlas.find(record_id)
        if isinstance(record, Project | Site):
            yield _spelled(record.names, getattr(record, "short", ""))
        elif isinstance(record, Segment):
            yield line_name(atlas, record)


def _sources(atlas: Atlas, source_ids: Iterable[str]) -> Iterator[str]:
    """Titles of sources: what a record rests on often says it in another language."""
    found = map(atlas.find_source, source_ids)
    return (f"{source.title} {source.publisher}" for source in found if source)


def _date_words(date: str | None) -> str:
    return f"{date} {days_in_words(date)}" if date else ""


def _source_link(source_id: str) -> str:
    return f"sources?{urlencode({'q': source_id})}"


def _table(title: str, words: str) -> str:
    return f"data?{urlencode({'table': title, 'find': words[:_LONGEST_FIND]})}"
