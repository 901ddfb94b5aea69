"""What Streamlit and its component for maps ask for, answered better than they would."""

import re
from contextlib import suppress
from functools import cache as kept
from importlib.util import find_spec
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.mapview.fonts import ICONS, LATIN, font_files
from geo.records.errors import DataError
from pages.ui import cache

_ICONS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[^/]+\.woff2$")
_LETTERS = re.compile(r"/static/media/SourceSansVF-Upright\.[^/]+\.woff2$")
#: Where the component of maps stands, and what is behind it in the address of its script.
_COMPONENT = "component/streamlit_folium.st_folium/static/js"
_BUILT = "frontend/build/static/js/main.*.js"
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@kept
def component_scripts() -> dict[str, bytes]:
    """The script of the component, with a hash in its name: its address, and what is in it."""
    # Not by an import: Streamlit has to see that, within the run of a page.
    spec = find_spec("streamlit_folium")
    homes = (spec and spec.submodule_search_locations) or ()
    paths = [path for home in homes for path in sorted(Path(home).glob(_BUILT))]
    return {f"{_COMPONENT}/{path.name}": path.read_bytes() for path in paths}


class TheirFiles:
    """Answers with the icons and letters that our pages show, and with the component's script.

    Streamlit's script asks for its icons by name at every start, and its style sheet for its
    letters wherever a page has a sign that is in none of our pieces: no style sheet of ours keeps
    them away. The script would not be there before the first map has been drawn, and browsers
    would not know how long to keep it.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app
        self._icons = Response(font_files()[ICONS], headers=_FOR_EVER, media_type="font/woff2")
        self._scripts = {
            href: Response(body, headers=_FOR_EVER, media_type="text/javascript")
            for href, body in component_scripts().items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else on."""
        path = scope["path"] if scope["type"] == "http" else ""
        answers = self.app
        if _ICONS.search(path):
            answers = self._icons
        elif _LETTERS.search(path) and (latin := await run_in_threadpool(_latin)):
            # The piece is there already; a sign that it lacks comes from a font of the machine.
            answers = RedirectResponse(f"../../atlas/{latin}")
        elif script := self._script(path):
            answers = script
        await answers(scope, receive, send)

    def _script(self, path: str) -> Response | None:
        _, mark, rest = path.partition("/component/")
        return self._scripts.get(f"component/{rest}") if mark else None


def _latin() -> str:
    with suppress(DataError):
        return cache.payload().fonts[LATIN]
    return ""
