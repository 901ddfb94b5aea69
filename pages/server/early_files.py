"""What a page will ask for later, named in its head: on a poor line no second is left unused.

Streamlit asks for some of its own scripts only when it has heard what stands on the page, and the
frame of the map asks for its own when it has been made: three round trips, one after the other.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as kept
from pathlib import Path

import streamlit
from markupsafe import Markup

from geo.mapview.assets import ALL_SCRIPTS
from geo.mapview.fonts import LATIN, STREAMLITS_FAMILY, font_faces
from geo.records.errors import DataError
from geo.views.addresses import MAP
from pages.ui import cache

_STREAMLIT = Path(streamlit.__file__).parent / "static"
#: Streamlit's scripts for `st.html`, which every page has, and for the frame of a map. The names
#: go on with a hash: tests/browser/test_streamlit.py tells when an upgrade has changed them.
LATE_ON_PAGES = ("Html.", "purify.es.")
LATE_ON_MAPS = ("ComponentInstance.", "IFrameUtil.", "urls.", "withCalculatedWidth.")


@dataclass(frozen=True, slots=True)
class EarlyFile:
    """A `<link>` of the head: its `rel`, its address relative to the page, and its `as`."""

    rel: str
    href: str
    kind: str


@dataclass(frozen=True, slots=True)
class EarlyFiles:
    """The links of a page's head, and the CSS that says where its fonts are."""

    links: tuple[EarlyFile, ...] = ()
    faces: str = ""


def early_files(path: str) -> EarlyFiles:
    """What the page at `path` will need; nothing but the page itself if the data is broken."""
    with suppress(DataError):
        fonts = {name: f"./atlas/{served}" for name, served in cache.payload().fonts.items()}
        font = EarlyFile("preload", fonts[LATIN], "font")
        # Nothing but our own names and numbers is in it.
        faces = Markup(font_faces(fonts, STREAMLITS_FAMILY))  # noqa: S704
        return EarlyFiles((font, *_links(path)), faces)
    return EarlyFiles()


def _links(path: str) -> Iterator[EarlyFile]:
    late = LATE_ON_PAGES + (LATE_ON_MAPS if path == MAP.path else ())
    for name in late:
        for href in _scripts(name):
            yield EarlyFile("modulepreload", href, "script")
    if path == MAP.path:
        yield from _of_the_map()


def _of_the_map() -> Iterator[EarlyFile]:
    # Another document will use them, so they are fetched ahead, not preloaded.
    files = cache.payload()
    for name in ("leaflet.js", ALL_SCRIPTS):
        yield EarlyFile("prefetch", f"./atlas/{files.scripts}/{name}", "script")
    yield EarlyFile("prefetch", f"./atlas/{files.index}", "fetch")


@kept
def _scripts(start: str) -> tuple[str, ...]:
    found = sorted((_STREAMLIT / "static" / "js").glob(f"{start}*.js"))
    return tuple(f"./static/js/{file.name}" for file in found)
