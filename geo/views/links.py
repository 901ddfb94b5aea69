"""Links inside the atlas: relative ones, so that they hold below any path of a server."""

from urllib.parse import urlencode

from geo.records.texts import ENGLISH, language

#: The page of the map has no path of its own; `HERE` stays on the page that shows the link.
MAP, HERE = "./", ""


def page_link(page: str, query: str = "", **words: str) -> str:
    """The address of a page as seen from any other: `./?select=site-psm`, `sources?q=src-a`.

    A `query` string goes before the `words`, which are joined to it. A reader of another language
    than English keeps it.
    """
    if language() != ENGLISH:
        words["lang"] = language()
    parts = "&".join(part for part in (query, urlencode(words, safe=",")) if part)
    return f"{page}?{parts}"
