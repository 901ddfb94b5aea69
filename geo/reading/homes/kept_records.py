"""All records of an atlas, with every problem found in them, as bytes and back.

One line of JSON for each kind, behind a first one with the problems and the files. Every record is
checked against its model again when it is read.
"""

import json
from dataclasses import astuple
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from geo.reading.homes.shelf import Form
from geo.records.errors import Issue
from geo.records.kinds import KINDS
from geo.records.loaded import Gathered
from geo.records.model import Record


def _pack(gathered: Gathered) -> bytes:
    """The bytes; raises ValueError if the same records could not be read from them."""
    head = {"issues": [*map(astuple, gathered.issues)], "files": dict(gathered.files)}
    lists = (_list_of(kind.model).dump_json(getattr(gathered, kind.plural)) for kind in KINDS)
    body = b"\n".join((json.dumps(head).encode(), *lists))
    if _unpack(body) != gathered:
        raise ValueError("not all records can be kept")
    return body


def _unpack(body: bytes) -> Gathered | None:
    try:
        head, *lists = body.split(b"\n")
        told = json.loads(head)
        found: dict[str, Any] = {
            kind.plural: _list_of(kind.model).validate_json(line)
            for kind, line in zip(KINDS, lists, strict=True)
        }
        return Gathered(
            **found,
            issues=tuple(Issue(*issue) for issue in told["issues"]),
            files=MappingProxyType(told["files"]),
        )
    except (ValueError, TypeError, LookupError):
        return None


@cache
def _list_of(model: type[Record]) -> TypeAdapter[tuple[Record, ...]]:
    return TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]


def _pack_issues(issues: tuple[Issue, ...]) -> bytes:
    return json.dumps([*map(astuple, issues)]).encode()


def _unpack_issues(body: bytes) -> tuple[Issue, ...] | None:
    try:
        return tuple(Issue(*issue) for issue in json.loads(body))
    except (ValueError, TypeError):
        return None


#: How records, and problems alone, are kept on a `Shelf`.
RECORDS: Form[Gathered] = Form(_pack, _unpack)
ISSUES: Form[tuple[Issue, ...]] = Form(_pack_issues, _unpack_issues)
