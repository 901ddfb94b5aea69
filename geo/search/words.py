"""What a reader types and what records say, cut into words that compare in all scripts.

A word has several keys: how it sounds, its stem, and the idea behind it where all languages have a
word for the same thing. Two words meet where they share a key. Writing without blanks (Chinese) is
cut into pairs of letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from geo.search.romanize import fold, romanize

_WORD = re.compile(
    r"(?P<code>\b[A-Za-z]{1,4}[-‑–]\d{1,3}[A-Za-z]?\b)|(?P<han>[\u3400-\u9fff]+)"
    r"|\d+(?:[.,]\d+)+|(?:[^\W_]|[\u064b-\u0652\u200c'’ʻ‘](?=[^\W_]))+"
)
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_SHORTEST_STEM = 4
_LONGEST_CODE = 6  # letters of an abbreviation
_ENDINGS = {
    "LATIN": ("’s", "'s", "ing", "ed", "es", "s"),
    "CYRILLIC": tuple(
        fold(
            "ского скому ская ской ские ских ский скую ское ами ями ого его ому ему ыми ими "
            "ием иям иях ия ии ию ая яя ое ее ые ие ый ий ой ей ую юю ых их ов ев ам ям ах ях "
            "ом ем а я о е ы и у ю ь й"
        ).split()
    ),
    "ARABIC": ("وں", "یں", "های", "ها", "ات"),
}
#: Words that say nothing about what is looked for.
EMPTY_WORDS = frozenset(
    map(
        fold,
        """
        the of to a an in on at and or for from by with is was are who what where when how
        и в во на по из до с к о у за для кто что где когда как
        کا کی کے میں سے تک اور کو پر نے ہے از به در و تا را که کون کیا کہاں
        """.split(),  # noqa: SIM905 - a list of quoted words would be four times as long
    )
)
_MONTHS = (
    "january январь января янв جنوری ژانویه",
    "february февраль февраля فروری فوریه",
    "march март марта مارچ مارس",
    "april апрель апреля اپریل آوریل",
    "may май мая مئی مه",
    "june июнь июня جون ژوئن",
    "july июль июля جولائی ژوئیه",
    "august август августа اگست اوت",
    "september сентябрь сентября ستمبر سپتامبر",
    "october октябрь октября اکتوبر اکتبر",
    "november ноябрь ноября نومبر نوامبر",
    "december декабрь декабря دسمبر دسامبر",
)
#: One idea a line, in the languages of the region; a phrase has an underscore.
_IDEAS = """
steelworks steelwork steel_mill steel_plant steel_works 钢厂 钢铁厂 металлургический_завод \
    металлургический_комбинат сталелитейный_завод اسٹیل_مل اسٹیل_ملز فولاد_مل
railway railroad rail железная_дорога железной_дороги железную_дорогу ریلوے راه‌آهن 铁路 रेल रेलवे
road highway дорога дороги автодорога سڑک شاہراہ جاده 公路
train поезд поезда ٹرین قطار 火车
border frontier граница границы سرحد مرز 边境
port порт порта بندرگاہ بندر 港口
gauge колея колеи колею گیج عرض 轨距
protocol протокол протокола پروٹوکول پروتکل 协议
agreement соглашение соглашения معاہدہ توافقنامه
memorandum меморандум یادداشت تفاهمنامه
loan кредит кредита займ قرض قرضہ وام
tunnel туннель тоннель тоннели سرنگ تونل
corridor коридор коридора راہداری کریدور 走廊
cost price стоимость цена لاگت هزینه
length длина протяженность протяжённость لمبائی طول
steel сталь стали فولاد اسٹیل 钢铁
"""


class Token(NamedTuple):
    """A word of a text: where it stands, and the keys under which it is known."""

    start: int
    end: int
    keys: frozenset[str]


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in their order, without those that say nothing.

    A phrase for an idea is a word of its own, after the two words that it is made of.
    """
    found = list(_single(text))
    phrases = [
        Token(left.start, right.end, frozenset({idea}))
        for left, right in pairwise(found)
        if (idea := _idea(text[left.start : left.end], text[right.start : right.end]))
    ]
    return (*(token for token in found if token.keys), *phrases)


