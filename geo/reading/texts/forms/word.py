"""A Word document to its text: what is seen of body, tables and notes, nothing that was deleted."""

import io
import zipfile
import zlib
from xml.parsers import expat

from geo.reading.texts.foreign import RawText
from geo.reading.texts.limits import TextLimits
from geo.reading.uploads.archives import check_members
from geo.reading.uploads.limits import UploadLimits
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.texts import say

_CHUNK = 1 << 16
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_TITLE = "http://purl.org/dc/elements/1.1/ title"
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_PROPERTIES = "docProps/core.xml"
#: What damaged archives raise.
_BROKEN = (
    *(zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error),
    RuntimeError,  # locked by a password
)
#: The parts that are read, in this order, if the file has them.
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
#: What stands for an element once it ends, or as soon as it begins.
_AFTER = {"p": "\n\n", "tr": "\n", "tc": "\t"}
_BEFORE = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_word(data: bytes, notes: Notes, limits: TextLimits) -> RawText:
    """The text of a Word document; raises UploadError for one that is damaged or would do harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
            wanted = [name for name in (*_PARTS, _PROPERTIES) if name in names]
            infos = [archive.getinfo(name) for name in wanted]
            _check(infos, limits)
            parts = {info.filename: _PackedPart(archive, info) for info in infos}
    except _BROKEN as error:
        raise _damaged(error) from None
    hidden = sum(part.hidden for part in parts.values())
    if hidden:
        told = say("{count} letters are hidden in it; they were left out.", count=hidden)
        notes.add(NoteKind.LEFT_OUT, told)
    text = "\n\n".join(parts[name].text for name in _PARTS if name in parts)
    return RawText(text, parts[_PROPERTIES].title if _PROPERTIES in parts else "")


def _check(infos: list[zipfile.ZipInfo], limits: TextLimits) -> None:
    try:
        check_members(infos, UploadLimits(unpacked_mb=limits.unpacked_mb))
    except UploadError as error:
        raise UploadError(str(error.parts["found"]), say("Paste the text itself")) from None


def _damaged(how: object) -> UploadError:
    return UploadError(
        say("the file is damaged or was cut off ({how})", how=how), say("Send it again whole")
    )


class _PackedPart:
    """One part of the file, read from end to end."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self.hidden = 0
        self._pieces: list[str] = []
        self._titles: list[str] = []
        self._skipped = self._cells = 0
        self._is_text = self._is_title = self._is_hidden = False
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler = self._letters
        parser.StartDoctypeDeclHandler = _refuse_doctype
        left = info.file_size
        try:
            with archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise zipfile.BadZipFile(say("a member is larger than its entry says"))
                    parser.Parse(chunk)
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes no name for it
        except expat.ExpatError as error:
            raise _damaged(error) from None

    @property
    def text(self) -> str:
        """The text of the part."""
        return "".join(self._pieces)

    @property
    def title(self) -> str:
        """The title that the properties of the file give."""
        return "".join(self._titles)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        # The fallback says again, for old programs, what stands beside it.
        if name == _FALLBACK or self._skipped:
            self._skipped += 1
            return
        self._is_title = name == _TITLE
        word = _local(name)
        if word == "r":
            self._is_hidden = False
        elif word in ("vanish", "webHidden"):
            value = next((text for key, text in attributes.items() if _local(key) == "val"), "1")
            self._is_hidden = value not in ("0", "false", "off")
        self._cells += word == "tc"
        self._is_text = word == "t"
        self._pieces.append(_BEFORE.get(word, ""))

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._is_text = self._is_title = False
        word = _local(name)
        self._cells -= word == "tc"
        # A row of a table is a line, however many paragraphs its cells have.
        is_inside = self._cells and word == "p"
        self._pieces.append(" " if is_inside else _AFTER.get(word, ""))

    def _letters(self, letters: str) -> None:
        if self._skipped:
            return
        if self._is_title:
            self._titles.append(letters)
        elif self._is_text and self._is_hidden:
            self.hidden += len(letters)
        elif self._is_text:
            self._pieces.append(letters)


def _local(name: str) -> str:
    """The name of an element of Word's own, else empty."""
    for space in (_WORD, _STRICT):
        if name.startswith(space):
            return name.removeprefix(space)
    return ""


def _refuse_doctype(*_: object) -> None:
    raise UploadError(
        say("it has a document type declaration, which could fetch other files"),
        say("Save it again with Word, or paste the text itself"),
    )
