"""What many readers see, made once for all of them until records, day or language change.

Each function keeps the answers to so many questions; none of them draws anything.
"""

from geo.views.corrections import correction_rows
from geo.views.pages import project_page as views
from geo.views.pages.project_charts import share_groups
from geo.views.pages.project_list import project_list
from geo.views.pages.project_page import ProjectPage
from geo.views.pages.source_register import RegisterEntry, register_entries, register_parts
from geo.views.tables import FilteredTable, TableQuery, filtered_table, page_of
from pages.ui import cache
from pages.ui.html import render

#: A question to a table as a key: its title, words, picked options by facet, order and columns.
_Asked = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...], str, tuple[str, ...]]


@cache.kept(64)
def project_page(project_id: str) -> ProjectPage:
    """All that is told of a project; raises UnknownId."""
    return views.project_page(cache.atlas(), cache.countries(), project_id)


@cache.kept(256)
def project_html(project_id: str, part: str) -> str:
    """A part of the page of a project."""
    return render("project", page=project_page(project_id), part=part)


@cache.kept(64)
def bars_html(project_id: str) -> str:
    """The kilometres of a project as bars."""
    page = project_page(project_id)
    return render("charts", page=page, groups=share_groups(page.shares), part="bars")


@cache.kept(4)
def projects_html() -> str:
    """The list of all projects."""
    return render("project_list", page=project_list(cache.atlas()))


@cache.kept(4)
def corrections_html() -> str:
    """All that was corrected."""
    return render("changes", rows=correction_rows(cache.atlas()))


@cache.kept(16)
def register(words: str, kind: str) -> tuple[RegisterEntry, ...]:
    """The rows of the register of sources that match."""
    return register_entries(cache.atlas(), words, kind)


@cache.kept(48)
def register_html(words: str, kind: str, part: str) -> str:
    """One part of these rows, or all of them if there is but one."""
    entries = register(words, kind)
    return render("register", entries=register_parts(entries)[part] if part else entries)


def table_rows(title: str, query: TableQuery) -> FilteredTable:
    """The rows of a table that match, in order."""
    return _table_rows(_asked(title, query))


def table_html(title: str, query: TableQuery, number: int) -> str:
    """The page with this number of the rows that match, counted from 1."""
    return _table_html(_asked(title, query), number)


def _asked(title: str, query: TableQuery) -> _Asked:
    picked = tuple((name, tuple(options)) for name, options in query.picked.items())
    return title, query.words, picked, query.order, tuple(query.columns)


@cache.kept(32)
def _table_rows(asked: _Asked) -> FilteredTable:
    title, words, picked, order, columns = asked
    query = TableQuery(words, dict(picked), order, columns)
    return filtered_table(cache.records_table(title), query)


@cache.kept(32)
def _table_html(asked: _Asked, number: int) -> str:
    return render("records", page=page_of(cache.atlas(), _table_rows(asked), number))


@cache.kept(16)
def columns_html(title: str) -> str:
    """What the columns of a table mean."""
    return render("columns", table=cache.records_table(title))


@cache.kept(64)
def compare_html(ids: tuple[str, ...], part: str) -> str:
    """A part of the comparison of these ways."""
    return render("compare", page=cache.comparison_of(ids), part=part)
