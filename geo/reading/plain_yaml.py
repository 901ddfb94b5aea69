"""YAML in which every value is text, and whatever YAML would swallow in silence is told."""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from geo.reading.files import MAX_DEPTH, Problems, as_object, quoted, read_text

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
            found = f"{quoted(sign)} in line {line} is taken for a sign of YAML and is lost"
            self.signs.append(found)

    def build_object(self, node: yaml.MappingNode) -> dict[str, object]:
        """An object that remembers which of its keys stood twice."""
        pairs = [(str(self.build(key)), self.build(value)) for key, value in node.value]
        return as_object(self.problems, pairs)

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
        told = f"{quoted(rest)} in line {line} is read as a comment and is lost"
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
