"""For each hour and dollar of a route: whether somebody measured it, and where it holds."""

from collections.abc import Iterable, Sequence

from geo.atlas import Atlas
from geo.records.model import Assumption, Site
from geo.records.phrases import listed, with_commas
from geo.records.texts import mark, say
from geo.records.vocab import CostBasis, Factor, country_name
from geo.routing.assumptions import AssumedRange
from geo.routing.route_model import Route
from geo.views.routes.clauses import way_words

#: Words for how a figure is known; what a reader puts in is known by nobody else.
YOURS = mark("yours")
_WORDS = {
    CostBasis.MEASURED: mark("measured"),
    CostBasis.PUBLISHED: mark("published"),
    CostBasis.OUR_GUESS: mark("our guess"),
}


def basis_of(figure: AssumedRange) -> str:
    """How a figure is known, as the fixed word: `measured`, `our-guess`, or `yours`."""
    return figure.record.basis.value if figure.record else YOURS


def basis_words(figures: Iterable[AssumedRange]) -> str:
    """How figures are known, in words: `measured`, `measured and our guess`."""
    found = [_WORDS[figure.record.basis] if figure.record else YOURS for figure in figures]
    return listed([say(word) for word in dict.fromkeys(found)])


def scope_of(atlas: Atlas, figure: AssumedRange) -> str:
    """Where a figure holds, in words; a reader's own holds everywhere."""
    return scope_words(atlas, figure.record) if figure.record else say("everywhere")


def scope_words(atlas: Atlas, assumption: Assumption) -> str:
    """Where an assumption holds: `everywhere`, `road, Kazakhstan – Uzbekistan`."""
    known = (atlas.find(site_id) for site_id in assumption.site_ids)
    places = [site.names.en for site in known if isinstance(site, Site)]
    countries = [country_name(code) for code in assumption.countries]
    where = with_commas(places) or " \u2013 ".join(countries) or say("everywhere")
    if assumption.mode is None:
        return where
    return say("{mode}, {where}", mode=way_words(assumption.mode.value), where=where)


def figures_of(routes: Iterable[Route]) -> tuple[AssumedRange, ...]:
    """Every figure that routes rest on, once, in the order of the factors."""
    found = {
        figure: None
        for route in routes
        for cost in route.costs
        for figure in (*cost.hours_from, *cost.usd_from)
    }
    order = list(Factor)
    return tuple(sorted(found, key=lambda figure: (order.index(figure.factor), _scope_key(figure))))


def _scope_key(figure: AssumedRange) -> str:
    return figure.record.id if figure.record else ""


def measured_share(route: Route) -> tuple[float, float]:
    """Shares of the hours and of the dollars, in the middle, that rest on measurements; 0 to 1."""
    hours = [(cost.hours.midpoint, cost.hours_from) for cost in route.costs]
    usd = [(cost.usd.midpoint, cost.usd_from) for cost in route.costs]
    return _share(hours), _share(usd)


def _share(parts: Sequence[tuple[float, Sequence[AssumedRange]]]) -> float:
    whole = sum(value for value, _ in parts)
    measured = sum(
        value
        for value, figures in parts
        if figures and all(_is_measured(figure) for figure in figures)
    )
    return measured / whole if whole else 0.0


def _is_measured(figure: AssumedRange) -> bool:
    return figure.record is not None and figure.record.basis is CostBasis.MEASURED
