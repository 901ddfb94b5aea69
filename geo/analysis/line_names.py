"""What a record is called; a line by its two ends, after the label of the road or railway."""

from collections.abc import Sequence

from geo.atlas import Atlas
from geo.records.model import AnyRecord, Claim, Names, Segment
from geo.records.phrases import amount


def between(atlas: Atlas, site_ids: Sequence[str]) -> str:
    """`Naibabad – Pul-e-Khumri`; a place that is not in the atlas goes by its id."""
    found = [(atlas.find_site(site_id), site_id) for site_id in site_ids]
    return " – ".join(site.names.en if site else site_id for site, site_id in found)


def line_name(atlas: Atlas, segment: Segment) -> str:
    """`N-5: Lahore – Multan`, or the ends alone where the line has no label."""
    ends = between(atlas, (segment.from_id, segment.to_id))
    return f"{segment.label}: {ends}" if segment.label else ends


def record_name(atlas: Atlas, record: AnyRecord) -> str:
    """The name of any record, in the words of the reader; empty for what has none."""
    if isinstance(record, Segment):
        return line_name(atlas, record)
    if isinstance(record, Claim):
        value = record.text or ""
        return value if record.low is None else amount(record.quantity, record.low, record.high)
    names = getattr(record, "names", None)
    return names.en if isinstance(names, Names) else getattr(record, "title", "")


def name_by_id(atlas: Atlas, record_id: str) -> str:
    """The name of the record with this id; empty if there is none."""
    record = atlas.find(record_id)
    return record_name(atlas, record) if record else ""
