"""One box for all: names, positions, ways, and what records say.

Names come first, then titles, beginnings of names, sentences, and names that are only alike; those
are offered where nothing else fits, since a confident wrong hit is worse than none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from itertools import islice, product
from threading import Lock
from urllib.parse import urlencode

from rapidfuzz import fuzz

from geo.atlas import Atlas
from geo.records.dates import when
from geo.records.model import Claim, LonLat
from geo.records.phrases import with_commas
from geo.records.texts import in_english, say
from geo.records.vocab import country_name
from geo.search.answers import Answer, Found, Hit
from geo.search.coordinates import great_circle_km, parse_position
from geo.search.documents import Entry, all_entries, claim_title
from geo.search.full_text import FullText, TextHit
from geo.search.gazetteer import Town
from geo.search.name_index import Grade, Match, NameTable, QueryForms
from geo.search.people import country_names, country_of, everybody
from geo.search.romanize import consonant_skeleton, fold, romanize, script_language
from geo.search.route_words import base_forms, parts_of_route
from geo.search.search import NameIndex
from geo.search.words import Token, asked

#: Kinds that have names; of the others only titles and sentences are searched.
_NAMED = (Found.COUNTRY, Found.PROJECT, Found.PLACE, Found.LINE, Found.PERSON)
_TEXT_HITS = 40
_NEAREST_RECORDS, _NEAREST_TOWNS = 4, 2
_MOST_WAYS = 3
_MOST_NAMING = 25
#: A name that is alike must be so in each of the words that were typed.
_LIKE_WORD = 78.0
_SHORT_WORD, _SHORT_NAME = 3, 6
_LIKE_NAME = 84.0
_LEAST_PERSON = 84.0
_LONG_PART = 5  # letters of a part by which a person may be guessed
_FEW_SOUNDS = 3
#: The smaller, the sooner: how a name fits, of a record and of a town, and where words stand.
_NAME_TIERS = {Grade.EXACT: 0.0, Grade.PHONETIC: 1.0, Grade.PREFIX: 3.0, Grade.FUZZY: 8.0}
_TOWN_TIERS = {Grade.EXACT: 0.5, Grade.PHONETIC: 1.5, Grade.PREFIX: 6.0, Grade.FUZZY: 9.0}
#: (all words in the title, all of them whole) -> tier
_TEXT_TIERS = {(True, True): 2.0, (True, False): 3.0, (False, True): 5.0, (False, False): 7.0}
_NEAR_HOMONYM = 1.8


class Finder:
    """All that can be found in an atlas; the texts are read when somebody first searches."""

    def __init__(self, atlas: Atlas, towns: Callable[[], Iterable[Town]] = tuple) -> None:
        """Take the names of the atlas; neither towns nor texts yet."""
        self.names = NameIndex(atlas, towns)
        self._atlas = atlas
        self._lock = Lock()
        self._read: _Texts | None = None

    def prepare(self) -> None:
        """Read towns and texts now, so that the first search need not wait for it."""
        self.names.prepare()
        _ = self._texts

    @property
    def is_prepared(self) -> bool:
        """Whether towns and texts have been read."""
        return self.names.is_prepared and self._read is not None

    def search(self, words: str, limit: int = 10) -> Answer:
        """The best hits for `words`, best first; without any, what was looked through."""
        if not fold(words):
            return Answer(())
        if at := parse_position(words):
            return Answer(tuple(self._near(at))[:limit])
        found = self._found(words, limit)
        ways = list(islice(self._ways(words), _MOST_WAYS))
        hits = list(found.hits)
        # What is itself called so is meant: a railway may have the name of its ends.
        first = sum(1 for hit in hits if hit.grade is Grade.EXACT)
        hits[first:first] = ways
        if not hits:
            return Answer((), looked_in=self._looked_in())
        return Answer(tuple(hits[:limit]), found.ambiguous and not ways)

    @property
    def _texts(self) -> "_Texts":
        with self._lock:
            if self._read is None:
                self._read = in_english(lambda: _Texts(self._atlas))
        return self._read

    def _found(self, words: str, limit: int) -> Answer:
        """Names, titles and sentences, each thing once."""
        texts, terms = self._texts, asked(words)
        said = texts.index.find(terms, _TEXT_HITS)
        others = texts.named(words)
        sure = self.names.search(words, limit, likenesses=False)
        is_certain = any(hit.is_whole for hit in said) or any(
            hit.grade in {Grade.EXACT, Grade.PHONETIC} for hit in others
        )
        is_place = _is_place(sure) and not any(hit.grade is Grade.EXACT for hit in others)
        if is_place:
            # A namesake in another language is shown beside it: it may be the one that is meant.
            names = self.names.search(words, limit)
            first, *rest = names.hits
            kept = tuple(
                hit
                for hit in rest
                if hit.grade is not Grade.FUZZY or self.names.are_namesakes(first, hit)
            )
            names = replace(names, hits=(first, *kept))
        elif is_certain or any(hit.is_named for hit in said):
            names = sure
        else:
            guesses = self.names.search(words, limit)
            others = [hit for hit in texts.guessed(words) if _is_like(words, hit)]
            most = max((hit.score for hit in others), default=0.0)
            kept = tuple(
                hit
                for hit in guesses.hits
                if _is_like(words, hit) and (hit.grade is not Grade.FUZZY or hit.score > most)
            )
            names = replace(guesses, hits=kept, ambiguous=guesses.ambiguous and len(kept) > 1)
        from_texts = (texts.hit(found) for found in said)
        hits = _in_order([*others, *names.hits, *from_texts], is_certain=is_place)
        shown = list(islice(_once_each(hits), limit))
        is_first = bool(shown and names.hits and shown[0].own_id == names.hits[0].own_id)
        told = [self._told(hit, terms) for hit in shown]
        if told and told[0].found is Found.PERSON:
            told[0] = replace(told[0], named_in=tuple(texts.naming(told[0].title)))
        return Answer(tuple(told), names.ambiguous and is_first)

    def _told(self, hit: Hit, terms: Sequence[Token]) -> Hit:
        """A hit as it is shown: with its sentence, and a place with its kind and region."""
        hit = self._texts.told(hit, terms)
        site = self._atlas.find_site(hit.id) if hit.found is Found.PLACE else None
        if site is None or hit.grade is not None:
            return hit
        full = self.names.site_hit(site)
        return replace(hit, where=full.where, kind=full.kind)

    def _near(self, at: LonLat) -> Iterator[Hit]:
        """The position itself, and the places and towns around it."""
        name = f"{at.lat:.5g}, {at.lon:.5g}"
        kind = Found.POSITION.label
        yield Hit("position", name, "en", 0.0, name, "", kind, None, Found.POSITION, at=at)
        apart = {site.id: great_circle_km(at, site.at) for site in self._atlas.sites}
        for site in nsmallest(
            _NEAREST_RECORDS, self._atlas.sites, key=lambda site: (apart[site.id], site.id)
        ):
            yield _away(self.names.site_hit(site), apart[site.id])
        towns = {town.id: great_circle_km(at, town.at) for town in self.names.towns_near(at)}
        for town_id in nsmallest(_NEAREST_TOWNS, towns, key=lambda key: (towns[key], key)):
            if town := self.names.find_town(town_id):
                yield _away(Hit.of_town(town), towns[town_id])

    def _ways(self, words: str) -> Iterator[Hit]:
        """Offers to plan a way, where both ends are places of ours that lines touch."""
        for start, end in parts_of_route(words):
            starts, ends = self._ends(start), self._ends(end)
            for first, last in product(starts, ends):
                if first.id != last.id:
                    title = say("From {start} to {end}", start=first.title, end=last.title)
                    link = f"routes?{urlencode({'from': first.id, 'to': last.id})}"
                    yield Hit(
                        first.id,
                        title,
                        "en",
                        0.0,
                        title,
                        kind=Found.ROUTE.label,
                        found=Found.ROUTE,
                        record_id=f"route-{first.id}-{last.id}",
                        link=link,
                    )
            if starts and ends:
                return

    def _ends(self, name: str) -> list[Hit]:
        for form in base_forms(name):
            hits = self.names.search(form, likenesses=False).hits
            found = [
                hit
                for hit in hits
                if hit.grade in {Grade.EXACT, Grade.PHONETIC} and self._atlas.segments_at(hit.id)
            ]
            if found:
                return found[:2]
        return []

    def _looked_in(self) -> tuple[tuple[Found, int], ...]:
        counts = Counter(entry.found for entry in self._texts.entries)
        counts[Found.TOWN] = self.names.town_count
        return tuple((kind, counts[kind]) for kind in Found if counts[kind])


class _Texts:
    """What records say, and the names of people and countries."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self.entries = all_entries(atlas)
        self.index = FullText([entry.document for entry in self.entries])
        self._at = {entry.record_id: at for at, entry in enumerate(self.entries)}
        rows = [
            (somebody.id, name, language)
            for somebody in everybody(atlas)
            for language, name in somebody.names
        ]
        for entry in self.entries:
            if code := country_of(entry.record_id):
                names = country_names(code)
                rows += [(entry.record_id, name, script_language(name)) for name in names]
        self._others = NameTable(rows)
        self._parts = NameTable(
            (owner, part, language)
            for owner, name, language in rows
            for part in (name, *(part for part in name.split() if len(part) >= _LONG_PART))
        )

    def named(self, words: str) -> list[Hit]:
        """People, organisations and countries by their names."""
        return self._hits(self._others.find(QueryForms.of(words), None))

    def guessed(self, words: str) -> list[Hit]:
        """The same by names, or parts of names, that are alike."""
        found = self._parts.find(QueryForms.of(words), _LEAST_PERSON)
        return self._hits(found)

    def _hits(self, found: Mapping[str, Match]) -> list[Hit]:
        return [
            replace(
                self._bare(self.entries[self._at[match.owner]]),
                name=match.name,
                language=match.language,
                score=match.score,
                grade=match.grade,
            )
            for match in found.values()
        ]

    def hit(self, found: TextHit) -> Hit:
        """A document that has the words."""
        entry = self.entries[found.at]
        hit = self._bare(entry)
        return replace(hit, score=found.score, is_named=found.is_named, is_whole=found.is_whole)

    def told(self, hit: Hit, terms: Sequence[Token]) -> Hit:
        """The same hit with the sentence in which the words stand, and an address for more."""
        at = self._at.get(hit.own_id)
        if at is None:
            return hit
        link = hit.link or self.entries[at].link
        return replace(hit, link=link, sentence=self.index.sentence(at, terms))

    def naming(self, name: str) -> Iterator[Hit]:
        """Whatever else has the whole name in it, the best first."""
        for found in self.index.find(asked(name), _MOST_NAMING):
            entry = self.entries[found.at]
            said = fold(" ".join((*entry.document.texts, entry.document.also)))
            if entry.found is not Found.PERSON and fold(name) in said:
                yield self._bare(entry)

    def _bare(self, entry: Entry) -> Hit:
        """An entry as a hit, in the language of the reader."""
        title = entry.title
        if code := country_of(entry.record_id):
            title = country_name(code)
        record = self._atlas.find(entry.record_id) if entry.found is Found.FIGURE else None
        if isinstance(record, Claim):
            title = claim_title(self._atlas, record)
        where = with_commas(filter(None, (entry.where, when(entry.date) if entry.date else "")))
        return Hit(
            entry.shown_id,
            title,
            "en",
            0.0,
            title,
            where,
            entry.found.label,
            found=entry.found,
            record_id=entry.record_id,
            at=entry.at,
            link=entry.link,
        )


