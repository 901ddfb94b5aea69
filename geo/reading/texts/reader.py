"""What the app calls: a stranger's file or address in, plain text out, in processes with limits."""

import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from geo.reading.processes import EndedError, answer_from, make_ready
from geo.reading.texts.addresses import named, web_address
from geo.reading.texts.child import START_SECONDS, TEXT_FILE, plain_answer, too_costly
from geo.reading.texts.fetching import too_slow
from geo.reading.texts.foreign import ForeignText, RawText
from geo.reading.texts.forms.pages import too_large_file
from geo.reading.texts.limits import FetchLimits, TextLimits, fetch_limits, text_limits
from geo.reading.uploads.told import Note, NoteKind, Notes, UploadError
from geo.records.texts import language, say

_CHILD, _FETCHING = "geo.reading.texts.child", "geo.reading.texts.fetching"
_LONGEST_REASON = 80
_MB = 1_000_000
#: So many texts are read at a time, for each may take all the memory of its limit.
_READ_AT_A_TIME = BoundedSemaphore(2)
#: And so many servers are waited for.
_FETCHED_AT_A_TIME = BoundedSemaphore(4)


def expect_text() -> None:
    """Get ready for a file that somebody may send soon: a sentence about it comes the earlier."""
    make_ready(_CHILD)


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
        (Path(place) / TEXT_FILE).write_bytes(data)
        return _read_in(Path(place), name, charset, limits)


def pasted_text(text: str, limits: TextLimits | None = None) -> ForeignText:
    """A text that somebody pasted, cleaned like one of a file; raises UploadError likewise.

    It needs no process: letters are all that it has, and there are not too many of them.
    """
    return ForeignText.of(plain_answer(RawText(text), Notes(), limits or text_limits()))


def fetch_text(url: str) -> ForeignText:
    """The text of the page at a web address, which is asked for at once.

    Only ever called because a reader asked for that very page. Raises UploadError with one
    sentence if it is not to be had or not to be read, and LimitError if a setting is wrong.
    """
    limits, asked = text_limits(), fetch_limits()
    url = url.strip()
    if not asked.is_on:
        raise UploadError(
            say("web addresses are not opened here"),
            say("Open it yourself, and paste its text or send it as a file"),
            file=named(url),
        )
    try:
        # Before a process is started for it.
        web_address(url, asked)
    except UploadError as error:
        raise error.within(named(url)) from None
    with tempfile.TemporaryDirectory(prefix="atlas-fetch-") as place:
        folder = Path(place)
        answer = _fetched(folder, url, asked, limits)
        name = named(answer["url"])
        text = _read_in(folder, name, answer["charset"], limits)
    told = Note(NoteKind.READ, say("It was fetched from {url}.", url=name))
    return replace(text, notes=(told, *text.notes))


def _fetched(folder: Path, url: str, asked: FetchLimits, limits: TextLimits) -> dict[str, Any]:
    request = {
        "url": url,
        "file": TEXT_FILE,
        "limits": asdict(asked),
        "file_mb": limits.file_mb,
        "page_mb": limits.page_mb,
        "language": language(),
    }
    try:
        with _FETCHED_AT_A_TIME:
            answer = answer_from(_FETCHING, folder, request, asked.seconds + START_SECONDS)
    except EndedError as error:
        if error.asked_too_much:
            raise too_slow(asked).within(named(url)) from None
        raise _unreadable(error, named(url)) from None
    if "fault" in answer:
        raise UploadError(**answer["fault"])
    return answer


def _read_in(folder: Path, name: str, charset: str, limits: TextLimits) -> ForeignText:
    """What the child makes of the file in a folder."""
    request = {"name": name, "charset": charset, "limits": asdict(limits), "language": language()}
    try:
        with _READ_AT_A_TIME:
            answer = answer_from(_CHILD, folder, request, limits.seconds + START_SECONDS)
    except EndedError as error:
        if error.asked_too_much:
            raise too_costly(name) from None
        raise _unreadable(error, name) from None
    if "fault" in answer:
        raise UploadError(**answer["fault"])
    return ForeignText.of(answer)


def _unreadable(error: EndedError, name: str) -> UploadError:
    """The fault of a text on which a library broke: what it said last may be the stranger's."""
    return UploadError(
        say("it cannot be read ({how})", how=error.how.partition(":")[0][:_LONGEST_REASON]),
        say("Paste the text itself"),
        file=name,
    )


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
