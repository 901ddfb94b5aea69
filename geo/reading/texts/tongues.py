"""The language of a text, by its letters and commonest words; empty where there is doubt."""

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
#: So much of a text says as much as all of it.
_ENOUGH = 20_000
_FEW, _MOST = 3, 0.6
#: Letters of one language only, among those that write with Arabic letters.
_OWN = {"ur": "ٹڈڑںےۓ", "ps": "ټډړږښڼځڅېۍ"}
#: Letters that Russian does not have, among those that write with Cyrillic ones.
_NOT_RUSSIAN = frozenset("іїєґўқғҳәңөүұһӣӯҷјљњћђџ")
_COMMON = {
    "latin": frozenset(
        ("the", "of", "and", "to", "in", "is", "for", "on", "was", "with", "by", "a", "at", "that")
    ),
    "arabic": frozenset(("و", "در", "به", "از", "که", "این", "را", "با", "است", "برای", "آن")),
}
_LIKELY = {"latin": "en", "arabic": "fa"}
_SCRIPTS = (
    ("latin", "a", "\u024f"),
    ("cyrillic", "\u0400", "\u052f"),
    ("arabic", "\u0600", "\u06ff"),
)


def language_of(text: str, declared: str = "") -> str:
    """`en`, `ru`, `ur`, `fa` or `ps` of a text; `declared` is what the file says, if anything.

    A declaration holds where the letters do not speak against it and nothing else is certain.
    """
    words = [word.lower() for word in _WORD.findall(text[:_ENOUGH])]
    scripts = Counter(_script_of(word) for word in words)
    if not scripts:
        return ""
    script, count = scripts.most_common(1)[0]
    if count < _MOST * len(words):
        return ""
    letters = "".join(words)
    if script == "cyrillic":
        return "" if len(_NOT_RUSSIAN.intersection(letters)) > 1 else "ru"
    if script == "arabic":
        counts = {tag: sum(map(letters.count, own)) for tag, own in _OWN.items()}
        best = max(counts, key=lambda tag: counts[tag])
        if counts[best] >= _FEW:
            return best
    known = _LIKELY.get(script, "")
    least = min(_FEW, len(words) // 5 + 1)
    if known and sum(word in _COMMON[script] for word in words) >= least:
        return known
    tag = declared.lower()[:2]
    fits = {"latin": ("en",), "arabic": ("ur", "fa", "ps")}
    return tag if tag in fits.get(script, ()) else ""


def _script_of(word: str) -> str:
    return next((name for name, low, high in _SCRIPTS if low <= word[0] <= high), "other")
