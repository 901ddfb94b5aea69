"""What is told of a file: notes on what was done with it, and the one fault that ends it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise

from geo.records.errors import GeoError, printable
from geo.records.phrases import THIN
from geo.records.texts import say

#: A sentence that lists more runs of numbers than this says how many more there are.
_MOST_RUNS = 40
#: Letters of a name of a stranger, and of a sentence that tells of it: longer ones are cut.
_LONGEST_NAME, _LONGEST = 160, 1000


class NoteKind(StrEnum):
    """What a note tells of."""

    READ = "read"
    MENDED = "mended"
    LEFT_OUT = "left-out"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence, in the language of the reader, about what was recognised or done."""

    kind: NoteKind
    text: str


class UploadError(GeoError):
    """A file that cannot be used: where, what was found and what to do; nothing of it is kept.

    `asks_crs` if naming the reference system would be enough.
    """

    def __init__(
        self,
        found: str,
        remedy: str,
        *,
        file: str = "",
        layer: str = "",
        record: str = "",
        asks_crs: bool = False,
    ) -> None:
        """Keep the parts and make one sentence of them."""
        self.parts = {
            "found": _seen(found),
            "remedy": _seen(remedy),
            "file": _seen(file, _LONGEST_NAME),
            "layer": _seen(layer, _LONGEST_NAME),
            "record": _seen(record, _LONGEST_NAME),
        }
        self.asks_crs = asks_crs
        where = " · ".join(self.parts[name] for name in ("file", "layer", "record") if name in self)
        sentence = f"{self.parts['found']}. {self.parts['remedy']}."
        super().__init__(f"{where}: {sentence}" if where else sentence)

    def __contains__(self, name: str) -> bool:
        """Whether a part is known."""
        return bool(self.parts[name])

    def as_dict(self) -> dict[str, object]:
        """What `UploadError(**…)` makes again in another process."""
        return {**self.parts, "asks_crs": self.asks_crs}

    def within(self, file: str, layer: str = "") -> "UploadError":
        """The same, with the file and layer named where they were not yet."""
        parts = {**self.parts, "file": self.parts["file"] or file}
        parts["layer"] = parts["layer"] or layer
        return UploadError(**parts, asks_crs=self.asks_crs)


def notes_again(plain: Iterable[Mapping[str, str]]) -> tuple[Note, ...]:
    """The notes that `Notes.as_list` made plain in another process."""
    return tuple(Note(NoteKind(note["kind"]), note["text"]) for note in plain)


class Notes:
    """The notes on one file in the order in which they came, the same sentence once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._notes: dict[Note, None] = {}

    def add(self, kind: NoteKind, text: str) -> None:
        """Note one sentence; characters that nobody sees are shown escaped."""
        self._notes[Note(kind, _seen(text))] = None

    def as_list(self) -> list[Mapping[str, str]]:
        """All notes as plain values."""
        return [asdict(note) for note in self._notes]


def _seen(text: str, longest: int = _LONGEST) -> str:
    """The text with what nobody sees escaped, but for the thin spaces of our own numbers, and cut.

    A name that was cut before, in the process that read the file, is not cut again.
    """
    whole = THIN.join(map(printable, text[: longest + 1].split(THIN)))
    return whole if len(whole) <= longest else f"{whole[: longest - 1]}…"


def numbers_in_words(numbers: Iterable[int]) -> str:
    """`1, 4–9 and 12`-like runs of numbers, none of them left out unless there are very many."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    words = [_run_in_words(run) for run in runs]
    named = ", ".join(words[:_MOST_RUNS])
    more = len(words) - _MOST_RUNS
    return say("{named} and {n} more", named=named, n=more) if more > 0 else named


def _run_in_words(run: list[int]) -> str:
    is_pair = any(after == before + 1 for before, after in pairwise(run))
    return (", " if is_pair else "–").join(map(str, run))
