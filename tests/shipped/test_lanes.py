"""Every shipped line has its lanes."""

from geo.atlas import Atlas
from geo.mapview.parallel_lanes import lanes_of


def test_every_line_of_the_shipped_atlas_has_lanes(shipped_atlas: Atlas) -> None:
    runs = {project.id: shipped_atlas.segments_of(project.id) for project in shipped_atlas.projects}
    lanes = lanes_of(runs)
    assert set(lanes) == {segment.id for run in runs.values() for segment in run}
    for segment_id, found in lanes.items():
        assert lanes[found.track_id].track_id == found.track_id, segment_id
