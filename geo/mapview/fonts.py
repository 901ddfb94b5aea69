"""The typeface of pages and maps: pieces by alphabet, and the icons that pages show.

Streamlit brings Source Sans and its icons whole, 545 kB. The pieces in `fonts/` hold the weights
400 to 700 of the letters that the atlas uses, 35 kB for Latin, and seven icons of 2 kB; browsers
fetch a piece only where a page has one of its letters. Names in Urdu, Persian and Pashto are a
piece of Noto Naskh Arabic, since not every machine has their letters. The licence of Source Sans
(OFL 1.1) reserves its name, so the files and the maps call the pieces "Atlas Sans".
"""

from collections.abc import Mapping
from pathlib import Path

FAMILY = "Atlas Sans"
#: What Streamlit calls its typeface. A face that is declared after theirs with the same name and
#: range of weights is taken in its place, and theirs is not fetched.
STREAMLITS_FAMILY = "Source Sans"
#: The piece that every page needs.
LATIN = "atlas-sans-latin.woff2"
#: File in `fonts/` and the letters in it, as CSS writes ranges of Unicode.
PIECES = {
    LATIN: (
        "U+20-7E, U+A0-17F, U+2BB-2BC, U+2013-2014, U+2018-201E, U+2020-2022, U+2026, U+2030, "
        "U+2039-203A, U+2044, U+20AC, U+2190-2193, U+2212, U+2248, U+2260, U+2264-2265"
    ),
    "atlas-sans-cyrillic.woff2": "U+400-45F, U+490-4FF, U+2116",
    "atlas-naskh.woff2": "U+60C-6F9, U+200C-200F",
}
#: Sent where Streamlit's script asks for its font of all icons.
ICONS = "atlas-icons.woff2"
_FOLDER = Path(__file__).with_name("fonts")


def font_files() -> dict[str, bytes]:
    """Every file of `fonts/` by its name."""
    return {name: (_FOLDER / name).read_bytes() for name in (*PIECES, ICONS)}


def font_faces(addresses: Mapping[str, str], family: str = FAMILY) -> str:
    """CSS that makes `family` of the pieces; `addresses` says where each file is served."""
    return "".join(
        f'@font-face {{font-family: "{family}"; src: url("{addresses[name]}") format("woff2"); '
        "font-style: normal; font-weight: 100 900; font-display: swap; "
        f"unicode-range: {letters};}}\n"
        for name, letters in PIECES.items()
    )
