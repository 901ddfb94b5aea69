"""Names in a text that no record has: towns of the gazetteer, and names that are nearly ours."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from geo.search.gazetteer import Town
from geo.search.mentions.common import AFTER_NOUN_ARABIC, DOUBTFUL, NO_PLACE, NO_TOWN
from geo.search.mentions.known import is_adjective
from geo.search.mentions.mention import MentionKind
from geo.search.mentions.names import NameBook, nominatives
from geo.search.mentions.plain import TextWord, plain
from geo.search.mentions.signs import Tokens, is_arabic
from geo.search.romanize import romanize

_LANGUAGES = frozenset({"en", "ur", "ru", "fa", "ps"})
_SHORTEST, _MOST_WORDS, _MOST_TOWNS = 4, 3, 5
#: People of a town that needs no sign, of one in Arabic letters, and of any with a sign.
_WELL_KNOWN, _KNOWN = 250_000, 40_000
_ALIKE, _NEARLY, _LEAST_LETTERS = 86.0, 10.0, 6
_LONG_NAME = 5


class TownBook:
    """Towns by their plain names, and names of records by how they sound."""

    def __init__(self, towns: Iterable[Town], book: NameBook) -> None:
        """Read the names of all towns that are no record."""
        self._towns: defaultdict[str, list[Town]] = defaultdict(list)
        for town in towns:
            names = {name for language, name in town.names if language in _LANGUAGES}
            also = {name for name in town.also if not is_adjective(name)}
            for spelling in names | also:
                key = _key(spelling)
                if len(key) >= _SHORTEST:
                    self._towns[key].append(town)
        self._sounds: defaultdict[str, set[str]] = defaultdict(set)
        for sounds, name in book.sounds():
            if name.kind is MentionKind.PLACE and len(sounds) >= _LEAST_LETTERS:
                self._sounds[sounds].add(name.record_id)
        self._all_sounds = list(self._sounds)

    def find(self, tokens: Tokens, at: int) -> tuple[int, tuple[str, ...]] | None:
        """How many words from a position on name a town, and the ids of all it may be."""
        words = tokens.words
        for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            run = words[at : at + count]
            if any(tokens.taken[at : at + count]) or any(not word.joins for word in run[1:]):
                continue
            if not is_arabic(run[0].form) and not (run[0].is_capital and run[-1].is_capital):
                continue
            towns = self._called(run)
            if towns and self._is_meant(tokens, at, count, towns):
                best = sorted(towns, key=lambda town: (-town.population, town.id))
                return count, tuple(town.id for town in best[:_MOST_TOWNS])
        return None

    def _called(self, run: Sequence[TextWord]) -> list[Town]:
        last = nominatives(run[-1].form)
        found = {
            town.id: town
            for form in last
            for town in self._towns.get("".join(word.form for word in run[:-1]) + form, ())
        }
        return list(found.values())

    def _is_meant(self, tokens: Tokens, at: int, count: int, towns: Sequence[Town]) -> bool:
        form = tokens.words[at].form
        people = max(town.population for town in towns)
        if count == 1 and (form in NO_PLACE or form in DOUBTFUL or form in NO_TOWN):
            return False
        if tokens.is_somebody(at, count) or tokens.has_title(at):
            return False
        is_place = tokens.is_place(at, count)
        if is_arabic(form):
            letters = sum(len(word.form) for word in tokens.words[at : at + count])
            after = tokens.after(at, count)
            is_some_place = is_place or (after is not None and after.form in AFTER_NOUN_ARABIC)
            return (is_place and people >= _KNOWN) or (
                letters >= _LONG_NAME and is_some_place and people >= 2 * _KNOWN
            )
        if tokens.is_in_name(at, count):
            return False
        return is_place or people >= _WELL_KNOWN

    def alike(self, tokens: Tokens, at: int) -> tuple[str, ...]:
        """Ids of places whose name is nearly a capital word, where a place must stand."""
        word = tokens.words[at]
        if (
            not word.is_capital
            or len(word.form) < _LEAST_LETTERS
            or word.form in NO_PLACE
            or not tokens.is_place(at)
            or tokens.is_in_name(at)
            or tokens.is_somebody(at)
            or tokens.has_title(at)
        ):
            return ()
        return tuple(self._near(word.form))

    def _near(self, form: str) -> Iterator[str]:
        """All that are about as near as the nearest: Kharachi may be either of two towns."""
        near: dict[str, float] = {}
        for sounds in {romanize(base) for base in nominatives(form)}:
            if len(sounds) < _LEAST_LETTERS - 1:
                continue
            for match, score, _ in process.extract(
                sounds, self._all_sounds, scorer=fuzz.ratio, score_cutoff=_ALIKE - _NEARLY, limit=8
            ):
                if match[0] == sounds[0] or {match[0], sounds[0]} <= {"k", "X", "h"}:
                    for owner in self._sounds[match]:
                        near[owner] = max(near.get(owner, 0.0), score)
        best = max(near.values(), default=0.0)
        if best >= _ALIKE:
            ranked = sorted(near, key=lambda owner: (-near[owner], owner))
            yield from (owner for owner in ranked if near[owner] >= best - _NEARLY)


def _key(name: str) -> str:
    return "".join(char for char in plain(name) if char.isalnum())
