"""Search by name in every script: records of the atlas first, then towns of the gazetteer.

A name is compared as written, by sound and by its consonants (`name_index`, `romanize`), so that
a place is found in Latin, Cyrillic and Arabic letters by whatever spelling a reader knows.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import floor, inf, log10
from threading import Lock

from rapidfuzz import fuzz

from geo.atlas import Atlas
from geo.records.model import LonLat, Names, Project, Site
from geo.records.texts import say
from geo.records.vocab import country_name
from geo.search.answers import Answer, Found, Hit
from geo.search.gazetteer import Town, distance_km
from geo.search.name_index import Grade, Match, NameRow, NameTable, QueryForms
from geo.search.romanize import consonant_skeleton, fold, romanize, script_language

__all__ = ["Answer", "Hit", "NameIndex", "fold"]

#: Below this similarity (0 to 100) a name is not offered; strangers' towns must be closer.
_LEAST, _LEAST_TOWN = 72.0, 84.0
#: A record that is this much like the words is as good as one that begins with them.
_SURE = 88.0
#: Where a name fits exactly, likenesses must be this close to be offered beside it.
_CLOSE = 80.0
_SAME_SPOT_KM, _SAME_PLACE_KM = 0.2, 25.0
_CELL_DEG = 0.5
_TOWN = "geonames-"
#: How good a grade is, for a record and for a town: a town must be called exactly so to come early.
_RECORD_ORDER = {Grade.EXACT: 0, Grade.PHONETIC: 1, Grade.PREFIX: 2, Grade.FUZZY: 4}
_TOWN_ORDER = {Grade.EXACT: 0, Grade.PHONETIC: 1, Grade.PREFIX: 3, Grade.FUZZY: 5}


class NameIndex:
    """All names of sites, projects and labelled segments, and of the towns around them.

    The towns are read by `towns` when the first words are looked for, and never before.
    """

    def __init__(self, atlas: Atlas, towns: Callable[[], Iterable[Town]] = tuple) -> None:
        """Read every name of the atlas, and no town yet."""
        self._atlas = atlas
        self._read_towns = towns
        self._loaded: _Towns | None = None
        self._lock = Lock()
        self._records = NameTable(_record_rows(atlas))
        self._drawn = {site.id for site in atlas.sites if atlas.projects_of_site(site.id)}
        self._drawn |= {project.id for project in atlas.projects}

    def search(self, words: str, limit: int = 8, *, likenesses: bool = True) -> Answer:
        """The best hits for `words`, at most one per record or town, best first.

        Exact names come before beginnings, beginnings before likenesses; of equals, records come
        before towns, and those that are drawn on the map first. Without `likenesses` only names
        are found that are so called or begin so, which takes a tenth of the time.
        """
        wanted = QueryForms.of(words)
        if not wanted.folded:
            return Answer(())
        least, least_town = (_LEAST, _LEAST_TOWN) if likenesses else (None, None)
        found = self._records.find(wanted, least)
        for owner, match in self._towns.table.find(wanted, least_town).items():
            known = found.get(owner)
            if known is None or self._rank(match) < self._rank(known):
                found[owner] = match
        best = sorted(found.values(), key=self._rank)[:limit]
        if best and best[0].grade <= Grade.PHONETIC:
            # The name is known, so what is only a little like it would be noise.
            best = [
                match for match in best if match.grade is not Grade.FUZZY or match.score >= _CLOSE
            ]
        hits = _with_positions([self._hit(match) for match in best])
        return Answer(hits, self._is_ambiguous(wanted, best))

    @property
    def is_prepared(self) -> bool:
        """Whether the towns have been read."""
        return self._loaded is not None

    def prepare(self) -> None:
        """Read the towns now, so that the first search need not wait for it."""
        _ = self._towns

    @property
    def town_count(self) -> int:
        """How many towns were read that are no place of the atlas."""
        return len(self._towns.by_id)

    def names(self) -> Iterator[NameRow]:
        """Every name with its owner, and its language where that is known, records first."""
        yield from _record_rows(self._atlas)
        yield from self._towns.rows

    def towns(self) -> Iterable[Town]:
        """The towns that are no place of the atlas."""
        return self._towns.by_id.values()

    def towns_near(self, at: LonLat) -> Iterator[Town]:
        """Towns within about half a degree, and some beyond, in no order."""
        return self._towns.near.of(at)

    def find_town(self, town_id: str) -> Town | None:
        """A town by its id as a hit, or None if it is a place of the atlas."""
        return self._towns.by_id.get(town_id)

    def site_hit(self, site: Site) -> Hit:
        """A place of the atlas as a hit, by its English name."""
        home = self._towns.homes.get(site.id)
        where = home.where if home else _countries(site)
        return Hit(site.id, site.names.en, "en", 0.0, site.names.en, where, site.kind.label)

    def town(self, geoname_id: int) -> Town | None:
        """A town by its GeoNames id, or None."""
        return self._towns.by_id.get(f"{_TOWN}{geoname_id}")

    @property
    def _towns(self) -> "_Towns":
        with self._lock:
            if self._loaded is None:
                self._loaded = _Towns(self._atlas, self._read_towns())
        return self._loaded

    def _rank(self, match: Match) -> tuple[float, int, float, tuple[int, int], str]:
        """Smaller is better: how sure, record or town, how close, how well known; and the id."""
        if town := self._towns.by_id.get(match.owner):
            known = -town.population, -len(town.names)
            return _TOWN_ORDER[match.grade], 1, -match.score, known, match.owner
        score = match.score + 5.0 * (match.owner in self._drawn)
        # A record that is very like the words ranks with those that begin so.
        is_sure = match.grade is Grade.FUZZY and match.score >= _SURE
        order = _RECORD_ORDER[Grade.PREFIX if is_sure else match.grade]
        return order, 0, -score, (0, 0), match.owner

    def _hit(self, match: Match) -> Hit:
        language = match.language or script_language(match.name)
        hit = Hit(match.owner, match.name, language, match.score, grade=match.grade)
        if town := self._towns.by_id.get(match.owner):
            return replace(
                Hit.of_town(town),
                name=hit.name,
                language=hit.language,
                score=hit.score,
                grade=hit.grade,
            )
        if site := self._atlas.find_site(match.owner):
            told = self.site_hit(site)
            return replace(hit, title=told.title, where=told.where, kind=told.kind)
        if project := self._atlas.find_project(match.owner):
            return replace(
                hit, title=project.names.en, kind=Found.PROJECT.label, found=Found.PROJECT
            )
        return replace(hit, title=match.name, kind=Found.LINE.label, found=Found.LINE)

    def _is_ambiguous(self, words: QueryForms, best: Sequence[Match]) -> bool:
        """Whether the words may well mean another place in the list, called like the first.

        The other counts if it fits the words as well as the first, or if the reader may have meant
        it; a name that it only has in another language is no reason to ask.
        """
        places = [match for match in best if match.owner.startswith((_TOWN, "site-"))]
        if not places or places[0] is not best[0]:
            return False
        first, *others = places
        return any(
            other.grade is first.grade or self._is_meant(words, other, shared)
            for other in others
            if (shared := self._written(first) & self._written(other))
        )

    def _is_meant(self, words: QueryForms, match: Match, shared: frozenset[str]) -> bool:
        """Whether a shared name is nearly what was typed, or the main name sounds like it."""
        if max(fuzz.ratio(words.folded, name) for name in shared) >= _CLOSE:
            return True
        town = self._towns.by_id.get(match.owner)
        sounds = romanize(town.name if town else match.name)
        return (
            consonant_skeleton(sounds) == words.skeleton
            and fuzz.ratio(words.romanized, sounds) >= _LEAST_TOWN
        )

    def are_namesakes(self, hit: Hit, other: Hit) -> bool:
        """Whether two hits share a name, as it is written in any language."""
        return bool(self._names_of(hit.id) & self._names_of(other.id))

    def _names_of(self, owner: str) -> frozenset[str]:
        return self._records.written(owner) | self._towns.table.written(owner)

    def _written(self, match: Match) -> frozenset[str]:
        return self._names_of(match.owner)


def _with_positions(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Towns that share name, region and country get their position."""
    count = Counter((fold(hit.title), hit.where) for hit in hits)
    return tuple(
        replace(hit, where=_with_position(hit.where, hit.town.at))
        if hit.town and count[fold(hit.title), hit.where] > 1
        else hit
        for hit in hits
    )


