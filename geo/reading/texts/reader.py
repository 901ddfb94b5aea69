"""What the app calls: a stranger's file in, plain text out, read in a process with limits."""

import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from geo.reading.processes import EndedError, answer_from
from geo.reading.texts.child import START_SECONDS, TEXT_FILE, too_costly
from geo.reading.texts.foreign import ForeignText
from geo.reading.texts.limits import TextLimits, text_limits
from geo.reading.texts.pages import too_large_file
from geo.reading.uploads.told import Note, NoteKind, UploadError
from geo.records.texts import language, say

_CHILD = "geo.reading.texts.child"
_MB = 1_000_000
#: So many texts are read at a time, for each may take all the memory of its limit.
_AT_A_TIME = BoundedSemaphore(2)


def read_text_file(
    data: bytes | Path, name: str, *, charset: str = "", limits: TextLimits | None = None
) -> ForeignText:
    """The text of a file that somebody sent, as a whole or not at all.

    `charset` is the encoding that came with it, if any. Raises UploadError with one sentence for
    a file that cannot be used, and LimitError if the limits of this machine are set wrongly.
    """
    limits = limits or text_limits()
    data = _bytes_of(data, name, limits) if isinstance(data, Path) else data
    if len(data) > limits.file_mb * _MB:
        raise too_large_file(len(data), limits.file_mb).within(name)
    with tempfile.TemporaryDirectory(prefix="atlas-text-") as place:
        folder = Path(place)
        (folder / TEXT_FILE).write_bytes(data)
        request = {
            "name": name,
            "charset": charset,
            "limits": asdict(limits),
            "language": language(),
        }
        answer = _answer(folder, request, limits)
    if "fault" in answer:
        raise UploadError(**answer["fault"])
    notes = tuple(Note(NoteKind(note["kind"]), note["text"]) for note in answer.pop("notes"))
    return ForeignText(**answer, notes=notes)


def _bytes_of(path: Path, name: str, limits: TextLimits) -> bytes:
    try:
        if not path.is_file():
            raise UploadError(
                say("there is no such file"), say("Check its name and its folder"), file=name
            )
        with path.open("rb") as stream:
            return stream.read(limits.file_mb * _MB + 1)
    except OSError as error:
        raise UploadError(
            say("it cannot be read: {how}", how=error.strerror or error),
            say("Check that it may be read"),
            file=name,
        ) from None


def _answer(folder: Path, request: Mapping[str, Any], limits: TextLimits) -> dict[str, Any]:
    """What the child says; raises UploadError if it was ended before it had an answer."""
    try:
        with _AT_A_TIME:
            return answer_from(_CHILD, folder, request, limits.seconds + START_SECONDS)
    except EndedError as error:
        if error.asked_too_much:
            raise too_costly(request["name"]) from None
        raise UploadError(
            say("it cannot be read ({how})", how=error.how.partition(":")[0][:80]),
            say("Paste the text itself"),
            file=request["name"],
        ) from None
