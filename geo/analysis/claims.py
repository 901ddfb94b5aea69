"""Published figures side by side: what they measure, how far apart they are, which cannot be.

Nothing is marked by hand. A length is ruled out by its own ends: no line on the ground is shorter
than the geodesics through the places that it is said to run through.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.atlas import Atlas
from geo.geometry.measure import length_km
from geo.records.dates import Day, sort_key
from geo.records.model import Claim, Site, Source
from geo.records.phrases import listed
from geo.records.texts import say
from geo.records.vocab import Confidence, Extent, Quantity

#: Under these words stand figures of different things or years: they cannot disagree.
_SERIES = frozenset(
    {
        Quantity.COST_AFN_M,
        Quantity.COST_USD_M,
        Quantity.DURATION_YEARS,
        Quantity.LOAD_TEU,
        Quantity.MONEY_PKR_BN,
        Quantity.PROGRESS_PERCENT,
        Quantity.STAFF,
        Quantity.TRAFFIC_MT,
    }
)


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published figure with its sources; `ruled_out` is the reason why it cannot be, if any."""

    claim: Claim
    sources: tuple[Source, ...]
    ruled_out: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The smallest and the largest figure that may be believed, in the unit of `quantity`."""

    quantity: Quantity
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All figures of one quantity: of the whole subject, of parts, of more; each smallest first.

    `band` is None where no two different figures of the whole may hold.
    """

    quantity: Quantity
    figures: tuple[PublishedFigure, ...]
    band: Band | None

    @property
    def disagree(self) -> bool:
        """Whether two figures that mean the whole subject differ in any way."""
        if self.quantity in _SERIES:
            return False
        whole = (figure.claim for figure in self.figures if figure.claim.extent is Extent.WHOLE)
        return len({(claim.low, claim.high, claim.text) for claim in whole}) > 1


def is_series(quantity: Quantity) -> bool:
    """Whether figures of a quantity are of different things or years, and so cannot disagree."""
    return quantity in _SERIES


def figures_of(atlas: Atlas, subject_id: str) -> tuple[FigureGroup, ...]:
    """The figures about exactly this record, grouped; a record without figures has no group."""
    return group_figures(atlas, atlas.claims_of(subject_id))


def group_figures(atlas: Atlas, claims: Iterable[Claim]) -> tuple[FigureGroup, ...]:
    """Figures by quantity, in the order of the words of `Quantity`."""
    by_quantity: dict[Quantity, list[Claim]] = {quantity: [] for quantity in Quantity}
    for claim in claims:
        by_quantity[claim.quantity].append(claim)
    return tuple(
        _figure_group(atlas, quantity, said) for quantity, said in by_quantity.items() if said
    )


def _figure_group(atlas: Atlas, quantity: Quantity, claims: Iterable[Claim]) -> FigureGroup:
    ordered = sorted(claims, key=_by_value)
    figures = tuple(
        PublishedFigure(claim, atlas.sources_of(claim), ruled_out(atlas, claim))
        for claim in ordered
    )
    return FigureGroup(quantity, figures, _band(quantity, figures))


def _by_value(claim: Claim) -> tuple[int, bool, float, float, tuple[Day, Day], str]:
    """Texts before numbers, numbers by their lower end; of equals, the older one first."""
    # Figures about different extents are never mixed, so these come first, as `Extent` lists them.
    low = claim.low or 0.0
    high = low if claim.high is None else claim.high
    is_number = claim.low is not None
    extent = list(Extent).index(claim.extent)
    return (extent, is_number, low, high, sort_key(claim.date), claim.id)


def _band(quantity: Quantity, figures: Iterable[PublishedFigure]) -> Band | None:
    """From the smallest to the largest figure about the whole subject that may be believed.

    Left out are figures of another extent, doubtful ones and those that geometry rules out.
    Figures that are all the same make no band, and neither do those of a series.
    """
    spans = {
        (figure.claim.low, figure.claim.low if figure.claim.high is None else figure.claim.high)
        for figure in figures
        if figure.claim.low is not None and _may_be_believed(figure)
    }
    if len(spans) <= 1 or quantity in _SERIES:
        return None
    return Band(quantity, min(low for low, _ in spans), max(high for _, high in spans))


def _may_be_believed(figure: PublishedFigure) -> bool:
    claim = figure.claim
    is_whole = claim.extent is Extent.WHOLE
    return is_whole and not figure.ruled_out and claim.confidence is not Confidence.DOUBTFUL


def ruled_out(atlas: Atlas, claim: Claim) -> str | None:
    """Why a published length cannot be, with the kilometres; None where nothing speaks against it.

    Only lengths with `between_ids` can be ruled out, and only by more than the likely errors of
    those places, so that a badly known point never condemns a figure.
    """
    if claim.quantity is not Quantity.LENGTH_KM or claim.low is None:
        return None
    sites = _sites_between(atlas, claim)
    # The upper end counts: a range is only impossible if all of it is.
    published = claim.low if claim.high is None else claim.high
    if published >= shortest_km(sites):
        return None
    straight = f"{length_km([site.at for site in sites]):.0f}"
    return say(
        "Straight lines through {places} alone come to {km} km.",
        places=listed(site.names.en for site in sites),
        km=straight,
    )


def _sites_between(atlas: Atlas, claim: Claim) -> tuple[Site, ...]:
    """The places of a figure in order; ids without a site are left out, `validate` names them."""
    found = (atlas.find_site(site_id) for site_id in claim.between_ids)
    return tuple(site for site in found if site)


def shortest_km(sites: Sequence[Site]) -> float:
    """Kilometres below which no line through these places can be, in order.

    Geodesics on the WGS 84 ellipsoid, each less the likely errors of its two ends. A place that
    is known badly may be passed over where this gives the stricter bound, so that one place more
    never makes the bound smaller. Fewer than two places give 0.
    """
    # reach[i] is the longest sure distance of any chain of places that ends at place i, in km.
    # It is a longest path over hops that may skip places: an error larger than a hop makes that
    # hop 0, and skipping it can leave more.
    reach: list[float] = []
    for number, site in enumerate(sites):
        before = zip(sites[:number], reach, strict=True)
        reach.append(max((km + _hop_km(earlier, site) for earlier, km in before), default=0.0))
    return max(reach, default=0.0)


def _hop_km(start: Site, end: Site) -> float:
    """The least distance that two places can have, their likely errors taken off."""
    # Errors are radii, so at worst both places lie towards each other by the whole of them.
    errors = (start.location_error_km or 0.0) + (end.location_error_km or 0.0)
    return max(0.0, length_km((start.at, end.at)) - errors)
