"""The field lists of data/README.md, made from the records, their glossary and the fixed words.

`python -m geo fields` writes them between two markers; a test fails when they are out of date.
"""

import inspect
from collections.abc import Iterable, Sequence
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, MaxLen, MinLen
from pydantic import StringConstraints
from pydantic.fields import FieldInfo

from geo.records import vocab
from geo.records.errors import GeoError
from geo.records.glossary import meaning
from geo.records.kinds import KINDS
from geo.records.model import (
    Country,
    Date,
    Gauge,
    Id,
    LonLat,
    Names,
    Option,
    Record,
    Stretch,
    SupplyLink,
    Text,
    TrapSign,
)

BEGIN = "<!-- fields:begin -->"
END = "<!-- fields:end -->"
COMMAND = "python -m geo fields"

#: Every kind of record and where a curator writes it down.
RECORDS: dict[type[Record], str] = {
    **{kind.model: kind.written for kind in KINDS},
    Stretch: "an entry of `runs_over` in a project",
    Option: "an entry of `options` in a project",
    SupplyLink: "an entry of `chain` in a project",
    TrapSign: "an entry of `signs` in a trap",
    Names: "the field `names`; in a CSV file one column each, `name_en`, `name_ur`, `name_also`",
}

_GIVEN_ELSEWHERE = {(kind.model, name): by for kind in KINDS for name, by in kind.given.items()}
_SINGULAR = {
    Id: "id",
    Text: "text",
    Date: "date",
    Country: "country code (ISO 3166-1, two capitals)",
    Gauge: "track gauge in mm",
    LonLat: "position",
    Names: "names",
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
}
_PLURAL = {
    Id: "ids",
    Text: "texts",
    Country: "country codes (ISO 3166-1, two capitals)",
    Gauge: "track gauges in mm",
    LonLat: "positions",
    Stretch: "stretches",
    Option: "options",
    SupplyLink: "links",
    TrapSign: "signs",
}
_PATTERNS = {r"^https?://\S+$": "web address", r"^[a-z]{2}$": "language code (ISO 639-1)"}


def field_tables() -> str:
    """All tables as Markdown: the fields of each record, the fixed words, the lifecycle words."""
    parts = ["### Records", *(_record_part(kind, place) for kind, place in RECORDS.items())]
    parts += ["### Fixed words", *(_words_part(words) for words in _word_lists())]
    parts += ["### Lifecycle words elsewhere", _elsewhere_part()]
    return "\n\n".join(parts) + "\n"


def with_field_tables(text: str) -> str:
    """`text` with the tables of today between its two markers.

    Raises GeoError where the markers are missing, doubled or in the wrong order.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in rest or END in before or END in after:
        raise GeoError(f"one {BEGIN} and then one {END} are needed, each once")
    return f"{before}{BEGIN}\n\n{field_tables()}\n{END}{after}"


def _record_part(kind: type[Record], place: str) -> str:
    hints = get_type_hints(kind, include_extras=True)
    rows = [
        (
            f"`{name}`",
            meaning(kind, name),
            _accepted_values(kind, name, hints[name]),
            _required_or_default(info),
        )
        for name, info in kind.model_fields.items()
    ]
    table = _markdown_table(("field", "meaning", "takes", "required"), rows)
    heading = f"#### {kind.__name__}"
    return "\n\n".join((heading, f"Written as {place}.", inspect.getdoc(kind) or "", table))


def _accepted_values(kind: type[Record], name: str, hint: object) -> str:
    if (kind, name) in _GIVEN_ELSEWHERE:
        return _GIVEN_ELSEWHERE[kind, name]
    return _type_in_words(hint)


def _type_in_words(hint: object) -> str:
    """Put a type into words for curators."""
    if get_origin(hint) in {Union, UnionType}:
        return " or ".join(_type_in_words(part) for part in get_args(hint) if part is not NoneType)
    for known, words in _SINGULAR.items():
        if hint == known:
            return words
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return f"a word of [{hint.__name__}](#{hint.__name__.lower()})"
    if get_origin(hint) is tuple:
        return _list_in_words(get_args(hint))
    if get_origin(hint) is Annotated:
        inner, *limits = get_args(hint)
        return _limited_in_words(inner, limits)
    raise TypeError(f"no words for {hint}")


def _list_in_words(members: Sequence[object]) -> str:
    member = members[0]
    many = next(words for known, words in _PLURAL.items() if member == known)
    return f"list of {many}" if members[1] is Ellipsis else f"{len(members)} {many}"


def _limited_in_words(inner: object, limits: Iterable[object]) -> str:
    words = _type_in_words(inner)
    for limit in _flat_limits(limits):
        match limit:
            case StringConstraints(pattern=str() as pattern):
                words = _PATTERNS[pattern]
            case Gt(gt=bound):
                words += f" above {bound}"
            case Ge(ge=bound):
                words += f" from {bound}"
            case Le(le=bound):
                words += f" to {bound}"
            case MinLen(min_length=fewest):
                words += f", at least {fewest}"
            case MaxLen(max_length=most):
                words += f", at most {most}"
    return words


def _flat_limits(limits: Iterable[object]) -> Iterable[object]:
    for limit in limits:
        if isinstance(limit, FieldInfo):
            yield from limit.metadata
        else:
            yield limit


def _required_or_default(info: FieldInfo) -> str:
    if info.is_required():
        return "yes"
    default = info.default
    if default is None or default == ():
        return "no"
    text = str(default).lower() if isinstance(default, bool) else str(default)
    return f"no, `{text}` if left out"


def _word_lists() -> list[type[vocab.Word]]:
    found = [member for member in vars(vocab).values() if isinstance(member, type)]
    return [words for words in found if issubclass(words, vocab.Word) and len(words)]


def _words_part(words: type[vocab.Word]) -> str:
    doc = (inspect.getdoc(words) or "").partition("\n")[0]
    if issubclass(words, vocab.UnitWord):
        rows = [(f"`{word}`", word.unit or "none", word.meaning) for word in words]
        table = _markdown_table(("word", "unit", "meaning"), rows)
    else:
        table = _markdown_table(
            ("word", "meaning"), [(f"`{word}`", word.meaning) for word in words]
        )
    return "\n\n".join((f"#### {words.__name__}", doc, table))


def _elsewhere_part() -> str:
    rows = [(f"`{word}`", *word.elsewhere) for word in vocab.Lifecycle]
    return _markdown_table(("ours", "Global Energy Monitor", "OpenStreetMap"), rows)


def _markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )
