"""From records to a table: each column stands beside the way to fill it.

Every table begins with the name of the record and the link to the map, and ends with the sources.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Generic, TypeVar

from geo.atlas import Atlas
from geo.records.glossary import meaning
from geo.records.model import AnyRecord, Names, Project, Record, Segment
from geo.records.references import sources_of
from geo.records.texts import mark, say
from geo.records.vocab import COUNTRIES, Basis, Confidence, Lifecycle, Mode, Word
from geo.search.search import fold
from geo.views.tables.relations import (
    countries_of,
    map_link,
    project_links,
    projects_of,
    source_links,
    spellings_of,
)
from geo.views.tables.table_cells import (
    EMPTY_CELL,
    Cell,
    Column,
    Count,
    Facet,
    Kind,
    RecordRow,
    Table,
    date_cell,
    link_word,
    names_cell,
    number_cell,
    text_cell,
    word_cell,
)

R = TypeVar("R", bound=AnyRecord)

#: A column and what it shows of a record.
FilledColumn = tuple[Column, Callable[[R], Cell]]

_LABELS = {
    "project": mark("Project or group"),
    "country": mark("Country"),
    "mode": mark("Mode"),
}


@dataclass(frozen=True, slots=True)
class TablePlan(Generic[R]):
    """How to make a table of records.

    `title`, `noun`, `counts`, `about`, `order` and `foot` are those of the table. `name` calls a
    record by its name. `by` are the facets; `word` is one more: its name, its label, its words, and
    the word of a record. `modes` are its modes, `lines` those to be measured for it, `exports` the
    ids to be exported, and `cites` the sources that are shown, if not its own. `on_map` is false
    where the map shows nothing of the kind.
    """

    title: str
    noun: tuple[str, str]
    counts: tuple[Count, Count]
    about: str
    records: Iterable[R]
    name: Callable[[R], str]
    columns: Sequence[FilledColumn[R]]
    by: tuple[str, ...] = ()
    word: tuple[str, str, type[Word], Callable[[R], Word | None]] | None = None
    modes: Callable[[R], Iterable[Word]] = lambda _: ()
    cites: Callable[[R], Iterable[str]] = sources_of
    lines: Callable[[R], Iterable[Segment]] = lambda _: ()
    exports: Callable[[R], Iterable[str]] = lambda record: (record.id,)
    order: str = ""
    foot: str = ""
    on_map: bool = True


def build_table(atlas: Atlas, plan: TablePlan[R]) -> Table:
    """The table of a plan, every row with its cells, its facets and its text for the search."""
    (first, named), *rest = plan.columns
    on_map: FilledColumn[R] = (
        Column(
            mark("Map"), say("Opens the map with this record, or with what it is about."), "links"
        ),
        lambda record: map_link(atlas, record, plan.name(record)),
    )
    sources: FilledColumn[R] = (
        Column(mark("Sources"), say("Rows of the register that the record rests on."), "links"),
        lambda record: source_links(atlas, record, plan.cites(record)),
    )
    lead = [(first, named), on_map] if plan.on_map else [(first, named)]
    columns: list[FilledColumn[R]] = [*lead, *rest, sources]
    rows = tuple(_record_row(atlas, plan, columns, record) for record in plan.records)
    facets = [Facet(name, say(_LABELS[name]), _options(atlas, name, rows)) for name in plan.by]
    if plan.word:
        name, label, words, _ = plan.word
        facets.append(Facet(name, label, _used_options(name, _word_options(words), rows)))
    # Only what stands in a row can be picked, so no option of a facet leads to an empty table
    # by itself; a facet without options is left out.
    kept = tuple(facet for facet in facets if facet.options)
    shown = tuple(_with_used(column, at, rows) for at, (column, _) in enumerate(columns))
    return Table(
        plan.title, plan.noun, plan.counts, plan.about, shown, rows, kept, plan.order, plan.foot
    )


def _with_used(column: Column, at: int, rows: Sequence[RecordRow]) -> Column:
    """The column with those of its fixed words that stand in it."""
    # A cell with a fixed word has the place of the word in its list as its key.
    used = {row.cells[at].key for row in rows}
    return replace(
        column, words=tuple(pair for place, pair in enumerate(column.words) if place in used)
    )


def _record_row(
    atlas: Atlas, plan: TablePlan[R], columns: Sequence[FilledColumn[R]], record: R
) -> RecordRow:
    cells = tuple(fill(record) for _, fill in columns)
    owners = projects_of(atlas, record)
    facets = {
        "project": frozenset((*(owner.short for owner in owners), *map(group_option, owners))),
        "country": frozenset(countries_of(atlas, record)),
        "mode": frozenset(link_word(mode) for mode in plan.modes(record)),
    }
    word = plan.word[3](record) if plan.word else None
    if plan.word:
        facets[plan.word[0]] = frozenset((link_word(word),) if word else ())
    # Spellings count even where no column shows them: کابل finds what is written Kabul. So does
    # the word that links have.
    hidden = (record.id, word or "", *spellings_of(atlas, record), *plan.cites(record))
    searched = (*(cell.text for cell in cells), *hidden)
    name = plan.name(record)
    lines = tuple(line.id for line in plan.lines(record))
    return RecordRow(
        record.id,
        name,
        cells,
        MappingProxyType(facets),
        fold(" ".join(searched)),
        lines,
        tuple(plan.exports(record)),
    )


def group_option(project: Project) -> str:
    """The words of links that pick all projects of a group."""
    return f"{project.group}, all"


def _options(atlas: Atlas, name: str, rows: Sequence[RecordRow]) -> dict[str, str]:
    if name == "project":
        return _used_options(name, _project_options(atlas), rows)
    known = _word_options(Mode) if name == "mode" else {name: say(name) for name in _COUNTRIES}
    used = _used_options(name, known, rows)
    return dict(sorted(used.items(), key=lambda pair: fold(pair[1])))


_COUNTRIES = tuple(COUNTRIES.values())


def _word_options(words: type[Word]) -> dict[str, str]:
    return {link_word(word): word.label for word in words}


def _project_options(atlas: Atlas) -> dict[str, str]:
    """Groups in their order, each followed by its projects; a group of one needs no line."""
    groups: dict[str, list[Project]] = {}
    for project in atlas.projects:
        groups.setdefault(project.group, []).append(project)
    tree = {}
    for group, projects in groups.items():
        if len(projects) > 1:
            tree[group_option(projects[0])] = say("{group}, all", group=group)
        tree |= {project.short: project.short for project in projects}
    return tree


def _used_options(
    name: str, options: Mapping[str, str], rows: Sequence[RecordRow]
) -> dict[str, str]:
    used = {option for row in rows for option in row.facets[name]}
    return {option: label for option, label in options.items() if option in used}


# Columns that several tables have ------------------------------------------------------------


def field_heading(
    model: type[Record],
    name: str,
    title: str,
    kind: Kind = "text",
    *,
    unit: str = "",
    words: type[Word] | None = None,
) -> Column:
    """A column that stands for a field of a record; its help comes from the glossary."""
    return Column(
        title, meaning(model, name), kind, unit, words_with_meanings(words) if words else ()
    )


def words_with_meanings(words: type[Word]) -> tuple[tuple[str, str], ...]:
    """Fixed words as readers see them, each with its meaning."""
    return tuple((word.label, word.meaning) for word in words)


def field_column(
    model: type[R],
    name: str,
    title: str,
    kind: Kind = "text",
    *,
    unit: str = "",
    words: type[Word] | None = None,
) -> FilledColumn[R]:
    """A column that shows a field as it is."""
    fill = _FILL["word" if words else kind]
    column = field_heading(model, name, title, "word" if words else kind, unit=unit, words=words)
    return column, lambda record: fill(getattr(record, name))


_FILL: dict[str, Callable[..., Cell]] = {
    "text": text_cell,
    "long": text_cell,
    "number": number_cell,
    "date": date_cell,
    "word": word_cell,
}


def state_column(model: type[R]) -> FilledColumn[R]:
    """The state, with a word where we concluded it ourselves."""

    def fill(record: R) -> Cell:
        state: Lifecycle | None = getattr(record, "lifecycle", None)
        is_ours = getattr(record, "lifecycle_basis", None) is Basis.INFERRED
        ours = say("{state}, our conclusion", state=state.label) if state and is_ours else ""
        return word_cell(state, ours)

    return field_heading(model, "lifecycle", mark("State"), "word", words=Lifecycle), fill


def confidence_column(model: type[R]) -> FilledColumn[R]:
    """How well a record is backed."""
    return field_column(model, "confidence", mark("Confidence"), words=Confidence)


def local_names_column(_: type[R]) -> FilledColumn[R]:
    """Names in other languages, each in its own script."""
    column = Column(
        mark("Local names"), say("Names in the languages of the place and in Russian."), "names"
    )

    def fill(record: R) -> Cell:
        names: Names | None = getattr(record, "names", None)
        return names_cell(names.local()) if names else EMPTY_CELL

    return column, fill


def projects_column(atlas: Atlas, _: type[R], title: str = mark("Projects")) -> FilledColumn[R]:
    """Projects by their short names."""
    column = Column(title, say("Projects that it belongs to; each link opens its page."), "links")
    return column, lambda record: project_links(projects_of(atlas, record))


def countries_column(atlas: Atlas, _: type[R]) -> FilledColumn[R]:
    """Countries by their names."""
    column = Column(mark("Countries"), say("Countries that it lies in, passes or is about."))
    return column, lambda record: text_cell(", ".join(map(say, countries_of(atlas, record))))
