"""Gauge changes of the shipped atlas stand where its gauges say."""

from geo.atlas import Atlas
from geo.records.vocab import GaugeBasis


def test_the_atlas_has_its_breaks_where_the_gauges_of_its_lines_say(shipped_atlas: Atlas) -> None:
    torkham, chaman = shipped_atlas.site("site-torkham"), shipped_atlas.site("site-chaman")
    assert torkham.breaks_gauge_mm == (1520, 1676)
    assert torkham.breaks_gauge_basis is GaugeBasis.READING
    assert set(chaman.breaks_gauge_mm or ()) == {1520, 1676}
    built = {site.id for site in shipped_atlas.sites if site.breaks_gauge_basis is GaugeBasis.BUILT}
    assert {"site-sarakhs", "site-astara-ir", "site-zahedan", "site-dostyk"} <= built
