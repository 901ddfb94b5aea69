"""The look of the map: read from `style.yaml`, checked against the fixed words."""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from geo.analysis.border_posts import EffectiveAccess
from geo.reading.files import Problems, keys_twice, quoted, read_text
from geo.reading.plain_yaml import SAFE_LOADER, parse_yaml
from geo.records.errors import DataError
from geo.records.model import Project
from geo.records.texts import mark, say
from geo.records.vocab import GeometryBasis, Lifecycle, Mode, PlaceLayer, SiteKind, Word

_FILE = "style.yaml"
_SECTIONS: dict[str, type[Word]] = {
    "lifecycle": Lifecycle,
    "mode": Mode,
    "basis": GeometryBasis,
    "site": SiteKind,
    "places": PlaceLayer,
}
_OTHERS = ("projects", "first", "spare", "theme", "gauge", "ways")
_GAUGES = {
    "1676": mark("1676 mm (Pakistan, India)"),
    "1520": mark("1520 mm (former Soviet network)"),
    "1435": mark("1435 mm (Iran, China, Europe)"),
}

#: The drawings of `web/signs.js`.
SIGNS = (
    *("plant", "jetty", "port", "dryport", "border", "junction", "station", "pass", "city", "town"),
    "break",
)

#: What the look of a word may say.
_PROPERTIES = frozenset({"dash", "hollow", "opacity", "width", "sign", "zoom"})

Style = dict[str, Any]


def read_style(folder: Path) -> Style:
    """The look of the map, as it stands in `style.yaml` of the data folder.

    Raises DataError if the file cannot be read or a word has no look.
    """
    problems = Problems(_FILE)
    style = _read(folder / _FILE, problems)
    sections = (*_SECTIONS, *_OTHERS)
    for section, words in _SECTIONS.items():
        _tell_strangers_and_gaps(section, style.get(section), words, problems)
    for name in sorted(map(str, style.keys() - {*sections})):
        close = get_close_matches(name, sections, n=1)
        meant = f"Did you mean {close[0]}?" if close else f"There are {', '.join(sections)}"
        problems.add("style_unknown", "nobody reads this section", meant, field=name)
    for section in sections:
        if not style.get(section):
            problems.add("style_missing", "the section is missing", "Put it back", field=section)
    for place, found, hint in _shape_faults(style):
        problems.add("style_missing", found, hint, field=place)
    if problems.issues:
        raise DataError(problems.issues)
    labelled = {name: _labelled(style[name], words) for name, words in _SECTIONS.items()}
    access = _labelled({}, EffectiveAccess)
    return {**style, **labelled, "access": access, **_gauges(style)}


def project_colours(projects: Iterable[Project], style: Style) -> dict[str, Style]:
    """Id -> colours for the light and the dark theme of each drawn project, as on the map.

    A project without a colour of its own takes the next spare one.
    """
    spare = cycle(style["spare"])
    return {
        project.id: style["projects"].get(project.id) or next(spare)
        for project in projects
        if project.layer
    }


def _tell_strangers_and_gaps(
    section: str, known: object, words: type[Word], problems: Problems
) -> None:
    """Words without a look, words that do not exist and properties that no look has."""
    if not isinstance(known, dict):
        return  # the section as a whole is missing, which is told once
    for word in words:
        if word.value not in known:
            found = f"{section} has no look for {word.value}"
            problems.add("style_missing", found, "Add it beside the others", field=section)
    for name in sorted(map(str, known.keys() - {word.value for word in words})):
        hint = f"Write one of {', '.join(word.value for word in words)}"
        problems.add("style_unknown", "there is no such word", hint, field=f"{section}.{name}")
    for name, look in known.items():
        for property_ in sorted(map(str, _keys_of(look) - _PROPERTIES)):
            hint = f"Write one of {', '.join(sorted(_PROPERTIES))}"
            found = "no look has this property"
            problems.add("style_unknown", found, hint, field=f"{section}.{name}.{property_}")


def _keys_of(look: object) -> set[object]:
    return set(look) if isinstance(look, dict) else set()


def _shape_faults(style: Style) -> Iterator[tuple[str, str, str]]:
    """Where, what and what to do, for each part that is no table of what stands there."""
    for section in (*_SECTIONS, "gauge", *_COLOURS):
        known = style.get(section)
        if isinstance(known, dict):
            for name, look in known.items():
                yield from _look_faults(section, name, look)
        elif known:
            yield section, "the section is no table", "Write words with a look each"
    inks = style.get("theme")
    for ink in sorted(INKS - inks.keys()) if isinstance(inks, dict) else ():
        yield f"theme.{ink}", "the colour is missing", "Put it back"
    for section in ("spare", "first"):
        if style.get(section) and not isinstance(style[section], list):
            yield section, "the section is no list", "Write it as a list"
    spare, first = style.get("spare"), style.get("first")
    for number, look in enumerate(spare if isinstance(spare, list) else ()):
        yield from _half_colour(look, f"spare[{number}]")
    if isinstance(first, list) and not all(isinstance(name, str) for name in first):
        yield "first", "something else than an id stands in the list", "Write ids of projects"


