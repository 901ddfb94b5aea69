"""Two pages to be read on paper: what stands on them, and how they are cut until they fit.

A brief holds more than two pages can: each part says what it leaves out, and the link leads there.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.records.texts import mark, say, say_many
from geo.views.components import Footnote, LocalName
from geo.views.exports.citation import Citation

_HONESTY = mark(
    "Only a solid line carries traffic. A broken one is planned, promised or being built, a hollow "
    "one stands idle. Figures that disagree are all kept."
)

_POSTS = mark(
    "A full diamond is a border post whose state is known, a hollow one a post of which nothing "
    "was read since; with a cross it is closed, or was when last heard of."
)


@dataclass(frozen=True, slots=True)
class Said:
    """Words with the numbers of their sources; `look` is empty, `strong` or `quiet`.

    `doubt` is the word of `doubt_word`; it stays however much of the words is cut.
    """

    text: str
    notes: tuple[int, ...] = ()
    look: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a brief: rows of as many cells as `widths` has shares, below a head or none.

    Of its rows `share` tells how many are kept beside those of other parts, a number from 0 to 1;
    `is_ladder` where the first cell is a step and `look` tells whether it was reached.
    """

    title: str
    rows: tuple[tuple[Said, ...], ...]
    widths: tuple[float, ...]
    hint: str = ""
    head: tuple[str, ...] = ()
    share: float = 1.0
    is_ladder: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A sample of a line and its word: colour, dash in pixels, hollow or not.

    With `is_hue` it is the colour alone, which says whose a line is and nothing of its state.
    """

    words: str
    colour: str
    dash: tuple[float, ...]
    is_hollow: bool = False
    is_hue: bool = False


@dataclass(frozen=True, slots=True)
class BriefPicture:
    """The map of a brief as SVG, empty where nothing is drawn, its legend, and colours by name.

    `has_posts` where there are border posts on it, whose signs need words.
    """

    svg: str
    legend: tuple[LegendEntry, ...]
    ink: Mapping[str, str]
    has_posts: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """What a brief tells, in the order in which it is read."""

    kind: str
    title: str
    lead: tuple[Said, ...]
    parts: tuple[Part, ...]
    footnotes: tuple[Footnote, ...]
    names: tuple[LocalName, ...] = ()


@dataclass(frozen=True, slots=True)
class Room:
    """How much there is room for: rows of a part, letters of a cell, sources."""

    rows: int
    letters: int
    sources: int


#: From plenty to little; the first with which a brief has two pages is taken.
ROOMS = tuple(
    Room(rows, letters, sources)
    for rows, letters, sources in (
        (30, 900, 99), (24, 600, 80), (20, 480, 66), (17, 400, 56), (15, 340, 50), (13, 300, 44),
        (12, 270, 40), (11, 250, 36), (10, 230, 32), (9, 210, 28), (8, 190, 25), (7, 170, 22),
        (6, 150, 19), (5, 130, 16), (4, 110, 13), (3, 90, 10), (2, 70, 8),
    )
)  # fmt: skip
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff]+")
#: As `doubt` in `parts.html`.
_DOUBTS = {"doubtful": mark("doubtful"), "general": mark("general knowledge")}
_FEWEST = 2  # rows of a part
_LEAD = 2.5  # times as many letters as a cell


def printed(
    brief: Brief, citation: Citation, picture: BriefPicture, room: Room
) -> Mapping[str, Any]:
    """The brief as plain values for `brief.typ`, cut to the room; sources by their new numbers."""
    numbers: dict[int, int] = {}

    def said(words: Said, times: float = 1.0) -> dict[str, Any]:
        notes = [numbers.setdefault(note, len(numbers) + 1) for note in words.notes]
        text = _cut(words.text, round(room.letters * times))
        if words.doubt:
            text = f"{text} [{say(_DOUBTS[words.doubt])}]"
        return {"text": text, "notes": notes, "look": words.look}

    lead = [said(words, _LEAD) for words in brief.lead]
    parts = [_part(part, room, said) for part in brief.parts]
    sources = {note.number: note.source for note in brief.footnotes}
    cited = [sources[old] for old in numbers if old in sources]
    left = len(cited) - room.sources
    return {
        "kind": brief.kind,
        "title": brief.title,
        "names": [
            {"lang": name.language, "text": name.text, "dir": name.direction}
            for name in brief.names
            if not _CHINESE.search(name.text)
        ],
        "lead": lead,
        "parts": parts,
        "legend": [
            {
                "words": entry.words,
                "colour": entry.colour,
                "dash": list(entry.dash),
                "hollow": entry.is_hollow,
                "hue": entry.is_hue,
            }
            for entry in picture.legend
        ],
        "map": picture.svg,
        "ink": dict(picture.ink),
        "honesty": " ".join((say(_HONESTY), *([say(_POSTS)] if picture.has_posts else []))),
        "sources_title": say("Sources"),
        "sources": [
            {
                "text": _in_our_letters(
                    ", ".join(filter(None, (source.publisher, source.date_published, source.title)))
                ),
                "url": source.url or "",
            }
            for source in cited[: room.sources]
        ],
        "more_sources": _and_more(left),
        "as_of": say(
            "As of {day}, version {version}", day=citation.as_of, version=citation.version
        ),
        "address": citation.address,
        # What is called open or silent is so on the day that this names.
        "citation": citation.apa(),
        "licence": say("Words and records CC BY 4.0; lines and places © OpenStreetMap, ODbL 1.0."),
    }


def _part(part: Part, room: Room, said: Any) -> dict[str, Any]:  # noqa: ANN401 - a function
    most = len(part.rows) if part.is_ladder else max(_FEWEST, round(room.rows * part.share))
    return {
        "title": part.title,
        "hint": part.hint,
        "head": list(part.head),
        "widths": list(part.widths),
        "ladder": part.is_ladder,
        "rows": [[said(cell) for cell in row] for row in part.rows[:most]],
        "more": _and_more(len(part.rows) - most),
    }


def _and_more(left: int) -> str:
    if left <= 0:
        return ""
    return say_many("and {n} more, see the link", "and {n} more, see the link", left)


def _cut(text: str, most: int) -> str:
    plain = _in_our_letters(" ".join(text.split()))
    if len(plain) <= most:
        return plain
    return f"{plain[: most - 1].rpartition(' ')[0]} …"


def _in_our_letters(text: str) -> str:
    """The text without what no typeface of ours has: Chinese, in a few names and titles."""
    return _CHINESE.sub("…", text)


def row(*cells: Said | str) -> tuple[Said, ...]:
    """Cells of a row; a text alone has no sources."""
    return tuple(Said(cell) if isinstance(cell, str) else cell for cell in cells)


def merged_notes(groups: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """The numbers of several groups, each once."""
    return tuple(dict.fromkeys(number for group in groups for number in group))
