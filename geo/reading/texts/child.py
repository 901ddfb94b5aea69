"""The process that reads one text: limits first, then everything that could go wrong.

`python -m geo.reading.texts.child` is told a folder, reads `request.json` there and writes
`answer.json`. `geo.reading.texts.reader` starts it.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.reading.processes import ANSWER, REQUEST, folder_asked, restrict
from geo.reading.texts.clock import start_clock, start_work
from geo.reading.texts.decoding import MOST_BYTES, text_of
from geo.reading.texts.foreign import RawText, check_length, cleaned, cleaned_title
from geo.reading.texts.forms.letters import read_letter
from geo.reading.texts.forms.pages import read_page
from geo.reading.texts.forms.portable import read_portable
from geo.reading.texts.forms.turned import note_turned
from geo.reading.texts.forms.word import read_word
from geo.reading.texts.kinds import TextKind, kind_of_text
from geo.reading.texts.limits import TextLimits
from geo.reading.texts.tongues import language_of
from geo.reading.uploads.told import Notes, UploadError
from geo.records.texts import say, use_language

#: What the process may take of the processor to load its libraries, on a slow machine.
START_SECONDS = 8
#: The share of the seconds that is for the work itself: the sentence has to be there in time, and
#: the process has to start before.
_WORK = 0.75
#: And so many times the seconds it may take on the clock of a machine that has much else to do.
_BUSY = 2
TEXT_FILE = "text.bin"
#: Bytes that a letter takes in an answer at the most; megabytes for all that stands beside.
_LETTER_BYTES, _BESIDE_MB = 12, 6
_MB = 1_000_000


def main(folder: Path) -> None:
    """Read the text that the request names, within its limits."""
    request = json.loads((folder / REQUEST).read_text("utf-8"))
    limits = TextLimits(**request["limits"])
    use_language(request["language"])
    written_mb = limits.letters * _LETTER_BYTES // _MB + _BESIDE_MB
    restrict(limits.seconds + START_SECONDS, limits.memory_mb, written_mb)
    start_work(limits.seconds * _WORK)
    start_clock(limits.seconds * _BUSY)
    try:
        data = (folder / TEXT_FILE).read_bytes()
        answer = text_in(data, request["name"], limits, request["charset"])
    except UploadError as error:
        answer = {"fault": error.within(request["name"]).as_dict()}
    except (MemoryError, RecursionError):
        answer = {"fault": too_costly(request["name"]).as_dict()}
    (folder / ANSWER).write_text(json.dumps(answer), "utf-8")


def text_in(data: bytes, name: str, limits: TextLimits, charset: str = "") -> Mapping[str, Any]:
    """The parts of the text that these bytes hold, as plain values; raises UploadError."""
    notes = Notes()
    kind = kind_of_text(data, name, notes)
    return plain_answer(_read(kind, data, notes, limits, charset), notes, limits)


def plain_answer(found: RawText, notes: Notes, limits: TextLimits) -> Mapping[str, Any]:
    """What was found, cleaned, as plain values; raises UploadError if it is too long or empty."""
    text = cleaned(found.text, notes, limits)
    note_turned(text, notes)
    return {
        "text": text,
        "title": cleaned_title(found.title, limits),
        "day": found.day,
        "language": language_of(text, found.language),
        "notes": notes.as_list(),
    }


def _read(kind: TextKind, data: bytes, notes: Notes, limits: TextLimits, charset: str) -> RawText:
    if kind is TextKind.PAGE:
        return read_page(data, notes, limits, charset)
    if kind is TextKind.PDF:
        return read_portable(data, notes, limits)
    if kind is TextKind.WORD:
        return read_word(data, notes, limits)
    if kind is TextKind.LETTER:
        return read_letter(data, notes, limits)
    check_length(len(data) / MOST_BYTES, limits)
    return RawText(text_of(data, notes, charset))


def too_costly(name: str) -> UploadError:
    """The fault of a text that needs more memory or time than it may have."""
    return UploadError(
        say("reading it takes more time or memory than it may have here"),
        say("Paste the text itself, or send the part that you want checked"),
        file=name,
    )


if __name__ == "__main__":
    main(folder_asked("trafilatura", "pypdfium2.raw"))
