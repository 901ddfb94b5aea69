"""The door: files to plain values, with a clear sentence for everything that is damaged.

Nothing here knows what a record is. Each reader puts what is wrong into `Problems` and returns
None when nothing of the file can be used; it never raises because of what a file holds.
"""

import json
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, compress
from pathlib import Path
from typing import Any

from geo.reading.characters import character_name, unseen_characters, without_turns
from geo.records.errors import Issue, printable

MAX_BYTES = 20_000_000
MAX_DEPTH = 20
#: More problems of one file than these are not listed: nobody reads them, and a page has to.
MOST_TOLD = 1000
_LONGEST_NUMBER = 40
_SHOWN = 120
_NEARBY = 20
UNSEEN_HINT = (
    "Delete it and type the words there again: nobody sees it, but searches and lines break"
)


@dataclass(slots=True)
class Problems:
    """What is wrong with one file; `file` is its path inside the data folder.

    `has_doubles` and `has_escapes` say that its values are worth a closer look: an object had a key
    twice, or a backslash may stand for a character that nobody sees. Of very many problems the
    first `MOST_TOLD` are kept.
    """

    file: str
    issues: list[Issue] = field(default_factory=list)
    has_doubles: bool = False
    has_escapes: bool = False
    is_full: bool = False
    seen: set[str] = field(default_factory=set)

    def add(self, rule: str, found: str, hint: str, record: str = "", field: str = "") -> None:
        """Note one problem; unprintable characters are shown escaped."""
        if len(self.issues) >= MOST_TOLD:
            if self.is_full:
                return
            self.is_full = True
            rule, record, field = "too_many", "", ""
            found = f"there are more problems than the {MOST_TOLD} that are listed"
            hint = "Mend what they have in common, or restore the file from git"
        parts = (self.file, record, field, rule, found, hint)
        self.issues.append(Issue(*(printable(part) for part in parts)))


