"""Bytes to letters: marks of order and what the file declares first, then a careful guess."""

import codecs
import re

from geo.reading.uploads.encodings import decoded
from geo.reading.uploads.told import NoteKind, Notes
from geo.records.texts import say

_HEAD = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: No encoding takes more for a letter.
MOST_BYTES = 4
#: The first halves of Latin, Cyrillic and Arabic letters and of marks in UTF-16.
_HALVES = frozenset(b"\x00\x04\x06\x20")
_NEARLY_ALL = 0.97
#: Encodings that a file may declare: those in which texts of these countries are written.
_DECLARED = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|windows-125[0-8]|cp125[0-8]|iso-8859-\d{1,2}|latin-?1"
    r"|koi8-[ru]|cp866|ibm866|x-mac-cyrillic|mac-cyrillic",
    re.IGNORECASE,
)


def text_of(data: bytes, notes: Notes, declared: str = "") -> str:
    """The letters of these bytes; a guess is noted, and so is a declaration that does not hold."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    if wide := _wide_encoding(data[:_HEAD]):
        return data.decode(wide, "replace")
    declared = declared.strip().strip("\"'")
    if _DECLARED.fullmatch(declared) and not declared.lower().startswith("utf"):
        return _as_declared(data, declared, notes)
    return decoded(data, notes)


def head_of(head: bytes) -> str:
    """The first bytes as far as their order is certain, else a letter for each byte."""
    encoding = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    return head.decode(encoding or _wide_encoding(head) or "latin-1", "ignore")


def _as_declared(data: bytes, declared: str, notes: Notes) -> str:
    # Texts in UTF-8 that declare an older encoding are common, the reverse does not happen.
    if not data.isascii():
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            told = say("It says that it is {declared}, but it is UTF-8.", declared=declared)
            notes.add(NoteKind.READ, told)
            return text
    encoding = declared.lower().removeprefix("x-")
    return data.decode(encoding, "replace")


def _wide_encoding(head: bytes) -> str:
    """UTF-16 without a mark of order, by where the halves of its letters stand; else empty."""
    even, odd = head[::2], head[1::2]
    if not odd:
        return ""
    for halves, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        share = sum(half in _HALVES for half in halves) / len(halves)
        varied = len(set(others)) > len(set(halves))
        if share > _NEARLY_ALL and varied and 0 in halves:
            return encoding
    return ""
