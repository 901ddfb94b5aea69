"""The pieces of a table of records: plain, frozen dataclasses, made without Streamlit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.records.dates import sort_key, when
from geo.records.phrases import number
from geo.records.texts import in_english, mark, say
from geo.records.vocab import LANGUAGES, Quantity, Word
from geo.search.search import fold
from geo.views.facts import local_names

Kind = Literal["text", "number", "date", "word", "names", "long", "story", "links"]

#: How a column can be put in order, in words: upwards, then downwards. No words, no order.
_ORDERS: dict[Kind, tuple[str, ...]] = {
    "text": (mark("{column}, A to Z"), mark("{column}, Z to A")),
    "number": (mark("{column}, smallest first"), mark("{column}, largest first")),
    "date": (mark("{column}, oldest first"), mark("{column}, newest first")),
    "word": (mark("{column}, in their order"), mark("{column}, in reverse order")),
    "names": (),
    "long": (),
    "story": (),
    "links": (),
}

#: What rows are compared by. Within a column all keys are of one kind; None comes last.
Key = float | str | tuple[object, ...] | None

#: Says a number of rows in a few words, with `n` and `found` as they are to be written.
Count = Callable[..., str]


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
    """A column: its heading, what it means, its unit, and the fixed words that may stand in it.

    `id` is the heading in English, which addresses name it by; all else is said to the reader.
    """

    id: str
    help: str
    kind: Kind = "text"
    unit: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """The heading as readers see it."""
        return say(self.id)

    @property
    def orders(self) -> tuple[str, ...]:
        """The two ways to sort by it in addresses: `Drawn, largest first`; none for long texts."""
        return tuple(way.format(column=self.id) for way in _ORDERS[self.kind])

    @property
    def order_labels(self) -> tuple[str, ...]:
        """The same as readers see them."""
        return tuple(say(way, column=self.title) for way in _ORDERS[self.kind])


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to filter by: its name in links, its label, and what can be picked.

    `options` leads from the English word that stands in links to the one that readers see.
    """

    name: str
    label: str
    options: Mapping[str, str]


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
    """All records of one kind, told in the language of the reader. The first column names the row.

    `title` is the English one, for addresses and files. `noun` is what a row is, alone and in
    number, and `counts` count all rows, and how many of them were found. `order` is the usual one,
    as in addresses, `about` says what it holds and `foot` what a reader has to keep in mind.
    """

    title: str
    noun: tuple[str, str]
    counts: tuple[Count, Count]
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

    @property
    def label(self) -> str:
        """The title as readers see it."""
        return say(self.title)

    @property
    def usual_columns(self) -> tuple[str, ...]:
        """Ids of the columns that are shown if nobody chose any, the first one left out.

        Long texts are found by the search and shown on demand.
        """
        return tuple(column.id for column in self.columns[1:] if column.kind != "long")

    def order_label(self, order: str) -> str:
        """One of `orders` as readers see it."""
        return next(
            label
            for column in self.columns
            for name, label in zip(column.orders, column.order_labels, strict=True)
            if name == order
        )


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


def link_word(value: Word) -> str:
    """A fixed word as addresses write it, in English; quantities are written in full."""
    if isinstance(value, Quantity):
        return in_english(lambda: value.label)
    return value.replace("-", " ")


def word_cell(value: Word | None, said: str = "") -> Cell:
    """A fixed word, `said` in more words than its label or not; sorted as its list is."""
    if value is None:
        return EMPTY_CELL
    return Cell((CellText(said or value.label),), float(list(type(value)).index(value)))


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
            CellText(
                name.text, "", name.language, name.direction, say(LANGUAGES.get(name.language, ""))
            )
            for name in local_names(pairs)
        )
    )


def links_cell(bits: Iterable[CellText]) -> Cell:
    """Several links, each once."""
    found = tuple(dict.fromkeys(bits))
    return Cell(found, fold(" ".join(bit.text for bit in found)) or None)