def asked(text: str) -> list[Token]:
    """The words of a question, each of which a record must have; a phrase is one of them."""
    found = tokens(text)
    phrases = [token for token in found if _is_phrase(text[token.start : token.end], token)]
    within = [
        token
        for token in found
        if token not in phrases
        and not any(phrase.start <= token.start < phrase.end for phrase in phrases)
    ]
    return sorted(within + phrases)


def plain_digits(text: str) -> str:
    """The text with the digits 0 to 9, whatever script they were written in."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() and char > "9" else char for char in text
    )


def days_in_words(date: str) -> str:
    """The days of a date as readers type them: `2025-07-11` gives `11 July 2025`."""
    return "; ".join(
        " ".join(
            filter(None, (str(int(day)) if day else "", _MONTHS[int(month) - 1].split()[0], year))
        )
        for year, month, day in _ISO_DAY.findall(date)
        if 1 <= int(month) <= len(_MONTHS)
    )


def _is_phrase(written: str, token: Token) -> bool:
    return len(token.keys) == 1 and min(token.keys).startswith("=") and " " in written.strip()


def _single(text: str) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        start, end = found.span()
        if found["han"] and end - start > 1:
            for at in range(start, end - 1):
                yield Token(at, at + 2, keys(text[at : at + 2]))
        else:
            yield Token(start, end, keys(found[0]))


@lru_cache(maxsize=50_000)
def keys(word: str) -> frozenset[str]:
    """Everything that a word is known under; nothing for a word that says nothing.

    >>> sorted(keys("Railways"))
    ['=railway', 'railvai', 'railvais']
    """
    plain = plain_digits(word)
    folded = fold(plain)
    if any(char.isdigit() for char in plain):
        return frozenset({folded.replace(" ", "").replace(",", ".")})
    if not folded or folded in EMPTY_WORDS:
        return frozenset()
    if plain.isascii() and plain.isupper():
        # The letters of an abbreviation are its name: CPEC is not KPEC.
        return frozenset({folded})
    sound, stem = _forms(word)
    idea = _ideas().get((sound,)) or _ideas().get((stem,))
    # Letters that sound alike are written once: of a word of hardly any others nothing is left.
    found = {sound, stem} if 2 * len(sound) >= len(folded) else {folded}
    if len(folded) <= _LONGEST_CODE:
        found.add(folded)
    return frozenset(filter(None, (*found, idea)))


@lru_cache(maxsize=50_000)
def _forms(word: str) -> tuple[str, str]:
    """How a word sounds, whole and without its ending."""
    folded = fold(plain_digits(word))
    script = unicodedata.name(folded[0], "").split(" ")[0] if folded else ""
    for ending in _ENDINGS.get(script, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST_STEM:
            return romanize(word), romanize(folded.removesuffix(ending))
    return romanize(word), romanize(folded)


def _idea(left: str, right: str) -> str | None:
    (sound, stem), (next_sound, next_stem) = _forms(left), _forms(right)
    ideas = _ideas()
    return ideas.get((sound, next_sound)) or ideas.get((stem, next_stem))


@lru_cache(maxsize=1)
def _ideas() -> dict[tuple[str, ...], str]:
    """Words and phrases by sound and by stem -> the idea, which no sound can be."""
    found: dict[tuple[str, ...], str] = {}
    for line in (*_MONTHS, *_IDEAS.strip().splitlines()):
        first, *_ = line.split()
        for phrase in line.split():
            parts = phrase.split("_")
            found.setdefault(tuple(_forms(part)[0] for part in parts), f"={first}")
            found.setdefault(tuple(_forms(part)[1] for part in parts), f"={first}")
    return found
