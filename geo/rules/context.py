"""What every rule needs to know: the records, the ids that exist, and how to report."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.errors import Issue
from geo.load import SITE_FILES, Loaded
from geo.model import Site, Source

Found = Iterator[Issue]

#: First part of an id -> the files in which such records stand; other ids are projects.
_HOMES = {
    "src": ("sources.csv",),
    "site": SITE_FILES,
    "per": ("people.csv",),
    "clm": ("claims.csv",),
    "evt": ("events.csv",),
    "bst": ("border_status.csv",),
    "cor": ("corrections.csv",),
}
_PROJECTS = ("projects.yaml",)


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

    def is_known(self, record_id: str) -> bool:
        """Whether a record has this id, or may have it in a record or file that was not taken."""
        kind = record_id.partition("-")[0]
        if record_id in self.known or record_id in self.loaded.refused:
            return True
        if kind in {"seg", "area"}:
            return any(name.startswith("layers/") for name in self.loaded.unread)
        return not self.loaded.unread.isdisjoint(_HOMES.get(kind, _PROJECTS))

    def issue(self, record_id: str, field: str, rule: str, found: str, hint: str) -> Issue:
        """A problem with one field of one record."""
        return Issue(self.files.get(record_id, ""), record_id, field, rule, found, hint)
