"""What a line is called: its two ends, after the label of the road or railway if it has one."""

from collections.abc import Sequence

from geo.atlas import Atlas
from geo.model import Segment


def between(atlas: Atlas, site_ids: Sequence[str]) -> str:
    """`Naibabad – Pul-e-Khumri`; a place that is not in the atlas goes by its id."""
    found = [(atlas.find_site(site_id), site_id) for site_id in site_ids]
    return " – ".join(site.names.en if site else site_id for site, site_id in found)


def line_name(atlas: Atlas, segment: Segment) -> str:
    """`N-5: Lahore – Multan`, or the ends alone where the line has no label."""
    ends = between(atlas, (segment.from_id, segment.to_id))
    return f"{segment.label}: {ends}" if segment.label else ends
