"""Links of pages as an edition has them: every page is a folder, and every project has its own."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

from markupsafe import escape

from geo.records.kinds import KINDS
from geo.views.addresses import ARTICLES, DATA, PROJECT
from geo.views.page_heads import SELECTABLE
from geo.views.tables import TABLES, table_slug

_HREF = re.compile(r'(?<=\shref=")([^"]*)(?=")')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
#: Pages of an edition that show what the map does, and those that are many of one.
_OF_MAP, _SPLIT = {"record", "since"}, {PROJECT.path, DATA.path, ARTICLES.path}
#: What an article names and no map selects has no page.
_NO_PAGE = tuple(
    kind.prefix for kind in KINDS if kind.is_record and not issubclass(kind.model, SELECTABLE)
)
_SLUGS = {title: table_slug(title) for title in TABLES}


def settled(html: str, here: str) -> str:
    """HTML of the live atlas with its links as seen from the page at `here`, such as `about/`.

    Our templates escape every text, so whatever looks like a link in it is one.
    """
    return _HREF.sub(lambda found: str(escape(link_from(here, unescape(found[1])))), html)


def root_of(here: str) -> str:
    """What leads from a page to the start of the edition."""
    return "../" * here.count("/") or "./"


def link_from(here: str, href: str) -> str:
    """The link of a page of the live atlas as seen from the page at `here` of an edition."""
    if _OUTSIDE.match(href):
        return href
    path, mark, query = href.partition("?")
    path = path.removeprefix("./")
    if not path and mark and not href.startswith("./"):  # stays on the page that has the link
        page = here.partition("/")[0]
        if page not in _OF_MAP | _SPLIT:
            return href
        path = page if page in _SPLIT else ""
    return root_of(here) + _target(path, query)


def _target(path: str, query: str) -> str:
    if path.startswith("atlas/"):
        return path  # a file is the same whatever it is asked
    pairs = dict(parse_qsl(query))
    if path == PROJECT.path and "id" in pairs:
        return f"{path}/{pairs['id']}/"
    if path == ARTICLES.path:
        return _target_in_articles(pairs)
    if path == DATA.path and pairs.get("table") in _SLUGS:
        path = f"{path}/{_SLUGS[pairs['table']]}"
        query = urlencode({"find": pairs["find"]}) if "find" in pairs else ""
    folder = f"{path}/" if path else ""
    return f"{folder}?{query}" if query else folder


def _target_in_articles(pairs: dict[str, str]) -> str:
    """The page of an article, of a record that it names, or the library with its filter."""
    chosen, article = pairs.get("select", ""), pairs.get("id", "")
    if chosen and not chosen.startswith(_NO_PAGE):
        return f"record/{chosen}/"
    if article:
        sentence = pairs.get("sentence", "")
        return f"{ARTICLES.path}/{article}/{f'#s{sentence}' if sentence else ''}"
    words = next((pairs[name] for name in ("project", "place", "person", "q") if name in pairs), "")
    return f"{ARTICLES.path}/?{urlencode({'find': words})}" if words else f"{ARTICLES.path}/"
