"""No shipped length is shorter than the ruler."""

from geo.atlas import Atlas
from geo.geometry.measure import (
    PUBLISHED,
    best_km,
    length_km,
)


def test_no_length_is_shorter_than_the_ruler_unless_published(shipped_atlas: Atlas) -> None:
    measured = [(segment, *best_km(segment)) for segment in shipped_atlas.segments]
    short = [
        segment.id
        for segment, km, basis in measured
        if basis != PUBLISHED and km < length_km((segment.line[0], segment.line[-1])) - 0.05
    ]
    assert short == []
