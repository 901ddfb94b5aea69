"""The cells of the comparison: what one way answers to one question, in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from geo.analysis.alternatives import GaugeChange, Measured, Post
from geo.analysis.border_posts import in_words
from geo.analysis.claims import Figure, Group, grouped
from geo.analysis.commitment import CommitmentStep, StepStanding, commitment
from geo.atlas import Atlas
from geo.reading.network.countries import AT_SEA
from geo.records.dates import when
from geo.records.vocab import COUNTRIES, Confidence, Extent, GaugeBasis, Quantity, SourceKind
from geo.views.comparison.verdict import percent, unknowns
from geo.views.components import Notes, doubt
from geo.views.evidence import amount, span
from geo.views.routes.spans import kilometres

_COSTS = (Quantity.COST_USD_BN, Quantity.COST_USD_M, Quantity.COST_EUR_BN)
_NO_BASIS = "no paper names the place; it follows from the gauges of the lines"
#: So many figures of the whole stand open where no band sums them up; the others are folded.
_OPEN = 2
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a cell says; `ruled_out` is the reason why a figure cannot be, if any.

    `is_quiet` where it says that there is nothing, so that it is not told in bold.
    """

    text: str
    detail: str = ""
    doubt: str = ""
    notes: tuple[int, ...] = ()
    ruled_out: str = ""
    is_quiet: bool = False

    def in_words(self) -> str:
        """The same without any sign that needs eyes."""
        more = f" ({self.detail})" if self.detail else ""
        unsure = f" [{self.doubt}]" if self.doubt else ""
        out = f" [ruled out by geometry: {self.ruled_out}]" if self.ruled_out else ""
        return f"{self.text}{more}{unsure}{out}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the bar that shows how much stands, named for its style."""

    slug: str
    percent: float


@dataclass(frozen=True, slots=True)
class Cell:
    """The answer of one way to one question.

    `folded` is shown on demand; `best` is the word that says why it is the best of its row.
    """

    said: tuple[Said, ...]
    folded: tuple[Said, ...] = ()
    bars: tuple[Bar, ...] = ()
    best: str = ""

    def marked(self, best: str) -> "Cell":
        """The same cell with the word that says that it is the best of its row."""
        return replace(self, best=best)

    def in_words(self) -> str:
        """All of it as one text."""
        words = "; ".join(one.in_words() for one in (*self.said, *self.folded))
        return f"{words} [{self.best}]" if self.best else words


def _nothing(text: str) -> Cell:
    return Cell((Said(text, is_quiet=True),))


def straight(one: Measured) -> Cell:
    """Geodesic kilometres through the stops."""
    return Cell((Said(kilometres(one.straight_km), f"through {len(one.stops)} places"),))


def known(one: Measured) -> Cell:
    """Best lengths known, and how much of them is what."""
    parts = (f"{kilometres(km)} {basis}" for basis, km in one.known_km.items())
    return Cell((Said(kilometres(one.km), ", ".join(parts)),))


def built(one: Measured) -> Cell:
    """What there is on the ground, in numbers and as a bar."""
    said = tuple(
        Said(f"{percent(km / one.km)} {stand.value}", kilometres(km))
        for stand, km in one.standing_km.items()
    )
    bars = tuple(
        Bar(stand.name.lower(), _PERCENT * km / one.km) for stand, km in one.standing_km.items()
    )
    return Cell(said, bars=bars)


def countries(one: Measured) -> Cell:
    """Countries in the order of travel, with the kilometres in each."""
    return Cell(
        tuple(
            Said(COUNTRIES.get(code, "At sea" if code == AT_SEA else code), kilometres(km))
            for code, km in one.country_km.items()
        )
    )


def lengths(atlas: Atlas, one: Measured, notes: Notes) -> Cell:
    """Every published length of the project and of the lines on the way."""
    return _figures(atlas, one, notes, (Quantity.LENGTH_KM,), "No length of the whole is in print.")


def costs(atlas: Atlas, one: Measured, notes: Notes) -> Cell:
    """Every published cost of the project and of the lines on the way."""
    return _figures(atlas, one, notes, _COSTS, "No cost of the whole is in print.")


def _figures(
    atlas: Atlas, one: Measured, notes: Notes, wanted: Collection[Quantity], none: str
) -> Cell:
    said: list[Said] = []
    folded: list[Said] = []
    groups = grouped(atlas, atlas.claims_of(one.way.project.id))
    for group in (group for group in groups if group.quantity in wanted):
        seen = _open_figures(group)
        if group.band:
            whole = sum(figure.claim.extent is Extent.WHOLE for figure in group.figures)
            band = span(group.quantity, group.band.low, group.band.high)
            said.append(Said(band, f"{whole} figures of the whole"))
        for figure in group.figures:
            (said if figure in seen else folded).append(_figure(figure, notes))
    folded += _of_lines(atlas, one, notes, wanted)
    return Cell(tuple(said or [Said(none, is_quiet=True)]), tuple(folded))


def _of_lines(
    atlas: Atlas, one: Measured, notes: Notes, wanted: Collection[Quantity]
) -> list[Said]:
    """Figures about single lines of the way; they say nothing about the whole."""
    claims = [claim for segment in one.way.segments for claim in atlas.claims_of(segment.id)]
    groups = grouped(atlas, [claim for claim in claims if claim.quantity in wanted])
    return [_figure(figure, notes) for group in groups for figure in group.figures]


