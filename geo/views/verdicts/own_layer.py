"""A layer of a reader with the verdicts on its features, as the page shows and hands it out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import numpy as np

from geo.atlas import Atlas
from geo.geometry.squares import TileSource
from geo.reading.uploads.layering import LABEL
from geo.reading.uploads.mending import LAYER, NUMBER
from geo.reading.uploads.reader import UploadedLayer
from geo.views.tables.export import TableRow
from geo.views.verdicts.own_view import OwnChoice, OwnColumn, OwnView, columns_of, view_of
from geo.views.verdicts.verdict import Judge, LineVerdict, Verdict
from geo.views.verdicts.words import VerdictRow, table_row, verdict_row

#: So many features get a verdict in a file of the page, for each takes some hundredths of a second.
MOST_JUDGED = 500
#: Of so few features the projects beside them are looked for before the map is drawn.
_FEW = 50
#: Projects that the map shows beside the layer.
_MOST_PROJECTS = 12


@dataclass
class OwnLayer:
    """A layer; each feature gets its verdict when it is first asked for."""

    layer: UploadedLayer
    judge: Callable[[], Judge]  # made when there is something to judge
    _verdicts: dict[int, Verdict] = field(default_factory=dict)
    _seen: tuple[OwnChoice, OwnView] | None = None

    @property
    def count(self) -> int:
        """How many features it has."""
        return len(self.layer.frame)

    @cached_property
    def columns(self) -> tuple[OwnColumn, ...]:
        """Its properties, and what can be done with each."""
        return columns_of(self.layer.frame)

    @cached_property
    def source(self) -> TileSource:
        """Its shapes for maps."""
        return TileSource(np.asarray(self.layer.frame.geometry.values, dtype=object))

    def view(self, choice: OwnChoice) -> OwnView:
        """What the reader sees of it; the same choice is not looked for again with every rerun."""
        if self._seen is None or self._seen[0] != choice:
            self._seen = (choice, view_of(self.layer.frame, self.columns, choice))
        return self._seen[1]

    def verdicts(
        self, rows: Sequence[int], progress: Callable[[int, int], None] = lambda *_: None
    ) -> list[Verdict]:
        """The verdicts on the features at these positions, in their order.

        `progress` hears how many of how many are done.
        """
        new = [row for row in rows if row not in self._verdicts]
        frame = self.layer.frame.iloc[new]
        found = self.judge().verdicts(frame) if new else ()
        for done, (row, verdict) in enumerate(zip(new, found, strict=True), 1):
            self._verdicts[row] = verdict
            progress(done, len(new))
        return [self._verdicts[row] for row in rows]

    def rows(self, atlas: Atlas, rows: Sequence[int]) -> tuple[VerdictRow, ...]:
        """The verdicts on these features for the page, in the language of the reader."""
        return tuple(verdict_row(atlas, verdict) for verdict in self.verdicts(rows))

    def table(self, atlas: Atlas, rows: Sequence[int]) -> Iterator[TableRow]:
        """The verdicts on the first `MOST_JUDGED` of these features as rows of a file."""
        found = self.verdicts(rows[:MOST_JUDGED])
        return (table_row(atlas, verdict) for verdict in found)

    def project_ids(self) -> tuple[str, ...]:
        """The projects to be drawn beside it: whose way a line takes best, or runs beside.

        None for a layer of many features, whose verdicts nobody should wait for.
        """
        if self.count > _FEW:
            return ()
        lines = (verdict.found for verdict in self.verdicts(range(self.count)))
        found = (
            share.project_id
            for line in lines
            if isinstance(line, LineVerdict)
            for share in (*line.repeats.projects, line.repeats.beside)[:1]
            if share
        )
        return tuple(islice(dict.fromkeys(found), _MOST_PROJECTS))

    def geojson(self, rows: Sequence[int]) -> bytes:
        """These features as GeoJSON (RFC 7946): own properties, repaired shapes, degrees."""
        plain = self.layer.frame.iloc[list(rows)].drop(columns=[NUMBER, LAYER, LABEL])
        return bytes(plain.to_json(drop_id=True, ensure_ascii=False).encode())
