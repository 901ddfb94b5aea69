"""The look of the map: read from `style.yaml`, checked against the fixed words."""

from pathlib import Path
from typing import Any

import yaml

from geo.border_posts import EffectiveAccess
from geo.door import Problems, read_text
from geo.errors import DataError
from geo.vocab import GeometryBasis, Lifecycle, Mode, PlaceLayer, SiteKind, Word

_FILE = "style.yaml"
_SECTIONS: dict[str, type[Word]] = {
    "lifecycle": Lifecycle,
    "mode": Mode,
    "basis": GeometryBasis,
    "site": SiteKind,
    "places": PlaceLayer,
    "access": EffectiveAccess,
}
_OTHERS = ("projects", "spare", "theme", "gauge", "break-of-gauge", "ways")

Style = dict[str, Any]


def read_style(folder: Path) -> Style:
    """The look of the map, as it stands in `style.yaml` of the data folder.

    Raises DataError if the file cannot be read or a word has no look.
    """
    problems = Problems(_FILE)
    style = _read(folder / _FILE, problems)
    for section, words in _SECTIONS.items():
        entries = style.get(section)
        known = entries if isinstance(entries, dict) else {}
        for word in words:
            if word.value not in known:
                found = f"{section} has no look for {word.value}"
                problems.add("style_missing", found, "Add it beside the others", field=section)
    for section in _OTHERS:
        if not style.get(section):
            problems.add("style_missing", "the section is missing", "Put it back", field=section)
    if problems.issues:
        raise DataError(problems.issues)
    return {**style, "lifecycle": _states(style["lifecycle"]), "mode": _modes(style["mode"])}


def _states(looks: Style) -> Style:
    """The look of each state with its label, and whether traffic runs."""
    return {
        word.value: {**looks[word.value], "legend": word.label, "running": word.is_in_service}
        for word in Lifecycle
    }


def _modes(looks: Style) -> Style:
    return {word.value: {**looks[word.value], "legend": word.label} for word in Mode}


def _read(path: Path, problems: Problems) -> Style:
    text = read_text(path, problems)
    if text is not None:
        try:
            style = yaml.safe_load(text)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            hint = "Check indentation, colons and quotation marks there"
            problems.add("yaml", f"not YAML at line {line}: {error.problem}", hint)
        else:
            if isinstance(style, dict):
                return style
            problems.add("yaml", "not a table of sections", "Begin sections with their name")
    if problems.issues:
        raise DataError(problems.issues)
    return {}
