"""Texts that a reader sees, each in the language of that reader.

English is the language of the source and stands in it: `say("1 line of others")` gives the text
in the language that `use_language` chose for the running request, or the English where nobody has
translated it. Text that is written before a reader is known, such as the meaning of a word, is
marked by `mark` and said where it is shown. Names, summaries and all else that stands in the data
are not said here: they are in the language of their author. `python -m geo texts` gathers all
texts into `locale/messages.pot` beside this module, from which a translation is begun.
"""

import gettext
import json
import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar, copy_context
from functools import cache
from pathlib import Path
from typing import TypeVar

LOCALE = Path(__file__).parent / "locale"
#: The texts that the map's scripts say, as they stand in the source; made by `geo texts`.
SCRIPT_TEXTS = LOCALE / "scripts.json"
#: The language of the source, and one that no one speaks: every text in brackets and 40 % longer.
ENGLISH, PSEUDO = "en", "xx"

_T = TypeVar("_T")

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
_PAD = " ~~~~"
_current: ContextVar[str] = ContextVar("language", default=ENGLISH)


class _Pseudo(gettext.NullTranslations):
    """Shows in a glance which text never came through here, and where a longer one would break."""

    def gettext(self, message: str) -> str:
        padding = _PAD * (1 + len(message) * 2 // (5 * len(_PAD)))
        return f"⟦{message}{padding}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == PSEUDO:
        return _Pseudo()
    return gettext.translation("messages", LOCALE, [language], fallback=True)


def use_language(tag: str) -> str:
    """Choose the language of the running request; returns what was chosen.

    `tag` is as browsers and links write it, `ur` or `ur-PK`. One that has no catalogue, or is no
    tag at all, gives English.
    """
    tag = tag if _TAG.fullmatch(tag) else ENGLISH
    wanted = (tag, tag.partition("-")[0])
    chosen = next((name for name in wanted if name in languages()), ENGLISH)
    _current.set(chosen)
    return chosen


def language() -> str:
    """The language of the running request."""
    return _current.get()


@cache
def languages() -> frozenset[str]:
    """Languages that the atlas can speak: those with a catalogue, English and the pseudo one."""
    found = LOCALE.glob("*/LC_MESSAGES/messages.mo")
    return frozenset({ENGLISH, PSEUDO, *(path.parts[-3] for path in found)})


def say(text: str, /, **values: object) -> str:
    """The text in the language of the reader, with `{name}` replaced by the value of that name."""
    said = _catalogue(_current.get()).gettext(text) if text else ""
    return said.format_map(values) if values else said


def say_many(singular: str, plural: str, number: int, /, **values: object) -> str:
    """The text for a number of things; `{n}` in it is the number."""
    said = _catalogue(_current.get()).ngettext(singular, plural, number)
    return said.format_map({"n": number, **values})


def mark(text: str) -> str:
    """The same text, gathered for translation; it is said where it is shown."""
    return text


def in_english(make: Callable[[], _T]) -> _T:
    """What `make` gives in English, as files and addresses need it, whoever the reader is."""
    context = copy_context()
    context.run(use_language, ENGLISH)
    return context.run(make)


def script_texts() -> Mapping[str, str | Mapping[str, str]]:
    """What the map's scripts say in the language of the reader, by the English text.

    A text with a plural has one for each category of `Intl.PluralRules`. Empty for English, which
    the scripts hold themselves.
    """
    if _current.get() == ENGLISH:
        return {}
    texts: Mapping[str, str | None] = json.loads(SCRIPT_TEXTS.read_text(encoding="utf-8"))
    said = _catalogue(_current.get()).ngettext
    return {
        text: {word: said(text, plural, n) for word, n in _CATEGORIES.items()}
        if plural
        else say(text)
        for text, plural in texts.items()
    }


#: A number that stands for each category, in whatever language has it.
_CATEGORIES = {"one": 1, "few": 2, "many": 5, "other": 100}
