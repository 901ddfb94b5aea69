"""`python -m geo texts`: gather every text of the screen into one catalogue.

Python, templates and the map's scripts are read in one run. The catalogue holds no line numbers
and no dates, so that it changes only where a text does.
"""

import io
import json
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import write_po

from geo.reading.homes.placing import put
from geo.records.texts import LOCALE, SCRIPT_TEXTS

_ROOT = Path(__file__).parents[2]
_METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.js", "javascript")]
_OPTIONS = {"**.html": {"trimmed": "true", "silent": "false"}, "**.js": {"template_string": "true"}}
#: What says a text, in all three languages, and which of its arguments are texts.
_SAYERS = {
    "say": None,
    "mark": None,
    "say_html": None,
    "say_many": (1, 2),
    "say_many_html": (1, 2),
    "sayMany": (1, 2),
}
_PLACES = ("geo", "pages", "app.py")
POT = LOCALE / "messages.pot"

_Message = tuple[str, str | tuple[str, ...]]


def texts() -> tuple[_Message, ...]:
    """Every text with the file that says it first; one with a plural is a pair of forms."""
    found = (
        (f"{place}/{file}".removesuffix("/"), message)
        for place in _PLACES
        for file, _line, message, _comments, _context in _extracted(_ROOT / place)
    )
    return tuple(sorted(found, key=lambda row: (row[0], str(row[1]))))


def _extracted(place: Path) -> Iterable[tuple[str, int, str | tuple[str, ...], object, object]]:
    if place.is_dir():
        return extract_from_dir(place, _METHODS, _OPTIONS, _SAYERS)
    return (("", *row) for row in extract_from_file("python", place, _SAYERS))


def catalogue(messages: Iterable[_Message]) -> str:
    """The template of a catalogue in the form of gettext, each text with the files that say it."""
    template = Catalog(project="Corridor Atlas", charset="utf-8", fuzzy=False)
    for file, message in messages:
        template.add(message, locations=[(file, 1)])
    out = io.BytesIO()
    write_po(out, template, width=96, no_location=False, include_lineno=False, omit_header=True)
    return out.getvalue().decode()


def of_scripts(messages: Iterable[_Message]) -> str:
    """The texts of the map's scripts as JSON: singular or only form, then plural or null."""
    said = {
        (message if isinstance(message, str) else message[0]): (
            None if isinstance(message, str) else message[1]
        )
        for file, message in messages
        if file.endswith(".js")
    }
    return json.dumps(dict(sorted(said.items())), ensure_ascii=False, indent=1) + "\n"


def write_texts() -> int:
    """Write both files anew; returns how many texts there are."""
    messages = texts()
    POT.parent.mkdir(exist_ok=True)
    put(POT, catalogue(messages))
    put(SCRIPT_TEXTS, of_scripts(messages))
    return len({message for _, message in messages})
