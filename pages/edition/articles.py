"""The articles of an edition: one page with all of them, and one for each."""

from collections.abc import Iterator
from itertools import islice

from geo.mapview.folium_map import SmallMap
from geo.records.texts import say
from geo.views.addresses import ARTICLES
from geo.views.articles.library import LibraryQuery
from geo.views.articles.reader import reader_page
from geo.views.page_heads import page_name
from pages.edition.shell import EditionPage, head_of, parts, side_by_side, small_map
from pages.ui import cache
from pages.ui.html import render

_PATH = f"{ARTICLES.path}/"
#: Maps of an article with more layers than these would be slow to open.
_MOST_LAYERS = 12


def article_pages() -> Iterator[EditionPage]:
    """The library, which can be filtered by words, and every article."""
    library = cache.library()
    ids = library.find(LibraryQuery())
    lead = say("What the press and others wrote, retold sentence by sentence.")
    found = (
        parts("title", _PATH, title=page_name(ARTICLES), lead=lead),
        parts("filter", _PATH),
        render("articles", cards=library.cards(ids), with_ids=True),
        parts("names", _PATH, names=[(name, f"articles?id={name}") for name in ids]),
    )
    yield EditionPage(_PATH, head_of(ARTICLES), found)
    yield from map(_article, ids)


def _article(article_id: str) -> EditionPage:
    path = f"{_PATH}{article_id}/"
    page = reader_page(cache.atlas(), article_id)
    shown = SmallMap(layers=tuple(islice(page.layers, _MOST_LAYERS)))
    cells = [render("reader", page=page)], [small_map(path, shown)] if page.layers else []
    return EditionPage(path, head_of(ARTICLES, id=article_id), (side_by_side(path, *cells),))
