"""A record as the text that stands for it in a file, written as the files of the data are written.

Values are plain: texts, numbers, truths, lists and objects, by the fields of the record. What is
empty is left out. A value that does not fit is written all the same: who reads the file says so.
"""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from math import inf
from typing import Any

import yaml

from geo.pipeline.contributions.entries import EntryError
from geo.reading.parse import PLAIN_NUMBER, number_fields, takes_many
from geo.records.kinds import Kind

Values = Mapping[str, object]

_WIDTH = 100
_LINE_END = re.compile(r"[ \t]*\r?\n\s*")
_EMPTY: tuple[object, ...] = (None, "", (), [], {})


def entry_text(kind: Kind, path: str, values: Values, header: Sequence[str] = ()) -> str:
    """The text of a record for the file at `path`; `header` are the columns if it is CSV.

    Raises EntryError where a value has no column.
    """
    kept = {
        name: value if name == "body" else _listed(kind, name, _tidy(value))
        for name, value in values.items()
        if value not in _EMPTY
    }
    if path.endswith(".csv"):
        return _row(kind, kept, header)
    if path.endswith(".yaml"):
        return _yaml([_as_text(kept)])
    if path.endswith(".md"):
        return _article(kind, kept)
    return _feature(kind, kept)


def _listed(kind: Kind, name: str, value: object) -> object:
    """A single value of a field that takes many as a list of it."""
    is_alone = takes_many(kind.model, name) and not isinstance(value, list)
    return [value] if is_alone else value


def _tidy(value: object) -> object:
    """The value without empty parts; whole numbers without a point."""
    if isinstance(value, Mapping):
        return {name: _tidy(part) for name, part in value.items() if part not in _EMPTY}
    if isinstance(value, list | tuple):
        return [_tidy(part) for part in value]
    # Line ends of a form are no part of a text that stands in one line.
    return _LINE_END.sub(" ", value.strip()) if isinstance(value, str) else value


def _row(kind: Kind, values: Mapping[str, Any], header: Sequence[str]) -> str:
    cells = {name: value for name, value in values.items() if name != "names"}
    if "names" in kind.model.model_fields:
        cells |= {f"name_{tag}": name for tag, name in dict(values.get("names", {})).items()}
    if homeless := sorted(cells.keys() - set(header)):
        raise EntryError(f"{kind.files[0]} has no column for '{homeless[0]}'")
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(_cell(cells.get(name)) for name in header)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(_scalar(value))


def _scalar(value: object) -> object:
    """A number or truth as it stands in a file of texts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _as_text(value: object) -> object:
    if isinstance(value, Mapping):
        return {name: _as_text(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(part) for part in value]
    return str(_scalar(value))


class _PlainDumper(yaml.SafeDumper):
    """YAML as the files have it, to whose reader every scalar is a text.

    Quoted is what would be nothing, and whole days, which other readers would take for dates.
    """

    yaml_implicit_resolvers = {  # noqa: RUF012 - as PyYAML has it
        first: [pair for pair in pairs if pair[0].endswith((":null", ":timestamp"))]
        for first, pairs in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _yaml(value: object, *, width: float = _WIDTH, flow: bool = False) -> str:
    text: str = yaml.dump(
        value,
        Dumper=_PlainDumper,
        sort_keys=False,
        allow_unicode=True,
        width=width,
        default_flow_style=flow,
    )
    return text


def _article(kind: Kind, values: Mapping[str, Any]) -> str:
    head = {name: _as_text(part) for name, part in values.items() if name not in kind.given}
    lines = [_line(name, part) for name, part in head.items()]
    return "---\n{}---\n{}\n".format("".join(lines), str(values.get("body", "")).strip())


def _line(name: str, value: object) -> str:
    """One field of the head of an article, where lists stand in one line."""
    if isinstance(value, list):
        return f"{name}: {_yaml(value, width=inf, flow=True)}"
    return _yaml({name: value}, width=inf)


def _feature(kind: Kind, values: Mapping[str, Any]) -> str:
    if kind.drawn is None:  # pragma: no cover - only drawn kinds stand in GeoJSON
        raise TypeError(kind.plural)
    shape, field = kind.drawn
    positions = values.get(field)
    drawn = {"type": shape, "coordinates": [positions] if shape == "Polygon" else positions}
    ours = {"id", field, kind.named_by}
    kept = {name: part for name, part in values.items() if name not in ours}
    numbers = {name for name, is_truth in number_fields(kind.model) if not is_truth}
    properties = {name: _numbers(part) if name in numbers else part for name, part in kept.items()}
    feature = {
        "type": "Feature",
        "id": values.get("id", ""),
        "geometry": drawn,
        "properties": properties,
    }
    return json.dumps(feature, ensure_ascii=False)


def _numbers(value: object) -> object:
    if isinstance(value, list):
        return [_numbers(part) for part in value]
    if isinstance(value, str) and PLAIN_NUMBER.fullmatch(value):
        return _scalar(float(value))
    return _scalar(value)
