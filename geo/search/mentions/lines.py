"""Lines that a text names by their ends: `the Chaman–Kandahar section`."""

import re
from collections.abc import Iterator, Sequence

from geo.atlas import Atlas
from geo.search.mentions.common import LINE_WORDS
from geo.search.mentions.likely import Likely, stops_of_lines
from geo.search.mentions.mention import Mention, MentionKind

_DASH = re.compile(r"[ \u00ad]{0,2}-[ \u00ad]{0,2}")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_PROJECTS = 4
_LOOK = 40


class LineFinder:
    """Segments and projects by the places that they run between."""

    def __init__(self, atlas: Atlas, likely: Likely) -> None:
        """Look all ends up once."""
        self._between = stops_of_lines(atlas)
        self._likely = likely

    def find(self, letters: str, places: Sequence[Mention]) -> Iterator[Mention]:
        """Chains of places with dashes between them that a segment or a project joins."""
        chain: list[Mention] = []
        for place in (*places, None):
            if place and chain and _DASH.fullmatch(letters, chain[-1].end, place.start):
                chain.append(place)
                continue
            if len(chain) > 1 and (ids := self._joined(letters, chain)):
                yield Mention(chain[0].start, chain[-1].end, MentionKind.LINE, ids)
            chain = [place] if place else []

    def _joined(self, letters: str, chain: Sequence[Mention]) -> tuple[str, ...]:
        if len(chain) == 2 and not _is_line(letters, chain[0].start, chain[-1].end):  # noqa: PLR2004
            return ()
        ends = {
            frozenset((first, last))
            for first in chain[0].record_ids
            for last in chain[-1].record_ids
        }
        segments = [record for pair in ends for record in self._between.get(pair, ())]
        projects = [
            project
            for project, stops in self._likely.stops.items()
            if all(stops.intersection(place.record_ids) for place in chain)
        ]
        if len(projects) > _MOST_PROJECTS:
            projects = []
        return tuple(dict.fromkeys((*sorted(segments), *projects)))


def _is_line(letters: str, start: int, end: int) -> bool:
    after = _WORD.findall(letters, end, end + _LOOK)[:2]
    before = _WORD.findall(letters, max(0, start - _LOOK), start)[-2:]
    return any(word in LINE_WORDS for word in (*after, *before))