def _open_figures(group: Group) -> list[Figure]:
    """Figures that stand open: ruled out, or few enough of the whole to need no band."""
    out = [figure for figure in group.figures if figure.ruled_out]
    whole = [figure for figure in group.figures if figure.claim.extent is Extent.WHOLE]
    return out if group.band else [*out, *(one for one in whole if one not in out)][:_OPEN]


def _figure(figure: Figure, notes: Notes) -> Said:
    claim = figure.claim
    dated = when(claim.date) if claim.date else "undated"
    detail = f"{claim.scope}; {claim.who}, {dated}"
    return Said(
        amount(claim),
        detail,
        doubt(claim.confidence),
        notes(claim.source_ids),
        figure.ruled_out or "",
    )


def frontiers(one: Measured, notes: Notes) -> Cell:
    """Each frontier with its posts and what is known of them."""
    if not one.crossings:
        return _nothing("None is crossed.")
    said = []
    for crossing in one.crossings:
        between = " – ".join(COUNTRIES.get(code, code) for code in crossing.countries)
        if not crossing.posts:
            said.append(Said(between, "no post of this border is in the atlas"))
        said += [_post(between, post, notes) for post in crossing.posts]
    return Cell(tuple(said))


def _post(between: str, post: Post, notes: Notes) -> Said:
    words = in_words(post.freight, post.people)
    unsure = doubt(post.freight.known.confidence) if post.freight.known else ""
    cited = notes((*post.freight.source_ids, *post.people.source_ids))
    return Said(post.site.names.en, f"{between}. {words}", unsure, cited)


def gauges(one: Measured, notes: Notes) -> Cell:
    """Where the gauge changes on the way, and how sure the place is."""
    changes = tuple(_change(change, notes) for change in one.gauge_changes)
    places = {change.site.id for change in one.gauge_changes}
    others = tuple(
        Said(
            f"also recorded: {site.names.en}",
            f"{_mm(site.breaks_gauge_mm)}; {_basis(site.breaks_gauge_basis)}",
            notes=notes(site.source_ids),
        )
        for site in one.stops
        if site.breaks_gauge_mm and site.id not in places
    )
    return Cell((*(changes or (Said("none on the way", is_quiet=True),)), *others))


def _change(change: GaugeChange, notes: Notes) -> Said:
    # What arrives on dual-gauge track is the gauge that does not go on.
    before = [gauge for gauge in change.before_mm if gauge not in change.after_mm]
    detail = f"{_mm(before)} to {_mm(change.after_mm)}; {_basis(change.basis)}"
    return Said(change.site.names.en, detail, notes=notes(change.site.source_ids))


def _mm(gauges: Iterable[int]) -> str:
    return f"{' and '.join(map(str, gauges))} mm"


def _basis(basis: GaugeBasis | None) -> str:
    if basis is None:
        return _NO_BASIS
    return f"{basis.value}: {basis.meaning[0].lower()}{basis.meaning[1:].rstrip('.')}"


def height(atlas: Atlas, one: Measured, notes: Notes) -> Cell:
    """The highest of the stops whose height is recorded."""
    site = one.highest
    if site is None or site.elevation_m is None:
        return _nothing("No height recorded.")
    source = atlas.find_source(site.elevation_source_id or "")
    is_general = source is None or source.kind is SourceKind.GENERAL
    recorded = sum(stop.elevation_m is not None for stop in one.stops)
    return Cell(
        (
            Said(
                f"about {site.elevation_m:,} m".replace(",", "\u2009"),
                f"{site.names.en}; recorded for {recorded} of {len(one.stops)} places",
                doubt(Confidence.GENERAL if is_general else Confidence.SOURCED),
                notes((source.id,) if source else ()),
            ),
        )
    )


def rungs(atlas: Atlas, one: Measured, notes: Notes) -> Cell:
    """The steps that the project has reached, highest first; lower and other ones are folded."""
    steps = commitment(atlas, one.way.project)
    reached = [
        Said(
            _rung(step),
            f"{when(step.date)}: {step.document}",
            doubt(step.confidence),
            notes(step.source_ids),
        )
        for step in reversed(steps)
        if step.is_reached and step.date
    ]
    missing = [
        Said(", ".join(names), standing.value, is_quiet=True)
        for standing in (StepStanding.NOT_RECORDED, StepStanding.NOT_REACHED)
        if (names := [_rung(step) for step in steps if step.standing is standing])
    ]
    if not reached:
        return Cell(tuple(missing))
    return Cell(tuple(reached[:_OPEN]), (*reached[_OPEN:], *missing))


def _rung(step: CommitmentStep) -> str:
    return step.rung.value.replace("-", " ")


def news(atlas: Atlas, one: Measured, notes: Notes) -> Cell:
    """The newest event of the project."""
    events = atlas.events_of_project(one.way.project.id)
    if not events:
        return _nothing("No event is recorded.")
    newest = events[0]
    said = Said(when(newest.date), newest.title, doubt(newest.confidence), notes(newest.source_ids))
    return Cell((said,))


def not_known(atlas: Atlas, one: Measured) -> Cell:
    """What the records leave open about the way."""
    found = tuple(
        Said(f"{text[0].upper()}{text[1:]}.", is_quiet=True) for text in unknowns(atlas, one)
    )
    return Cell(found or (Said("Nothing that the atlas looks for.", is_quiet=True),))
