"""Drafts of records to the new texts of files, and changes back to what was before."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.pipeline.contributions.entries import EntryError, drop_entry, find_entry, put_entry
from geo.pipeline.contributions.workspace import Edit, Read, SavedChange
from geo.pipeline.contributions.writing import Values, entry_text
from geo.reading.files import quoted
from geo.records.errors import GeoError
from geo.records.kinds import BY_PLURAL, Kind

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 80


class DraftError(GeoError):
    """A draft that cannot be put into a file: it names none, or a record stands there already."""


@dataclass(frozen=True)
class Draft:
    """A record as somebody wants it: the kind by its plural, and plain values by field.

    `file` is its path in the data folder; empty for the first file of its kind. `old` are the
    values of the record that it takes the place of, None for a new one.
    """

    kind: str
    values: Values
    file: str = ""
    old: Values | None = None

    @property
    def about(self) -> Kind:
        """What is known of its kind; raises DraftError for a kind that is not there."""
        if self.kind not in BY_PLURAL:
            raise DraftError(f"there is no kind of record '{self.kind}'")
        return BY_PLURAL[self.kind]

    @property
    def id(self) -> str:
        """The id, or nothing where it has none."""
        return str(self.values.get("id") or "")

    @property
    def path(self) -> str:
        """The file that it stands in; raises DraftError where no file can be named so."""
        kind = self.about
        path = self.file or kind.files[0]
        if not is_id(self.id):
            raise DraftError(
                f"{quoted(self.id)} is no id: lower case letters, digits and single hyphens"
            )
        if self.old is not None and self.old.get("id") != self.id:
            raise DraftError(f"{quoted(self.old.get('id'))} stays the id: ids never change")
        if "*" not in path:
            return path
        name = str(self.values.get(kind.named_by) or "")
        if not is_id(name):
            raise DraftError(f"{quoted(name)} cannot be the name of a file; correct the id")
        return path.replace("*", name)


def is_id(text: str) -> bool:
    """Whether a text has the form of an id; such texts are sound names of files too."""
    return len(text) <= _LONGEST_ID and _ID.fullmatch(text) is not None


def columns_of(text: str | None) -> tuple[str, ...]:
    """The header of a CSV text."""
    return tuple(cell.strip() for cell in next(csv.reader((text or "").splitlines()), []))


def text_of(draft: Draft, read: Read) -> str:
    """The text of a draft, as its file will have it; raises EntryError where it does not fit."""
    header = columns_of(read(draft.path)) if draft.path.endswith(".csv") else ()
    if not header and draft.path.endswith(".csv"):
        raise EntryError(f"{draft.path}: there is no header to put a row below")
    return entry_text(draft.about, draft.path, draft.values, header)


def with_drafts(drafts: Iterable[Draft], read: Read) -> Mapping[str, str]:
    """The new text of every file that the drafts touch, by its path.

    Raises DraftError for a new record whose id is taken in its file, and EntryError.
    """
    texts: dict[str, str] = {}
    for draft in drafts:
        path = draft.path
        before = texts.get(path, read(path))
        if draft.old is None and before is not None and find_entry(path, before, draft.id):
            raise DraftError(f"{path}: there is a record {draft.id} already")
        texts[path] = put_entry(path, before, draft.id, text_of(draft, read))
    return texts


def edit_of(drafts: Iterable[Draft], read: Read) -> Edit:
    """What the workspace is to save: the new texts, and a line of the journal for each draft."""
    kept = tuple(drafts)
    changes = [
        SavedChange(draft.id, draft.kind, draft.path, draft.old, draft.values) for draft in kept
    ]
    return Edit(dict(with_drafts(kept, read)), tuple(changes))


def undone(changes: Iterable[SavedChange], read: Read) -> Edit:
    """What undoes these changes, the last one first: old values stand again, new records go.

    Raises DraftError where a record does not stand there as it was saved.
    """
    files: dict[str, str | None] = {}
    turned = []
    for change in reversed(tuple(changes)):
        path = change.file
        text = files[path] if path in files else read(path)
        saved = text_of(Draft(change.kind, change.new or {}, path), read)
        if text is None or find_entry(path, text, change.record) != saved:
            raise DraftError(f"{path}: {change.record} was changed since by other means")
        if change.old is None:
            files[path] = drop_entry(path, text, change.record)
        else:
            draft = Draft(change.kind, change.old, path)
            files[path] = put_entry(path, text, change.record, text_of(draft, read))
        turned.append(SavedChange(change.record, change.kind, path, change.new, change.old))
    return Edit(files, tuple(turned))
