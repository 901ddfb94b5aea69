"""The fields of any kind of record as a form asks for them: label, meaning, and what can be chosen.

A field of a record inside a record has a path, as `names.en`. Lines, outlines and the longer
records inside others are not asked for: they are drawn, or kept as they are.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_type_hints

from geo.reading.parse import classes_in, number_fields, takes_many
from geo.records.glossary import meaning
from geo.records.kinds import Kind
from geo.records.model import LonLat, Names, Record
from geo.records.texts import mark, say
from geo.records.vocab import COUNTRIES, LANGUAGES, Word, country_name, language_name

#: What a field is called in a form.
_LABELS = {
    "about_ids": mark("About"),
    "archive_url": mark("Address of a stored copy"),
    "at": mark("Position: longitude, latitude"),
    "basis": mark("How it is known"),
    "between_ids": mark("Between"),
    "body": mark("Text"),
    "breaks_gauge_basis": mark("How the gauge change is known"),
    "breaks_gauge_mm": mark("Gauges that meet, in mm"),
    "confidence": mark("Confidence"),
    "countries": mark("Countries"),
    "country": mark("Country"),
    "covers_gauge": mark("Covers the gauge change"),
    "date": mark("Date"),
    "date_accessed": mark("Read on"),
    "date_published": mark("Published"),
    "direction": mark("Direction"),
    "document": mark("Document"),
    "elevation_m": mark("Height in metres"),
    "elevation_source_id": mark("Source of the height"),
    "extent": mark("Of"),
    "factor": mark("Factor"),
    "field": mark("Field"),
    "freight": mark("Freight"),
    "freight_limit": mark("What freight passes"),
    "from_date": mark("From"),
    "from_id": mark("Begins at"),
    "gauge_basis": mark("How the track gauge is known"),
    "gauges_mm": mark("Track gauge in mm"),
    "geometry_basis": mark("Where the drawing comes from"),
    "geometry_note": mark("About the drawing"),
    "geometry_source_ids": mark("Sources of the drawing"),
    "group": mark("Group"),
    "high": mark("Upper end"),
    "id": mark("Id"),
    "kept": mark("Kept"),
    "kept_event_id": mark("Shown by"),
    "kind": mark("Kind"),
    "label": mark("Name of the line"),
    "language": mark("Language"),
    "layer": mark("Is drawn"),
    "licence_ours": mark("Our licence"),
    "licence_theirs": mark("Their licence"),
    "lifecycle": mark("State"),
    "lifecycle_as_of": mark("State as of"),
    "lifecycle_basis": mark("How the state is known"),
    "lifecycle_note": mark("The state in one sentence"),
    "lifecycle_since": mark("State since"),
    "location_accuracy": mark("Accuracy of the point"),
    "location_error_km": mark("Likely error in km"),
    "location_source_id": mark("Source of the position"),
    "low": mark("Figure, or its lower end"),
    "measure": mark("Measured"),
    "member_ids": mark("Members"),
    "mode": mark("Mode"),
    "names.en": mark("Name in English"),
    "names.also": mark("Other spellings"),
    "network_km": mark("Length along the network in km"),
    "new": mark("Value since"),
    "note": mark("Note"),
    "office": mark("Office"),
    "old": mark("Value before"),
    "opened": mark("Opened"),
    "opened_source_id": mark("Source of the opening"),
    "parallel_reason": mark("Why they are two"),
    "parallel_to": mark("Lines beside it"),
    "people": mark("People"),
    "people_limit": mark("Who passes"),
    "project_id": mark("Project"),
    "project_ids": mark("Projects"),
    "promise": mark("Promise"),
    "promise_for": mark("Promised for projects"),
    "promised": mark("Promised for"),
    "promised_for": mark("Promised for"),
    "published_acres": mark("Size in print, in acres"),
    "published_length_km": mark("Length in print, in km"),
    "published_length_scope": mark("What that length covers"),
    "published_length_source_id": mark("Source of that length"),
    "publisher": mark("Publisher"),
    "quantity": mark("Measured"),
    "reason": mark("Reason"),
    "record_id": mark("Record"),
    "record_ids": mark("Records"),
    "right": mark("What is right"),
    "rung": mark("Step of commitment"),
    "rung_for": mark("Step of projects"),
    "scope": mark("Covers"),
    "segment_ids": mark("Lines"),
    "short": mark("Short name"),
    "since": mark("Since"),
    "site_id": mark("Place"),
    "site_ids": mark("Places"),
    "source_id": mark("Source"),
    "source_ids": mark("Sources"),
    "sponsors": mark("Sponsors"),
    "status": mark("Can it still be read?"),
    "subject_id": mark("About"),
    "summary": mark("Summary"),
    "text": mark("In words"),
    "title": mark("Title"),
    "to_id": mark("Ends at"),
    "until": mark("Until"),
    "url": mark("Address"),
    "value": mark("Figure"),
    "via_ids": mark("Stops on the way"),
    "who": mark("Said by"),
    "why": mark("Why it is wrong"),
    "year": mark("Year"),
}
#: Texts that take more than a line.
_LONG = frozenset({"summary", "note", "text", "body", "lifecycle_note", "geometry_note", "scope"})
_LISTS = {"countries": COUNTRIES, "country": COUNTRIES, "language": LANGUAGES}


class Ask(StrEnum):
    """How a field is asked for."""

    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    LONG = "long"
    #: Numbers, positions and lists of either, written as text.
    FIGURES = "figures"
    TEXTS = "texts"


@dataclass(frozen=True)
class FormField:
    """A field of a form: its path, label and meaning, and how it is asked for.

    `options` are what can be chosen, by value; where it is a record of the atlas they are those of
    the kind that `names` says. `explains` has the meaning of a chosen word, `longest` is the number
    of letters that the record takes, where that is limited.
    """

    path: str
    label: str
    help: str
    ask: Ask
    options: Mapping[str, str] = field(default_factory=dict)
    names: type[Record] | None = None
    explains: Mapping[str, str] = field(default_factory=dict)
    longest: int | None = None


def form_fields(kind: Kind) -> Iterator[FormField]:
    """Every field of a kind of record that a form asks for, in the order of the record."""
    for name in kind.model.model_fields:
        if name == "names":
            yield from _names(kind)
        elif _is_asked(kind, name):
            yield _form_field(kind, name)


def label_of(path: str) -> str:
    """What a field is called in a form, in the language of the reader."""
    tag = path.removeprefix("names.")
    if path not in _LABELS and tag in LANGUAGES:
        return say("Name in {language}", language=language_name(tag))
    return say(_LABELS[path])


def _is_asked(kind: Kind, name: str) -> bool:
    """Whether a form can ask for it: no drawn line, nothing with fields of its own."""
    found = set(_classes(kind.model, name))
    if kind.drawn and name == kind.drawn[1]:
        return not takes_many(kind.model, name)
    return not any(issubclass(part, Record) for part in found)


@cache
def _classes(model: type[Record], name: str) -> tuple[type, ...]:
    return tuple(classes_in(model.model_fields[name].annotation))


@cache
def _hints(model: type[Record]) -> Mapping[str, object]:
    return get_type_hints(model, include_extras=True)


def _names(kind: Kind) -> Iterator[FormField]:
    help_of: Callable[[str], str] = lambda tag: meaning(Names, tag)  # noqa: E731
    for tag in Names.model_fields:
        ask = Ask.TEXTS if tag == "also" else Ask.TEXT
        path = f"names.{tag}"
        text = meaning(kind.model, "names") if tag == "en" else help_of(tag)
        yield FormField(path, label_of(path), text, ask)


def _form_field(kind: Kind, name: str) -> FormField:
    many = takes_many(kind.model, name)
    ask, options, explains = _asked(kind, name, many=many)
    return FormField(
        name,
        label_of(name),
        meaning(kind.model, name),
        ask,
        options,
        kind.points_to.get(name),
        explains,
        None if many else _longest(_hints(kind.model)[name]),
    )


def _longest(hint: object) -> int | None:
    """The letters that a type takes at the most, also as one of several types."""
    own = (getattr(part, "max_length", None) for part in getattr(hint, "__metadata__", ()))
    return next(filter(None, (*own, *map(_longest, get_args(hint)))), None)


def _asked(kind: Kind, name: str, *, many: bool) -> tuple[Ask, dict[str, str], dict[str, str]]:
    """How a field is asked for, and its fixed words with their labels and meanings."""
    choice = Ask.CHOICES if many else Ask.CHOICE
    words = [part for part in _classes(kind.model, name) if issubclass(part, Word)]
    if words:
        options = {word.value: word.label for word in words[0]}
        return choice, options, {word.value: word.meaning for word in words[0]}
    if name in _LISTS:
        say_name: Callable[[str], str] = language_name if name == "language" else country_name
        return choice, {code: say_name(code) for code in _LISTS[name]}, {}
    if dict(number_fields(kind.model)).get(name):
        # A switch has no third state, and what is left out is not always false.
        return Ask.CHOICE, {"true": say("Yes"), "false": say("No")}, {}
    return choice if name in kind.points_to else _written(kind, name, many=many), {}, {}


def _written(kind: Kind, name: str, *, many: bool) -> Ask:
    """How a field that takes no fixed words is asked for."""
    if name in dict(number_fields(kind.model)) or LonLat in _classes(kind.model, name):
        return Ask.FIGURES
    if many:
        return Ask.TEXTS
    return Ask.LONG if name in _LONG else Ask.TEXT


def flat(values: Mapping[str, object]) -> dict[str, object]:
    """Values by path: the names of a record one by one."""
    names = values.get("names")
    rest = {name: value for name, value in values.items() if name != "names"}
    inner = dict(names) if isinstance(names, Mapping) else {}
    return {**{f"names.{tag}": name for tag, name in inner.items()}, **rest}


def nested(values: Mapping[str, object]) -> dict[str, Any]:
    """The same back: what is named by path stands inside again; what is empty goes."""
    found: dict[str, Any] = {}
    for path, value in values.items():
        if value in (None, "", (), [], {}):
            continue
        head, _, tag = path.partition(".")
        if tag:
            found.setdefault(head, {})[tag] = value
        else:
            found[path] = value
    return found


def read_figures(text: str) -> object:
    """Numbers out of a text: one, or a list where a comma or semicolon stands; else the text."""
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return text
    plain = [int(number) if number.is_integer() else number for number in numbers]
    return plain[0] if len(plain) == 1 else plain


def figures_text(value: object) -> str:
    """The text that `read_figures` reads again."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
