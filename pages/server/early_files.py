"""What a page will ask for later, named in its head: on a poor line no second is left unused.

Streamlit asks for some of its own scripts only when it has heard what stands on the page, and the
frame of the map asks for its own when it has been made: three round trips, one after the other.
"""

import re
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
from pages.server.theirs import component_scripts
from pages.ui import cache

_STREAMLIT = Path(streamlit.__file__).parent / "static"
#: Streamlit's scripts for `st.html`, which every page has, and for the frame of a map. The names
#: go on with a hash: tests/browser/test_streamlit.py tells when an upgrade has changed them.
LATE_ON_PAGES = ("Html.", "purify.es.")
_OF_STREAMLIT = re.compile(r'"\./(static/(?:js|css)/[^"]+\.(?:js|css))"')
LATE_ON_MAPS = ("ComponentInstance.", "IFrameUtil.", "urls.", "withCalculatedWidth.")
_FOR_THE_FRAME = {
    "leaflet.js": "script",
    ALL_SCRIPTS: "script",
    "leaflet.css": "style",
    "atlas.css": "style",
}


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
    # Another document will use them, so they are fetched ahead, not preloaded; the line is never
    # idle while Streamlit starts, and what is drawn last comes last.
    files = cache.payload()
    for name, kind in _FOR_THE_FRAME.items():
        yield EarlyFile("prefetch", f"./atlas/{files.scripts}/{name}", kind)
    for script in component_scripts():
        yield EarlyFile("prefetch", f"./{script}", "script")
    for name in (files.index, *files.lines, *files.ground):
        kind = "image" if name.endswith(".webp") else "fetch"
        yield EarlyFile("prefetch", f"./atlas/{name}", kind)


@kept
def _scripts(start: str) -> tuple[str, ...]:
    found = sorted((_STREAMLIT / "static" / "js").glob(f"{start}*.js"))
    return tuple(f"./static/js/{file.name}" for file in found)


def first_bodies() -> Iterator[bytes]:
    """What a first visit to the map fetches, file by file, as far as it can be packed.

    Ours come first: of lists of coordinates most is saved.
    """
    with suppress(DataError):
        files, bar = cache.payload(), cache.bar()
        names = (
            *files.ground,
            *files.lines,
            files.index,
            *(f"{files.scripts}/{name}" for name in _FOR_THE_FRAME),
        )
        assets = (
            *(files.assets.get(name) for name in names if not name.endswith(".webp")),
            *(bar.assets.get(name) for name in bar.assets.names()),
        )
        yield from (asset.body for asset in assets if asset)
    yield from component_scripts().values()
    html = (_STREAMLIT / "index.html").read_text(encoding="utf-8")
    late = (href for name in LATE_ON_PAGES + LATE_ON_MAPS for href in _scripts(name))
    for href in dict.fromkeys([*_OF_STREAMLIT.findall(html), *late]):
        yield (_STREAMLIT / href).read_bytes()
