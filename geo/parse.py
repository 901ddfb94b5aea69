"""Plain values to records, and pydantic's complaints to sentences for a curator."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from types import UnionType
from typing import TYPE_CHECKING, Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from geo.door import Problems, keys_twice, shown
from geo.model import Record

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

R = TypeVar("R", bound=Record)

_RULES = {
    "extra_forbidden": "field_unknown",
    "missing": "field_missing",
    "enum": "word_unknown",
    "finite_number": "not_finite",
    "string_pattern_mismatch": "form",
    "value_error": "date",
}

_HINTS = {
    "missing": "Every record of this kind needs it",
    "value_error": "Write the date as precisely as it is known, for example 2025-07-11 or 2025-07",
    "finite_number": "Write a number, or leave the field out",
}


def parse(model: type[R], values: Mapping[str, object], problems: Problems, label: str) -> R | None:
    """The record that the values make, or None with every fault noted.

    `label` stands for the record in the notes when it has no usable id.
    """
    given = values.get("id")
    record = given if isinstance(given, str) and given else label
    for key in keys_twice(values):
        hint = "Delete one of the two; the later one was read"
        problems.add("key_double", f"'{key}' stands twice", hint, record=record, field=key)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        for detail in _first_per_place(error):
            rule = _RULES.get(detail["type"], "value")
            problems.add(rule, _found(detail), _hint(model, detail), record, _place(detail))
    return None


def _first_per_place(error: ValidationError) -> Iterator["ErrorDetails"]:
    """One complaint per field: a union or a list would otherwise repeat itself."""
    seen: set[str] = set()
    for detail in error.errors(include_url=False):
        place = _place(detail)
        if place not in seen:
            seen.add(place)
            yield detail


def _place(detail: "ErrorDetails") -> str:
    """Names of the fields that lead to the fault; a number inside, as in options[0].title."""
    parts = list(detail["loc"])
    while parts and isinstance(parts[-1], int):
        parts.pop()
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")


def _found(detail: "ErrorDetails") -> str:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return "there is no such field"
    if kind == "missing":
        return "the field is missing"
    value = shown(detail["input"])
    if kind == "value_error":
        return f"{value} {detail['ctx']['error']}"
    return f"{value} is not valid: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _hint(model: type[Record], detail: "ErrorDetails") -> str:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return field_hint(_model_at(model, detail), str(detail["loc"][-1]))
    if kind == "enum":
        return f"Use one of: {', '.join(_words(_model_at(model, detail), detail))}"
    if kind == "string_pattern_mismatch" and _place(detail).endswith(("id", "ids")):
        return "Ids are lower case letters, digits and single hyphens"
    return _HINTS.get(kind, "Correct the value; geo/model.py describes the field")


def field_hint(model: type[BaseModel], name: str) -> str:
    """What to write instead of a field that the model does not have."""
    close = get_close_matches(name, model.model_fields, n=1, cutoff=0.5)
    if close:
        return f"Did you mean '{close[0]}'?"
    return f"The fields are: {', '.join(model.model_fields)}"


def _model_at(model: type[BaseModel], detail: "ErrorDetails") -> type[BaseModel]:
    """The record inside the record to which the last name of the place belongs."""
    for part in detail["loc"][:-1]:
        if isinstance(part, str) and part in model.model_fields:
            inner = model.model_fields[part].annotation
            model = next((t for t in _types(inner) if issubclass(t, BaseModel)), model)
    return model


def _words(model: type[BaseModel], detail: "ErrorDetails") -> list[str]:
    field = model.model_fields[str(detail["loc"][-1])]
    enums = (t for t in _types(field.annotation) if issubclass(t, StrEnum))
    return [word.value for enum in enums for word in enum]


def _types(annotation: object) -> Iterator[type]:
    """Every class that an annotation is built of."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _types(part)


def takes_many(model: type[BaseModel], name: str) -> bool:
    """Whether the field holds a tuple of values, so that a CSV cell is split at semicolons."""
    return name in model.model_fields and _is_tuple(model.model_fields[name].annotation)


def _is_tuple(annotation: object) -> bool:
    origin = get_origin(annotation)
    if origin in {Union, UnionType, Annotated}:
        return any(_is_tuple(part) for part in get_args(annotation))
    return origin is tuple
