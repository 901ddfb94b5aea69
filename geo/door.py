"""The door: files to plain values, with a clear sentence for everything that is damaged.

Nothing here knows what a record is. Each reader puts what is wrong into `Problems` and returns
None when nothing of the file can be used; it never raises because of what a file holds.
"""

import csv
import json
import re
import stat
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from pathlib import Path

import yaml

from geo.characters import named, unseen
from geo.errors import Issue

MAX_BYTES = 20_000_000
MAX_DEPTH = 20
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
    twice, or a backslash may stand for a character that nobody sees.
    """

    file: str
    issues: list[Issue] = field(default_factory=list)
    has_doubles: bool = False
    has_escapes: bool = False
    seen: set[str] = field(default_factory=set)

    def add(self, rule: str, found: str, hint: str, record: str = "", field: str = "") -> None:
        """Note one problem; unprintable characters are shown escaped."""
        parts = (self.file, record, field, rule, found, hint)
        self.issues.append(Issue(*(printable(part) for part in parts)))


def printable(text: str) -> str:
    """The text on one line, with lone surrogates and control characters escaped."""
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in safe)


def shown(value: object) -> str:
    """A value as it stood in a file, cut to a length that fits a sentence."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}…'"


class Doubled(dict[str, object]):
    """A JSON or YAML object in which a key stood twice; `keys_twice` names such keys."""

    keys_twice: tuple[str, ...] = ()


