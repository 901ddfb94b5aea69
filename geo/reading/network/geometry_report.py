"""How true the drawn lines are: lengths against the network and against print, ends, frontiers.

`python -m geo check --geometry` prints it. All lengths are kilometres on the ellipsoid.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from geo.geometry.measure import length_km
from geo.reading.files import Problems
from geo.reading.load import load
from geo.reading.network.countries import OUTLINES, Countries, read_countries
from geo.reading.network.routing_hints import Guides, allowed_countries, read_guides
from geo.reading.network.track_lines import TrackLine, read_track_lines
from geo.records.loaded import TRACK_LINES
from geo.records.model import Claim, Segment, Site
from geo.records.vocab import GeometryBasis, Mode

KEPT = "network/kept.csv"
LEGS = "network/legs.csv"
#: What the lines have to satisfy.
RATIO_WITHIN = 0.05
RATIO_SHARE = 0.9
END_WITHIN_KM = 0.5
LONGEST_STRAIGHT_KM = 25.0
#: West of this meridian the network is dense.
STRAIGHT_EAST_OF = 45.0


@dataclass(frozen=True, slots=True)
class LengthRow:
    """One segment measured.

    `straight_km` is the longest straight piece as drawn. `ends_off_km` is how far the drawn line
    ends from its sites, `network_gaps_km` how far the network does. `foreign` are kilometres in
    countries where it has no business. `reason` says why it keeps the line of its layer.
    """

    segment: Segment
    drawn_km: float
    straight_km: float
    ends_off_km: tuple[float, float]
    network_gaps_km: tuple[float, float]
    foreign: Mapping[str, float]
    reason: str
    is_comparable: bool

    @property
    def ratio(self) -> float | None:
        """Network length by published length, where both are known and cover the same."""
        network, published = self.segment.network_km, self.segment.published_length_km
        return network / published if network and published and self.is_comparable else None


@dataclass(frozen=True, slots=True)
class LegLength:
    """A published length of an existing railway and the length along the network."""

    claim_id: str
    published_km: float
    network_km: float

    @property
    def ratio(self) -> float:
        """Network length by published length."""
        return self.network_km / self.published_km


@dataclass(frozen=True, slots=True)
class Report:
    """All rows and legs, and what is wrong with them, one sentence each."""

    rows: tuple[LengthRow, ...]
    legs: tuple[LegLength, ...]
    faults: tuple[str, ...]

    def compared(self) -> list[float]:
        """Ratios of network to print, of all segments and legs that have both, none twice."""
        # A published length may stand both at a segment and in a claim: the set counts it once.
        pairs = {
            (row.segment.published_length_km or 0.0, row.segment.network_km or 0.0)
            for row in self.rows
            if row.ratio is not None
        }
        pairs |= {(leg.published_km, leg.network_km) for leg in self.legs}
        return [network / published for published, network in sorted(pairs)]


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What every segment is measured against."""

    sites: Mapping[str, Site]
    lines: Mapping[str, TrackLine]
    guides: Guides
    kept: Mapping[str, str]
    countries: Countries


def inspect_geometry(folder: Path) -> Report:
    """Measure every drawn line of a data folder.

    Raises:
        GuideError: `network/routes.csv` has another form than expected.
        OSError: a file of `network/` is missing.

    """
    loaded = load(folder)
    lines = read_track_lines(folder, Problems(TRACK_LINES))
    inputs = _Inputs(
        sites={site.id: site for site in loaded.sites},
        lines=lines.by_id if lines else {},
        guides=read_guides(folder),
        kept=dict(_table(folder / KEPT)),
        countries=read_countries(folder / OUTLINES),
    )
    rows = tuple(
        _measured_segment(segment, inputs)
        for segment in sorted(loaded.segments, key=lambda segment: segment.id)
        if {segment.from_id, segment.to_id} <= inputs.sites.keys()
    )
    report = Report(rows, tuple(_measured_claims(folder / LEGS, loaded.claims)), ())
    outdated = sorted(inputs.lines.keys() - {segment.id for segment in loaded.segments})
    faults = [
        f"{line_id}: a line without a segment; build the network again" for line_id in outdated
    ]
    for row in rows:
        faults += _faults(row)
    return replace(report, faults=(*faults, *_disagreement(report)))


