"""Downloads: `/atlas/export/<what>.<format>?<the view's own address>`, without any session."""

import gzip
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from geo.records.dates import today
from geo.records.errors import DataError, UnknownId
from geo.records.texts import in_english
from geo.views.exports.citation import data_version
from geo.views.exports.formats import FORMATS, ExportFormat, format_of
from geo.views.exports.package import atlas_package
from geo.views.exports.statements import statements
from pages.server.exports.copies import COPIES
from pages.server.exports.export_views import AskedFile, BadAddressError, asked_file
from pages.server.packed import accepted_encodings
from pages.server.take import home_of
from pages.ui import cache

#: So many files are made at a time; whoever asks for more waits without a thread.
_AT_A_TIME = CapacityLimiter(2)
_MOST_BYTES = 48_000_000
_DAMAGED = 503
_FRESH = "public, max-age=600"
#: Files that stand for themselves: what and ending, type, and whether they are packed on their way.
_OTHERS = {
    ("atlas", "zip"): ("application/zip", False),
    ("statements", "jsonld"): ("application/ld+json", True),
}


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file: its name, type, bytes, the same packed with gzip if that is worth it, its ETag."""

    name: str
    media_type: str
    body: bytes
    packed: bytes | None
    etag: str

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.body) + len(self.packed or b"")


class KeptFiles:
    """The files asked for last, each made once however many ask for it at once."""

    def __init__(self, most_bytes: int) -> None:
        """Keep files of so many bytes."""
        self._most, self._lock = most_bytes, Lock()
        self._files: OrderedDict[object, Future[ExportFile]] = OrderedDict()

    def get(self, key: object, make: Callable[[], ExportFile]) -> ExportFile:
        """The file of a key; what goes wrong is told to all who wait, and not kept."""
        with self._lock:
            found = self._files.get(key)
            if found:
                self._files.move_to_end(key)
            else:
                promised = self._files[key] = Future[ExportFile]()
        if found:
            return found.result()
        try:
            made = make()
        except BaseException as error:
            with self._lock:
                self._files.pop(key, None)
            promised.set_exception(error)
            raise
        promised.set_result(made)
        self._forget()
        return made

    def _forget(self) -> None:
        with self._lock:
            done = {key: file.result().size for key, file in self._files.items() if file.done()}
            whole = sum(done.values())
            for key, size in done.items():
                if whole <= self._most:
                    return
                del self._files[key]
                whole -= size


_kept = KeptFiles(_MOST_BYTES)


async def export_response(request: Request) -> Response:
    """A file of what a view shows; docs/exports.md lists what there is.

    An address that asks for what is not there gets 404, one that is wrong 400, each with one
    sentence. Files are in English whoever takes them.
    """
    return await to_thread.run_sync(_answer, request, limiter=_AT_A_TIME)


def _answer(request: Request) -> Response:
    try:
        file = in_english(lambda: _file(request))
    except BadAddressError as error:
        return PlainTextResponse(str(error), error.status)
    except DataError as error:  # the look of the map, say, cannot be read
        return PlainTextResponse(str(error), _DAMAGED)
    headers = {
        "ETag": file.etag,
        "Cache-Control": _FRESH,
        "Vary": "Accept-Encoding",
        "Content-Disposition": f'attachment; filename="{file.name}"',
    }
    if file.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    accepted = accepted_encodings(request.headers.get("accept-encoding", ""))
    if file.packed is not None and "gzip" in accepted:
        headers["Content-Encoding"] = "gzip"
        return Response(file.packed, headers=headers, media_type=file.media_type)
    return Response(file.body, headers=headers, media_type=file.media_type)


def _file(request: Request) -> ExportFile:
    what, _, ending = request.path_params["file"].partition(".")
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    return export_file(what, ending, pairs, home_of(request))


def export_file(what: str, ending: str, pairs: Sequence[tuple[str, str]], home: str) -> ExportFile:
    """The download of this name and address, made once a day; `home` is where the atlas is.

    Raises BadAddressError for what there is not.
    """
    atlas = cache.atlas()
    # The days of promises are counted to today, so a file is that of its day.
    base = (data_version(atlas), today(), home)
    if (what, ending) in _OTHERS:
        return _kept.get((*base, what, ending), lambda: _other_file(what, ending, home))
    try:
        key, make = _asked(what, ending, list(pairs), home)
    except UnknownId:
        raise BadAddressError("The atlas has no record of this id.", 404) from None
    return _kept.get((*base, what, ending, key), make)


def _asked(
    what: str, ending: str, pairs: list[tuple[str, str]], home: str
) -> tuple[object, Callable[[], ExportFile]]:
    """What is the same for all who ask for the same, and what makes the file."""
    if (what, ending) in COPIES:
        copy = COPIES[what, ending](pairs, home)
        return copy.key, lambda: _named(
            copy.name, copy.media_type, copy.make(), is_text=copy.is_text
        )
    format_ = format_of(ending)
    if format_ is None:
        endings = ", ".join(known.ending for known in FORMATS)
        raise BadAddressError(f"There is no such format; a file ends with one of {endings}.", 404)
    asked = asked_file(what, pairs, home)
    return asked.key, lambda: _made(asked, format_)


def _other_file(what: str, ending: str, home: str) -> ExportFile:
    atlas = cache.atlas()
    origin = asked_file("atlas", (), home).origin()
    media_type, is_text = _OTHERS[what, ending]
    if ending == "zip":
        body = atlas_package(atlas, origin)
    else:
        told = statements(atlas, origin, home)
        body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    name = f"corridor-atlas-{origin.version}.zip" if ending == "zip" else f"{what}.{ending}"
    return _named(name, media_type, body, is_text=is_text)


def _made(asked: AskedFile, format_: ExportFormat) -> ExportFile:
    bundle = asked.bundle()
    if format_.is_drawn and not bundle.drawn:
        found = "Nothing of this is drawn; take it as csv or xlsx."
        raise BadAddressError(found if bundle.sheets else "There is nothing in this view.", 404)
    if not bundle.sheets:
        raise BadAddressError("There is nothing in this view.", 404)
    name = f"{bundle.name}.{format_.ending}"
    return _named(name, format_.media_type, format_.write(bundle), is_text=format_.is_text)


def _named(name: str, media_type: str, body: bytes, *, is_text: bool) -> ExportFile:
    packed = gzip.compress(body, compresslevel=6, mtime=0) if is_text else None
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return ExportFile(name, media_type, body, packed, etag)
