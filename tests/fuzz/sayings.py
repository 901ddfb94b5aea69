"""Strategies of hypothesis: words, texts, values of addresses and damage to bytes, by chance."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.fuzz.strings import ALL_HOSTILE

#: Letters of any script, and what no text has: halves of characters as well.
ANY_LETTERS = st.text(max_size=40)
HALVES = st.text(st.characters(codec=None), max_size=20)  # type: ignore[arg-type]
HOSTILE = st.sampled_from(ALL_HOSTILE)
ODD = st.one_of(HOSTILE, ANY_LETTERS, st.integers().map(str), st.floats().map(str))


@dataclass(frozen=True, slots=True)
class ByteChange:
    """A change of bytes: `at` is a place from 0 to 1, `size` how far it goes, `text` what comes."""

    how: str
    at: float
    size: int
    text: bytes

    def of(self, raw: bytes) -> bytes:
        """The bytes with this change."""
        place = int(self.at * len(raw))
        return _WAYS[self.how](raw, place, min(len(raw), place + self.size), self.text)


#: Ways to change bytes from a place to an end, with others that come.
_WAYS: Mapping[str, Callable[[bytes, int, int, bytes], bytes]] = {
    "cut": lambda raw, place, _end, _text: raw[:place],
    "lose": lambda raw, place, end, _text: raw[:place] + raw[end:],
    "double": lambda raw, place, end, _text: raw[:end] + raw[place:],
    "put": lambda raw, place, _end, text: raw[:place] + text + raw[place:],
    "write over": lambda raw, place, _end, text: raw[:place] + text + raw[place + len(text) :],
    "flip": lambda raw, place, end, _text: (
        raw[:place] + bytes(255 - byte for byte in raw[place:end]) + raw[end:]
    ),
    "move": lambda raw, place, end, _text: raw[end:] + raw[place:end] + raw[:place],
    "repeat": lambda raw, place, end, _text: raw[:place] + raw[place:end] * 50 + raw[end:],
    "say": lambda raw, place, _end, text: _text_replaced(raw, place, text),
    "count": lambda raw, place, _end, text: _number_replaced(raw, place, text),
}
_FIGURE = re.compile(rb"-?\d[\d.eE+-]*")


def _text_replaced(raw: bytes, place: int, text: bytes) -> bytes:
    """Another text between the next two quotation marks."""
    start = raw.find(b'"', place) + 1
    stop = raw.find(b'"', start)
    return raw[:start] + text + raw[stop:] if 0 < start <= stop else raw


def _number_replaced(raw: bytes, place: int, text: bytes) -> bytes:
    """Something else in place of the next number."""
    found = _FIGURE.search(raw, place)
    return raw[: found.start()] + text + raw[found.end() :] if found else raw


_BYTES = st.one_of(
    HOSTILE.map(lambda text: text[:2000].encode("utf-8", "surrogatepass")),
    st.binary(min_size=1, max_size=8),
    st.sampled_from((b"\x00", b"\xff\xfe", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80" * 8)),
)
#: What leaves most of a file as it is.
_GENTLE = ("say", "count", "say", "count", "put", "write over")


def _change(*how: str) -> st.SearchStrategy[ByteChange]:
    size = st.sampled_from((1, 2, 4, 16, 200))
    return st.builds(
        ByteChange, st.sampled_from(how), st.floats(0, 1, allow_nan=False), size, _BYTES
    )


CHANGE = _change(*_WAYS)
#: Changes of a file one after the other: none, a few gentle ones, or any.
CHANGES = st.integers(1, 10).flatmap(
    lambda chance: st.lists(_change(*(_GENTLE if chance > 4 else _WAYS)), max_size=3).map(tuple)
)


def damaged(raw: bytes, changes: Sequence[ByteChange]) -> bytes:
    """The bytes after all changes, in their order."""
    for change in changes:
        raw = change.of(raw)
    return raw[:4_000_000]


def texts_of(sentences: Sequence[str], names: Sequence[str]) -> st.SearchStrategy[str]:
    """Texts put together from sentences, names, figures, dates and what is hostile."""
    figure = st.builds(
        "{}{}{}".format,
        st.one_of(st.integers(-(10**6), 10**14), st.floats(), st.sampled_from(_FIGURES)),
        st.sampled_from(("", " ", "\u00a0", "-")),
        st.sampled_from(_UNITS),
    )
    date = st.sampled_from(_DATES)
    piece = st.one_of(
        st.sampled_from(list(sentences)),
        st.sampled_from(list(names)),
        figure,
        date,
        ODD,
        st.builds(lambda text, n: text * n, st.one_of(HOSTILE, ANY_LETTERS), st.integers(2, 60)),
    ).map(lambda text: text[:4000])
    between = st.sampled_from((" ", ". ", "\n\n", "", ", ", "\n", "? ", " – ", "؟ ", "۔ "))
    run = st.lists(st.tuples(piece, between), min_size=1, max_size=12)
    return run.map(lambda parts: "".join(text + gap for text, gap in parts))


_UNITS = (
    *("km", "kilometres", "км", "کلومیٹر", "%", "billion dollars", "bn", "million", "trillion"),
    *("млрд долларов", "ارب ڈالر", "USD", "$", "Rs", "tonnes a year", "t", "acres", "days"),
    *("years", "hours", "mm", "lorries a day", "people", "to", "-", "/", "°", "E", "th"),
)
_FIGURES = ("4,8", "4.800.000", "1 000 000", "10^9", "٤٥٦", "½", "four", "dozens of", "о двух")
_DATES = (
    *("11 July 2025", "July 11th, 2025", "2025-07-11", "11.07.2025", "31 February 2025"),
    *("11 июля 2025 года", "۱۱ جولائی ۲۰۲۵", "by 2031", "in the 2030s", "Q3 2027", "0 May 0000"),
    *("late 1999", "last year", "next month", "99/99/9999", "2025-2030", "mid-9999", "May"),
)
