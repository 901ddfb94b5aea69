"""Plain values to records, and pydantic's complaints to sentences for a curator."""

import re
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import EllipsisType, NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from geo.reading.characters import character_name, invisible_characters, without_turns
from geo.reading.files import UNSEEN_HINT, Problems, keys_twice, quoted
from geo.records.model import Record

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

_NUMBER_HINT = "Write the number in plain digits, as 1520 or 12.5, without unit or separator"
_HINTS = {
    "missing": "Every record of this kind needs it",
    "value_error": "Write the date as precisely as it is known, for example 2025-07-11 or 2025-07",
    "finite_number": "Write a number, or leave the field out",
    "bool_parsing": "Write true or false",
    "tuple_type": "Write a list, even of one item",
    "string_too_long": "Say it in fewer letters; a text has a field of its own",
    "string_type": "Write it as text, between quotation marks where it is a number",
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), _NUMBER_HINT),
    **dict.fromkeys(("float_parsing", "float_type", "int_parsing_size"), _NUMBER_HINT),
}

#: Complaint -> what to say of the value; `{}` is the bound.
_SAID = {
    "tuple_type": "is not a list",
    "string_type": "is not text",
    "model_type": "has no fields of its own",
    "bool_parsing": "is neither true nor false",
    "bool_type": "is neither true nor false",
    "enum": "is not one of the fixed words",
    "finite_number": "is not a number",
    "greater_than": "is not above {gt:g}",
    "greater_than_equal": "is below {ge:g}",
    "less_than_equal": "is above {le:g}",
    "string_too_short": "is empty",
    "string_too_long": "has more than {max_length} letters",
    "string_pattern_mismatch": "has not the form that is asked for here",
    "too_short": "has fewer than {min_length} items",
    "too_long": "has more than {max_length} items",
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), "is not a whole number"),
    **dict.fromkeys(("float_parsing", "float_type"), "is not a number"),
    "int_parsing_size": "is too large a number",
}
#: A number as it is written in a cell: anything else may read otherwise than it was meant.
PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def parse(
    model: type[R],
    values: Mapping[str, object],
    problems: Problems,
    label: str,
    missing: Collection[str] = (),
) -> R | None:
    """The record that the values make, or None with every fault noted.

    `label` stands for the record in the notes when it has no usable id. That the fields in
    `missing` are missing was told before.
    """
    given = values.get("id")
    record = given if isinstance(given, str) and given else label
    if problems.has_doubles:
        for key in keys_twice(values):
            hint = "Delete one of the two; the later one was read"
            problems.add("key_double", f"'{key}' stands twice", hint, record=record, field=key)
    # Numbers are looked at as they were written: the model would take 1_000, 1e3 and " 5" too.
    odd = _note_numbers(model, values, problems, record)
    if problems.has_escapes:
        odd |= _note_escaped(values, problems, record)
        values = {name: _unturned(value) for name, value in values.items()}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        for detail in _first_per_field(error):
            if problems.is_full:
                break  # to find a hint takes a while, and nobody would see it
            place = _field_path(detail)
            # What was told above is not told again in the words of the model.
            if place in odd or (detail["type"] == "missing" and place in missing):
                continue
            rule = _RULES.get(detail["type"], "value")
            problems.add(rule, _complaint(detail), _hint(model, detail), record, place)
    return None


def _note_escaped(values: Mapping[str, object], problems: Problems, record: str) -> set[str]:
    """Note characters that nobody sees and that were written as an escape of JSON or YAML.

    Return the names of their fields.
    """
    odd = set()
    for field, text in _texts(values):
        signs = dict.fromkeys(
            char for _, char in invisible_characters(text) if char not in problems.seen
        )
        if signs:
            found = f"{', '.join(map(character_name, signs))} stands in {quoted(text)}"
            problems.add("unseen", found, UNSEEN_HINT, record, field)
            odd.add(field)
    return odd


