"""What a file is, by its bytes; its name may say otherwise. What must not be read ends here."""

import zipfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from xml.parsers import expat

import numpy as np

from geo.reading.uploads.limits import UploadLimits
from geo.reading.uploads.told import NoteKind, Notes, UploadError
from geo.records.phrases import number
from geo.records.texts import mark, say

#: How files of UTF-16 begin.
_WIDE = (b"\xff\xfe", b"\xfe\xff")


class FileKind(StrEnum):
    """A form that files come in."""

    GEOJSON = "geojson"
    GEOPACKAGE = "gpkg"
    KML = "kml"
    GPX = "gpx"
    SHAPEFILE = "shp"
    CSV = "csv"
    GEOPARQUET = "parquet"
    FLATGEOBUF = "fgb"
    EXCEL = "xlsx"
    ZIP = "zip"


#: What each kind is called, and the endings that promise it.
_CALLED: dict[FileKind, tuple[str, tuple[str, ...]]] = {
    FileKind.GEOJSON: (mark("GeoJSON"), (".geojson", ".json")),
    FileKind.GEOPACKAGE: (mark("GeoPackage"), (".gpkg",)),
    FileKind.KML: (mark("KML"), (".kml",)),
    FileKind.GPX: (mark("GPX"), (".gpx",)),
    FileKind.SHAPEFILE: (mark("Shapefile"), (".shp",)),
    FileKind.CSV: (mark("CSV"), (".csv", ".tsv", ".txt")),
    FileKind.GEOPARQUET: (mark("GeoParquet"), (".parquet", ".geoparquet")),
    FileKind.FLATGEOBUF: (mark("FlatGeobuf"), (".fgb",)),
    FileKind.EXCEL: (mark("Excel"), (".xlsx",)),
    FileKind.ZIP: (mark("zip archive"), (".zip", ".kmz")),
}
#: Every ending that may be sent.
ENDINGS = tuple(ending for _, endings in _CALLED.values() for ending in endings if ending != ".shp")
_MAGIC = (
    (b"SQLite format 3\x00", FileKind.GEOPACKAGE),
    (b"PAR1", FileKind.GEOPARQUET),
    (b"fgb", FileKind.FLATGEOBUF),
    (b"\x00\x00\x27\x0a", FileKind.SHAPEFILE),
)
_XML_ROOTS = {"kml": FileKind.KML, "gpx": FileKind.GPX}
_HEAD = 4096
_MB = 1_000_000
#: What opens and closes texts, lists and objects in JSON, and how many levels each leads down.
_QUOTE = ord('"')
_NO_SIGNS = bytes(set(range(256)) - set(b'"[]{}'))
_STEPS = np.zeros(256, dtype=np.int64)
_STEPS[list(b"[{")], _STEPS[list(b"]}")] = 1, -1


