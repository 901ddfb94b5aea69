"""What the planning of routes assumes: ranges the right way round, one for each scope."""

from geo.model import Assumption
from geo.rules.context import Context, Found
from geo.vocab import CostBasis


def assumptions_are_ranges(context: Context) -> Found:
    """The low value comes first, and what is measured or published says for which year."""
    for assumption in context.loaded.assumptions:
        if assumption.high < assumption.low:
            found = f"{assumption.low:g} to {assumption.high:g}"
            hint = "Give the lower value first"
            yield context.issue(assumption.id, "high", "range_reversed", found, hint)
        if assumption.basis is not CostBasis.OUR_GUESS and not assumption.year:
            hint = "Give the year or years of the figures, or call it our-guess"
            yield context.issue(assumption.id, "year", "year_missing", "no year", hint)


def assumptions_do_not_compete(context: Context) -> Found:
    """For one factor, place and mode there is one value."""
    first: dict[object, str] = {}
    for assumption in context.loaded.assumptions:
        for scope in _scopes(assumption):
            other = first.setdefault(scope, assumption.id)
            if other != assumption.id:
                found = f"the same scope as {other}"
                hint = "Narrow one of the two to a mode, country, frontier or post"
                yield context.issue(assumption.id, "site_ids", "scope_double", found, hint)


def _scopes(assumption: Assumption) -> list[object]:
    where: list[object] = list(assumption.site_ids) or [frozenset(assumption.countries)]
    return [(assumption.factor, assumption.mode, place) for place in where]