def quoted(value: object) -> str:
    """A value as it stood in a file, on one line, cut to a length that fits a sentence."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"'{printable(text[:_SHOWN])}{'…' if len(text) > _SHOWN else ''}'"


class RepeatedKeys(dict[str, object]):
    """A JSON or YAML object in which a key stood twice; `keys_twice` names such keys."""

    keys_twice: tuple[str, ...] = ()


def as_object(problems: Problems, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """The object of these pairs, which remembers the keys that stood twice."""
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    problems.has_doubles = True
    doubled = RepeatedKeys(plain)
    counts = Counter(key for key, _ in pairs)
    doubled.keys_twice = tuple(key for key in plain if counts[key] > 1)
    return doubled


def keys_twice(value: object) -> Iterator[str]:
    """Every key that stands twice in one object, anywhere inside the value."""
    if isinstance(value, RepeatedKeys):
        yield from value.keys_twice
    for part in _parts(value):
        yield from keys_twice(part)


def _parts(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def read_text(path: Path, problems: Problems) -> str | None:
    """The text of a UTF-8 file with Unix line ends, or None with the reason noted."""
    raw = read_bytes(path, problems)
    if raw is None:
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{raw[error.start]:02X} in line {line} is not UTF-8"
        problems.add("not_utf8", found, "Save the file as UTF-8; it may be Latin-1 or UTF-16 now")
        return None
    if text.startswith("\ufeff"):
        hint = "Save the file as UTF-8 without a byte order mark"
        problems.add("bom", "the file begins with a byte order mark", hint)
        text = text.removeprefix("\ufeff")
    text = text.replace("\r\n", "\n")
    problems.has_escapes = "\\" in text
    _note_unseen(text, problems)
    return without_turns(text)


def _note_unseen(text: str, problems: Problems) -> None:
    """Note each character that nobody sees once, with its first line."""
    is_json = problems.file.endswith("json")
    found = unseen_characters(text, "\n\t" if is_json else "\n")
    problems.seen |= found.keys()
    for char, (first, count) in found.items():
        line = text.count("\n", 0, first) + 1
        more = f" and in {count - 1} more places" if count > 1 else ""
        before = text[max(0, first - _NEARBY) : first].rpartition("\n")[2]
        told = f"{character_name(char)} stands in line {line}{more}, after {quoted(before)}"
        problems.add("unseen", told, UNSEEN_HINT)


def read_bytes(path: Path, problems: Problems) -> bytes | None:
    """The bytes of a plain file of a fair size, or None with the reason noted."""
    try:
        raw = _bytes_of(path)
    except FileNotFoundError:
        problems.add("file_missing", "there is no such file", "Add it or restore it from git")
        return None
    except OSError as error:
        found = f"it cannot be read: {error.strerror}"
        problems.add("file_unreadable", found, "Check that it is a file and may be read")
        return None
    if raw is None:
        found = "it cannot be read: it is a folder, a pipe or a device"
        problems.add("file_unreadable", found, "Put a plain file in its place")
        return None
    if len(raw) > MAX_BYTES:
        found = f"the file has more than {MAX_BYTES / 1e6:.0f} MB"
        problems.add("file_too_large", found, "Keep files below that: simplify or split it")
        return None
    if not raw.strip():
        problems.add("file_empty", "the file is empty", "Restore it from git")
        return None
    return raw


def _bytes_of(path: Path) -> bytes | None:
    """The bytes of a plain file, at most one more than are allowed; None for what is no file.

    What is asked about and what is read are the same, whatever is put in its place meanwhile.
    """
    # Without waiting: to open a pipe would take until somebody writes into it.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(handle, "rb") as stream:  # noqa: PTH123 - it is open already
        is_plain = stat.S_ISREG(os.fstat(handle).st_mode)
        return stream.read(MAX_BYTES + 1) if is_plain else None


def read_json(path: Path, problems: Problems) -> object | None:
    """The value in a JSON file; objects with a key twice come back as `RepeatedKeys`.

    NaN and Infinity are read as floats, so that the reader of the record can name the place.
    """
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        value: object = json.loads(
            text, object_pairs_hook=partial(as_object, problems), parse_int=_integer_or_float
        )
    except json.JSONDecodeError as error:
        found = f"not JSON at line {error.lineno}, column {error.colno}: {error.msg}"
        hint = "Correct that place; if it is the last line, the file was cut off"
        problems.add("json", found, hint)
        return None
    except RecursionError:
        _too_deep(problems)
        return None
    if not depth_within(value, MAX_DEPTH):
        _too_deep(problems)
        return None
    return value


def odd_numbers(text: str) -> Iterator[tuple[int, str]]:
    """Line and number, for each number of a JSON text that is written with an exponent."""
    if not _EXPONENT.search(text):
        return
    line, counted = 1, 0
    for found in _JSON_TOKEN.finditer(text):
        if found["number"]:
            line += text.count("\n", counted, found.start())
            counted = found.start()
            yield line, found["number"]


_EXPONENT = re.compile(r"\d[eE][+-]?\d")
#: A text, which is passed over, or a number with an exponent. No part is ever read twice.
_JSON_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|(?P<number>-?\d[\d.]*+[eE][+-]?\d+)', re.DOTALL)


def _integer_or_float(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)


def depth_within(value: object, limit: int) -> bool:
    """Whether no list or object lies deeper than `limit` levels inside the value."""
    level: list[Any] = [value] if type(value) in _HOLDERS else []
    for _ in range(limit + 1):
        if not level:
            return True
        parts = (part.values() if isinstance(part, dict) else part for part in level)
        inner = list(chain.from_iterable(parts))
        # All at once: a layer has half a million numbers, which hold nothing.
        level = list(compress(inner, map(_HOLDERS.__contains__, map(type, inner))))
    return False


#: What a value of JSON may hold others in.
_HOLDERS = frozenset({dict, list, RepeatedKeys})


def _too_deep(problems: Problems) -> None:
    found = f"lists or objects are nested more than {MAX_DEPTH} deep"
    problems.add("nesting", found, "Records are flat; look for a bracket that is never closed")