def _unturned(value: object) -> object:
    """The value without signs that turn the direction of text, written as escapes."""
    if isinstance(value, str):
        return without_turns(value)
    if isinstance(value, Mapping):
        return {name: _unturned(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_unturned(part) for part in value]
    return value


def _texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every text inside a value, with the names of the fields that lead to it."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from _texts(part, f"{field}.{name}" if field else str(name))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts(part, field)


def _note_numbers(
    model: type[Record], values: Mapping[str, object], problems: Problems, record: str
) -> set[str]:
    """Note numbers that read otherwise than they may be meant; return the names of their fields."""
    odd = set()
    for name, is_truth in number_fields(model):
        value = values.get(name)
        # To Python a truth is a number, so that `true` would pass for 1.
        for part in value if isinstance(value, list | tuple) else (value,):
            if is_truth:
                is_plain = part is None or isinstance(part, bool) or part in {"true", "false"}
            else:
                is_plain = not isinstance(part, bool) and (
                    not isinstance(part, str) or bool(PLAIN_NUMBER.fullmatch(part))
                )
            if not is_plain:
                said, hint = _MISWRITTEN[is_truth]
                problems.add("number_form", f"{quoted(part)} {said}", hint, record, name)
                odd.add(name)
    return odd


_MISWRITTEN = {
    True: ("is neither true nor false", "Write true or false"),
    False: ("is not a number in plain digits", _NUMBER_HINT),
}


@cache
def number_fields(model: type[BaseModel]) -> tuple[tuple[str, bool], ...]:
    """Fields that take a number or a truth and nothing else, and whether it is a truth."""
    found = []
    for name, about in model.model_fields.items():
        types = set(classes_in(about.annotation)) - {NoneType, EllipsisType}
        if types and types <= {int, float, bool}:
            found.append((name, types == {bool}))
    return tuple(found)


def _first_per_field(error: ValidationError) -> Iterator["ErrorDetails"]:
    """One complaint per field: a union or a list would otherwise repeat itself."""
    seen: set[str] = set()
    for detail in error.errors(include_url=False):
        place = _field_path(detail)
        if place not in seen:
            seen.add(place)
            yield detail


def _field_path(detail: "ErrorDetails") -> str:
    """Names of the fields that lead to the fault; a number inside, as in options[0].title."""
    # The number of an item in a list of words helps nobody; that of a record inside does.
    parts = list(detail["loc"])
    while parts and isinstance(parts[-1], int):
        parts.pop()
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
    return text.removeprefix(".")


def _complaint(detail: "ErrorDetails") -> str:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return "there is no such field"
    if kind == "missing":
        return "the field is missing"
    value = quoted(detail["input"])
    bounds = detail.get("ctx", {})
    if kind == "value_error":
        return f"{value} {bounds['error']}"
    return f"{value} {_SAID.get(kind, 'cannot be read').format(**bounds)}"


def _hint(model: type[Record], detail: "ErrorDetails") -> str:
    kind = detail["type"]
    if kind == "extra_forbidden":
        return field_hint(_model_at(model, detail), str(detail["loc"][-1]))
    if kind == "enum":
        return f"Use one of: {', '.join(_allowed_words(_model_at(model, detail), detail))}"
    if kind == "string_pattern_mismatch" and _field_path(detail).endswith(("id", "ids")):
        return "Ids are lower case letters, digits and single hyphens"
    return _HINTS.get(kind, "Correct the value; data/README.md says what the field takes")


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
            model = next((kind for kind in classes_in(inner) if issubclass(kind, BaseModel)), model)
    return model


def _allowed_words(model: type[BaseModel], detail: "ErrorDetails") -> list[str]:
    field = model.model_fields[str(detail["loc"][-1])]
    enums = (kind for kind in classes_in(field.annotation) if issubclass(kind, StrEnum))
    return [word.value for enum in enums for word in enum]


def classes_in(annotation: object) -> Iterator[type]:
    """Every class that an annotation is built of."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from classes_in(part)


@cache
def takes_many(model: type[BaseModel], name: str) -> bool:
    """Whether the field holds a tuple of values, so that a CSV cell is split at semicolons."""
    return name in model.model_fields and _is_tuple(model.model_fields[name].annotation)


def _is_tuple(annotation: object) -> bool:
    origin = get_origin(annotation)
    if origin in {Union, UnionType, Annotated}:
        return any(_is_tuple(part) for part in get_args(annotation))
    return origin is tuple
