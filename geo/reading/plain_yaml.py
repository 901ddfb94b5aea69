"""YAML in which every value is text, and whatever YAML would swallow in silence is told."""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from geo.reading.files import MAX_DEPTH, Problems, as_object, quoted, read_text

#: A line that holds something, a space and then a number sign.
_AFTER_VALUE = re.compile(r"^[ \t]*[^\s#].*?[ \t](?=#)", re.MULTILINE)


#: Fifty times what the largest file of the atlas has.
_MOST_VALUES = 500_000
#: Written in C where PyYAML was built with it, which reads ten times as fast.
SAFE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str, problems: Problems, first_line: int = 1) -> object | None:
    """The value of a YAML text whose first line is line `first_line` of its file.

    Every scalar is text, as in a CSV cell; only an empty value is nothing. So `NO` stays a country
    and `2025-07` a date. Aliases are refused: a few lines of them can stand for gigabytes.
    """
    try:
        signs = list(_signs(text, first_line))
        node = yaml.compose(text, Loader=SAFE_LOADER)
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
    for sign in signs:
        problems.add("yaml_sign", sign, "Put the whole text between quotation marks")
    _note_comments(text, node, problems, first_line)
    return _built(node, problems)


def _signs(text: str, first_line: int) -> Iterator[str]:
    """The beginnings of texts that YAML takes for signs of its own and swallows.

    Raises MarkedYAMLError for aliases, deep nesting and very many values, before they cost much.
    """
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=SAFE_LOADER)):
        problem = "an alias (*name) is not used here" if isinstance(event, yaml.AliasEvent) else ""
        if depth > MAX_DEPTH:
            problem = "nested too deep"
        if number > _MOST_VALUES:
            problem = f"more than {_MOST_VALUES} values"
        if problem:
            mark = event.start_mark
            raise yaml.MarkedYAMLError(None, None, problem, mark)  # type: ignore[arg-type]
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        tag = str(getattr(event, "tag", None) or "")
        anchor = getattr(event, "anchor", None)
        if anchor or tag:
            sign = f"&{anchor}" if anchor else tag.replace("tag:yaml.org,2002:", "!!")
            line = (event.start_mark.line if event.start_mark else 0) + first_line
            yield f"{quoted(sign)} in line {line} is taken for a sign of YAML and is lost"


def _built(node: yaml.Node, problems: Problems) -> object:
    """The plain value of a node: text, None, a list, or an object that knows its double keys."""
    if isinstance(node, yaml.MappingNode):
        pairs = ((str(_built(key, problems)), _built(value, problems)) for key, value in node.value)
        return as_object(problems, list(pairs))
    if isinstance(node, yaml.SequenceNode):
        return [_built(part, problems) for part in node.value]
    if not isinstance(node, yaml.ScalarNode):  # pragma: no cover - YAML has three kinds
        raise TypeError(node)
    nothing = node.style is None and node.value in {"", "~", "null"}
    return None if nothing else node.value


def _note_comments(text: str, whole: yaml.Node, problems: Problems, first_line: int) -> None:
    """Note each comment that follows a value: most were meant as a part of it."""
    found = list(_AFTER_VALUE.finditer(text)) if " #" in text or "\t#" in text else []
    spans = sorted(_spans(whole)) if found else []
    line, counted = first_line, 0
    for line_start in found:
        if problems.is_full:
            return
        place = _first_outside(text, line_start.end(), spans)
        if place is None:
            continue
        line += text.count("\n", counted, place)
        counted = place
        end = text.find("\n", place)
        rest = text[place : end if end >= 0 else len(text)]
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