def _look_faults(section: str, name: object, look: object) -> Iterator[tuple[str, str, str]]:
    place = f"{section}.{name}"
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        hint = "Write letters, figures and hyphens, between quotation marks if figures"
        yield section, f"{quoted(name)} is no name of what stands here", hint
    if not isinstance(look, dict):
        yield place, f"{quoted(look)} is no look", "Write it as {name: value}"
    elif section in _COLOURS:
        yield from _half_colour(look, place)
    elif section == "gauge" and "tick" not in look:
        yield place, "there is no tick", "Write dash and gap in pixels, as [1.5, 17]"


#: Colours that pages, maps and pictures name.
INKS = frozenset(
    {
        "ground",
        "band",
        "paper",
        "ink",
        "quiet",
        "name",
        "line",
        "accent",
        "link",
        "mark",
        "good",
        "bad",
        "doubt",
        "rank",
        "on-rank",
        "land",
        "sea",
        "water",
        "river",
        "frontier",
        "other-rail",
        *(f"own-{number}" for number in range(1, 7)),
        *(f"own-low-to-high-{number}" for number in range(1, 6)),
    }
)
#: Sections of colours for the two themes.
_COLOURS = ("theme", "projects", "ways")
_NAME = re.compile(r"[a-zA-Z0-9-]+")


def _half_colour(look: object, place: str) -> Iterator[tuple[str, str, str]]:
    if not isinstance(look, dict) or {"light", "dark"} - look.keys():
        found = "there is no colour for one of the two themes"
        yield place, found, "Give light and dark"


def _labelled(looks: Style, words: type[Word]) -> Style:
    """The look of each word with its label; of a state, also whether traffic runs."""
    return {
        word.value: {**looks.get(word.value, {}), "legend": word.label, **_running(word)}
        for word in words
    }


def _running(word: Word) -> Style:
    return {"running": word.is_in_service} if isinstance(word, Lifecycle) else {}


def _gauges(style: Style) -> Style:
    """The look of track gauges and of the places where they change, with what they are called."""
    gauges = {
        gauge: {**look, "legend": say(_GAUGES[gauge]) if gauge in _GAUGES else f"{gauge} mm"}
        for gauge, look in style["gauge"].items()
    }
    return {"gauge": gauges, "break-of-gauge": {"legend": say("Gauge change")}}


def _read(path: Path, problems: Problems) -> Style:
    """The file as a table; everything that would be read otherwise than it stands is noted."""
    text = read_text(path, problems)
    plain = None if text is None else parse_yaml(text, problems)
    if text is not None and isinstance(plain, dict):
        for key in keys_twice(plain):
            hint = "Delete one of the two: only the last one is read"
            problems.add("key_double", f"'{key}' stands twice", hint, field=key)
        try:
            style: Style = yaml.load(text, Loader=SAFE_LOADER)  # noqa: S506
        except (yaml.YAMLError, ValueError, TypeError):
            hint = "Put texts between quotation marks, and write numbers in plain digits"
            problems.add("yaml", "a value cannot be read as what it looks like", hint)
        else:
            for place, found, hint in _faults(style):
                problems.add("style_value", found, hint, field=place)
            return style
    elif plain is not None or (text is not None and not problems.issues):
        problems.add("yaml", "not a table of sections", "Begin sections with their name")
    raise DataError(problems.issues)


def _faults(value: object, place: str = "") -> Iterator[tuple[str, str, str]]:
    """Where, what and what to do, for each value that no map can be drawn with."""
    name = place.rpartition(".")[2]
    if name in _FORMS:
        is_right, hint = _FORMS[name]
        if not is_right(value):
            yield place, f"{quoted(value)} is not what stands here", hint
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _faults(part, f"{place}.{key}".removeprefix("."))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _faults(part, f"{place}[{number}]")
    elif not isinstance(value, str | int | float | bool) or value != value:  # noqa: PLR0124
        yield place, f"{quoted(value)} is neither text nor number", "Put it between quotation marks"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and bool(_COLOUR.fullmatch(value))


def _is_dash(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_number, value))


def _is_sign(value: object) -> bool:
    return value in SIGNS


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_MOST = 100
_LISTS = ("dash", "tick")
_COLOUR_HINT = 'Write a colour as "#" and six figures from 0 to f, between quotation marks'
_FORMS: dict[str, tuple[Callable[[object], bool], str]] = {
    **dict.fromkeys(("light", "dark"), (_is_colour, _COLOUR_HINT)),
    **dict.fromkeys(("width", "opacity", "zoom"), (_is_number, "Write a number from 0 to 100")),
    "sign": (_is_sign, f"Write one of {', '.join(SIGNS)}"),
    **dict.fromkeys(_LISTS, (_is_dash, "Write lengths in pixels, as [6, 3]")),
    **dict.fromkeys(("hollow",), (lambda value: isinstance(value, bool), "Write true or false")),
}
