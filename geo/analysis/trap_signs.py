"""Whether a sentence says certain words: the small language of `TrapSign`.

Sentences and entries are compared without case, accents of Arabic letters, kinds of dashes,
quotation marks and digits. Only whole words count.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache

from geo.analysis.words.groups import GROUPS, REFUTES
from geo.atlas import Atlas
from geo.records.dates import first_day, last_day
from geo.records.model import Trap, TrapSign

#: Letters that one language writes in two ways, and signs that stand for the same.
_SAME = str.maketrans(
    {
        # "کئے" and "کیے" are one word.
        **dict.fromkeys("يىېئ", "ی"),
        **dict.fromkeys("ك", "ک"),
        **dict.fromkeys("ہھۀة", "ه"),
        **dict.fromkeys("أإٱ", "ا"),
        "ё": "е",
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("’‘ʼ`´", "'"),
        **dict.fromkeys('«»“”„"', " "),
        **dict.fromkeys("\u200c\u00a0\u2009\u202f\u2002\u2003", " "),
        **dict.fromkeys("\u0640\u200b\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e", None),
        "٫": ".",
        "٬": ",",
    }
)
#: Bounded everywhere, so that no text makes it slow.
_GAP = r"(?:\W{1,6}\w{1,40}){0,8}?\W{1,6}"
_BLANK = r"[\s\-]+"
#: Urdu joins and parts its words as the writer likes: "ہو گئی" and "ہوگئی".
_URDU_BLANK = r"(?<=[\u0600-\u06ff])[\s\-]*(?=[\u0600-\u06ff])"


#: Where a sentence begins to say something else, to which words of the rest do not belong. What
#: stands in contrast, after "but", belongs to what it corrects.
_CLAUSE = re.compile(
    r"[,،]\s(?=(?:and|while|whereas|и|тогда как|جبکہ|اور|which|who|whose|котор\w{2,3}|جو|جس)\b)|"
    r"(?<=\s(?:ہے|گا|گی|گے))\s(?=(?:اور|جبکہ|جس|جو)\b)|"
    r"(?<=\s(?:ہیں|تھا|تھی|تھے|گئی|گیا|گئے))\s(?=(?:اور|جبکہ|جس|جو)\b)".translate(_SAME)
)
#: The letters by which the ways of an entry are found: looking for all in every sentence is slow.
_FIRST = re.compile(r"[^\W\d]\w{0,2}")
_FIRSTS = re.compile(r"(?<!\w)\w{1,3}")
#: More parts than these of a sentence are looked at as one.
_MOST_CLAUSES = 6
#: Words of a denial that deny nothing, and of hearsay, which is no plan.
_NEUTRAL = re.compile(
    r"\b(?:not|не|نه) (?:only|just|merely|only|только|просто|صرف)\b|"
    r"\b(?:said|reported|claimed|believed|understood|supposed) to (?:be|have)\b"
)
#: A number written in groups of three digits.
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ ,]\d{3})+(?!\d)")


def plain_words(text: str) -> str:
    """A text as it is compared: one case, one form of every letter, plain digits and dashes."""
    letters = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    kept = (
        str(unicodedata.digit(char)) if char.isdigit() and not char.isascii() else char
        for char in letters
        # Marks above and below Arabic letters; those of Cyrillic and Latin are in their letters.
        if not ("\u064b" <= char <= "\u065f" or char == "\u0670")
    )
    return _THOUSANDS.sub(
        lambda found: re.sub("[ ,]", "", found[0]), " ".join("".join(kept).split())
    )


@cache
def _ways(entry: str) -> Mapping[str, str]:
    """The patterns of an entry by the letters that they begin with, those of its groups as well.

    Those that may begin inside a word, as numbers may, are under no letters.
    """
    found: dict[str, dict[str, None]] = {}
    for written in entry.split("|"):
        for way in GROUPS.get(written, written).split("|"):
            words = plain_words(way)
            begins = _FIRST.match(words)
            found.setdefault(begins[0] if begins else "", {})[_way(words)] = None
    return {begins: "|".join(f"(?:{way})" for way in ways) for begins, ways in found.items()}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=128)
def _begins(sentence: str) -> frozenset[str]:
    """The first letters of all words of a sentence, one to three, and none."""
    firsts = {found[0] for found in _FIRSTS.finditer(sentence)}
    return frozenset({"", *(first[:count] for first in firsts for count in range(1, 4))})


def _way(words: str) -> str:
    return _GAP.join(map(_phrase, words.split(" .. ")))


def _phrase(words: str) -> str:
    *firsts, last = words.split()
    if all(map(_is_urdu, (*firsts, last))):
        # Inside a phrase there is no end of a word to hold on to.
        joined = _URDU_BLANK.join([*map(re.escape, firsts), re.escape(last.removesuffix("*"))])
        return rf"(?<!\w){joined}" + ("" if last.endswith("*") else r"(?!\w)")
    return _BLANK.join(map(_word, (*firsts, last)))


def _is_urdu(word: str) -> bool:
    return all("\u0600" <= char <= "\u06ff" for char in word.removesuffix("*"))


def _word(word: str) -> str:
    stem = word.removesuffix("*")
    before = after = ""
    if stem[:1].isdigit():
        before = r"(?<![\d.,])(?<!\d )"
    elif stem[:1].isalpha():
        before = r"(?<!\w)"
    if stem[-1:].isdigit():
        # `264m` holds the number 264; `2640`, `264.5` and `264,000` do not.
        after = r"(?![.,]?\d)(?! \d{3}(?!\d))"
    elif stem[-1:].isalpha() and stem == word:
        after = r"(?!\w)"
    rest = r"\w*" if stem != word else ""
    # "Khaf-Herat" is also written with blanks around its dash.
    letters = re.escape(stem).replace(r"\-", r"\s*-\s*")
    return f"{before}{letters}{rest}{after}"


def says(sentence: str, entry: str) -> bool:
    """Whether a sentence, as `plain_words` gives it, says an entry of a sign."""
    ways = _ways(entry)
    return any(
        _compiled(ways[begins]).search(sentence) for begins in ways.keys() & _begins(sentence)
    )


def fits(sign: TrapSign, sentence: str, named: Collection[str] = ()) -> bool:
    """Whether a sign fits a sentence in plain words that means the records `named`.

    Its words stand anywhere in the sentence; words that it must not have are looked for in the
    clauses alone in which they stand. None fits a sentence that says that something is wrong.
    """
    if sign.names and not any(name in named for name in sign.names):
        return False
    if not _has_all(sign, sentence, named) or says(sentence, REFUTES):
        return False
    return any(
        not any(says(part, entry) for entry in sign.without)
        for part in _parts(sign, _NEUTRAL.sub(" ", sentence), named)
    )


def _has_all(sign: TrapSign, sentence: str, named: Collection[str]) -> bool:
    return all(_is_said(sentence, entry, named) for entry in sign.words)


def _parts(sign: TrapSign, sentence: str, named: Collection[str]) -> Iterator[str]:
    """The shortest runs of clauses that say all words of a sign."""
    cuts = _cuts(sentence)
    for at, start in enumerate(cuts[:-1]):
        for end in cuts[at + 1 :]:
            if _has_all(sign, sentence[start:end], named):
                yield sentence[start:end]
                break


@lru_cache(maxsize=64)
def _cuts(sentence: str) -> tuple[int, ...]:
    """Where the clauses of a sentence begin, and where the last one ends."""
    cuts = [found.end() for found in _CLAUSE.finditer(sentence)]
    return (0, *(cuts if len(cuts) < _MOST_CLAUSES else ()), len(sentence))


def _is_said(sentence: str, entry: str, named: Collection[str]) -> bool:
    """Whether a sentence says an entry, or means one of the records of it, as `@khaf-herat`."""
    ids, words = _meant_ids(entry)
    return any(name in named for name in ids) or (words != "" and says(sentence, words))


@cache
def _meant_ids(entry: str) -> tuple[tuple[str, ...], str]:
    ways = entry.split("|")
    ids = tuple(way.removeprefix("@") for way in ways if way.startswith("@"))
    return ids, "|".join(way for way in ways if not way.startswith("@"))


def _is_of_its_time(trap: Trap, day: str) -> bool:
    """Whether what a trap calls a mistake was one on the day of a text."""
    if trap.since and last_day(day) < first_day(trap.since):
        return False
    return not trap.until or first_day(day) <= last_day(trap.until)


def traps_in(
    atlas: Atlas, sentence: str, language: str, named: Collection[str] = (), day: str = ""
) -> Iterator[Trap]:
    """The traps that one sentence, in plain words, falls into, in the order of the data.

    `named` are ids of records that it means, `day` is that of its text, empty if unknown.
    """
    for trap in atlas.traps:
        if day and not _is_of_its_time(trap, day):
            continue
        signs = (sign for sign in trap.signs if sign.language == language)
        if any(fits(sign, sentence, named) for sign in signs):
            yield trap
