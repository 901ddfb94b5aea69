"""Names of all alphabets made comparable: folded, in Latin letters, and as bare consonants.

Each step forgets more. `fold` drops case and accents. `romanize` writes Latin, Cyrillic and Arabic
letters with one letter a sound: S for sh, C for ch and ts, X for kh, Z for zh.
`consonant_skeleton` keeps what all spellings of a name share, since Arabic script leaves vowels out
and writes v, o and u alike.
The results are for comparison only and never shown.
"""

import re
import unicodedata
from collections.abc import Callable

_MOST_LETTERS = 5000  # more than all names have; a reader may send any letter there is
_DASHES = str.maketrans("-–", "  ")
_LATIN_EXTRA = str.maketrans({"‘": "", "’": "", "ʻ": "", "'": "", "`": "", "ı": "i"})
# Persian and Arabic letters that Urdu, Dari and Pashto writers exchange.
_ARABIC_TWINS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ہ": "ه", "ھ": "ه", "ة": "ه", "\u200c": " "}
)


def _pairs(text: str) -> list[tuple[str, str]]:
    """`a=b c=d` as pairs."""
    return [(left, right) for left, _, right in (pair.partition("=") for pair in text.split())]


def _letters(text: str) -> dict[str, str]:
    """`aáà=a b=b`: every letter on the left has the sound on the right."""
    return {letter: sound for letters, sound in _pairs(text) for letter in letters}


_LATIN = _letters("šşș=S čçć=C ž=Z ə=a ı=i ø=o æœ=e ß=s ł=l đ=d w=v ʻʼʹʺ=")
_CYRILLIC = _letters(
    "аәя=a б=b в=v гґғ=g д=d еэє=e жҗ=Z ҷ=j з=z иіїйӣы=i кқҝ=k л=l м=m нңҥ=n оёөў=o п=p р=r с=s "
    "т=t уүұӯю=u ф=f х=X ҳһ=h цч=C шщ=S ъь="
)
_ARABIC = _letters(
    "اآأإٱۀە=a ب=b پ=p تٹټط=t ثسص=s ج=j چڅځ=C حهہھة=h خ=X دڈډ=d ذزضظ=z رڑړ=r ژږ=Z شښ=S غگګ=g "
    "ف=f قکك=k ل=l م=m نںڼڭ=n وۋ=v ؤۇ=u ۆ=o یيىۍےئې=i ێ=e عءـ="
)
_LETTERS = _LATIN | _CYRILLIC | _ARABIC
#: Letters that make one sound together in Latin script, or that transliterators took apart.
_GROUPS = dict(
    _pairs(
        "tsch=C dzh=j sch=S tch=C tS=C tC=C dZ=j dj=j sh=S ch=C zh=Z kh=X kX=X gh=g gX=g ts=C "
        "th=t tX=t dh=d dX=d bh=b bX=b ph=p jh=j ck=k ou=u oo=u ee=i"
    )
)
_GROUP = re.compile("|".join(sorted(_GROUPS, key=lambda group: (-len(group), group))))
_TWICE = re.compile(r"(.)\1+")
_SOFT_C = re.compile(r"c(?=[eiy])")
_OTHER_LATIN = str.maketrans({"x": "X", "q": "k", "c": "k", "y": "i"})
_TO_SKELETON = str.maketrans({"X": "k", "S": "s", "Z": "j", **dict.fromkeys("aeiouvh", "")})


class _ByLetter(dict[int, str]):
    """A table for `str.translate` that works a letter out when it is first met."""

    def __init__(self, work_out: Callable[[str], str]) -> None:
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        found = self._work_out(chr(code))
        if len(self) < _MOST_LETTERS:
            self[code] = found
        return found


def _folded(letter: str) -> str:
    # Decomposed before and after lower case: either can bring out letters that the other changes.
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    plain = "".join(char for char in lower if not unicodedata.combining(char))
    return plain.translate(_LATIN_EXTRA).translate(_ARABIC_TWINS).translate(_DASHES)


def _sounded(letter: str) -> str:
    """What `_LETTERS` says, or else the letter without its accent; nothing for signs."""
    lower = unicodedata.normalize("NFKC", letter).casefold()
    if lower not in _LETTERS:
        apart = unicodedata.normalize("NFKD", lower)
        lower = "".join(char for char in apart if char.isalnum())
    return "".join(_LETTERS.get(char, char) for char in lower)


_FOLDED = _ByLetter(_folded)
_SOUNDED = _ByLetter(_sounded)


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and letter variants, for comparison only."""
    return " ".join(text.translate(_FOLDED).split())


def romanize(text: str) -> str:
    """One word in Latin letters, one letter a sound; letters of other scripts stay as they are.

    >>> romanize("Пешавар"), romanize("Peshāwar"), romanize("پشاور")
    ('peSavar', 'peSavar', 'pSavr')
    """
    letters = unicodedata.normalize("NFC", text).translate(_SOUNDED)
    letters = _GROUP.sub(lambda found: _GROUPS[found[0]], letters)
    letters = _SOFT_C.sub("s", letters).translate(_OTHER_LATIN)
    return _TWICE.sub(r"\1", letters)


def consonant_skeleton(romanised: str) -> str:
    """The consonants of a result of `romanize` that all its spellings share.

    Semi-vowels and h go, because scripts write them or not; k, q and kh are one, and so are s and
    sh, and j and zh. A first h counts as kh, since Russian has one letter for both.

    >>> len({consonant_skeleton(romanize(name)) for name in ("Hairatan", "Хайратон", "حیرتان")})
    1
    """
    first = "X" + romanised[1:] if romanised.startswith("h") else romanised
    return first.translate(_TO_SKELETON)


def is_vowelless(text: str) -> bool:
    """Whether a text is in Arabic letters, so that most of its vowels are not written."""
    return any("\u0600" <= char <= "\u06ff" for char in text)


def spelling_tables() -> dict[str, dict[str, str]]:
    """What `fold` and `romanize` rest on, for a program in another language that does the same.

    `twins` are letters that `fold` exchanges, `letters` have their sounds, `groups` are sounds that
    make one together, and `latin` are exchanged last.
    """
    twins = _LATIN_EXTRA | _ARABIC_TWINS | _DASHES
    return {
        "twins": {chr(code): str(plain) for code, plain in twins.items()},
        "letters": dict(_LETTERS),
        "groups": dict(_GROUPS),
        "latin": {chr(code): str(plain) for code, plain in _OTHER_LATIN.items()},
    }


def script_language(name: str) -> str:
    """A language tag good enough to set the direction of a name that came without one."""
    first = next((char for char in name if char.isalpha()), "a")
    script = unicodedata.name(first, "LATIN").split()[0]
    return {"ARABIC": "fa", "CYRILLIC": "ru", "CJK": "zh"}.get(script, "en")
