"""A book of names: which records the words of a text may name, by all spellings and cases.

A name is kept as its letters without blanks, so that `Мазари-Шариф` and `Мазари Шариф`, joined and
split spellings of Urdu, are one. A text's words must end where words of the name end, so that no
name is found inside another word.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from geo.search.mentions.common import AFTER_PLACE
from geo.search.mentions.forms import forms_of
from geo.search.mentions.mention import MentionKind
from geo.search.mentions.plain import TextWord, plain, words
from geo.search.romanize import romanize

MOST_WORDS = 7
_FEW_SOUNDS = 5
_MOST_READINGS = 24
#: Ends of Urdu and Persian names that are written apart or not.
_APART = tuple(
    plain(end) for end in ("آباد", "گاه", "شهر", "شہر", "پور", "کوٹ", "گڑھ", "کوتل", "قلعہ", "قلعه")
)
_JOINED_LEAST = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a record. `is_upper` is an abbreviation, written in capitals only.

    `is_lax` may be written without a capital, `is_half_lax` with one at its beginning only;
    `needs_place` is a word or a given name as well, or common words for a project.
    """

    record_id: str
    kind: MentionKind
    text: str
    is_upper: bool = False
    is_lax: bool = False
    is_half_lax: bool = False
    needs_place: bool = False


@dataclass(frozen=True, slots=True)
class _Keyed:
    name: Name
    ends: frozenset[int]  # letters after which a word of the name ends


@dataclass(frozen=True, slots=True)
class Called:
    """Words of a text from `start` to `end` and the names that they are; `count` of words."""

    start: int
    end: int
    count: int
    names: tuple[Name, ...]


class NameBook:
    """All names that are looked for."""

    def __init__(self, names: Iterable[Name]) -> None:
        """Prepare all names with their forms."""
        self._bases: defaultdict[str, set[str]] = defaultdict(set)
        self._entries: defaultdict[str, list[_Keyed]] = defaultdict(list)
        self._sounds: defaultdict[str, list[_Keyed]] = defaultdict(list)
        self._begins: set[str] = set()
        self._coded: defaultdict[str, list[Name]] = defaultdict(list)
        for name in dict.fromkeys(names):
            self._add(name)
        codes = sorted(self._coded, key=len, reverse=True) or ["(?!)"]
        self._codes = re.compile(rf"(?<![\w-])(?:{'|'.join(codes)})(?![\w]|-\w)")

    def codes(self, text: str, letters: str) -> Iterator[Called]:
        """Names with a number, such as `ML-1`: they begin with a capital where there are any."""
        for found in self._codes.finditer(letters):
            start, end = found.span()
            if text[start].upper() == text[start]:
                yield Called(start, end, 0, tuple(self._coded[_code(found[0])]))

    def _add(self, name: Name) -> None:
        letters = plain(name.text)
        if any(char.isdigit() for char in letters):
            self._coded[_code(letters)].append(name)
            return
        parts = [part for word in words(name.text, letters) for part in _apart(word.form)]
        if not parts:
            return
        ends, at = [], 0
        for part in parts:
            at += len(part)
            ends.append(at)
        key = "".join(parts)
        entry = _Keyed(name, frozenset(ends))
        self._entries[key].append(entry)
        for form in forms_of(parts[0]) if not name.is_upper else (parts[0],):
            self._begins.add(form)
        self._learn(parts, key, name)
        if name.kind in {MentionKind.PLACE, MentionKind.PERSON} and not name.needs_place:
            sounds = romanize(key)
            if len(sounds) >= _FEW_SOUNDS and not "\u0600" <= key[0] <= "\u06ff":
                self._sounds[sounds].append(entry)

    def _learn(self, parts: Sequence[str], key: str, name: Name) -> None:
        """Forms of each word and of all in one, and of two in one, to their bases."""
        if name.is_upper:
            self._bases[key].add(key)
            return
        joined = {key} if len(key) >= _JOINED_LEAST else set()
        pairs = {left + right for left, right in pairwise(parts)}
        if len(parts) > 1 and parts[0] + parts[1] in pairs:
            self._begins.update(forms_of(parts[0] + parts[1]))
        for base in {*parts, *joined, *pairs}:
            for form in forms_of(base):
                self._bases[form].add(base)
        for form in forms_of(key) if joined else ():
            self._begins.add(form)

    def read(self, found: Sequence[TextWord], at: int) -> Called | None:
        """The longest name that begins with the word at a position, or None."""
        if found[at].form not in self._begins:
            return None
        best = None
        readings: list[tuple[str, tuple[int, ...]]] = [("", ())]
        for count, word in enumerate(found[at : at + MOST_WORDS], 1):
            bases = self._bases.get(word.form)
            if not bases or (count > 1 and not word.joins):
                break
            readings = [
                (letters + base, (*ends, len(letters) + len(base)))
                for (letters, ends), base in product(readings, sorted(bases))
            ][:_MOST_READINGS]
            names = {
                entry.name: None
                for letters, ends in readings
                for entry in self._entries.get(letters, ())
                if entry.ends.issuperset(ends)
            }
            fitting = tuple(name for name in names if _is_written(name, found[at : at + count]))
            if fitting:
                best = Called(found[at].start, word.end, count, fitting)
        return best

    def sounding(self, found: Sequence[TextWord], at: int, most: int = 3) -> Called | None:
        """The longest name that sounds as the capital words from a position on, or None."""
        for count in range(min(most, len(found) - at), 0, -1):
            run = found[at : at + count]
            if not run[0].is_capital or any(not word.joins for word in run[1:]):
                continue
            names: dict[Name, None] = {}
            for last in nominatives(run[-1].form):
                letters = "".join(word.form for word in run[:-1]) + last
                for entry in self._sounds.get(romanize(letters), ()):
                    if len(entry.ends) >= count:
                        names[entry.name] = None
            if names:
                return Called(run[0].start, run[-1].end, count, tuple(names))
        return None

    def sounds(self) -> Iterator[tuple[str, Name]]:
        """How all names sound."""
        for sounds, entries in self._sounds.items():
            for entry in entries:
                yield sounds, entry.name


