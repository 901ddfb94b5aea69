"""Everything that is wrong with a data folder, in one go: what `python -m geo check` tells."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from geo.atlas import Atlas
from geo.mapview.style import read_style
from geo.reading.files import Problems, read_text
from geo.reading.inventory import DOCUMENTS
from geo.reading.network.countries import OUTLINES, Countries, read_countries
from geo.records.errors import DataError, Issue
from geo.records.loaded import Loaded
from geo.rules.context import Context, Found
from geo.rules.network.countries import OFF_BORROWED_KM, places_lie_in_their_countries
from geo.rules.network.network_files import derived_files, odd_figures
from geo.rules.network.water import lines_off_their_element
from geo.rules.validate import CLOSER_RULES
from geo.search.gazetteer import read_towns


def problems(atlas: Atlas, loaded: Loaded, folder: Path, shipped: Path) -> tuple[Issue, ...]:
    """Every problem of every file in a folder; `shipped` has outlines where the folder has none.

    `atlas` was opened from `loaded`, so its issues are those of the records.
    """
    context = Context.of(loaded)
    records = tuple(loaded.records())
    found = [
        *atlas.issues,
        *_document_issues(folder),
        *_issues_of(lambda: read_style(folder)),
        *_issues_of(lambda: read_towns(folder)),
        *derived_files(folder, records),
        *odd_figures(folder),
        *_misplaced(context, folder, shipped),
        *(issue for rule in CLOSER_RULES for issue in rule(context)),
        *lines_off_their_element(atlas.segments, folder),
    ]
    return tuple(sorted(set(found)))


def _document_issues(folder: Path) -> Iterator[Issue]:
    for name in DOCUMENTS:
        if (folder / name).exists():
            notes = Problems(name)
            read_text(folder / name, notes)
            yield from notes.issues


def _issues_of(read: Callable[[], object]) -> tuple[Issue, ...]:
    try:
        read()
    except DataError as error:
        return error.issues
    return ()


def _misplaced(context: Context, folder: Path, shipped: Path) -> Found:
    """Places outside their countries, by the outlines of the folder, or else by ours, roughly."""
    own, is_own = (
        _issues_of(lambda: read_countries(folder / OUTLINES)),
        (folder / OUTLINES).exists(),
    )
    if is_own and not own:
        return places_lie_in_their_countries(context, read_countries(folder / OUTLINES))
    lent = shipped / OUTLINES
    borrowed = _lent(lent, lent.stat().st_mtime_ns if lent.exists() else 0)
    return places_lie_in_their_countries(context, borrowed, OFF_BORROWED_KM)


@lru_cache(maxsize=1)
def _lent(outlines: Path, _changed: int) -> Countries:
    """Outlines of countries, kept until their file changes: folder after folder asks for them."""
    return read_countries(outlines)