def _with_position(where: str, at: LonLat) -> str:
    lat, lon = f"{at.lat:.1f}", f"{at.lon:.1f}"
    return say("{place}, {lat}° N {lon}° E", place=where, lat=lat, lon=lon)


class _Towns:
    """The towns around our places. One that is a place of ours lends it its names and region."""

    def __init__(self, atlas: Atlas, towns: Iterable[Town]) -> None:
        all_towns = tuple(towns)
        self.near = near = _Neighbours(all_towns)
        homes: dict[str, tuple[float, Site]] = {}
        # A town is one place of ours at most, the nearest that fits.
        for site in atlas.sites:
            sounds = frozenset(romanize(name) for _, name in _spellings(site.names))
            for town in near.of(site.at):
                apart = distance_km(site.at, town.at)
                if _is_same(apart, sounds, town) and apart < homes.get(town.id, (inf, site))[0]:
                    homes[town.id] = apart, site
        self.by_id = {town.id: town for town in all_towns if town.id not in homes}
        #: Towns that are places of ours, by the id of the place.
        self.homes: dict[str, Town] = {}
        self.rows: list[NameRow] = []
        for town in all_towns:
            home = homes[town.id][1] if town.id in homes else None
            self.rows += _town_rows(town, home.id if home else town.id)
            if home and home.countries == (town.code,):
                self.homes[home.id] = town
        self.table = NameTable(self.rows, self._weight)

    def _weight(self, owner: str) -> float:
        """Of towns that begin alike, the larger ones come first."""
        town = self.by_id.get(owner)
        return log10(town.population + 1) if town else 0.0


