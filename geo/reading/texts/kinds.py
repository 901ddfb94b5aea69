"""What a text comes in, by its bytes; its name may say otherwise. What cannot be read ends here."""

import io
import re
import zipfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import PurePath

from geo.reading.texts.decoding import head_of
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.texts import mark, say


class TextKind(StrEnum):
    """A form that texts come in."""

    PLAIN = "txt"
    PAGE = "html"
    PDF = "pdf"
    WORD = "docx"
    LETTER = "eml"


#: What each kind is called, and the endings that promise it.
_CALLED: dict[TextKind, tuple[str, tuple[str, ...]]] = {
    TextKind.PLAIN: (mark("plain text"), (".txt", ".text", ".md")),
    TextKind.PAGE: (mark("a web page"), (".html", ".htm", ".xhtml")),
    TextKind.PDF: (mark("PDF"), (".pdf",)),
    TextKind.WORD: (mark("a Word document"), (".docx",)),
    TextKind.LETTER: (mark("an e-mail"), (".eml",)),
}
#: Every ending that may be sent.
TEXT_ENDINGS = tuple(ending for _, endings in _CALLED.values() for ending in endings)
_HEAD = 4096
_SEND = mark("Send plain text, a web page, PDF, .docx or .eml, or paste the text itself")
#: How files begin that hold words but cannot be read here, with what to do.
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", mark("it is an old Office file"), mark("Save it as .docx or PDF")),
    (b"{\\rtf", mark("it is rich text (RTF)"), mark("Save it as .docx or plain text")),
    (b"\x89PNG", mark("it is a picture"), mark("Paste the text itself")),
    (b"\xff\xd8\xff", mark("it is a picture"), mark("Paste the text itself")),
    (b"GIF8", mark("it is a picture"), mark("Paste the text itself")),
    (b"II*\x00", mark("it is a picture"), mark("Paste the text itself")),
    (b"MM\x00*", mark("it is a picture"), mark("Paste the text itself")),
)
_PAGE_TAG = re.compile(
    r"<(!doctype html|html|head|body|title|meta|article|main|div|p)[\s>/]", re.IGNORECASE
)
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]*):|[ \t]")
_OF_LETTERS = frozenset(
    ("from", "to", "date", "subject", "mime-version", "message-id", "received", "return-path")
)
_ENOUGH_FIELDS = 3
#: More controls than this among the first bytes, and it is no text.
_MOST_CONTROLS = 0.02
_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 27), *range(28, 32), 0x7F)))


def kind_of_text(data: bytes, name: str, notes: Notes) -> TextKind:
    """The kind of a text; what its name promised and it is not is noted.

    Raises UploadError where it is nothing that can be read.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise UploadError(say("the file is empty"), say("Save it again and send that file"))
    kind = _kind_by(data, name)
    promised = _promised(name)
    called = say(_CALLED[kind][0])
    if promised and promised is not kind:
        told = say("{file} ends in {ending}, but it is {kind} and was read as that.",
                   file=name, ending=PurePath(name).suffix.lower(), kind=called)  # fmt: skip
        notes.add(NoteKind.READ, told)
    else:
        notes.add(NoteKind.READ, say("It was read as {kind}.", kind=called))
    return kind


def _promised(name: str) -> TextKind | None:
    ending = PurePath(name).suffix.lower()
    return next((kind for kind, (_, ends) in _CALLED.items() if ending in ends), None)


def _kind_by(data: bytes, name: str) -> TextKind:
    head = data[:_HEAD]
    for magic, found, remedy in _OTHERS:
        if head.startswith(magic):
            raise UploadError(say(found), say(remedy))
    if b"%PDF-" in head[:1024]:
        return TextKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_packed(data)
    text = head_of(head).lstrip("\ufeffï»¿ \t\r\n")
    for fits, kind in _TEXTS:
        if fits(text, name):
            return kind
    if sum(char in _CONTROLS for char in text) > _MOST_CONTROLS * len(text):
        raise UploadError(say("it is no text of any kind that is known here"), say(_SEND))
    return TextKind.PLAIN


def _kind_of_packed(data: bytes) -> TextKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UploadError(
            say("the file is damaged or was cut off ({how})", how=error),
            say("Send it again whole"),
        ) from None
    if "word/document.xml" in names:
        return TextKind.WORD
    raise UploadError(say("it is an archive, but no Word document"), say(_SEND))


def _is_page(text: str, name: str) -> bool:
    start = text.lower()
    if start.startswith(("<!doctype html", "<html")):
        return True
    is_promised = _promised(name) is TextKind.PAGE
    return (start.startswith("<") or is_promised) and bool(_PAGE_TAG.search(text))


def _is_letter(text: str, name: str) -> bool:
    fields = set()
    for line in text.splitlines():
        found = _FIELD.match(line)
        if not found:
            break
        fields.add((found[1] or "").lower())
    enough = 1 if _promised(name) is TextKind.LETTER else _ENOUGH_FIELDS
    return len(fields & _OF_LETTERS) >= enough


_TEXTS: tuple[tuple[Callable[[str, str], bool], TextKind], ...] = (
    (_is_page, TextKind.PAGE),
    (_is_letter, TextKind.LETTER),
)