def _is_place(answer: Answer) -> bool:
    """Whether the first hit is a place that is called just so."""
    return any(
        hit.grade in {Grade.EXACT, Grade.PHONETIC} and hit.found in {Found.PLACE, Found.TOWN}
        for hit in answer.hits[:1]
    )


def _in_order(hits: Iterable[Hit], *, is_certain: bool) -> list[Hit]:
    """Hits by how sure they are; names keep the order in which they were found."""

    def rank(hit: Hit) -> tuple[float, bool, float]:
        if hit.grade is not None:
            return _name_tier(hit, is_certain=is_certain), False, 0.0
        # The title of a source is no name of anything: what the atlas itself says comes first.
        is_named = hit.is_named and hit.found is not Found.SOURCE
        is_last = is_named and hit.found not in _NAMED
        return _TEXT_TIERS[is_named, hit.is_whole], is_last, -hit.score

    return sorted(hits, key=rank)


def _name_tier(hit: Hit, *, is_certain: bool) -> float:
    if hit.grade is Grade.FUZZY and is_certain:
        return _NEAR_HOMONYM
    tiers = _TOWN_TIERS if hit.found is Found.TOWN else _NAME_TIERS
    return tiers[hit.grade or Grade.EXACT]


def _once_each(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Each thing once; a plant and the project about it, called the same, are one."""
    seen: set[str] = set()
    kinds: dict[str, set[Found]] = {}
    for hit in hits:
        others = kinds.setdefault(fold(hit.title), set())
        is_twin = {hit.found, *others} >= {Found.PROJECT, Found.PLACE}
        if hit.own_id not in seen and not is_twin:
            seen.add(hit.own_id)
            others.add(hit.found)
            yield hit


def _is_like(words: str, hit: Hit) -> bool:
    """Whether each word that was typed is like a word of the name; one shared is too little."""
    if hit.grade is not Grade.FUZZY:
        return True
    name = [romanize(hit.name), *map(romanize, fold(hit.name).split())]
    typed = [romanize(word) for word in fold(words).split()]
    is_place = hit.found not in {Found.PERSON, Found.COUNTRY}
    if fuzz.ratio("".join(typed), name[0]) >= _LIKE_NAME:
        return True
    return all(
        any(_sounds_like(word, part, is_place=is_place) for part in name)
        for word in typed
        if len(word) >= _SHORT_WORD
    )


def _sounds_like(word: str, part: str, *, is_place: bool) -> bool:
    """Of people a short word must have the same consonants: Gandhi is not Ghani."""
    skeleton = consonant_skeleton(word)
    is_same = skeleton == consonant_skeleton(part)
    if fuzz.ratio(word, part) >= _LIKE_WORD and (is_place or is_same or len(word) > _SHORT_NAME):
        return True
    return is_same and len(skeleton) >= _FEW_SOUNDS


def _away(hit: Hit, km: float) -> Hit:
    return replace(hit, km=round(km, 1), score=-km)