def _code(letters: str) -> str:
    """A pattern for a name with a number, by which it is known as well."""
    return "[ -]{0,3}".join(re.findall(r"\d+|[^\W\d_]+", letters))


def _apart(form: str) -> Iterator[str]:
    for end in _APART:
        if form.endswith(end) and len(form) > len(end) + 1:
            yield form[: -len(end)]
            yield end
            return
    yield form


#: Endings of Russian names in other cases, and what may stand there in the nominative.
_NOMINATIVES = (
    *(("ом", ("", "о")), ("ым", ("",)), ("ем", ("", "ь", "и")), ("а", ("", "о"))),
    *(("у", ("", "а", "о")), ("е", ("", "а", "о", "я")), ("ы", ("а",)), ("и", ("а", "я", "ь"))),
    *(("я", ("ь", "и")), ("ю", ("ь", "и", "я")), ("ои", ("а",)), ("еи", ("я",))),
)


def nominatives(form: str) -> Iterator[str]:
    """A word, and what it may be called if it is a Russian name in another case."""
    yield form
    if not "а" <= form[-1] <= "я":
        if form.endswith("s"):
            yield form[:-1]
        return
    for ending, bases in _NOMINATIVES:
        if form.endswith(ending):
            yield from (form[: -len(ending)] + base for base in bases)


def _is_written(name: Name, run: Sequence[TextWord]) -> bool:
    """Whether words are written with the capitals that a name needs."""
    script = run[0].form[0]
    if "\u0600" <= script <= "\u06ff" or "\u3400" <= script <= "\u9fff":
        return True
    if name.is_upper:
        return len(run) > 1 or all(word.is_upper for word in run)
    if name.is_lax and (len(run) > 1 or name.text.islower()):
        return True
    if name.text[0].islower():
        return run[-1].is_capital
    if not run[0].is_capital:
        return False
    return name.is_half_lax or len(run) != 2 or run[1].is_capital or run[1].form in AFTER_PLACE  # noqa: PLR2004
