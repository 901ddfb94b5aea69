"""What Streamlit and its component for maps ask for, answered better than they would."""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache as kept
from importlib.util import find_spec
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from geo.mapview.fonts import ICONS, LATIN, font_files
from geo.records.errors import DataError

_ICONS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[^/]+\.woff2$")
_LETTERS = re.compile(r"/static/media/SourceSansVF-Upright\.[^/]+\.woff2$")
#: Where the component of maps stands, and what is behind it in the address of its script.
_COMPONENT = "component/streamlit_folium.st_folium/static/js"
_BUILT = "frontend/build/static/js/main.*.js"
_EACH_TIME = {"Cache-Control": "no-cache"}
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


#: The frame of maps, at the end of its address; the nonce for it stands in the scope of a request.
FRAME = "/streamlit_folium.st_folium/index.html"
NONCE = "atlas.nonce"
# The component evaluates two texts, which are empty for maps of ours, and writes the script of a
# map into its document: that one runs by the nonce of the component's own.
_EVALUATES = b"eval("
_REFUSES = b"(text=>{if(text)throw new EvalError(text)})("
_WRITES = b'const i=document.createElement("script");'
_NAMES = b"i.nonce=atlasNonce;"
# At once: the component writes the head of its document anew, and browsers keep nonces from that.
_NOTES = b"const atlasNonce=document.currentScript.nonce;"
# A script that does not come leaves the frame empty: the bar of the page around says so.
_TELLS = (
    b'addEventListener("error",({target})=>{if(target instanceof HTMLScriptElement)'
    b'parent.postMessage({atlas:"broken"},location.origin)},true);'
)
_TAG, _SOURCE = b'defer="defer" src="', b"./static/js/"


@dataclass(frozen=True, slots=True)
class MapComponent:
    """The component of maps: its document around the nonce, its script and the address of that.

    `is_strict` says that it evaluates nothing, and writes no script but with the nonce.
    """

    head: bytes
    tail: bytes
    href: str
    script: bytes
    is_strict: bool

    def document(self, nonce: str) -> bytes:
        """The document of the frame, for one answer."""
        mark = b'nonce="' + nonce.encode() + b'" ' if self.is_strict else b""
        return self.head + mark + self.tail


@kept
def map_component() -> MapComponent:
    """The component as it is installed, made strict if it is the one that we know."""
    # Not by an import: Streamlit has to see that, within the run of a page.
    spec = find_spec("streamlit_folium")
    homes = (spec and spec.submodule_search_locations) or ()
    (path,) = [path for home in homes for path in sorted(Path(home).glob(_BUILT))]
    script, name = path.read_bytes(), path.name
    html = (path.parents[2] / "index.html").read_bytes()
    is_known = script.count(_EVALUATES) == 2 and script.count(_WRITES) == 1  # noqa: PLR2004
    is_strict = is_known and html.count(_TAG + _SOURCE + name.encode()) == 1
    if is_strict:
        script = script.replace(_EVALUATES, _REFUSES).replace(_WRITES, _WRITES + _NAMES)
        script = _NOTES + _TELLS + script
        named = f"main.{hashlib.sha256(script).hexdigest()[:12]}.js"
        html = html.replace(_SOURCE + name.encode(), _SOURCE + named.encode())
        name = named
    head, _, tail = html.partition(_TAG)
    return MapComponent(head, _TAG + tail, f"{_COMPONENT}/{name}", script, is_strict)


def component_scripts() -> dict[str, bytes]:
    """The script of the component, with a hash in its name: its address, and what is in it."""
    component = map_component()
    return {component.href: component.script}


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
        elif path.endswith(FRAME) and map_component().is_strict:
            document = map_component().document(scope.get(NONCE, ""))
            answers = Response(document, headers=_EACH_TIME, media_type="text/html")
        await answers(scope, receive, send)

    def _script(self, path: str) -> Response | None:
        _, mark, rest = path.partition("/component/")
        return self._scripts.get(f"component/{rest}") if mark else None


def _latin() -> str:
    # Late: the server lives before it has a map.
    from pages.ui import cache  # noqa: PLC0415

    with suppress(DataError):
        return cache.payload().fonts[LATIN]
    return ""
