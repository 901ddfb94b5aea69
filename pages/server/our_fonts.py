"""Our fonts where Streamlit asks for its own, which are many times as large."""

import re
from contextlib import suppress

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.mapview.fonts import ICONS, LATIN, font_files
from geo.records.errors import DataError
from pages.ui import cache

_THEIR_ICONS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[^/]+\.woff2$")
_THEIR_LETTERS = re.compile(r"/static/media/SourceSansVF-Upright\.[^/]+\.woff2$")


class OurFonts:
    """Answers with the icons and letters that our pages show.

    Streamlit's script asks for its icons by name at every start, and its style sheet for its
    letters wherever a page has a sign that is in none of our pieces: no style sheet of ours keeps
    them away.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        self._icons = Response(font_files()[ICONS], headers=headers, media_type="font/woff2")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else on."""
        path = scope["path"] if scope["type"] == "http" else ""
        answers = self.app
        if _THEIR_ICONS.search(path):
            answers = self._icons
        elif _THEIR_LETTERS.search(path) and (latin := await run_in_threadpool(_latin)):
            # The piece is there already; a sign that it lacks comes from a font of the machine.
            answers = RedirectResponse(f"../../atlas/{latin}")
        await answers(scope, receive, send)


def _latin() -> str:
    with suppress(DataError):
        return cache.payload().fonts[LATIN]
    return ""
