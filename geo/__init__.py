"""The domain of the Corridor Atlas: records, rules and questions, without any user interface."""

from geo.atlas import Atlas, open_atlas
from geo.errors import DataError, GeoError
from geo.model import Article, Event, Project, Segment, Site, Source

__all__ = [
    "Article",
    "Atlas",
    "DataError",
    "Event",
    "GeoError",
    "Project",
    "Segment",
    "Site",
    "Source",
    "open_atlas",
]
