"""Numbers written in words, in English, Russian and Urdu, as far as figures of news need them."""

import re
from collections.abc import Iterator
from itertools import product

from geo.search.mentions.plain import plain

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
#: Nominative, genitive and other cases of one number, joined by strokes.
_RUSSIAN = (
    "один/одна/одну/одного/одной два/две/двух/двум/двумя три/трех/трем/тремя "
    "четыре/четырех/четырем пять/пяти/пятью шесть/шести семь/семи восемь/восьми девять/девяти "
    "десять/десяти одиннадцать/одиннадцати двенадцать/двенадцати тринадцать/тринадцати "
    "четырнадцать/четырнадцати пятнадцать/пятнадцати шестнадцать/шестнадцати "
    "семнадцать/семнадцати восемнадцать/восемнадцати девятнадцать/девятнадцати"
)
_RUSSIAN_TENS = (
    "двадцать/двадцати тридцать/тридцати сорок/сорока пятьдесят/пятидесяти "
    "шестьдесят/шестидесяти семьдесят/семидесяти восемьдесят/восьмидесяти девяносто/девяноста"
)
_RUSSIAN_HUNDREDS = (
    "сто/ста двести/двухсот триста/трехсот четыреста/четырехсот пятьсот/пятисот "
    "шестьсот/шестисот семьсот/семисот восемьсот/восьмисот девятьсот/девятисот"
)
_URDU = (
    "ایک دو تین چار پانچ چھ/چھے سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس "
    "اکیس بائیس تئیس چوبیس پچیس چھبیس ستائیس اٹھائیس انتیس تیس"
)
_URDU_MORE = {
    "پینتیس": 35, "چالیس": 40, "پینتالیس": 45, "پچاس": 50, "پچپن": 55, "ساٹھ": 60,
    "پینسٹھ": 65, "ستر": 70, "پچھتر": 75, "اسی": 80, "پچاسی": 85, "نوے": 90, "پچانوے": 95,
    "ڈیڑھ": 1.5, "ڈھائی": 2.5,
}  # fmt: skip
#: Before another number: and a half, and a quarter, less a quarter.
_URDU_PARTS = {"ساڑھے": 0.5, "سوا": 0.25, "پونے": -0.25}
_OTHERS = {
    "half a": 0.5, "half an": 0.5, "a": 1, "an": 1, "полтора": 1.5, "полторы": 1.5,
    "полутора": 1.5, "نصف": 0.5, "آدھا": 0.5, "a couple of": 2, "a dozen": 12,
}  # fmt: skip


def _values() -> Iterator[tuple[str, float]]:
    yield from _OTHERS.items()
    units = list(_spelt(_ENGLISH, 1, 1))
    for word, value in units[:9]:
        yield f"{word} and a half", value + 0.5
    yield from units
    yield from _compound(list(_spelt(_ENGLISH_TENS, 20, 10)), units[:9])
    units = list(_spelt(_RUSSIAN, 1, 1))
    yield from units
    tens = list(_compound(list(_spelt(_RUSSIAN_TENS, 20, 10)), _below(units, 10)))
    yield from tens
    yield from _compound(list(_spelt(_RUSSIAN_HUNDREDS, 100, 100)), units + tens)
    units = list(_spelt(_URDU, 1, 1))
    yield from units
    yield from _URDU_MORE.items()
    for (part, more), (word, value) in product(_URDU_PARTS.items(), units):
        yield f"{part} {word}", value + more


def _spelt(words: str, first: int, step: int) -> Iterator[tuple[str, float]]:
    for at, forms in enumerate(words.split()):
        for form in forms.split("/"):
            yield form, first + at * step


def _below(pairs: list[tuple[str, float]], most: float) -> list[tuple[str, float]]:
    return [(word, value) for word, value in pairs if value < most]


def _compound(
    tens: list[tuple[str, float]], units: list[tuple[str, float]]
) -> Iterator[tuple[str, float]]:
    """`twenty`, `twenty-five`, `twenty five`."""
    yield from tens
    for (ten, value), (unit, more) in product(tens, units):
        yield f"{ten} {unit}", value + more


#: Words of a plain text, with one blank between them, to the number that they say.
VALUES = {plain(words): value for words, value in _values()}
#: These say a number only before a scale such as `million`.
ONE = frozenset(
    plain(word)
    for word in (
        "one",
        "a",
        "an",
        "один",
        "одна",
        "одну",
        "одного",
        "одной",
        "ایک",
        "half a",
        "half an",
    )
) | {plain("نصف"), plain("آدھا")}
#: Of these, what may say one of something: an article does not.
REAL_ONE = ONE - {"a", "an"}
_SINGLE = sorted({word for words in VALUES for word in words.split()}, key=len, reverse=True)
_WORD = "(?:" + "|".join(map(re.escape, _SINGLE)) + ")"
#: Up to four words that may say a number together.
PATTERN = re.compile(rf"(?<![\w-]){_WORD}(?:[ \u00ad-]{_WORD}){{0,3}}(?!\w)")
_HALF = re.compile(r"(?<!\w)пол(?=(?:миллион|миллиард|тысяч))")

#: A million is one million, where no number stands before it.
_BARE = re.compile(r"(?<!\w)(?=(?:миллион[ау]?|миллиард[ау]?)(?!\w))")
_COUNTING = frozenset(_SINGLE)


def number_words(text: str) -> Iterator[tuple[int, int, float]]:
    """Start, end and value of every number in words of a plain text."""
    for found in PATTERN.finditer(text):
        start, pieces = found.start(), re.split(r"([ \u00ad-])", found[0])
        at = 0
        words = pieces[::2]
        while at < len(words):
            for count in range(len(words) - at, 0, -1):
                value = VALUES.get(" ".join(words[at : at + count]))
                if value is not None:
                    first = start + sum(map(len, pieces[: 2 * at]))
                    yield first, first + sum(map(len, pieces[2 * at : 2 * (at + count) - 1])), value
                    at += count
                    break
            else:
                at += 1
    for found in _BARE.finditer(text):
        before = text[max(0, found.start() - 16) : found.start()].rstrip(" \n\u00ad-")
        if not (before[-1:].isdigit() or before.rpartition(" ")[2] in _COUNTING):
            yield found.start(), found.start(), 1
    for found in _HALF.finditer(text):
        yield found.start(), found.end(), 0.5
