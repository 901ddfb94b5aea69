"""Two writers of the same place at the same time, and somebody who reads all the while."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from geo.records.errors import GeoError
from tests.faults.writes import HalfError, WriteKind, halves


@dataclass(slots=True)
class Together:
    """What two writers did, and what was read meanwhile."""

    reads: int = 0
    half: int = 0  # a file that no write has made as a whole, or none where there was one
    mixed: int = 0  # whole files of two writes
    written: int = 0
    refused: int = 0  # told in a sentence that somebody else is at it
    raised: int = 0
    left: int = 0


def write_together(kind: WriteKind, folder: Path, seconds: float) -> Together:
    """Let two processes write for a while, and read as often as there is time."""
    kind.begin(folder)
    kind.write(folder, 1)
    heard, words = os.pipe()
    children = [_writer(kind, folder, words, number) for number in (1_000, 2_000)]
    os.close(words)
    seen, end = Together(), time.monotonic() + seconds
    while time.monotonic() < end:
        seen.reads += 1
        try:
            seen.mixed += len(kind.found(folder)) > 1
        except (HalfError, OSError):
            seen.half += 1
    for child in children:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
    told = b""
    while more := os.read(heard, 1 << 16):
        told += more
    os.close(heard)
    seen.written, seen.refused = told.count(b"w"), told.count(b"t")
    seen.raised = told.count(b"r")
    seen.half += _is_half(kind, folder)
    seen.left = len(halves(folder))
    return seen


def _is_half(kind: WriteKind, folder: Path) -> bool:
    try:
        kind.found(folder)
    except (HalfError, OSError):
        return True
    return False


def _writer(kind: WriteKind, folder: Path, words: int, first: int) -> int:
    child = os.fork()
    if child:
        return child
    stop: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stop.append(number))
    try:
        number = first
        while not stop:
            number += 1
            try:
                kind.write(folder, number)
                os.write(words, b"w")
            except GeoError:
                os.write(words, b"t")
            except BaseException:  # noqa: BLE001 - whatever it is, it is counted
                os.write(words, b"r")
    finally:
        os._exit(0)
