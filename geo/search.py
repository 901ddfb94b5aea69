"""Names in every script, tolerant of spelling, homonyms kept apart."""

import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from geo.atlas import Atlas
from geo.model import Names, Project, Site

#: Below this similarity (0 to 100) two names are strangers.
_LEAST = 72.0
_LATIN_EXTRA = str.maketrans({"‘": "", "’": "", "ʻ": "", "'": "", "`": "", "ı": "i"})
# Persian and Arabic letters that Urdu, Dari and Pashto writers exchange.
_ARABIC_TWINS = str.maketrans(
    {"ي": "ی", "ى": "ی", "ې": "ی", "ك": "ک", "ہ": "ه", "ھ": "ه", "ة": "ه", "\u200c": " "}
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that matches, by which of its names and in which language."""

    id: str
    name: str
    language: str
    score: float


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and letter variants, for comparison only."""
    # Decomposed before and after lower case: either can bring out letters that the other changes.
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(char for char in lower if not unicodedata.combining(char))
    plain = plain.translate(_LATIN_EXTRA).translate(_ARABIC_TWINS)
    return " ".join(plain.replace("-", " ").replace("–", " ").split())


class NameIndex:
    """All names of sites, projects and labelled segments, folded once."""

    def __init__(self, atlas: Atlas) -> None:
        """Read every name of the atlas."""
        rows: list[tuple[str, str, str]] = []
        named: tuple[Site | Project, ...] = (*atlas.sites, *atlas.projects)
        for record in named:
            rows += [(record.id, name, language) for language, name in _spellings(record.names)]
        rows += [(one.id, one.short, "en") for one in atlas.projects]
        rows += [(one.id, one.label, "en") for one in atlas.segments if one.label]
        self._rows = rows
        self._folded = [fold(name) for _, name, _ in rows]
        self._drawn = {one.id for one in atlas.sites if atlas.projects_of_site(one.id)}
        self._drawn |= {one.id for one in atlas.projects}

    def find(self, words: str, limit: int = 8) -> tuple[Hit, ...]:
        """The best hits for `words`, at most one per record, best first.

        Exact names come before beginnings, beginnings before likenesses; of equals, records that
        are drawn on the map come first.
        """
        wanted = fold(words)
        if not wanted:
            return ()
        best: dict[str, Hit] = {}
        found = process.extract(
            wanted, self._folded, scorer=fuzz.WRatio, limit=60, score_cutoff=_LEAST
        )
        exact = [(name, 0.0, at) for at, name in enumerate(self._folded) if name.startswith(wanted)]
        for name, likeness, at in (*found, *exact):
            record_id, spelling, language = self._rows[at]
            score = self._score(wanted, name, likeness, record_id)
            if record_id not in best or score > best[record_id].score:
                best[record_id] = Hit(record_id, spelling, language, score)
        ranked = sorted(best.values(), key=lambda hit: (-hit.score, hit.id))
        return tuple(ranked[:limit])

    def _score(self, wanted: str, name: str, likeness: float, record_id: str) -> float:
        score = max(likeness * 0.9, fuzz.ratio(wanted, name))
        if name == wanted:
            score = 120.0
        elif name.startswith(wanted):
            score = max(score, 105.0 - 0.2 * len(name))
        return score + (5.0 if record_id in self._drawn else 0.0)


def _spellings(names: Names) -> list[tuple[str, str]]:
    own = [("en", names.en), *names.local()]
    return own + [(_script(name), name) for name in names.also]


def _script(name: str) -> str:
    """A language tag good enough to set the direction of a name that came without one."""
    first = next((c for c in name if c.isalpha()), "a")
    script = unicodedata.name(first, "LATIN").split()[0]
    return {"ARABIC": "fa", "CYRILLIC": "ru", "CJK": "zh"}.get(script, "en")
