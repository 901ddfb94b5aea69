"""Words by which a sentence says that something is not so: what they deny is not held against it.

To call "they did not sign" known since the day of the signature would be worse than silence. What
is denied is therefore neither called known nor different, nor a mistake. A denial is one of its own
statement; a word such as "false" is one of the whole sentence.
"""

import re

from geo.analysis.trap_signs import plain_words, says

#: Entries as in a sign of a trap, see `geo.analysis.trap_signs`.
_BEFORE = (
    "not|never|no longer|cannot|neither|nor|nobody|no one|didn't|doesn't|don't|wasn't|weren't|"
    "isn't|aren't|hasn't|haven't|hadn't|won't|can't|failed to|refus*|instead of|rather than|"
    "не|ни|никогда|никто|вместо|отказал*"
)
#: In Urdu and Persian the denial comes after what it denies.
_AFTER = "نہیں|نہ|نیست|نشد"
_WRONG = (
    "wrong|wrongly|false|falsely|untrue|incorrect*|mistaken|mistakenly|erroneous*|myth|rumour*|"
    "denied|denies|deny|неверн*|ошибочн*|ложн*|неправд*|опроверг*|слух*|غلط|تردید|جھوٹ*|افواہ*"
)
#: Words that take back what was done; a figure beside them may still be right.
_TAKEN_BACK = (
    "cancel*|withdr*|annul*|revok*|scrapped|отменил*|отменен*|отозвал*|аннулир*|расторг*|منسوخ"
)
#: What the sentence before says, and that it is not so, in a sentence of a few words.
_THAT = (
    "that|this|it|both|neither|these|such|claim*|report*|figure*|none of it|"
    "это|этого|эту|эти|оба|такие|сообщени*|данные|یہ|اس|ان|ایسی|دونوں|خبر*|دعوی*|بات"
)
_NOT_SO = (
    "not so|not the case|not correct|not right|no truth|contradict*|nothing of the kind|refut*|"
    "не так|не соответств*|неправ*|ошибк*|درست نہیں|صحیح نہیں|سچ نہیں|حقیقت نہیں|بے بنیاد|ایسا نہیں"
)
_SHORT = 14
_DENIED = f"{_BEFORE}|{_AFTER}|{_WRONG}"
_NO_DENIAL = re.compile(r"\b(?:not|не) (?:only|just|merely|только|менее|less than|more than)\b")
#: Where one statement of a sentence ends and another begins.
_CLAUSE = re.compile(
    r"[,;:()،؛]\s|\s[-–—]+\s|\s(?:and|but|while|whereas|although|и|а|но|хотя|اور|لیکن|مگر)\s"
)
#: Letters of a sentence, and on either side of a figure, in which a denial is looked for.
_MOST, _AROUND = 4000, 300
#: Words before a figure, or after it, within which a denial is one of the figure.
_NEAR_BEFORE, _NEAR_AFTER = 4, 2


def undenied(text: str) -> str:
    """The statements of a sentence that deny nothing and take nothing back, in plain words."""
    text = text[:_MOST]
    if calls_wrong(plain_words(text)):
        return ""
    parts = map(plain_words, _CLAUSE.split(text))
    return " , ".join(part for part in parts if not _says(part, f"{_DENIED}|{_TAKEN_BACK}"))


def denies(plain: str) -> bool:
    """Whether a sentence in plain words says of anything that it is not so."""
    return _says(plain, _DENIED)


def calls_wrong(plain: str) -> bool:
    """Whether a sentence in plain words speaks of a mistake, which it then hardly makes itself."""
    return says(plain, _WRONG)


def takes_back(plain: str) -> bool:
    """Whether a sentence in plain words calls wrong what the one before it says."""
    is_short = len(plain.split()) <= _SHORT
    return is_short and says(plain, _THAT) and (calls_wrong(plain) or says(plain, _NOT_SO))


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether a sentence says that the figure in its letters `start` to `end` is not so."""
    before = _CLAUSE.split(text[max(0, start - _AROUND) : start])[-1]
    after = _CLAUSE.split(text[end : end + _AROUND])[0]
    near = " ".join(plain_words(before).split()[-_NEAR_BEFORE:])
    beside = " ".join(plain_words(after).split()[:_NEAR_AFTER])
    return (
        _says(near, _BEFORE)
        or says(beside, _AFTER)
        or calls_wrong(plain_words(f"{before} {after}"))
    )


def _says(plain: str, entry: str) -> bool:
    return says(_NO_DENIAL.sub(" ", plain), entry)
