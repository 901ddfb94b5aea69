"""Our own sentences: what is written into records must not repeat the text that it is about."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from geo.pipeline.contributions.drafts import Draft
from geo.records.errors import GeoError, Issue
from geo.records.sentences import plain_text

#: So many words in a row are a copy; fewer are names, figures and how things are said.
LONGEST_RUN = 12
_WORD = re.compile(r"\w+")
#: What a source is called is printed as it stands there.
_AS_PRINTED = {("sources", "title"), ("sources", "publisher"), ("sources", "url")}
_RULE = "own_words"


class OwnWords:
    """A text of somebody else, to hold our own sentences against."""

    def __init__(self, text: str) -> None:
        """Keep every run of words of the text that would be a copy."""
        words = _words(text)
        self._runs = frozenset(
            tuple(words[at : at + LONGEST_RUN]) for at in range(len(words) - LONGEST_RUN + 1)
        )

    def copied(self, ours: str) -> str:
        """The first words of ours that repeat the text, as we wrote them; empty if none do."""
        found = list(_WORD.finditer(_plain(ours)))
        words = [word[0] for word in found]
        for at in range(len(words) - LONGEST_RUN + 1):
            if tuple(words[at : at + LONGEST_RUN]) in self._runs:
                return " ".join(words[at : at + LONGEST_RUN])
        return ""

    def issues(self, drafts: Iterable[Draft]) -> Iterator[Issue]:
        """A problem for each text of the drafts that repeats the text of somebody else."""
        for draft in drafts:
            for name, value in draft.values.items():
                if (draft.kind, name) in _AS_PRINTED or not isinstance(value, str):
                    continue
                if copy := self.copied(plain_text(value, _nameless)):
                    found = f"it repeats {LONGEST_RUN} words in a row of the text: “{copy}”"
                    hint = "Say it in your own words"
                    yield Issue(_file_of(draft), draft.id, name, _RULE, found, hint)


_nameless: Callable[[str], str] = lambda _ref: ""  # noqa: E731


def _file_of(draft: Draft) -> str:
    try:
        return draft.path
    except GeoError:
        return ""  # what is wrong with the id is a problem of its own


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(text))
