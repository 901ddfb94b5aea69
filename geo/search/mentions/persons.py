"""People who are called by their surname alone."""

from collections import defaultdict
from collections.abc import Iterable

from geo.search.mentions.common import COMMON_SURNAMES, NO_PLACE, TITLES
from geo.search.mentions.forms import forms_of
from geo.search.mentions.mention import MentionKind
from geo.search.mentions.names import Name
from geo.search.mentions.plain import plain, words
from geo.search.mentions.signs import Tokens, is_arabic

#: Letters of a surname that hardly anybody else of the news has.
_RARE = 7
_SHORTEST = 2


class Surnames:
    """Surnames of people of an atlas in all their cases."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Learn the surnames, and the first letters of first names."""
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        self._bases: defaultdict[str, set[str]] = defaultdict(set)
        self._firsts: defaultdict[str, set[str]] = defaultdict(set)
        for name in names:
            if name.kind is MentionKind.PERSON:
                parts = [word.form for word in words(name.text, plain(name.text))]
                self._learn(name.record_id, parts, name.text)

    def _learn(self, owner: str, parts: list[str], text: str) -> None:
        last = parts[0] if len(parts) > 1 and len(parts[0]) <= _SHORTEST else parts[-1]
        surnames = [last]
        # A double surname is written with a hyphen and is one.
        if "-" in text.rsplit(maxsplit=1)[-1]:
            surnames = ["".join(parts[-text.rsplit(maxsplit=1)[-1].count("-") - 1 :])]
        self._firsts[owner].add(parts[0][0])
        for surname in surnames:
            self._owners[surname].add(owner)
            for form in forms_of(surname):
                self._bases[form].add(surname)

    def find(
        self, tokens: Tokens, at: int, named: dict[str, int]
    ) -> tuple[int, tuple[str, ...]] | None:
        """Words from a position on that are a surname, and whose it may be, the last named first.

        `named` are people who are named in full, with the place in the text where that was.
        """
        for count in (2, 1):
            run = tokens.words[at : at + count]
            if len(run) < count or any(tokens.taken[at : at + count]):
                continue
            if count > 1 and not run[1].follows_dash:
                continue
            owners = {
                owner
                for base in self._bases.get("".join(word.form for word in run), ())
                for owner in self._owners[base]
            }
            if owners and (found := self._meant(tokens, at, owners, named)):
                return count, found
        return None

    def _meant(
        self, tokens: Tokens, at: int, owners: set[str], named: dict[str, int]
    ) -> tuple[str, ...]:
        word = tokens.words[at]
        is_foreign = is_arabic(word.form)
        if not is_foreign and not word.is_capital:
            return ()
        if self._is_another(tokens, at, owners):
            return ()
        full = [owner for owner in owners if owner in named]
        if full:
            return tuple(sorted(full, key=lambda owner: _distance(named[owner], word.start)))
        if (
            len(word.form) <= _SHORTEST
            or len(owners) > 1
            or word.form in COMMON_SURNAMES
            or word.form in NO_PLACE
        ):
            return ()
        if tokens.has_title(at) or (len(word.form) >= _RARE and not is_foreign):
            return tuple(owners)
        return ()

    def _is_another(self, tokens: Tokens, at: int, owners: set[str]) -> bool:
        """Whether a first name before the surname is somebody else's."""
        before = tokens.before(at)
        if before is None or is_arabic(before.form):
            return before is not None and at > 0 and tokens.words[at].follows_dash
        if len(before.form) == 1 and before.is_capital:
            return not any(before.form in self._firsts[owner] for owner in owners)
        is_name = before.is_capital and not before.begins and before.form not in TITLES
        return is_name and not tokens.taken[at - 1] and before.form not in NO_PLACE


def _distance(place: int, start: int) -> tuple[int, int]:
    """The person named last before comes first, and then who is named after."""
    return (0, start - place) if place <= start else (1, place - start)
