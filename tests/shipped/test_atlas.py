"""Sources and what they support, in the shipped atlas."""

from geo.atlas import Atlas
from geo.records.references import sources_of


def test_support_and_citation_are_the_same_relation(shipped_atlas: Atlas) -> None:
    records = (*shipped_atlas.sites, *shipped_atlas.segments, *shipped_atlas.projects)
    assert all(
        record.id in shipped_atlas.supports(source)
        for record in records
        for source in sources_of(record)
    )
