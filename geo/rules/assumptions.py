"""What the planning of routes assumes: ranges the right way round, one for each scope."""

from collections.abc import Iterator
from typing import NamedTuple

from geo.records.model import Assumption
from geo.records.vocab import COUNTRIES, CostBasis, Factor, Mode
from geo.rules.context import Context, Found

_FILE = "assumptions.csv"


class _Scope(NamedTuple):
    """What a factor is asked for: how many countries at once, whether a place, which modes."""

    countries: int
    place: bool
    modes: frozenset[Mode]


_NO_MODE: frozenset[Mode] = frozenset()
_ON_LAND = frozenset(mode for mode in Mode if mode.is_routable and not mode.is_by_water)
_CHANGE = _Scope(0, place=True, modes=_NO_MODE)
_FRONTIER = _Scope(2, place=True, modes=_ON_LAND)
#: What is asked of each factor when a way is weighed, as `geo.routing.edge_costs` does it.
_SCOPES = {
    **{
        factor: _Scope(0 if mode.is_by_water else 1, place=False, modes=frozenset({mode}))
        for mode in Mode
        for factor in mode.factors
    },
    **dict.fromkeys((Factor.GAUGE_HOURS, Factor.GAUGE_COST), _CHANGE),
    **dict.fromkeys((Factor.MODE_HOURS, Factor.MODE_COST), _CHANGE),
    **dict.fromkeys((Factor.PORT_HOURS, Factor.PORT_COST), _CHANGE),
    **dict.fromkeys((Factor.FRONTIER_HOURS, Factor.FRONTIER_COST), _FRONTIER),
}


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
                hint = "Narrow one of the two to a mode, country, border or post"
                yield context.issue(assumption.id, "site_ids", "scope_double", found, hint)


def _scopes(assumption: Assumption) -> list[object]:
    where: list[object] = list(assumption.site_ids) or [frozenset(assumption.countries)]
    return [(assumption.factor, assumption.mode, place) for place in where]


def assumptions_hold_somewhere(context: Context) -> Found:
    """The scope of an assumption is one that a way can meet."""
    for assumption in context.loaded.assumptions:
        for field, found, hint in _unmet_scopes(assumption):
            yield context.issue(assumption.id, field, "scope_never", found, hint)


def _unmet_scopes(assumption: Assumption) -> Iterator[tuple[str, str, str]]:
    """Field, what was found and what to do, for each part of a scope that no way can meet."""
    scope, name = _SCOPES[assumption.factor], assumption.factor.value
    codes = set(assumption.countries)
    if strange := sorted(codes - COUNTRIES.keys()):
        yield "countries", f"the atlas has no country {strange[0]}", "Correct the code"
    if codes and assumption.site_ids:
        hint = "Leave the countries out: the places say it more exactly"
        yield "countries", "countries and site_ids stand together", hint
    elif assumption.countries and len(codes) != scope.countries:
        asked = ("no country", "one country", "two countries")[scope.countries]
        yield "countries", f"{name} is asked for {asked} at once", "Correct the countries"
    if assumption.site_ids and not scope.place:
        yield "site_ids", f"{name} is asked for no place", "Leave the places out"
    if assumption.mode and assumption.mode not in scope.modes:
        modes = " or ".join(sorted(scope.modes)) or "no mode"
        yield "mode", f"{name} is asked for {modes}", "Correct the mode or leave it out"


def factors_hold_everywhere(context: Context) -> Found:
    """Each factor has a value for where nothing more exact is known, if there are any at all."""
    records, refused = context.loaded.assumptions, context.loaded.refused
    if not records or any(name.startswith("asm-") for name in refused):
        return  # what was not taken may be the one that is looked for
    known = {
        record.factor
        for record in records
        if not (record.site_ids or record.countries or record.mode)
    }
    for factor in Factor:
        if factor not in known:
            found = f"{factor.value} has no value that holds everywhere"
            hint = "Add a row without countries, site_ids and mode"
            yield context.file_issue(_FILE, "factor_missing", found, hint)
