"""The cells of the comparison: what one way answers to one question, in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from geo.analysis.alternatives import BuildStatus, GaugeChange, Measured, Post
from geo.analysis.border_posts import traffic_in_words
from geo.analysis.claims import FigureGroup, PublishedFigure, group_figures
from geo.analysis.commitment import CommitmentStep, StepStanding, commitment
from geo.atlas import Atlas
from geo.geometry.measure import ALONG_NETWORK, DRAWN, PUBLISHED
from geo.reading.network.countries import AT_SEA
from geo.records.dates import when
from geo.records.phrases import (
    THIN,
    amount,
    as_sentence,
    kilometres,
    listed,
    with_commas,
    within_sentence,
)
from geo.records.texts import mark, say, say_many
from geo.records.vocab import (
    Confidence,
    Extent,
    GaugeBasis,
    Quantity,
    Rung,
    SourceKind,
    country_name,
)
from geo.views.comparison.verdict import percent, unknowns
from geo.views.components import Footnotes, doubt_word
from geo.views.evidence import amount_words
from geo.views.routes.clauses import clauses_apart

_COSTS = (Quantity.COST_USD_BN, Quantity.COST_USD_M, Quantity.COST_EUR_BN)
_NO_BASIS = mark("no paper names the place; it follows from the gauges of the lines")
_STANDING = {
    BuildStatus.SERVICE: mark("{share} in service"),
    BuildStatus.UNUSED: mark("{share} standing, out of use"),
    BuildStatus.WORKS: mark("{share} being built"),
    BuildStatus.PAPER: mark("{share} on paper"),
}
_KNOWN = {
    PUBLISHED: mark("{km} published"),
    ALONG_NETWORK: mark("{km} along the network"),
    DRAWN: mark("{km} drawn"),
}
#: So many figures of the whole stand open where no band sums them up; the others are folded.
_OPEN = 2
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Statement:
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
class ComparisonCell:
    """The answer of one way to one question.

    `folded` is shown on demand; `best` is the word that says why it is the best of its row.
    """

    said: tuple[Statement, ...]
    folded: tuple[Statement, ...] = ()
    bars: tuple[Bar, ...] = ()
    best: str = ""

    def marked(self, best: str) -> "ComparisonCell":
        """The same cell with the word that says that it is the best of its row."""
        return replace(self, best=best)

    def in_words(self) -> str:
        """All of it as one text."""
        words = clauses_apart(statement.in_words() for statement in (*self.said, *self.folded))
        return f"{words} [{self.best}]" if self.best else words


def _quiet_cell(text: str) -> ComparisonCell:
    return ComparisonCell((Statement(text, is_quiet=True),))


def straight_cell(route: Measured) -> ComparisonCell:
    """Geodesic kilometres through the stops."""
    number = len(route.stops)
    stops = say_many("through {n} place", "through {n} places", number)
    return ComparisonCell((Statement(kilometres(route.straight_km), stops),))


def known_length_cell(route: Measured) -> ComparisonCell:
    """Best lengths known, and how much of them is what."""
    parts = (say(_KNOWN[basis], km=kilometres(km)) for basis, km in route.known_km.items())
    return ComparisonCell((Statement(kilometres(route.km), with_commas(parts)),))


def built_share_cell(route: Measured) -> ComparisonCell:
    """What there is on the ground, in numbers and as a bar."""
    statements = tuple(
        Statement(say(_STANDING[stand], share=percent(km / route.km)), kilometres(km))
        for stand, km in route.standing_km.items()
    )
    bars = tuple(
        Bar(stand.name.lower(), _PERCENT * km / route.km) for stand, km in route.standing_km.items()
    )
    return ComparisonCell(statements, bars=bars)


def unmeasured_cell(_route: Measured) -> ComparisonCell:
    """What stands in place of a figure that rests on a file that is missing or damaged."""
    return _quiet_cell(say("Not known: a file that it rests on is missing or damaged."))


def countries_cell(route: Measured) -> ComparisonCell:
    """Countries in the order of travel, with the kilometres in each."""
    if not route.country_km:
        return unmeasured_cell(route)
    return ComparisonCell(
        tuple(
            Statement(say("At sea") if code == AT_SEA else country_name(code), kilometres(km))
            for code, km in route.country_km.items()
        )
    )


def lengths_cell(atlas: Atlas, route: Measured, notes: Footnotes) -> ComparisonCell:
    """Every published length of the project and of the lines on the way."""
    return _figures_cell(
        atlas, route, notes, (Quantity.LENGTH_KM,), say("No length of the whole is in print.")
    )


def costs_cell(atlas: Atlas, route: Measured, notes: Footnotes) -> ComparisonCell:
    """Every published cost of the project and of the lines on the way."""
    return _figures_cell(atlas, route, notes, _COSTS, say("No cost of the whole is in print."))


def _figures_cell(
    atlas: Atlas, route: Measured, notes: Footnotes, wanted: Collection[Quantity], none: str
) -> ComparisonCell:
    statements: list[Statement] = []
    folded: list[Statement] = []
    groups = group_figures(atlas, atlas.claims_of(route.way.project.id))
    for group in (group for group in groups if group.quantity in wanted):
        # A band sums up the figures of the whole, so they fold away; what geometry rules out never
        # does, for it is no part of the band.
        seen = _open_figures(group)
        if group.band:
            whole = sum(figure.claim.extent is Extent.WHOLE for figure in group.figures)
            band = amount(group.quantity, group.band.low, group.band.high)
            counted = say_many("{n} figure of the whole", "{n} figures of the whole", whole)
            statements.append(Statement(band, counted))
        for figure in group.figures:
            (statements if figure in seen else folded).append(_figure_statement(figure, notes))
    folded += _line_figures(atlas, route, notes, wanted)
    return ComparisonCell(tuple(statements or [Statement(none, is_quiet=True)]), tuple(folded))


def _line_figures(
    atlas: Atlas, route: Measured, notes: Footnotes, wanted: Collection[Quantity]
) -> list[Statement]:
    """Figures about single lines of the way; they say nothing about the whole."""
    claims = [claim for segment in route.way.segments for claim in atlas.claims_of(segment.id)]
    groups = group_figures(atlas, [claim for claim in claims if claim.quantity in wanted])
    return [_figure_statement(figure, notes) for group in groups for figure in group.figures]


def _open_figures(group: FigureGroup) -> list[PublishedFigure]:
    """Figures that stand open: ruled out, or few enough of the whole to need no band."""
    out = [figure for figure in group.figures if figure.ruled_out]
    whole = [figure for figure in group.figures if figure.claim.extent is Extent.WHOLE]
    return out if group.band else [*out, *(figure for figure in whole if figure not in out)][:_OPEN]


def _figure_statement(figure: PublishedFigure, notes: Footnotes) -> Statement:
    claim = figure.claim
    dated = when(claim.date) if claim.date else say("undated")
    detail = say("{scope}; {who}, {date}", scope=claim.scope, who=claim.who, date=dated)
    return Statement(
        amount_words(claim),
        detail,
        doubt_word(claim.confidence),
        notes(claim.source_ids),
        figure.ruled_out or "",
    )


def borders_cell(route: Measured, notes: Footnotes) -> ComparisonCell:
    """Each frontier with its posts and what is known of them."""
    if not route.crossings:
        return _quiet_cell(say("None is crossed."))
    statements = []
    for crossing in route.crossings:
        between = " – ".join(country_name(code) for code in crossing.countries)
        if not crossing.posts:
            statements.append(Statement(between, say("no post of this border is in the atlas")))
        statements += [_post_statement(between, post, notes) for post in crossing.posts]
    return ComparisonCell(tuple(statements))


def _post_statement(between: str, post: Post, notes: Footnotes) -> Statement:
    words = traffic_in_words(post.freight, post.people)
    unsure = doubt_word(post.freight.known.confidence) if post.freight.known else ""
    cited = notes((*post.freight.source_ids, *post.people.source_ids))
    return Statement(
        post.site.names.en, say("{borders}. {state}", borders=between, state=words), unsure, cited
    )


def gauges_cell(route: Measured, notes: Footnotes) -> ComparisonCell:
    """Where the gauge changes on the way, and how sure the place is."""
    changes = tuple(_gauge_statement(change, notes) for change in route.gauge_changes)
    places = {change.site.id for change in route.gauge_changes}
    others = tuple(
        Statement(
            say("also recorded: {place}", place=site.names.en),
            clauses_apart(
                (_gauge_words(site.breaks_gauge_mm), _basis_words(site.breaks_gauge_basis))
            ),
            notes=notes(site.source_ids),
        )
        for site in route.stops
        if site.breaks_gauge_mm and site.id not in places
    )
    return ComparisonCell(
        (*(changes or (Statement(say("none on the way"), is_quiet=True),)), *others)
    )


def _gauge_statement(change: GaugeChange, notes: Footnotes) -> Statement:
    # What arrives on dual-gauge track is the gauge that does not go on.
    before = [gauge for gauge in change.before_mm if gauge not in change.after_mm]
    detail = say(
        "{before} to {after}; {basis}",
        before=_gauge_words(before),
        after=_gauge_words(change.after_mm),
        basis=_basis_words(change.basis),
    )
    return Statement(change.site.names.en, detail, notes=notes(change.site.source_ids))


def _gauge_words(gauges: Iterable[int]) -> str:
    return say("{gauges} mm", gauges=listed(list(map(str, gauges))))


def _basis_words(basis: GaugeBasis | None) -> str:
    if basis is None:
        return say(_NO_BASIS)
    return say(
        "{basis}: {meaning}",
        basis=within_sentence(basis.label),
        meaning=within_sentence(basis.meaning.rstrip(".")),
    )


def height_cell(atlas: Atlas, route: Measured, notes: Footnotes) -> ComparisonCell:
    """The highest of the stops whose height is recorded."""
    site = route.highest
    if site is None or site.elevation_m is None:
        return _quiet_cell(say("No height recorded."))
    source = atlas.find_source(site.elevation_source_id or "")
    is_general = source is None or source.kind is SourceKind.GENERAL
    recorded = sum(stop.elevation_m is not None for stop in route.stops)
    return ComparisonCell(
        (
            Statement(
                say("about {n} m", n=format(site.elevation_m, ",").replace(",", THIN)),
                say(
                    "{place}; recorded for {n} of {all} places",
                    place=site.names.en,
                    n=recorded,
                    all=len(route.stops),
                ),
                doubt_word(Confidence.GENERAL if is_general else Confidence.SOURCED),
                notes((source.id,) if source else ()),
            ),
        )
    )


def commitment_cell(atlas: Atlas, route: Measured, notes: Footnotes) -> ComparisonCell:
    """The steps that the project has reached, highest first; lower and other ones are folded."""
    steps = commitment(atlas, route.way.project)
    reached = [
        Statement(
            _rung_words(step),
            say("{date}: {document}", date=when(step.date), document=step.document),
            doubt_word(step.confidence),
            notes(step.source_ids),
        )
        for step in reversed(steps)
        if step.is_reached and step.date
    ]
    missing = [
        Statement(with_commas(names), within_sentence(standing.label), is_quiet=True)
        for standing in (StepStanding.NOT_RECORDED, StepStanding.NOT_REACHED)
        if (names := [_rung_words(step) for step in steps if step.standing is standing])
    ]
    if not reached:
        return ComparisonCell(tuple(missing))
    return ComparisonCell(tuple(reached[:_OPEN]), (*reached[_OPEN:], *missing))


def funding_cell(atlas: Atlas, route: Measured, notes: Footnotes) -> ComparisonCell:
    """Who committed money to the project, newest first; a sponsor alone has committed none."""
    project = route.way.project
    given = tuple(
        Statement(
            event.title,
            when(event.date),
            doubt_word(event.confidence),
            notes(event.source_ids),
        )
        for event in atlas.events_of_project(project.id)
        if event.rung is Rung.FINANCE and project.id in event.rung_for
    )
    if given:
        return ComparisonCell(given[:_OPEN], given[_OPEN:])
    sponsors = say("Sponsors: {names}", names="; ".join(project.sponsors))
    nobody = Statement(
        say("Nobody is on record."), sponsors if project.sponsors else "", is_quiet=True
    )
    return ComparisonCell((nobody,))


def _rung_words(step: CommitmentStep) -> str:
    return step.rung.label


def newest_event_cell(atlas: Atlas, route: Measured, notes: Footnotes) -> ComparisonCell:
    """The newest event of the project."""
    events = atlas.events_of_project(route.way.project.id)
    if not events:
        return _quiet_cell(say("No event is recorded."))
    newest = events[0]
    statement = Statement(
        when(newest.date), newest.title, doubt_word(newest.confidence), notes(newest.source_ids)
    )
    return ComparisonCell((statement,))


def unknowns_cell(atlas: Atlas, route: Measured) -> ComparisonCell:
    """What the records leave open about the way."""
    found = tuple(
        Statement(f"{as_sentence(text)}.", is_quiet=True) for text in unknowns(atlas, route)
    )
    return ComparisonCell(
        found or (Statement(say("Nothing that the atlas looks for."), is_quiet=True),)
    )