class _Neighbours:
    """Towns by the cell of the grid that they lie in."""

    def __init__(self, towns: Iterable[Town]) -> None:
        self._cells: defaultdict[tuple[int, int], list[Town]] = defaultdict(list)
        for town in towns:
            self._cells[_grid_cell(town.at)].append(town)

    def of(self, at: LonLat) -> Iterator[Town]:
        """Towns within about half a degree, and some beyond."""
        x, y = _grid_cell(at)
        for dx, dy in product((-1, 0, 1), repeat=2):
            yield from self._cells.get((x + dx, y + dy), ())


def _grid_cell(at: LonLat) -> tuple[int, int]:
    return floor(at.lon / _CELL_DEG), floor(at.lat / _CELL_DEG)


def _is_same(apart_km: float, sounds: frozenset[str], town: Town) -> bool:
    """Whether a town is a place of ours: the very spot, or near and called the same."""
    if apart_km > _SAME_PLACE_KM:
        return False
    if apart_km < _SAME_SPOT_KM:
        return True
    return any(romanize(name) in sounds for _, name, _ in _town_rows(town, town.id))


def _countries(site: Site) -> str:
    return " / ".join(map(country_name, site.countries))


def _record_rows(atlas: Atlas) -> Iterator[NameRow]:
    named: tuple[Site | Project, ...] = (*atlas.sites, *atlas.projects)
    for record in named:
        for language, name in _spellings(record.names):
            yield record.id, name, language
    # A railway that is called "Hairatan" for short is not meant by those who ask for the town.
    places = {fold(site.names.en) for site in atlas.sites}
    for project in atlas.projects:
        if fold(project.short) not in places:
            yield project.id, project.short, "en"
    for segment in atlas.segments:
        if segment.label:
            yield segment.id, segment.label, "en"


def _town_rows(town: Town, owner: str) -> Iterator[NameRow]:
    for language, name in town.names:
        yield owner, name, language
    for name in town.also:
        yield owner, name, ""  # its language is guessed when it is shown


def _spellings(names: Names) -> list[tuple[str, str]]:
    own = [("en", names.en), *names.local()]
    return own + [(script_language(name), name) for name in names.also]
