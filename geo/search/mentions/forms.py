"""The forms that one word of a name takes in a text: cases of Russian, Urdu and English.

Words are plain (`geo.search.mentions.plain`), so a short i and an i are one letter. A form too many
does no harm unless it is a word of its own, so rare cases are left out.
"""

from collections.abc import Iterator
from functools import lru_cache

_VOWELS = "аеиоуыэюя"
_HARD = "бвгдзклмнпрстфхцчшщж"
_SHORTEST_RUSSIAN = 2
_SHORTEST_PLURAL = 6
#: Endings of words in Urdu names that become oblique.
_URDU_OBLIQUE = {"ه": "ے", "ا": "ے"}


@lru_cache(maxsize=20_000)
def forms_of(word: str) -> frozenset[str]:
    """The word itself and its other forms.

    >>> sorted(forms_of("ташкент"))
    ['ташкент', 'ташкента', 'ташкенте', 'ташкентом', 'ташкенту']
    """
    if "а" <= word[0] <= "я" and len(word) >= _SHORTEST_RUSSIAN:
        return frozenset(_russian(word))
    if "\u0600" <= word[0] <= "\u06ff":
        oblique = _URDU_OBLIQUE.get(word[-1]) if len(word) > _SHORTEST_RUSSIAN + 1 else None
        return frozenset({word, word[:-1] + oblique}) if oblique else frozenset({word})
    return frozenset({word, word + "s"}) if word.isascii() else frozenset({word})


def _russian(word: str) -> Iterator[str]:  # noqa: C901 - a table of endings
    yield word
    last, stem, before = word[-1], word[:-1], word[-2]
    if last in _HARD:
        yield from _with(word, "а у ом е")
        if word.endswith(("ов", "ев", "ин", "ын")):
            yield word + "ым"
    elif word.endswith("ая"):
        yield from _with(word[:-2], "ои ую")
    elif word.endswith(("ыи", "ои")) and len(word) >= _SHORTEST_PLURAL:
        yield from _with(word[:-2], "ого ому ым ом")
        yield from _with(stem, "я ю ем е")
    elif word.endswith("ии") and len(word) >= _SHORTEST_PLURAL:
        yield from _with(word[:-2], "его ему им ем ого ому ом")
    elif word.endswith(("ые", "ие")) and len(word) >= _SHORTEST_PLURAL:
        yield from _with(word[:-2], "ых ым ыми их им ими")
    elif last == "и" and before in _VOWELS:
        yield from _with(stem, "я ю ем е")
    elif last == "ь":
        yield from _with(stem, "и ю я е ем ью")
    elif last == "а":
        yield from _with(stem, "ы и е у ои ею")
    elif last == "я":
        yield from _with(stem, "и е ю еи")
    elif last == "о":
        yield from _with(stem, "а у ом е")
    elif last in "ыи" and len(word) >= _SHORTEST_PLURAL:
        yield from _with(stem, "ам ами ах")
        yield stem


def _with(stem: str, endings: str) -> Iterator[str]:
    for ending in endings.split():
        yield stem + ending


_ADJECTIVE = "ии ого ому им ом ая ои ую ое ие их ими о"


def russian_adjective(stem: str) -> Iterator[str]:
    """All forms of an adjective by its stem without an ending: `росси́йск`."""
    yield from _with(stem, _ADJECTIVE)
