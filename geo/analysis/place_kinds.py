"""Which places can be shown by themselves, whatever lines are on."""

from geo.records.model import Site
from geo.records.vocab import PlaceLayer, SiteKind

_PORTS = {SiteKind.PORT, SiteKind.DRY_PORT}


def place_layers(site: Site) -> tuple[PlaceLayer, ...]:
    """The layers of places that the site belongs to, in the order of their words."""
    belongs = {
        PlaceLayer.BORDER: site.kind is SiteKind.BORDER_CROSSING,
        PlaceLayer.BREAKS: bool(site.breaks_gauge_mm),
        PlaceLayer.PORTS: site.kind in _PORTS,
    }
    return tuple(layer for layer in PlaceLayer if belongs[layer])
