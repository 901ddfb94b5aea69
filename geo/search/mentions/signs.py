"""Signs in the words around a name that it is a place, or that it is none."""

from collections.abc import Sequence

from geo.search.mentions.common import (
    AFTER_PLACE,
    AFTER_PLACE_ARABIC,
    BEFORE_PLACE,
    BEFORE_PLACE_ARABIC,
    NAMED_AFTER,
    NAMED_BEFORE,
    NO_PLACE,
    PAPERS,
    TITLES,
)
from geo.search.mentions.plain import TextWord


class Tokens:
    """The words of a text, and which of them have a meaning already."""

    def __init__(self, words: Sequence[TextWord]) -> None:
        """Nothing has a meaning yet."""
        self.words = words
        self.taken = [False] * len(words)

    def take(self, at: int, count: int) -> None:
        """Say that some words have a meaning."""
        self.taken[at : at + count] = [True] * count

    def before(self, at: int) -> TextWord | None:
        """The word that stands directly before another, or None."""
        return self.words[at - 1] if at and self.words[at].joins else None

    def after(self, at: int, count: int = 1) -> TextWord | None:
        """The word that stands directly after some words, or None."""
        index = at + count
        if index < len(self.words) and self.words[index].joins:
            return self.words[index]
        return None

    def is_place(self, at: int, count: int = 1) -> bool:
        """Whether the words around say that a place is meant."""
        before, after = self.before(at), self.after(at, count)
        if is_arabic(self.words[at].form):
            return (after is not None and after.form in AFTER_PLACE_ARABIC) or (
                before is not None and before.form in BEFORE_PLACE_ARABIC
            )
        return (before is not None and (before.form in BEFORE_PLACE or self._is_way(at))) or (
            after is not None and after.form in AFTER_PLACE
        )

    def _is_way(self, at: int) -> bool:
        """Whether `by` before a word tells a way and not who did something."""
        if self.words[at - 1].form != "by":
            return False
        verb = self.before(at - 1)
        return verb is None or not verb.form.endswith(_DONE)

    def is_listed(self, at: int, count: int, places: Sequence[tuple[int, int]]) -> bool:
        """Whether a dash, a comma or `and` joins the words to a place that is sure."""
        for first, last in places:
            if 0 <= at - last <= 1 or 0 <= first - (at + count) <= 1:
                between = self.words[last:at] if at >= last else self.words[at + count : first]
                if all(word.form in _JOINING for word in between):
                    return True
        return False

    def is_somebody(self, at: int, count: int = 1) -> bool:
        """Whether the words are part of a person's name or of that of a newspaper."""
        before, after = self.before(at), self.after(at, count)
        if after and after.form in PAPERS and after.is_capital:
            return True
        if after and after.form in NAMED_AFTER:
            return True
        return before is not None and (before.form in NAMED_BEFORE or before.form in _HONORIFICS)

    def is_in_name(self, at: int, count: int = 1) -> bool:
        """Whether a capital word without a meaning stands directly beside the words."""
        before, after = self.before(at), self.after(at, count)
        if (
            after
            and after.is_capital
            and not after.follows_dash
            and not self.taken[at + count]
            and after.form not in AFTER_PLACE
        ):
            return True
        return bool(
            before
            and before.is_capital
            and not self.taken[at - 1]
            and not self.words[at].follows_dash
            and before.form not in BEFORE_PLACE
            and before.form not in NO_PLACE
        )

    def has_title(self, at: int) -> bool:
        """Whether an office stands directly before a word, or one word away."""
        nearby = [self.words[index].form for index in range(max(0, at - 2), at)]
        return any(form in TITLES for form in nearby) and self.words[at].joins


_DONE = ("ed", "en", "wn", "led", "made", "built", "told", "held", "run", "sent", "said", "bid")
_JOINING = frozenset({"and", "и", "اور", "و", "to", "до", "تک"})
_HONORIFICS = frozenset({"mr", "mrs", "ms", "dr", "sir", "lord", "جناب", "مسٹر", "господин"})


def is_arabic(form: str) -> bool:
    """Whether a word is in Arabic letters."""
    return "\u0600" <= form[0] <= "\u06ff"
