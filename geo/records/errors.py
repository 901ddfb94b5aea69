"""Problems as records, and the few exceptions of the atlas.

Pages catch `GeoError` and nothing else; every other exception is a bug that tests must find.
"""

from collections.abc import Sequence
from dataclasses import dataclass

#: Letters of a name in a sentence: paths and ids are shorter.
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One problem in the data: where it is, what was found and what to do about it."""

    file: str
    record: str
    field: str
    rule: str
    found: str
    hint: str

    def sentence(self) -> str:
        """One line for a curator: file, record, field, what was found, what to do."""
        named = (self.file, self.record, self.field)
        where = " · ".join(printable(part[:_LONGEST_NAME]) for part in named if part)
        return f"{where}: {self.found} [{self.rule}]. {self.hint}"


def printable(text: str) -> str:
    """The text on one line, with lone surrogates and control characters escaped."""
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in safe)


class GeoError(Exception):
    """Root of every exception that the atlas raises on purpose."""


class DataError(GeoError):
    """The data has problems; `issues` lists all of them."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        """Keep all issues and say how many there are."""
        self.issues = tuple(issues)
        noun = "problem" if len(self.issues) == 1 else "problems"
        lines = "\n".join(issue.sentence() for issue in self.issues)
        super().__init__(f"{len(self.issues)} {noun} in the data\n{lines}")


class UnknownId(GeoError):  # noqa: N818 - it reads as what it is
    """No record has this id; `close` lists similar ids that exist."""

    def __init__(self, record_id: str, close: Sequence[str] = ()) -> None:
        """Name the id and up to three that look like it."""
        self.record_id = record_id
        self.close = tuple(close)
        guess = f"; did you mean {', '.join(self.close)}?" if self.close else ""
        super().__init__(f"no record with the id '{record_id}'{guess}")
