"""A text made plain letter by letter, so that every place in it stays where it was.

Case, accents, kinds of dashes and blanks, digits of other scripts and the letters that Urdu and
Persian writers exchange are gone; signs that are not seen (marks, controls of direction) become
`GONE`, which every pattern here passes over. Start and end of what is found in the plain text are
those in the text itself.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from geo.search.romanize import fold

#: Stands for a sign that readers do not see.
GONE = "\u00ad"
#: Blanks between words of one phrase; a line may break there.
BLANK = r"[ \n\u00ad]"
_DASHES = "-‐‑‒–—―−⁃﹘－"
_QUOTES = "’‘ʻʼʹ`´ʽ'"
_OWN = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_QUOTES, "'"),
    "\n": "\n",
    "\r": " ",
    "\t": " ",
    "٫": ".",
    "٬": ",",
    "،": ",",
    "٪": "%",
    "ʾ": "'",
    "ʿ": "'",
    "ı": "i",
    "_": " ",
    **{sign: sign for sign in "½¼¾"},
}
_MOST_LETTERS = 5000  # more than all names have
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|\u00ad|'(?=[^\W\d_]))*")
#: The longest word that is looked at; no name is longer.
_LONGEST_WORD = 40


class _Plain(dict[int, str]):
    """A table for `str.translate` that works a letter out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = _plain_letter(chr(code))
        if len(self) < _MOST_LETTERS:
            self[code] = found
        return found


def _plain_letter(letter: str) -> str:
    if own := _OWN.get(letter):
        return own
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    kind = unicodedata.category(letter)
    if kind == "Zs" or letter == "\u200c":
        return " "
    if kind in {"Mn", "Me", "Cf", "Cc", "Lm"} or letter == "ـ":
        return GONE
    # A sign that would become two keeps its first.
    return (fold(letter) or letter)[0]


_TABLE = _Plain()


def plain(text: str) -> str:
    """The text in plain letters, of the same length.

    >>> plain("Пешавáр, ۱۱\u00a0км")
    'пешавар, 11 км'
    """
    # A lone surrogate, which no file can hold, is no letter.
    return re.sub("[\ud800-\udfff]", "?", text).translate(_TABLE)


def plain_pattern(pattern: str) -> str:
    """A pattern whose letters of other scripts are plain; its ASCII letters are as they were."""
    return re.sub(r"[^\x00-\x7f]+", lambda found: plain(found[0]), pattern)


@dataclass(frozen=True, slots=True)
class TextWord:
    """A word of a plain text: where it stands, how it reads, and how it was written.

    `joins` says that only blanks, one dash or a hyphen part it from the word before.
    """

    start: int
    end: int
    form: str
    is_capital: bool
    is_upper: bool
    joins: bool
    follows_dash: bool
    begins: bool


_BETWEEN = re.compile(r"[ \u00ad'\n]{0,3}-?[ \u00ad'\n]{0,3}")


def words(text: str, plain_text: str, start: int = 0, end: int | None = None) -> Iterator[TextWord]:
    """The words of a text, without figures; `plain_text` is the same text made plain."""
    last = -1
    for found in _NAME_WORD.finditer(plain_text, start, len(text) if end is None else end):
        first, after = found.span()
        if after - first > _LONGEST_WORD:
            last = -1
            continue
        if found[0].endswith("'s"):
            after -= 2
        form = plain_text[first:after].replace(GONE, "").replace("'", "")
        written = text[first]
        gap = plain_text[last:first] if last >= 0 else "."
        joins = len(gap) <= 4 and _BETWEEN.fullmatch(gap) is not None  # noqa: PLR2004 - " - "
        if first and plain_text[first - 1].isdigit():
            joins = False
        yield TextWord(
            first,
            after,
            form,
            written.isupper() or written.istitle(),
            after - first > 1 and text[first:after].isupper(),
            joins,
            joins and "-" in gap,
            last < 0,
        )
        last = after
