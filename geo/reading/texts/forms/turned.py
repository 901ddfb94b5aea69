"""Words in Arabic letters that came out of a file back to front, as PDFs often have them."""

import re
from typing import Any

from geo.reading.texts.clock import library
from geo.reading.uploads.told import NoteKind, Notes
from geo.records.texts import say

_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u06d3\u06d5-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
#: Letters that only end words, in Urdu, Persian, Pashto and Arabic.
_ENDING = frozenset("ںےۓةۃىئۍ")
#: The commonest words back to front, those left out that are words that way as well.
_BACKWARDS = frozenset(
    """
    وک رپ اک اھت ھتاس تسا هک هب نیا یارب دوب دش ناتسکاپ ناتسناغفا ناریا يف نم نع
    """.split()  # noqa: SIM905 - a list of quoted words would be four times as long
)
#: No words, so that many of them alone mean that words were torn apart.
_ALONE = frozenset("کنہسلتدرمبگیپج")
_FEW, _SHARE, _LEAST = 2, 0.05, 8


#: So many pairs of letters are looked at, and so few of them may run from left to right.
_PAIRS, _MOST_BACKWARD = 4000, 0.1
_LAM = "ل"
_ALEFS = frozenset("اأإآٱ")


def is_arabic(text: str) -> bool:
    """Whether there is an Arabic letter in a text."""
    return bool(_ARABIC.search(text))


def turned_share(text: str) -> float:
    """The share of words in Arabic letters if some of these are back to front, else 0."""
    words = _WORD.findall(text)
    arabic = [word for word in words if _ARABIC.match(word)]
    if len(arabic) < _LEAST:
        return 0
    signs = sum(word[0] in _ENDING or word in _BACKWARDS or word in _ALONE for word in arabic)
    is_turned = signs >= _FEW and signs > _SHARE * len(arabic)
    return len(arabic) / len(words) if is_turned else 0


def note_turned(text: str, notes: Notes) -> None:
    """Note that some words came out back to front, as they do from a PDF that was copied."""
    if turned_share(text):
        told = say("Words in Arabic letters came out reversed or torn; they are not recognised.")
        notes.add(NoteKind.DOUBT, told)


class LetterOrder:
    """In which direction the Arabic letters of a PDF follow one another on its pages."""

    def __init__(self) -> None:
        """Begin without any."""
        self._forward = self._backward = 0

    @property
    def is_turned(self) -> bool:
        """Whether more than a few letters run from left to right."""
        return self._backward > _MOST_BACKWARD * (self._forward + self._backward)

    def text_of(self, sheet: Any) -> str:  # noqa: ANN401 - a page of a library without types
        """The letters of a page one by one, with those of a ligature in their right order."""
        unicode_of = library("pypdfium2.raw").FPDFText_GetUnicode
        letters = [chr(unicode_of(sheet, at)) for at in range(sheet.count_chars())]
        for at in range(1, len(letters)):
            before, letter = letters[at - 1], letters[at]
            is_ligature = letter == _LAM and before in _ALEFS
            is_pair = _ARABIC.match(letter) and _ARABIC.match(before)
            if not is_pair or not (is_ligature or self._forward + self._backward < _PAIRS):
                continue
            left, left_before = sheet.get_charbox(at)[0], sheet.get_charbox(at - 1)[0]
            self._forward += left < left_before
            self._backward += left > left_before
            if is_ligature and left == left_before:
                # Both are one shape on paper, which stands for lam and alef, in this order.
                letters[at - 1 : at + 1] = letter, before
        return "".join(letters)