def kind_of(path: Path, name: str, notes: Notes) -> FileKind:
    """The kind of a file; what its name promised and it is not is noted.

    Raises UploadError where it is nothing that can be read.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if not head.strip():
        raise UploadError(say("the file is empty"), say("Export it again and send that file"))
    kind = _kind_by(head, path)
    ending = Path(name).suffix.lower()
    promised = next((known for known, (_, ends) in _CALLED.items() if ending in ends), None)
    called = say(_CALLED[kind][0])
    if promised and promised is not kind:
        text = say("{file} ends in {ending}, but it is {kind} and was read as that.",
                   file=name, ending=ending, kind=called)  # fmt: skip
        notes.add(NoteKind.READ, text)
    else:
        notes.add(NoteKind.READ, say("{file} was read as {kind}.", file=name, kind=called))
    return kind


def _kind_by(head: bytes, path: Path) -> FileKind:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    text = _as_text(head)
    if text.startswith("<"):
        return _kind_of_xml(path)
    if text.startswith(("{", "[")):
        return FileKind.GEOJSON
    if "\x00" in text or head.startswith((b"\x1f\x8b", b"7z", b"Rar!", b"%PDF", b"\x89PNG")):
        raise UploadError(
            say("it is none of the kinds of files that can be read here"),
            say("Send GeoJSON, GeoPackage, KML, KMZ, a zipped Shapefile, GPX, CSV, Excel, "
                "GeoParquet or FlatGeobuf"),
        )  # fmt: skip
    return FileKind.CSV


def _as_text(head: bytes) -> str:
    is_wide = head.startswith(_WIDE)
    return head.decode("utf-16" if is_wide else "latin-1", "ignore").lstrip("\ufeffï»¿ \t\r\n")


def _kind_of_zip(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise _cut_off(str(error)) from None
    return FileKind.EXCEL if "xl/workbook.xml" in names else FileKind.ZIP


def _cut_off(how: str) -> UploadError:
    return UploadError(
        say("the file is damaged or was cut off ({how})", how=how),
        say("Export it again, or send it again whole"),
    )


def _kind_of_xml(path: Path) -> FileKind:
    root: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _: root.append(name)
    parser.StartDoctypeDeclHandler = lambda *_: _refuse_doctype()
    with path.open("rb") as stream:
        while not root and (chunk := stream.read(_HEAD)):
            try:
                parser.Parse(chunk)
            except expat.ExpatError as error:
                raise _cut_off(str(error)) from None
    name = root[0].rpartition(" ")[2].lower() if root else ""
    if name in _XML_ROOTS:
        return _XML_ROOTS[name]
    raise UploadError(
        say("it is XML, but neither KML nor GPX: its first element is '{name}'", name=name),
        say("Export it as KML or GPX"),
    )


def _refuse_doctype() -> None:
    raise UploadError(
        say("it has a document type declaration, which could fetch other files"),
        say("Delete everything from <!DOCTYPE to its closing bracket, and send it again"),
    )


def check_xml(path: Path, limits: UploadLimits) -> None:
    """Read an XML file once from end to end.

    Raises UploadError if it is not well formed, declares a document type, or is nested too deep.
    """
    depth = 0

    def down(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.depth:
            raise _too_deep(limits, parser.CurrentLineNumber)

    def up(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = down, up
    parser.StartDoctypeDeclHandler = lambda *_: _refuse_doctype()
    try:
        with path.open("rb") as stream:
            parser.ParseFile(stream)
    except expat.ExpatError as error:
        raise _cut_off(str(error)) from None


def check_json(path: Path, limits: UploadLimits) -> None:
    """Raise UploadError for JSON of another encoding or nested too deep; read in pieces."""
    depth = _JsonDepth()
    with path.open("rb") as stream:
        if stream.read(2) in _WIDE:
            raise UploadError(
                say("its letters are UTF-16, and JSON is read as UTF-8"),
                say("Save it again with the encoding UTF-8"),
            )
        stream.seek(0)
        while chunk := stream.read(_MB):
            if depth.deepest_in(chunk) > limits.depth:
                raise _too_deep(limits, 0)


class _JsonDepth:
    """How deep lists and objects are nested, piece by piece of a text that may end anywhere."""

    def __init__(self) -> None:
        """Begin before the text."""
        self._level, self._in_text, self._is_cut = 0, False, False

    def deepest_in(self, chunk: bytes) -> int:
        """The deepest level in the next piece."""
        # A pair of backslashes is a letter; of what is left, each makes a letter of what follows.
        plain = chunk[self._is_cut :].replace(rb"\\", b"")
        self._is_cut = plain.endswith(b"\\")
        signs = plain.replace(rb"\"", b"").translate(None, _NO_SIGNS)
        if not signs:
            return self._level
        codes = np.frombuffer(signs, np.uint8)
        inside = (np.cumsum(codes == _QUOTE) + self._in_text) % 2 == 1
        levels = self._level + np.cumsum(np.where(inside, 0, _STEPS[codes]))
        self._level, self._in_text = int(levels[-1]), bool(inside[-1])
        return int(levels.max())


def _too_deep(limits: UploadLimits, line: int) -> UploadError:
    return UploadError(
        say("it is nested more than {depth} levels deep", depth=limits.depth),
        say("Export it flat, one folder or list for all features"),
        record=say("line {line}", line=line) if line else "",
    )


def too_many(what: str, count: float, most: int) -> UploadError:
    """The fault of a file that has more of something than the limit."""
    words = {"count": number(count), "what": what, "most": number(most)}
    return UploadError(
        say("it has {count} {what}; the most that is read is {most}", **words),
        say("Send it in parts, or simplify its lines"),
    )


def endings_of(kinds: Iterable[FileKind]) -> tuple[str, ...]:
    """The endings that promise one of these kinds."""
    return tuple(ending for kind in kinds for ending in _CALLED[kind][1])
