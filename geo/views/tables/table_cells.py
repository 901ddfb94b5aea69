"""The pieces of a table of records: plain, frozen dataclasses, made without Streamlit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.records.dates import sort_key, when
from geo.records.phrases import number
from geo.records.vocab import LANGUAGES, Mode, Quantity, Word
from geo.search.search import fold
from geo.views.facts import local_names

Kind = Literal["text", "number", "date", "word", "names", "long", "story", "links"]

#: How a column can be put in order, in words: upwards, then downwards. No words, no order.
_ORDERS: dict[Kind, tuple[str, ...]] = {
    "text": ("A to Z", "Z to A"),
    "number": ("smallest first", "largest first"),
    "date": ("oldest first", "newest first"),
    "word": ("in their order", "in reverse order"),
    "names": (),
    "long": (),
    "story": (),
    "links": (),
}

#: What rows are compared by. Within a column all keys are of one kind; None comes last.
Key = float | str | tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class CellText:
    """A piece of a cell: words, perhaps a link, perhaps in another language.

    `about` follows the words of a link for those who hear it without its row; beside words in
    another language it names the language.
    """

    text: str
    href: str = ""
    language: str = ""
    direction: str = ""
    about: str = ""

    @property
    def is_outside(self) -> bool:
        """Whether the link leads away from the atlas."""
        return self.href.startswith("http")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of a row, and the key it is sorted by; empty if not known."""

    bits: tuple[CellText, ...] = ()
    key: Key = None

    @property
    def text(self) -> str:
        """All words of the cell, for the search."""
        return " ".join(bit.text for bit in self.bits)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it means, its unit, and the fixed words that may stand in it."""

    title: str
    help: str
    kind: Kind = "text"
    unit: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def orders(self) -> tuple[str, ...]:
        """The two ways to sort by it, such as `Drawn, largest first`; none for long texts."""
        return tuple(f"{self.title}, {way}" for way in _ORDERS[self.kind])


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by: its name in links, its label, and what can be picked."""

    name: str
    label: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record: a cell for each column, what filters look at, and folded text for the search.

    `lines` are ids of the lines that it stands for, to be measured; `records` of those to export.
    """

    id: str
    name: str
    cells: tuple[Cell, ...]
    facets: Mapping[str, frozenset[str]]
    text: str
    lines: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All records of one kind. The first column names the row.

    `noun` counts them ("line", "lines"), `order` is the usual one, `about` says what it holds and
    `foot` what a reader has to keep in mind.
    """

    title: str
    noun: tuple[str, str]
    about: str
    columns: tuple[Column, ...]
    rows: tuple[RecordRow, ...]
    facets: tuple[Facet, ...] = ()
    order: str = ""
    foot: str = ""

    @property
    def orders(self) -> tuple[str, ...]:
        """Every way to sort the table, the usual one first."""
        every = [order for column in self.columns for order in column.orders]
        return tuple(dict.fromkeys((self.order or every[0], *every)))


# Cells --------------------------------------------------------------------------------------

EMPTY_CELL = Cell()


def text_cell(text: str | None, language: str = "") -> Cell:
    """Plain words, perhaps in another language than English."""
    if not text:
        return EMPTY_CELL
    if language in ("", "en"):
        return Cell((CellText(text),), fold(text))
    (name,) = local_names([(language, text)])
    return Cell((CellText(text, "", name.language, name.direction),), fold(text))


def screen_word(value: Word) -> str:
    """A fixed word as it stands in links to a filtered table, whatever the language."""
    if isinstance(value, Quantity):
        return value.english_label
    return value.value if isinstance(value, Mode) else value.value.replace("-", " ")


def word_cell(value: Word | None, extra: str = "") -> Cell:
    """A fixed word; sorted as its list is."""
    if value is None:
        return EMPTY_CELL
    return Cell((CellText(f"{value.label}{extra}"),), float(list(type(value)).index(value)))


def number_cell(value: float | None, digits: int = 3) -> Cell:
    """A number with thin spaces between thousands; `digits` behind the point at most."""
    return EMPTY_CELL if value is None else Cell((CellText(number(value, digits)),), float(value))


def date_cell(value: str | None) -> Cell:
    """A date in words."""
    return Cell((CellText(when(value)),), sort_key(value)) if value else EMPTY_CELL


def names_cell(pairs: Sequence[tuple[str, str]]) -> Cell:
    """Names in other languages, each with its language and direction."""
    return Cell(
        tuple(
            CellText(name.text, "", name.language, name.direction, LANGUAGES.get(name.language, ""))
            for name in local_names(pairs)
        )
    )


def links_cell(bits: Iterable[CellText]) -> Cell:
    """Several links, each once."""
    found = tuple(dict.fromkeys(bits))
    return Cell(found, fold(" ".join(bit.text for bit in found)) or None)
