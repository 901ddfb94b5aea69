"""What readers fill into forms: drafts of every kind of record with values by chance.

What the rules accept has to stand in the files as it was meant, and leave all other records alone.
"""

from dataclasses import dataclass
from functools import cache as kept
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from geo.pipeline.contributions.drafts import Draft, DraftError, with_drafts
from geo.pipeline.contributions.entries import EntryError
from geo.pipeline.contributions.ground import Ground
from geo.pipeline.contributions.patch import patch_of
from geo.reading.load import load
from geo.records.kinds import KINDS
from geo.views.proposals.fields import Ask, figures_text, form_fields, nested, read_figures
from tests.fuzz.doors.door import Door, FaultError, check_sentence
from tests.fuzz.sayings import HALVES, ODD

_GOOD = Path(__file__).parents[2] / "data" / "good"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A record of a kind as it was filled in: values by path; `of` is the record it began as."""

    kind: str
    of: str
    values: tuple[tuple[str, Any], ...]


@kept
def _ground() -> Ground:
    return Ground(_GOOD, load(_GOOD))


@kept
def _drafts() -> tuple[Draft, ...]:
    """Every record of a small atlas, as a form begins with it."""
    ground = _ground()
    return tuple(filter(None, map(ground.draft_of, ground.records)))


def _forms() -> st.SearchStrategy[FilledForm]:
    return st.sampled_from(_drafts()).flatmap(_filled)


def _filled(draft: Draft) -> st.SearchStrategy[FilledForm]:
    (kind,) = (kind for kind in KINDS if kind.plural == draft.kind)
    text = st.one_of(ODD, ODD, HALVES)
    known = tuple(_ground().records)
    values = {
        Ask.TEXT: text,
        Ask.LONG: st.lists(text, max_size=3).map("\n\n".join),
        Ask.TEXTS: st.lists(text, max_size=3),
        Ask.FIGURES: text.map(read_figures),
        Ask.CHOICE: st.one_of(st.sampled_from(known), text),
        Ask.CHOICES: st.lists(st.one_of(st.sampled_from(known), text), max_size=3),
    }
    fields = [(field.path, values[field.ask]) for field in form_fields(kind)]
    change = st.sampled_from(fields).flatmap(lambda field: st.tuples(st.just(field[0]), field[1]))
    changes = st.lists(change, min_size=1, max_size=4).map(tuple)
    return st.builds(FilledForm, st.just(draft.kind), st.just(draft.id), changes)


def drafted(form: FilledForm) -> str:
    """What came of a filled form: told what is wrong, or written and read again as it was meant."""
    ground = _ground()
    (old,) = (draft for draft in _drafts() if draft.id == form.of)
    values = dict(old.values)
    for path, value in form.values:
        head, _, tag = path.partition(".")
        if tag:
            values[head] = {**dict(values.get(head) or {}), tag: value}
        else:
            values[head] = value
        figures_text(value)
    draft = Draft(form.kind, nested(values), old.file, old.old)
    issues = ground.issues([draft])
    for issue in issues:
        check_sentence(issue.sentence())
    try:
        texts = with_drafts([draft], ground.read)
    except (DraftError, EntryError) as error:
        check_sentence(str(error))
        if not issues:
            raise FaultError(f"accepted, and not to be written: {error}") from None
        return "refused"
    if issues:
        return "told"
    patch_of(texts, ground.read)
    _check_written(form, draft, texts)
    return "written"


def _check_written(form: FilledForm, draft: Draft, texts: Any) -> None:
    """Read the whole folder with the new texts: nothing is lost, and nothing else changes."""
    after = _laid(texts)
    lost = set(_ground().records) - {record.id for record in after.records()}
    if lost or after.issues != _ground().loaded.issues:
        raise FaultError(f"afterwards {sorted(lost)} are lost; {after.issues[:2]}")
    for record in after.records():
        if record.id != draft.id and record != _ground().records[record.id]:
            raise FaultError(f"afterwards {record.id} is another")


def _laid(texts: Any) -> Any:
    import shutil  # noqa: PLC0415 - few cases come here
    import tempfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        folder = Path(shutil.copytree(_GOOD, Path(place) / "data"))
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        return load(folder)


FORMS = Door("forms", _forms, drafted, seconds=5, share=7)
FORM_DOORS = (FORMS,)
