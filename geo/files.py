"""What is checked before a file is read: that it is there, is text, and says what it seems to.

Every function adds to a list of issues and returns None or nothing instead of raising, so that
one damaged file never hides the others.
"""

import csv
import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from geo.errors import Issue

_LARGEST_BYTES = 20_000_000
_DEEPEST = 20
_FRONT = re.compile(r"---\n(?P<front>.*?)\n---\n(?P<body>.*)", re.DOTALL)


@dataclass(slots=True)
class Door:
    """Reads the files of one data folder and collects what is wrong with them."""

    folder: Path
    issues: list[Issue] = field(default_factory=list)

    def report(self, path: Path, rule: str, found: str, hint: str, record: str = "") -> None:
        """Note one problem with a file."""
        name = path.relative_to(self.folder).as_posix()
        self.issues.append(Issue(name, record, "", rule, found, hint))

    def text(self, path: Path, *, optional: bool = False) -> str | None:
        """The text of a UTF-8 file, or None where there is none to be had."""
        if not path.is_file():
            if not optional:
                self.report(path, "file_missing", "the file is missing", "Put it back.")
            return None
        raw = path.read_bytes()
        if len(raw) > _LARGEST_BYTES:
            self.report(path, "file_size", f"the file has {len(raw)} bytes", "Split it; 20 MB is the limit.")
            return None
        if raw.startswith(b"\xef\xbb\xbf"):
            self.report(path, "byte_order_mark", "the file begins with a byte order mark", "Save it as UTF-8 without BOM.")
            raw = raw[3:]
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self.report(path, "encoding", f"byte {error.start} is not UTF-8", "Save the file as UTF-8, not as Latin-1.")
            return None
        if not text.strip():
            self.report(path, "file_empty", "the file is empty", "Put its content back.")
            return None
        return text

    def collection(self, path: Path) -> list[dict[str, Any]]:
        """The features of a GeoJSON FeatureCollection in WGS 84."""
        content = self._json(path)
        if content is None:
            return []
        if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
            self.report(path, "geojson_type", "the file is not a FeatureCollection", "Wrap the features in one (RFC 7946).")
            return []
        if "crs" in content:
            self.report(path, "crs", "the file has a `crs` member", "Give WGS 84 longitude, latitude and leave `crs` out (RFC 7946).")
            return []
        features = content.get("features")
        if not isinstance(features, list):
            self.report(path, "geojson_type", "`features` is not a list", "Give a list of features (RFC 7946).")
            return []
        return [one for one in features if self._is_feature(path, one)]

    def _is_feature(self, path: Path, feature: Any) -> bool:
        if not isinstance(feature, dict):
            self.report(path, "geojson_type", "a feature is not an object", "Give type, id, geometry and properties (RFC 7946).")
            return False
        good = isinstance(feature.get("properties"), dict) and isinstance(feature.get("geometry"), dict)
        if not good:
            record = str(feature.get("id", ""))
            self.report(path, "geojson_type", "a feature lacks geometry or properties", "Give it both (RFC 7946).", record)
        return good

    def _json(self, path: Path) -> Any:
        text = self.text(path)
        if text is None:
            return None
        if _depth(text) > _DEEPEST:
            self.report(path, "nesting", f"brackets are nested deeper than {_DEEPEST}", "Flatten the file.")
            return None
        try:
            return json.loads(text, parse_constant=_refuse, object_pairs_hook=_unique)
        except json.JSONDecodeError as error:
            found = f"the JSON breaks off in line {error.lineno}, column {error.colno}"
            self.report(path, "json", found, "Mend the brackets, commas and quotes there.")
        except ValueError as error:
            self.report(path, "json_value", str(error), "Give one plain value.")
        return None

    def rows(self, path: Path, *, optional: bool = False) -> list[dict[str, str]]:
        """The rows of a CSV file with a header; cells that do not fit the header are reported."""
        text = self.text(path, optional=optional)
        if text is None:
            return []
        table = list(csv.reader(io.StringIO(text)))
        header = table[0]
        twice = sorted({name for name in header if header.count(name) > 1})
        if twice:
            self.report(path, "header", f"the column {twice[0]} stands there twice", "Keep one of them.")
            return []
        rows = []
        for line, cells in enumerate(table[1:], 2):
            if len(cells) == len(header):
                rows.append(dict(zip(header, cells, strict=True)))
            elif cells:
                found = f"line {line} has {len(cells)} cells, the header {len(header)}"
                self.report(path, "row_width", found, "Quote cells that hold commas.", cells[0])
        return rows

    def documents(self, path: Path) -> list[dict[str, Any]]:
        """The records of a YAML list."""
        content = self._yaml(path, self.text(path))
        if content is None:
            return []
        if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
            self.report(path, "yaml", "the file is not a list of records", "Begin each record with `- id:`.")
            return []
        return content

    def article(self, path: Path) -> dict[str, Any] | None:
        """Front matter and body of a Markdown article as one record."""
        text = self.text(path)
        if text is None:
            return None
        parts = _FRONT.fullmatch(text)
        front = self._yaml(path, parts["front"]) if parts else None
        if not parts or not isinstance(front, dict):
            self.report(path, "front_matter", "the front matter is missing", "Begin with `---`, the fields, `---`.", path.stem)
            return None
        return {**front, "id": path.stem, "body": parts["body"].strip()}

    def _yaml(self, path: Path, text: str | None) -> Any:
        if text is None:
            return None
        try:
            return yaml.load(text, _PlainLoader)  # noqa: S506 - a subclass of the safe loader
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 0
            self.report(path, "yaml", f"the YAML breaks off in line {line}", "Mend indentation, colons and quotes there.")
            return None


class _PlainLoader(yaml.SafeLoader):
    """Safe YAML in which dates stay text: `2025-07` and `2025-07-11` are read alike."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag in {"tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the member {twice} stands there twice")
    return found


def _depth(text: str) -> int:
    """Deepest nesting of brackets outside strings, counted without recursion."""
    depth = deepest = 0
    for char in re.sub(r'"(?:\\.|[^"\\])*"', "", text):
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest
