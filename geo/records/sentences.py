"""Sentences: where they begin and end in a text, and what those of an article of ours name.

The body of an article is Markdown with two marks of ours. `[[record-id|words]]` says that these
words name that record, or, with an ISO date as id, that day; without words the name of the record
stands there. `[^source-id]` is a footnote to the words before it. Of Markdown itself there are
paragraphs, points that begin with `- `, and words of weight between `**`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

#: The one pattern of the two marks; `ref` is a record's id or a date, `source` a source's id.
MARK = re.compile(
    r"\[\[(?P<ref>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]|\[\^(?P<source>[^\[\]\s]+)\]"
)
#: A day, a month or a year as the `ref` of a mark.
DATE_REF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# Each run of stops is tried once, from its beginning: a page of full stops must not take long.
_END = re.compile(r"(?<![.!?…۔؟。])[.!?…۔؟。]++[\"'»”’)\]]*+(?=\s|$)|\n\s*\n|\n")
_REST = re.compile(r"\s*+(\S?)")
#: A full stop after these ends no sentence, nor after a single letter.
_SHORTENED = frozenset(
    """
    mr mrs ms dr prof gen col lt st sr jr no nos vs etc inc ltd co corp approx est fig vol art
    jan feb mar apr jun jul aug sep sept oct nov dec
    г гг им др пр тыс млн млрд трлн руб долл км стр ст ул обл см т.д т.п н.э проф ген акад
    """.split()  # noqa: SIM905 - a list of quoted words would be four times as long
)
_WORD_BEFORE = re.compile(r"[\w.]+$")
#: Between two blocks: an empty line, or the beginning of a point of a list.
_BETWEEN = re.compile(r"\n\s*\n|\n(?=- )")
_POINT, _STRONG = "- ", "**"


class Run(NamedTuple):
    """A piece of a sentence: words, the `ref` that they name, or the `source` of a footnote."""

    text: str
    ref: str = ""
    source: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article; `number` counts from 0 through all paragraphs.

    A point of a list is a paragraph of its own.
    """

    number: int
    paragraph: int
    runs: tuple[Run, ...]
    is_point: bool = False

    @property
    def text(self) -> str:
        """The sentence as it is read, without footnotes."""
        return "".join(run.text for run in self.runs if not run.source)

    @property
    def refs(self) -> tuple[str, ...]:
        """What it names, each once, in order: ids of records, and dates."""
        return tuple(dict.fromkeys(run.ref for run in self.runs if run.ref))


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence of a plain text, without the blanks around it."""
    start = 0
    for end in (*(found.end() for found in _END.finditer(text) if _ends(text, found)), len(text)):
        piece = text[start:end]
        inner = piece.strip()
        if inner:
            first = start + piece.index(inner)
            yield first, first + len(inner)
        start = end


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: not after a shortened word or an initial."""
    if found[0] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(0, found.start() - 12), found.start())
    word = before[0].casefold() if before else ""
    after = _REST.match(text, found.end())
    first = after[1] if after else ""
    if word in _SHORTENED or (len(word) == 1 and word.isalpha()):
        return not first or (word in {"г", "гг"} and first.isupper())
    return not first.islower()


def article_sentences(body: str, name_of: Callable[[str], str]) -> tuple[Sentence, ...]:
    """The sentences of an article's body; `name_of` gives the name of a record by its id.

    A footnote belongs to the sentence before it, also where it stands behind the full stop.
    """
    found: list[Sentence] = []
    for paragraph, block in enumerate(_BETWEEN.split(body.strip())):
        is_point = block.startswith(_POINT)
        runs = list(marked_runs(" ".join(block.removeprefix(_POINT).split()), name_of))
        text = "".join(run.text for run in runs if not run.source)
        for pieces in _shared_out(runs, list(sentence_spans(text))):
            found.append(Sentence(len(found), paragraph, pieces, is_point))
    return tuple(found)


def plain_text(body: str, name_of: Callable[[str], str]) -> str:
    """The body as it is read: no footnotes, and words in place of marks."""
    text = "".join(run.text for run in marked_runs(body, name_of) if not run.source)
    return re.sub(f"^{_POINT}", "", text, flags=re.MULTILINE)


def without_marks(body: str) -> str:
    """The body without its marks and what they say: what is left must hold no bracket of one."""
    return MARK.sub("", body)


def marked_runs(body: str, name_of: Callable[[str], str]) -> Iterator[Run]:
    """A whole body in its pieces, with the ends of its lines in their texts."""
    at, is_strong = 0, False
    for found in (*MARK.finditer(body), None):
        words = body[at : found.start() if found else len(body)]
        for number, piece in enumerate(words.split(_STRONG)):
            is_strong = is_strong != (number > 0)
            if piece:
                yield Run(piece, is_strong=is_strong)
        if found is None:
            return
        if found["source"]:
            yield Run("", source=found["source"])
        else:
            text = found["words"] or name_of(found["ref"]) or found["ref"]
            yield Run(text, ref=found["ref"], is_strong=is_strong)
        at = found.end()


def _shared_out(runs: list[Run], spans: list[tuple[int, int]]) -> Iterator[tuple[Run, ...]]:
    """The runs of each span of the text that they make together."""
    pieces: list[list[Run]] = [[] for _ in spans]
    at = 0
    for run in runs:
        end = at + len(run.text)
        if run.source:
            index = max((n for n, span in enumerate(spans) if span[0] < at), default=0)
            if pieces:
                pieces[index].append(run)
            continue
        for n, (first, last) in enumerate(spans):
            if first < end and at < last:
                piece = run.text[max(first - at, 0) : last - at]
                pieces[n].append(run._replace(text=piece))
        at = end
    yield from (tuple(piece) for piece in pieces)
