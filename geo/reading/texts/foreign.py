"""What comes out: the plain letters of a stranger's text, freed of all that nobody sees."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geo.reading.characters import character_name, invisible_characters
from geo.reading.texts.limits import TextLimits
from geo.reading.uploads.told import Note, NoteKind, Notes, UploadError, notes_again
from geo.records.phrases import number
from geo.records.texts import say, say_many
from geo.records.vocab import LONGEST_TITLE

#: A note names so many kinds of characters that were taken out.
_MOST_NAMED = 6
_BREAKS = re.compile("\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_EMPTY_LINES = re.compile(r"\n[ \n]*\n")
#: Arabic letters in the shapes that they have on paper, in place of letters as such.
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")


@dataclass(frozen=True, slots=True)
class ForeignText:
    """A stranger's text: plain letters, an empty line between paragraphs.

    `title` and `day` (ISO 8601) stand where the file itself has them, `language` (`en`, `ru`,
    `ur`, `fa`, `ps`) where its letters leave little doubt; all three may be empty. `notes` tell in
    the language of the reader what was recognised, taken out and left out.
    """

    text: str
    title: str = ""
    day: str = ""
    language: str = ""
    notes: tuple[Note, ...] = ()

    @classmethod
    def of(cls, answer: Mapping[str, Any]) -> "ForeignText":
        """The text that a process gave as plain values."""
        return cls(**{**answer, "notes": notes_again(answer["notes"])})


@dataclass(frozen=True, slots=True)
class RawText:
    """What a reader of one kind found: letters as they come, and what the file says of itself."""

    text: str
    title: str = ""
    day: str = ""
    language: str = ""


def cleaned(text: str, notes: Notes, limits: TextLimits) -> str:
    """The text without anything that nobody sees, in composed letters; what was done is noted.

    Raises UploadError if it is too long, or nothing is left of it.
    """
    check_length(len(text), limits)
    text = _BLANKS.sub(" ", _BREAKS.sub("\n", text))
    text = _without_unseen(_as_letters(text, notes), notes)
    text = "\n".join(line.strip() for line in text.split("\n"))
    text = unicodedata.normalize("NFC", _EMPTY_LINES.sub("\n\n", text)).strip()
    if not any(map(str.isalnum, text)):
        raise UploadError(say("there is no text in it"), say("Paste the text itself"))
    return text


def check_length(least: float, limits: TextLimits) -> None:
    """Raise UploadError if a text of at least so many letters is too long."""
    if least > limits.letters:
        raise UploadError(
            say("the text has more than {most} letters", most=number(limits.letters)),
            say("Send the part that you want checked"),
        )


def cleaned_title(title: str, limits: TextLimits) -> str:
    """A title on one line, without anything that nobody sees; empty if nothing is left."""
    try:
        text = cleaned(title[:LONGEST_TITLE], Notes(), limits)
    except UploadError:
        return ""
    return " ".join(text.split())


def _as_letters(text: str, notes: Notes) -> str:
    """Shapes of Arabic letters as the letters that they are."""
    plain, count = _SHAPES.subn(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if count:
        told = say("Arabic letters stood in it as shapes; they were read as letters.")
        notes.add(NoteKind.MENDED, told)
    return plain


def _without_unseen(text: str, notes: Notes) -> str:
    unseen = list(invisible_characters(text, "\n"))
    if not unseen:
        return text
    kept, start = [], 0
    for place, _ in unseen:
        kept.append(text[start:place])
        start = place + 1
    counts = Counter(char for _, char in unseen)
    named = ", ".join(character_name(char) for char, _ in counts.most_common(_MOST_NAMED))
    told = say_many(
        "A character that nobody sees was taken out: {named}.",
        "{count} characters that nobody sees were taken out: {named}.",
        len(unseen),
        count=number(len(unseen)),
        named=named,
    )
    notes.add(NoteKind.MENDED, told)
    return "".join((*kept, text[start:]))
