"""Breaks of gauge: recorded wherever two track gauges meet or would meet, and nowhere half."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from geo.records.model import Segment, Site
from geo.records.vocab import GAUGES_MM, GaugeBasis
from geo.rules.context import Context, Found


def breaks_are_told_in_full(context: Context) -> Found:
    """Two gauges that meet and how that is known stand together, and they are two."""
    for site in context.sites():
        gauges = site.breaks_gauge_mm
        if (gauges is None) is not (site.breaks_gauge_basis is None):
            field = "breaks_gauge_basis" if gauges else "breaks_gauge_mm"
            found, hint = "half a gauge change", "Give both gauges and how they are known"
            yield context.issue(site.id, field, "break_half", found, hint)
        elif gauges and len(set(gauges)) == 1:
            found, hint = f"{gauges[0]} mm meets itself", "Name both gauges or leave the field out"
            yield context.issue(site.id, "breaks_gauge_mm", "break_of_one_gauge", found, hint)


def gauges_that_meet_are_recorded(context: Context) -> Found:
    """Where two railways have no gauge in common, their place records a break that joins them.

    Dual-gauge track has each of its gauges. A break joins two railways if one of its gauges is
    that of the one and the other that of the other, so at a place of three gauges each two of
    them that meet are looked at apart. Lines of every state count: what is planned would meet.
    """
    for site_id, lines in _lines_at(context).items():
        site = context.site(site_id)
        if site is None:
            continue  # told elsewhere
        for (first, second), gauges in _missing_breaks(site, lines).items():
            found = f"{gauges[0]} mm of {first} meets {gauges[1]} mm of {second}"
            hint = "Record the gauge change, or give a third gauge a stop of its own"
            yield context.issue(site_id, "breaks_gauge_mm", "break_missing", found, hint)


def built_breaks_are_built(context: Context) -> Found:
    """A break is called built only where track of both its gauges lies."""
    lines = _lines_at(context)
    for site in context.sites():
        if not site.breaks_gauge_mm or site.breaks_gauge_basis is not GaugeBasis.BUILT:
            continue
        laid = {
            gauge
            for line in lines.get(site.id, ())
            if line.lifecycle.is_built
            for gauge in line.gauges_mm
        }
        missing = sorted(set(site.breaks_gauge_mm) - laid)
        if missing:
            found = f"no track of {missing[0]} mm lies here"
            hint = f"Call it {GaugeBasis.PLANNED} or {GaugeBasis.READING}"
            yield context.issue(site.id, "breaks_gauge_basis", "break_not_built", found, hint)


def _lines_at(context: Context) -> Mapping[str, list[Segment]]:
    """Lines with known track gauges by the places that they end at or pass."""
    found: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in context.loaded.segments:
        if segment.gauges_mm and GAUGES_MM.issuperset(segment.gauges_mm):
            for site_id in dict.fromkeys((segment.from_id, *segment.via_ids, segment.to_id)):
                found[site_id].append(segment)
    return found


def _missing_breaks(site: Site, lines: list[Segment]) -> dict[tuple[str, str], tuple[int, int]]:
    """One pair of railways, with their gauges, for each two gauges that no recorded break joins."""
    found: dict[frozenset[int], tuple[tuple[str, str], tuple[int, int]]] = {}
    for first, second in combinations(lines, 2):
        if set(first.gauges_mm) & set(second.gauges_mm) or _has_recorded_break(site, first, second):
            continue
        # By gauges, not by lines: ten tracks of two gauges in one yard are one break.
        gauges = (first.gauges_mm[0], second.gauges_mm[0])
        found.setdefault(frozenset(gauges), ((first.id, second.id), gauges))
    return dict(found.values())


def _has_recorded_break(site: Site, first: Segment, second: Segment) -> bool:
    return any(
        here in first.gauges_mm and there in second.gauges_mm
        for here, there in _both_ways(site.breaks_gauge_mm)
    )


def _both_ways(gauges: tuple[int, int] | None) -> Iterator[tuple[int, int]]:
    if gauges:
        yield gauges
        yield gauges[1], gauges[0]
