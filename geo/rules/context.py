"""What every rule needs to know: the records, the ids that exist, and how to report."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.errors import Issue
from geo.load import Loaded
from geo.model import Site, Source

Found = Iterator[Issue]


@dataclass(frozen=True, slots=True)
class Context:
    """The loaded records with the look-ups that rules share."""

    loaded: Loaded
    files: dict[str, str]
    sites: dict[str, Site]
    sources: dict[str, Source]
    known: frozenset[str]

    @classmethod
    def of(cls, loaded: Loaded) -> "Context":
        """Index what was loaded."""
        return cls(
            loaded,
            dict(loaded.files),
            {one.id: one for one in loaded.sites},
            {one.id: one for one in loaded.sources},
            frozenset(one.id for one in loaded.records()),
        )

    def issue(self, record_id: str, field: str, rule: str, found: str, hint: str) -> Issue:
        """A problem with one field of one record."""
        return Issue(self.files.get(record_id, ""), record_id, field, rule, found, hint)
