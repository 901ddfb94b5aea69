"""Which alphabet the bytes of a text are in: what is certain first, then a careful guess, told."""

import re
from functools import partial
from itertools import pairwise

from geo.reading.uploads.told import NoteKind, Notes
from geo.records.texts import mark, say

#: The pages that are told apart, and what they are called.
_PAGES = {
    "cp1251": mark("Windows-1251 (Cyrillic)"),
    "cp1256": mark("Windows-1256 (Arabic letters)"),
    "cp1252": mark("Windows-1252 (Western)"),
    "koi8_r": mark("KOI8-R (Cyrillic)"),
    "cp866": mark("DOS 866 (Cyrillic)"),
}
#: The letters that make up most of a text in each alphabet.
_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцОЕАИНТСРВЛКМДПУБ")
_COMMON = {
    **dict.fromkeys(("cp1251", "koi8_r", "cp866"), _CYRILLIC),
    "cp1256": frozenset("ابتجحخدرزسشصطعغفقكلمنهويىپچگأآةءئذظضث،"),
    "cp1252": frozenset("àâäçéèêëîïôöûüßñáíóúãõåæøÄÖÜÉÅØÑ–’"),
}
#: Two of three letters of a Russian text are one of these.
_FREQUENT, _FAR = "оеаинтсрвл", 0.2
_RUN = re.compile(rb"[\x80-\xff]+")
#: So much of a text says as much as all of it.
_ENOUGH = 1_000_000
#: In Western texts a letter with an accent stands among plain ones, seldom beside another.
_LONE = 1.6


def decoded(data: bytes, notes: Notes) -> str:
    """The text of these bytes; what had to be guessed is noted."""
    encoding = encoding_of(data, notes)
    return data.decode(encoding, "replace")


def encoding_of(data: bytes, notes: Notes) -> str:
    """The Python name of the encoding; a guess is noted, UTF-8 and marks of order are no guess."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        guess = _guess(data[:_ENOUGH])
        text = say(
            "The text is not UTF-8; it was read as {page}, which its letters suggest. "
            "If names look wrong, save the file as UTF-8.",
            page=say(_PAGES[guess]),
        )
        notes.add(NoteKind.DOUBT, text)
        return guess
    return "utf-8-sig"


def _guess(data: bytes) -> str:
    runs = _RUN.findall(data)
    if sum(map(len, runs)) / max(len(runs), 1) <= _LONE:
        return "cp1252"
    pages = ["cp1251", "cp1256", *filter(partial(_is_older, runs), ("koi8_r", "cp866"))]
    scores = {page: _score(runs, page) for page in pages}
    return max(scores, key=lambda page: scores[page])


def _is_older(runs: list[bytes], page: str) -> bool:
    """Whether far more letters are frequent ones of Russian than they would be in Windows-1251.

    In capitals one looks like the small letters of the other, but letters that nobody needs often.
    """
    return _frequent(runs, page) > _frequent(runs, "cp1251") + _FAR


def _frequent(runs: list[bytes], page: str) -> float:
    text = b"".join(runs).decode(page, "replace").lower()
    return sum(map(text.count, _FREQUENT)) / max(len(text), 1)


def _score(runs: list[bytes], page: str) -> float:
    """The share of letters that are common in that alphabet, less those that break its words."""
    words = [run.decode(page, "replace") for run in runs]
    letters = sum(map(len, words))
    common = sum(char in _COMMON[page] for word in words for char in word)
    # A capital after a small letter is no word; neither is a foreign letter among one's own.
    broken = sum(
        before.islower() and after.isupper() for word in words for before, after in pairwise(word)
    )
    return (common - 2 * broken) / max(letters, 1)