def _object(problems: Problems, pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    problems.has_doubles = True
    doubled = Doubled(plain)
    names = [key for key, _ in pairs]
    doubled.keys_twice = tuple(key for key in plain if names.count(key) > 1)
    return doubled


def keys_twice(value: object) -> Iterator[str]:
    """Every key that stands twice in one object, anywhere inside the value."""
    if isinstance(value, Doubled):
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
    return text


def _note_unseen(text: str, problems: Problems) -> None:
    """Note each character that nobody sees once, with its first line."""
    is_json = problems.file.endswith("json")
    places: dict[str, list[int]] = {}
    for place, char in unseen(text, "\n\t" if is_json else "\n"):
        places.setdefault(char, []).append(place)
    problems.seen |= places.keys()
    for char, found in places.items():
        line = text.count("\n", 0, found[0]) + 1
        more = f" and in {len(found) - 1} more places" if len(found) > 1 else ""
        before = text[: found[0]].rpartition("\n")[2][-_NEARBY:]
        told = f"{named(char)} stands in line {line}{more}, after {shown(before)}"
        problems.add("unseen", told, UNSEEN_HINT)


def read_bytes(path: Path, problems: Problems) -> bytes | None:
    """The bytes of a plain file of a fair size, or None with the reason noted."""
    try:
        about = path.stat()
        if about.st_size > MAX_BYTES:
            found = f"the file has {about.st_size / 1e6:.0f} MB"
            hint = f"Keep files under {MAX_BYTES / 1e6:.0f} MB: simplify or split it"
            problems.add("file_too_large", found, hint)
            return None
        if not stat.S_ISREG(about.st_mode):
            # A pipe or a device would never end.
            found = "it cannot be read: it is a folder, a pipe or a device"
            problems.add("file_unreadable", found, "Put a plain file in its place")
            return None
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.add("file_missing", "there is no such file", "Add it or restore it from git")
        return None
    except OSError as error:
        found = f"it cannot be read: {error.strerror}"
        problems.add("file_unreadable", found, "Check that it is a file and may be read")
        return None
    if not raw.strip():
        problems.add("file_empty", "the file is empty", "Restore it from git")
        return None
    return raw


def read_json(path: Path, problems: Problems) -> object | None:
    """The value in a JSON file; objects with a key twice come back as `Doubled`.

    NaN and Infinity are read as floats, so that the reader of the record can name the place.
    """
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        value: object = json.loads(
            text, object_pairs_hook=partial(_object, problems), parse_int=_whole
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
    for found in _JSON_TOKEN.finditer(text):
        if found["number"]:
            yield text.count("\n", 0, found.start()) + 1, found["number"]


#: A text, which is passed over, or a number with an exponent.
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|(?P<number>-?\d[\d.]*[eE][+-]?\d+)')


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)


def depth_within(value: object, limit: int) -> bool:
    """Whether no list or object lies deeper than `limit` levels inside the value."""
    level: list[object] = [value]
    for _ in range(limit + 1):
        level = [part for value in level for part in _parts(value)]
        if not level:
            return True
    return False


def _too_deep(problems: Problems) -> None:
    found = f"lists or objects are nested more than {MAX_DEPTH} deep"
    problems.add("nesting", found, "Records are flat; look for a bracket that is never closed")


#: A line that holds something, a space and then a number sign.
_AFTER_VALUE = re.compile(r"^[ \t]*[^\s#].*?[ \t](?=#)", re.MULTILINE)


class _PlainLoader(yaml.SafeLoader):
    """YAML in which every scalar is text, as in a CSV cell; only an empty value is nothing.

    So `NO` stays a country and `2025-07` a date. Aliases are refused: a few lines of them can
    stand for gigabytes.
    """

    depth = 0

    def __init__(self, text: str, problems: Problems, first_line: int) -> None:
        """Read a text whose first line is line `first_line` of the file of the problems."""
        super().__init__(text)
        self.problems = problems
        self.first_line = first_line
        self.signs: list[str] = []

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Read one node, refusing aliases and deep nesting before they cost anything."""
        problem = "an alias (*name) is not used here" if self.check_event(yaml.AliasEvent) else ""
        if problem or self.depth > MAX_DEPTH:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem=problem or "nested too deep", problem_mark=mark)
        self._note_sign(self.peek_event())  # type: ignore[no-untyped-call]
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _note_sign(self, event: yaml.Event) -> None:
        """Keep the beginning of a text that YAML takes for a sign of its own and swallows."""
        tag = str(getattr(event, "tag", None) or "")
        anchor = getattr(event, "anchor", None)
        if anchor or tag:
            sign = f"&{anchor}" if anchor else tag.replace("tag:yaml.org,2002:", "!!")
            line = (event.start_mark.line if event.start_mark else 0) + self.first_line
            found = f"{shown(sign)} in line {line} is taken for a sign of YAML and is lost"
            self.signs.append(found)

    def build_object(self, node: yaml.MappingNode) -> dict[str, object]:
        """An object that remembers which of its keys stood twice."""
        pairs = [(str(self.build(key)), self.build(value)) for key, value in node.value]
        return _object(self.problems, pairs)

    def build(self, node: yaml.Node) -> object:
        """The plain value of a node: text, None, a list or an object."""
        if isinstance(node, yaml.MappingNode):
            return self.build_object(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(part) for part in node.value]
        if not isinstance(node, yaml.ScalarNode):  # pragma: no cover - YAML has three kinds
            raise TypeError(node)
        nothing = node.style is None and node.value in {"", "~", "null"}
        return None if nothing else node.value


def parse_yaml(text: str, problems: Problems, first_line: int = 1) -> object | None:
    """The value of a YAML text whose first line is line `first_line` of its file."""
    try:
        loader = _PlainLoader(text, problems, first_line)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        line = f" at line {error.problem_mark.line + first_line}" if error.problem_mark else ""
        found = f"not YAML{line}: {error.problem or error.context}"
        problems.add("yaml", found, "Check indentation, colons and quotation marks there")
        return None
    except yaml.YAMLError as error:
        found = f"not YAML: {str(error).splitlines()[0]}"
        problems.add("yaml", found, "Remove the character that YAML does not allow")
        return None
    if node is None:
        return None
    for sign in loader.signs:
        problems.add("yaml_sign", sign, "Put the whole text between quotation marks")
    _note_comments(text, node, problems, first_line)
    return loader.build(node)


def _note_comments(text: str, whole: yaml.Node, problems: Problems, first_line: int) -> None:
    """Note each comment that follows a value: most were meant as a part of it."""
    found = list(_AFTER_VALUE.finditer(text)) if " #" in text or "\t#" in text else []
    spans = sorted(_spans(whole)) if found else []
    for line_start in found:
        place = _first_outside(text, line_start.end(), spans)
        if place is None:
            continue
        line = text.count("\n", 0, place) + first_line
        rest = text[place:].partition("\n")[0]
        told = f"{shown(rest)} in line {line} is read as a comment and is lost"
        hint = "Put the whole text between quotation marks, or the comment on a line of its own"
        problems.add("comment_cut", told, hint)


def _first_outside(text: str, place: int, spans: Sequence[tuple[int, int]]) -> int | None:
    """The first number sign from `place` to the end of its line that begins a comment, if any."""
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    while 0 <= place < end:
        number = bisect(spans, (place, len(text)))
        if text[place - 1] in " \t" and not (number and spans[number - 1][1] > place):
            return place
        place = text.find("#", place + 1)
    return None


def _spans(node: yaml.Node) -> Iterator[tuple[int, int]]:
    """Where each value and key of a text begins and ends."""
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.index, node.end_mark.index
    for part in node.value if not isinstance(node.value, str) else ():
        for inner in part if isinstance(part, tuple) else (part,):
            yield from _spans(inner)


def read_front_matter(path: Path, problems: Problems) -> tuple[Mapping[str, object], str] | None:
    """The YAML between the two `---` lines of a Markdown file, and the text after them."""
    text = read_text(path, problems)
    if text is None:
        return None
    head, line, body = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not line:
        hint = "Begin the file with a line ---, the fields, and another line ---"
        problems.add("front_matter_missing", "there are no fields before the text", hint)
        return None
    fields = parse_yaml(head, problems, first_line=2)
    if isinstance(fields, dict):
        return fields, body.strip()
    if fields is not None or not problems.issues:
        hint = "Write one field per line, as in title: ..."
        problems.add("front_matter_missing", "the part between the --- lines has no fields", hint)
    return None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file: its line number and its cells that are not empty, by column."""

    line: int
    cells: Mapping[str, str]


def read_csv(path: Path, problems: Problems) -> tuple[tuple[str, ...], tuple[Row, ...]] | None:
    """The header and the rows of a CSV file; rows of the wrong width are noted and left out."""
    text = read_text(path, problems)
    if text is None:
        return None
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    lines: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            lines.append((reader.line_num, cells))  # noqa: PERF401 - keeps what came before a fault
    except csv.Error as error:
        found = f"not CSV at line {reader.line_num}: {error}"
        problems.add("csv", found, "Look for a quotation mark that is never closed")
    if not lines or _is_separated_otherwise(lines[0][1], problems):
        return None
    lines = _without_empty_columns(lines, problems)
    header = tuple(cell.strip() for cell in lines[0][1])
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        found = f"the column '{twice[0]}' stands twice in the header"
        problems.add("column_double", found, "Delete or rename one of the two", field=twice[0])
        return None
    return header, tuple(_rows(header, lines[1:], problems))


def _is_separated_otherwise(header: Sequence[str], problems: Problems) -> bool:
    """Whether the header has no comma but another sign between its columns, which is noted."""
    if len(header) > 1:
        return False
    for sign, name in ((";", "semicolons"), ("\t", "tabulators"), ("|", "bars")):
        if sign in header[0]:
            found = f"the columns are separated by {name}, not by commas"
            hint = "Save the file as CSV with commas between the columns"
            problems.add("csv_separator", found, hint)
            return True
    return False


def _without_empty_columns(
    lines: list[tuple[int, list[str]]], problems: Problems
) -> list[tuple[int, list[str]]]:
    """The lines without columns at the end that have no name, as spreadsheets add them."""
    header = lines[0][1]
    width = len(header)
    while width and not header[width - 1].strip():
        width -= 1
    if width == len(header):
        return lines
    extra = len(header) - width
    told = "1 column at the end has" if extra == 1 else f"{extra} columns at the end have"
    full = next((line for line, cells in lines if any(c.strip() for c in cells[width:])), None)
    if full:
        hint = "Give the column a name, or put a cell that holds a comma between quotation marks"
        problems.add("column_unnamed", f"{told} no name but a value in line {full}", hint)
    else:
        hint = "Delete the commas at the end of each line"
        problems.add("column_unnamed", f"{told} neither name nor values", hint)
    return [(line, cells[:width] if len(cells) == len(header) else cells) for line, cells in lines]


#: What spreadsheets take for a formula: a sign, and then anything but a number.
_FORMULA = re.compile(r"[=@]|[+-](?!\d+(\.\d+)?$)\S")
#: What spreadsheets leave in place of a value that they lost.
_LOST = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|#+)$")


def _rows(
    header: Sequence[str], lines: Sequence[tuple[int, list[str]]], problems: Problems
) -> Iterator[Row]:
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        record = cells[0].strip() or f"line {line}"
        if len(cells) == len(header):
            row = {n: c.strip() for n, c in zip(header, cells, strict=True) if c.strip()}
            for name, cell in row.items():
                if cell[0] in "=+-@#":
                    _note_formula(cell, name, record, problems)
            yield Row(line, row)
            continue
        rule = "cells_too_many" if len(cells) > len(header) else "cells_too_few"
        found = f"line {line} has {len(cells)} cells, the header has {len(header)}"
        hint = "Put a cell that holds a comma between quotation marks; keep empty cells"
        problems.add(rule, found, hint, record=record)


def _note_formula(cell: str, name: str, record: str, problems: Problems) -> None:
    if _FORMULA.match(cell):
        found = f"{shown(cell)} begins like a formula, which a spreadsheet would work out"
        hint = "Write the value itself, or begin the text with a letter"
        problems.add("formula", found, hint, record, name)
    elif _LOST.match(cell):
        found = f"{shown(cell)} is what a spreadsheet leaves where it lost a value"
        problems.add("value_lost", found, "Write the value again", record, name)
