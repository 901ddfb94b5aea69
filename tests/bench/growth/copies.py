"""One more copy of everything that a data folder says: other ids, other names, a place beside.

A copy is told from the records that it was made of by a word in every name and a sign in every id,
and lies some hundred kilometres away, so that hardly a line runs on the ground of another.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

#: What looks like an id, whole.
_ID = re.compile(r"(?<![\w.-])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-]|\.\w)")
#: Fields that name a thing, in one language or in many.
_NAMES = frozenset(
    {"names", "short", "label", "title", "name_en", "name_ru", "name_ur", "name_also"}
)
#: Syllables of made-up words, in the letters of three alphabets.
_SYLLABLES = (
    ("ba", "ба", "با"),
    ("ve", "ве", "وی"),
    ("do", "до", "دو"),
    ("zi", "зи", "زی"),
    ("ku", "ку", "کو"),
    ("la", "ла", "لا"),
    ("me", "ме", "می"),
    ("no", "но", "نو"),
    ("pi", "пи", "پی"),
    ("ru", "ру", "رو"),
)
_CYRILLIC, _ARABIC = re.compile("[\u0400-\u04ff]"), re.compile("[\u0600-\u06ff]")
#: How far copies lie away at most, to the east and to the north, in degrees.
_FARTHEST = (8.0, 5.0)
#: Multiples of these, without their whole part, fill a square evenly.
_EVENLY = (0.754877666, 0.569840291)
#: West, east, south and north end of what an atlas may show, in degrees.
_REGION = ((-10.0, 130.0), (0.0, 65.0))


@dataclass(frozen=True, slots=True)
class FolderCopy:
    """The copy of a number, from 1; `ids` are those of all records that are copied."""

    number: int
    ids: frozenset[str]

    def word(self, like: str = "") -> str:
        """The made-up word of this copy, in the letters of a name."""
        alphabet = 1 if _CYRILLIC.search(like) else 2 if _ARABIC.search(like) else 0
        figures = [*map(int, f"{self.number:03d}")]
        said = "".join(_SYLLABLES[figure][alphabet] for figure in figures)
        return said.capitalize()

    def named(self, name: str) -> str:
        """A name with the word of this copy."""
        return f"{name} {self.word(name)}"

    def text(self, text: str) -> str:
        """A text in which every id is that of the copy."""
        return _ID.sub(lambda found: self.id(found.group()), text)

    def id(self, record_id: str) -> str:
        """The id of the copy of a record; any other word is left as it is."""
        return f"{record_id}-x{self.number}" if record_id in self.ids else record_id

    def fields(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a record as files have them, with names and ids of the copy."""
        return {
            field: self._changed(value, self.named if field in _NAMES else self.text)
            for field, value in fields.items()
        }

    def _changed(self, value: Any, change: Callable[[str], str]) -> Any:
        if isinstance(value, str):
            return change(value) if value else value
        if isinstance(value, list):
            return [self._changed(part, change) for part in value]
        if isinstance(value, dict):
            return {key: self._changed(part, change) for key, part in value.items()}
        return value

    def shifted(self, positions: Any) -> Any:
        """Positions of GeoJSON, in lists however deep, moved to where the copy lies."""
        if isinstance(positions[0], list):
            return [self.shifted(part) for part in positions]
        moved = zip(positions[:2], self.shift(), _REGION, strict=True)
        return [round(min(max(at + by, least), most), 5) for at, by, (least, most) in moved]

    def shift(self) -> tuple[float, float]:
        """How far the copy lies east and north of its records, in degrees."""
        east, north = (
            (2 * (self.number * step % 1) - 1) * most
            for step, most in zip(_EVENLY, _FARTHEST, strict=True)
        )
        return east, north
