"""Characters that nobody sees: they turn text round, hide in names and spoil every search."""

import re
import unicodedata
from collections.abc import Iterator

#: Printable by the letter of the standard, but blank on every screen, or a mark of lost text.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffd") | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10)))
)
#: They turn round all that follows them, on whatever page the text is shown.
_TURNING = dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_TURNING_SIGNS = frozenset(map(chr, _TURNING))
_JOINERS = "\u200c\u200d"
_VIRAMA = 9  # combining class of the sign that joins letters of Hindi
_CONTROLS = {"\0": "NULL", "\t": "TABULATOR", "\r": "CARRIAGE RETURN", "\x7f": "DELETE"}


def invisible_characters(text: str, spared: str = "\n") -> Iterator[tuple[int, str]]:
    """Place and character of everything in a text that nobody sees.

    Joiners are let be where Persian, Urdu or Hindi letters stand on both sides, as these languages
    are written with them; `spared` are characters that may stand anywhere.
    """
    if text.replace("\n", "").isprintable() and (
        text.isascii() or not any(sign in text for sign in _BLANK)
    ):
        return
    for place, char in enumerate(text):
        is_odd = not char.isprintable() or char in _BLANK
        if is_odd and char not in spared and not _is_needed_joiner(text, place):
            yield place, char


def unseen_characters(text: str, spared: str = "\n") -> dict[str, tuple[int, int]]:
    """The same of a long text: each such character, where it stands first and how often.

    It takes as long as reading the text, whatever stands in it.
    """
    odd = {
        char
        for char in set(text)
        if (not char.isprintable() or char in _BLANK) and char not in spared
    }
    found = {char: (text.index(char), text.count(char)) for char in odd - set(_JOINERS)}
    for char in sorted(odd & set(_JOINERS)):
        places = [at.start() for at in re.finditer(char, text)]
        loose = [place for place in places if not _is_needed_joiner(text, place)]
        if loose:
            found[char] = (loose[0], len(loose))
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _is_needed_joiner(text: str, place: int) -> bool:
    """Whether the character is a joiner between letters that are written with joiners."""
    if text[place] not in _JOINERS or not 0 < place < len(text) - 1:
        return False
    before, after = text[place - 1], text[place + 1]
    if unicodedata.combining(before) == _VIRAMA:
        return after.isalpha()
    return _is_arabic(before) and _is_arabic(after)


def _is_arabic(char: str) -> bool:
    """Whether it is an Arabic letter, or a vowel sign that stands on one."""
    name = unicodedata.name(char, "")
    return name.startswith("ARABIC") and (char.isalpha() or unicodedata.combining(char) > 0)


def without_turns(text: str) -> str:
    """The text without the signs that turn its direction; the check has noted them."""
    if text.isascii() or _TURNING_SIGNS.isdisjoint(text):
        return text
    return text.translate(_TURNING)


def character_name(char: str) -> str:
    """`U+202E (right-to-left override)`."""
    name = _CONTROLS.get(char, "") or unicodedata.name(char, "no letter")
    return f"U+{ord(char):04X} ({name.lower()})"
