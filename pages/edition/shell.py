"""The HTML around each page of an edition: head, navigation, search, foot."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from geo.mapview.folium_map import SmallMap
from geo.records.texts import say
from geo.views.addresses import PAGES, PageAddress
from geo.views.page_heads import PageHead, page_head, page_name
from pages.edition.links import root_of, settled
from pages.ui import cache
from pages.ui.html import render


@dataclass(frozen=True, slots=True)
class Edition:
    """What is the same on every page.

    `home` is where it will be served, `live` the address of a live atlas or empty, both with a
    slash at their end; `as_of` the state of things and `day` the day on which it was made, in
    words. The others are names of files below `atlas/`.
    """

    home: str
    live: str
    as_of: str
    day: str
    citation: str
    style: str
    script: str
    search: str
    icon: str


@dataclass(frozen=True, slots=True)
class EditionPage:
    """A page: its path with a slash at its end, empty for the map, its head, parts of its HTML."""

    path: str
    head: PageHead
    parts: tuple[str, ...]
    is_wide: bool = False
    is_listed: bool = True  # in the site map
    root: str = ""  # what leads to the start of the edition, if its path does not say


def page_html(edition: Edition, page: EditionPage) -> bytes:
    """The whole file."""
    # Each part was rendered by a template of ours.
    content = Markup("\n").join(Markup(settled(part, page.path)) for part in page.parts)  # noqa: S704
    root = page.root or root_of(page.path)
    html = render(
        "edition",
        edition=edition,
        page=page,
        root=root,
        content=content,
        links=[
            (page_name(known), f"{known.path}/" if known.path else "", known.path)
            for known in PAGES
        ],
        here=page.path.partition("/")[0],
        told={
            "root": root,
            "path": page.path,
            "search": edition.search,
            "day": edition.day,
        },
    )
    return html.encode()


def head_of(page: PageAddress, **query: str) -> PageHead:
    """The head of a page, about the record that the query chooses, if it chooses one."""
    found = page_head(cache.atlas(), page.path, query)
    if found is None:
        raise KeyError(page.path)
    return found


def parts(name: str, page: str, **values: object) -> str:
    """A part of `edition_parts.html` for the page at this path."""
    return render("edition_parts", part=name, root=root_of(page), **values)


def small_map(page: str, shown: SmallMap) -> str:
    """A small map of chosen records on the page at this path."""
    return parts("small map", page, told={"kind": "smallMap", **asdict(shown)})


def side_by_side(page: str, *cells: Sequence[str]) -> str:
    """Parts in cells, two of them in a row where there is room."""
    # Each part was rendered by a template of ours.
    made = [Markup("\n").join(map(Markup, cell)) for cell in cells]
    return parts("side by side", page, cells=made)


def sitemap(edition: Edition, pages: Iterable[EditionPage]) -> bytes:
    """The addresses of all pages for search engines."""
    found = [f"{edition.home}{page.path}" for page in pages if page.is_listed]
    return render("sitemap", addresses=found).encode()


def missing(edition: Edition) -> EditionPage:
    """What many servers answer with where there is no page."""
    head = PageHead(say("No such page"), say("The atlas has pages for the map and for its data."))
    part = parts("missing", "", home=edition.home, title=head.title)
    # It is sent for any path, so it does not know how far it is from the start.
    return EditionPage("404", head, (part,), is_listed=False, root=urlsplit(edition.home).path)
