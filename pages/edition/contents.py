"""What stands on each page of an edition, from the same records and templates as the live pages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from geo.mapview.folium_map import SmallMap
from geo.records import glossary
from geo.records.dates import today
from geo.records.model import Project
from geo.records.texts import say
from geo.records.vocab import Lifecycle, Rung
from geo.views.addresses import (
    ABOUT,
    ARTICLES,
    COMPARE,
    DATA,
    MAP,
    PAGES,
    PROJECT,
    SOURCES,
    TIMELINE,
    PageAddress,
)
from geo.views.comparison.comparison_page import chosen_ids
from geo.views.corrections import correction_rows
from geo.views.freshness import atlas_freshness
from geo.views.page_heads import SELECTABLE, PageHead, page_name
from geo.views.pages import project_page as project_view
from geo.views.pages.project_charts import figure_charts, share_groups
from geo.views.pages.project_list import project_list
from geo.views.pages.source_register import register_entries
from geo.views.pages.welcome import PERIODS
from geo.views.panels import panel
from geo.views.tables import TABLES, TableQuery, filtered_table, page_of, table_slug
from geo.views.tables.table_cells import Table
from pages.edition.articles import article_pages
from pages.edition.files import formats_of
from pages.edition.shell import EditionPage, head_of, parts, side_by_side, small_map
from pages.ui import cache
from pages.ui.html import render

_MADE = (MAP, TIMELINE, COMPARE, PROJECT, DATA, ARTICLES, SOURCES, ABOUT)


def edition_pages(live: str) -> Iterator[EditionPage]:
    """Every page; `live` is the address of a live atlas, or empty."""
    yield _map(MAP, timeline=False)
    yield _map(TIMELINE, timeline=True)
    yield from _records()
    yield from _changes()
    yield _compare(live)
    yield from _projects()
    yield from _tables()
    yield from article_pages()
    yield _sources()
    yield _about()
    yield from (_live_only(page, live) for page in PAGES if page not in _MADE)


def _path(page: PageAddress) -> str:
    return f"{page.path}/" if page.path else ""


def _there(page: PageAddress, live: str) -> str:
    return f"{live}{page.path}" if live else ""


def _map(page: PageAddress, *, timeline: bool) -> EditionPage:
    details = render("welcome", view=cache.welcome_page())
    whole = parts("map", _path(page), timeline=timeline, details=Markup(details))  # noqa: S704 - a template of ours
    return EditionPage(_path(page), head_of(page), (whole,), is_wide=True)


def _records() -> Iterator[EditionPage]:
    """One page for each record that the map can choose; its article is what the map shows.

    It stands below the former ids of the record too, which old links have.
    """
    atlas = cache.atlas()
    former: dict[str, list[str]] = {}
    for name, current in atlas.aliases.items():
        former.setdefault(current, []).append(name)
    for record in atlas.records():
        if isinstance(record, SELECTABLE):
            article = render("panel", panel=panel(atlas, record.id))
            head = head_of(MAP, select=record.id)
            yield EditionPage(f"record/{record.id}/", head, (article,))
            for name in former.get(record.id, ()):
                yield EditionPage(f"record/{name}/", head, (article,), is_listed=False)


def _changes() -> Iterator[EditionPage]:
    for days in PERIODS.values():
        day = today() - timedelta(days=days)
        article = render("welcome", view=cache.welcome_page(day))
        yield EditionPage(f"since/{day.isoformat()}/", head_of(MAP), (article,), is_listed=False)


def _compare(live: str) -> EditionPage:
    ids, _ = chosen_ids(None, cache.atlas())
    path, title = _path(COMPARE), parts("title", _path(COMPARE), title=page_name(COMPARE))
    if len(ids) < len(("left", "right")):
        return EditionPage(path, head_of(COMPARE), (title,))
    page = cache.comparison_of(ids)
    note = say("This edition compares the routes that the page begins with.")
    sides = [
        (
            render("compare", side=side, part="head"),
            small_map(path, SmallMap(side.layers, side.focus_ids, group="compare")),
        )
        for side in page.sides
    ]
    found = [
        title,
        parts("needs live", path, note=note, live=_there(COMPARE, live)),
        render("compare", page=page, part="verdict"),
        side_by_side(path, *sides),
        *(render("compare", page=page, part=part) for part in ("table", "sources")),
    ]
    return EditionPage(path, head_of(COMPARE), tuple(found))


def _projects() -> Iterator[EditionPage]:
    atlas, path = cache.atlas(), _path(PROJECT)
    names = [(project.id, f"?id={project.id}") for project in atlas.projects]
    found = (
        parts("title", path, title=page_name(PROJECT)),
        render("project_list", page=project_list(atlas)),
        parts("names", path, names=names),
    )
    yield EditionPage(path, head_of(PROJECT), found)
    yield from map(_project, atlas.projects)


def _project(project: Project) -> EditionPage:
    path = f"{PROJECT.path}/{project.id}/"
    page = project_view.project_page(cache.atlas(), cache.countries(), project.id)

    def part(name: str) -> str:
        return render("project", page=page, part=name)

    def section(title: str) -> str:
        return parts("section", path, title=title)

    found = [
        parts("title", path, title=page.panel.name),
        side_by_side(
            path,
            [part("head")],
            [small_map(path, SmallMap(page.layers))],
        ),
        section(say("Ladder of commitment")),
        part("ladder"),
    ]
    if page.chain:
        found += [section(say("From the plant to the border")), part("chain")]
    if page.figures:
        charts = figure_charts(page.figures)
        dots = render("charts", page=page, charts=charts, part="dots")
        found += [section(say("Figures side by side")), dots, part("figures")]
    if page.pledges:
        found += [section(say("Promises and what became of them")), part("ledger")]
    if page.shares:
        bars = render("charts", page=page, groups=share_groups(page.shares), part="bars")
        found += [section(say("Kilometres by country, state and gauge")), bars, part("lines")]
    files = formats_of(f"project-{project.id}")
    found.append(parts("downloads", path, label=say("Everything on it:"), files=files))
    found.append(part("told"))
    return EditionPage(path, head_of(PROJECT, id=project.id), tuple(found))


def _tables() -> Iterator[EditionPage]:
    path = _path(DATA)
    tables = {title: cache.records_table(title) for title in TABLES}
    listed = [(table, f"data?table={title.replace(' ', '+')}") for title, table in tables.items()]
    found = (
        parts("title", path, title=page_name(DATA)),
        parts("tables", path, tables=listed),
        parts("names", path, names=[(table.title, href) for table, href in listed]),
        parts("downloads", path, label=say("All records:"), files=formats_of("atlas")),
        parts("downloads", path, label=say("The usual map:"), files=formats_of("layers")),
    )
    yield EditionPage(path, head_of(DATA), found)
    yield from map(_table, tables.values())


def _table(table: Table) -> EditionPage:
    slug = table_slug(table.title)
    path = f"{DATA.path}/{slug}/"
    shown = filtered_table(table, TableQuery())
    page = page_of(cache.atlas(), shown, rows=shown.rows)
    heads = tuple(replace(head, href="") for head in page.heads)  # nobody is there to sort them
    title = say(table.title)
    head = PageHead(f"{title} · {head_of(DATA).title}", table.about)
    found = [parts("title", path, title=title, lead=table.about)]
    if shown.rows:
        label, files = say("The table:"), formats_of(f"table-{slug}")
        found += [
            parts("filter", path),
            render("records", page=replace(page, heads=heads)),
            parts("downloads", path, label=label, files=files),
        ]
    found.append(render("columns", table=table))
    return EditionPage(path, head, tuple(found), is_wide=True)


def _sources() -> EditionPage:
    atlas, path = cache.atlas(), _path(SOURCES)
    lead = say("Every fact in the atlas names a row of this register.")
    found = (
        parts("title", path, title=page_name(SOURCES), lead=lead),
        render("changes", rows=correction_rows(atlas)),
        parts("filter", path),
        render("register", entries=register_entries(atlas)),
    )
    return EditionPage(path, head_of(SOURCES), found)


def _about() -> EditionPage:
    path = _path(ABOUT)
    words = {
        "glossary": glossary.words().items(),
        "lifecycles": list(Lifecycle),
        "rungs": list(Rung),
        "scores": cache.own_scores(),
    }
    found = (
        parts("title", path, title=page_name(ABOUT)),
        render("about", newest=atlas_freshness(cache.atlas()), **words),
    )
    return EditionPage(path, head_of(ABOUT), found)


def _live_only(page: PageAddress, live: str) -> EditionPage:
    path, head = _path(page), head_of(page)
    found = (
        parts("title", path, title=page_name(page)),
        parts("live only", path, about=head.description, live=_there(page, live)),
    )
    return EditionPage(path, head, found, is_listed=False)