def _table(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [(row[0], row[1]) for row in list(csv.reader(stream))[1:]]


def _measured_claims(path: Path, claims: Iterable[Claim]) -> Iterator[LegLength]:
    known = {claim.id: claim for claim in claims}
    for claim_id, km in _table(path):
        claim = known.get(claim_id)
        if claim is not None and claim.low:
            yield LegLength(claim_id, claim.low, float(km))


def _measured_segment(segment: Segment, inputs: _Inputs) -> LengthRow:
    ends = (inputs.sites[segment.from_id].at, inputs.sites[segment.to_id].at)
    line = inputs.lines.get(segment.id)
    guide = inputs.guides.of(segment.id)
    allowed = allowed_countries(segment, inputs.sites, guide)
    # A line that was refused on loading stands in the file but is not drawn: it measures nothing.
    is_derived = line is not None and line.line == segment.line
    return LengthRow(
        segment=segment,
        drawn_km=length_km(segment.line),
        straight_km=max(length_km(pair) for pair in pairwise(segment.line)),
        ends_off_km=(
            length_km((ends[0], segment.line[0])),
            length_km((segment.line[-1], ends[1])),
        ),
        network_gaps_km=line.end_gaps_km if line and is_derived else (0.0, 0.0),
        foreign=inputs.countries.foreign_km(segment.line, allowed),
        reason="" if is_derived else inputs.kept.get(segment.id, ""),
        is_comparable=guide.rule != "other-scope",
    )


def _faults(row: LengthRow) -> Iterator[str]:
    segment = row.segment
    said = f"{segment.geometry_note or ''} {row.reason}"
    if max(row.ends_off_km) > END_WITHIN_KM:
        yield f"{segment.id}: the line ends {max(row.ends_off_km):.1f} km from its site"
    # The network may end short of a site where the reason is told to the reader in the note.
    if max(row.network_gaps_km) > END_WITHIN_KM and "ends" not in said:
        yield f"{segment.id}: the network ends {max(row.network_gaps_km):.1f} km from its site"
    if _has_long_chord(row) and not row.reason and "straight piece" not in said:
        yield f"{segment.id}: {row.straight_km:.0f} km of railway drawn straight without a reason"
    if row.foreign and segment.geometry_basis is not GeometryBasis.ENDPOINTS_ONLY:
        where = ", ".join(f"{km:.0f} km in {code}" for code, km in row.foreign.items())
        yield f"{segment.id}: the line runs through another country, {where}"


def _has_long_chord(row: LengthRow) -> bool:
    segment = row.segment
    exists = segment.lifecycle.is_built and segment.mode is Mode.RAIL
    return exists and any(
        max(before.lon, after.lon) > STRAIGHT_EAST_OF
        and length_km((before, after)) > LONGEST_STRAIGHT_KM
        for before, after in pairwise(segment.line)
    )


def _disagreement(report: Report) -> Iterator[str]:
    ratios = report.compared()
    agreeing = sum(abs(ratio - 1) <= RATIO_WITHIN for ratio in ratios)
    if agreeing < RATIO_SHARE * len(ratios):
        yield f"only {agreeing} of {len(ratios)} lengths agree with print within 5 %"


def report_lines(report: Report) -> Iterator[str]:
    """The report as lines of text: one for each segment, the legs, a summary and the faults."""
    yield _HEAD
    for row in report.rows:
        yield _row_text(row)
    for leg in report.legs:
        columns = f"{leg.network_km:17.0f}{leg.published_km:10.0f}{leg.ratio:7.2f}"
        yield f"{leg.claim_id:44}{columns}"
    yield from _summary(report)
    yield from report.faults


_HEAD = (
    f"{'segment':44}{'drawn':>8}{'network':>9}{'published':>10}{'ratio':>7}{'straight':>9}"
    f"{'ends':>12}  basis, frontier"
)


def _row_text(row: LengthRow) -> str:
    segment = row.segment
    gaps = zip(row.ends_off_km, row.network_gaps_km, strict=True)
    cells = (
        f"{segment.id:44}",
        f"{row.drawn_km:8.0f}",
        f"{_km(segment.network_km):>9}",
        f"{_km(segment.published_length_km):>10}",
        f"{'' if row.ratio is None else f'{row.ratio:.2f}':>7}",
        f"{row.straight_km:9.0f}",
        f"{'/'.join(f'{max(pair):.1f}' for pair in gaps):>12}",
        f"  {segment.geometry_basis}",
        *(f", in {code}" for code in row.foreign),
        f"; {row.reason}" if row.reason else "",
    )
    return "".join(cells)


def _km(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _summary(report: Report) -> Iterator[str]:
    ratios = report.compared()
    agreeing = sum(abs(ratio - 1) <= RATIO_WITHIN for ratio in ratios)
    on_network = [row for row in report.rows if row.segment.network_km]
    near = sum(max(row.network_gaps_km) <= END_WITHIN_KM for row in on_network)
    chords = sum(_has_long_chord(row) for row in report.rows)
    foreign = sum(bool(row.foreign) for row in report.rows)
    yield (
        f"{len(on_network)} of {len(report.rows)} segments follow a network; "
        f"{agreeing} of {len(ratios)} lengths agree with print within 5 %; "
        f"{near} lines meet both sites within 0.5 km, {len(on_network) - near} say why not; "
        f"{chords} railways have a straight piece over 25 km and say so; "
        f"{foreign} lines leave their countries."
    )
