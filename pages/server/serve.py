"""What the server answers besides the pages, and what every request passes on its way.

Whoever answers is imported when somebody asks, so that the server lives before all of it is there.
"""

from starlette.middleware import Middleware
from starlette.routing import Route

from pages.server.framing import frame_origins
from pages.server.guard.fair import Fair
from pages.server.guard.gate import Gate
from pages.server.guard.policy import OurHeaders
from pages.server.guard.settings import base_path, server_settings
from pages.server.packed import PackedOnce
from pages.server.start.late import Late, late
from pages.server.start.ready import Quiet, Ready
from pages.server.theirs import TheirFiles
from pages.server.watch.watched import Watched, log_of_the_process
from pages.ui.drafting.signing import has_identity_provider

#: Who answers at each address below the path of the server, as `module:function`; the last one
#: takes what none before it does.
ANSWERS = {
    "atlas/search": "pages.server.answers:search_response",
    "atlas/ways": "pages.server.ways:ways_response",
    "atlas/preview.jpg": "pages.server.answers:preview_response",
    "atlas/fonts.txt": "pages.server.answers:font_licence_response",
    "atlas/changes.atom": "pages.server.answers:changes_response",
    "atlas/changes.json": "pages.server.answers:changes_response",
    "atlas/cite/{page:path}": "pages.server.take:cite_response",
    "atlas/export/{file:path}": "pages.server.exports.export:export_response",
    "atlas/own/{layer}/ways/{ways}": "pages.server.answers:own_ways_response",
    "atlas/own/{layer}/{view}/{zoom:int}/{x:int}/{y:int}": "pages.server.answers:own_response",
    "atlas/openapi.json": "pages.server.programs:openapi_response",
    "llms.txt": "pages.server.programs:llms_response",
    "healthz": "pages.server.watch.health:health_response",
    "metrics": "pages.server.watch.metrics:metrics_response",
    "atlas/{name:path}": "pages.server.map_files:asset_response",
}
_NO_METRICS = {"metrics": "pages.server.watch.metrics:no_metrics_response"}
_FIRST_WORDS = "pages.server.first_words:FirstWords"


def routes(base: str = "") -> list[Route]:
    """What is answered below `/atlas/` and beside it, below the path of the server."""
    start = base_path(base)
    answers = ANSWERS | ({} if server_settings().has_metrics else _NO_METRICS)
    return [Route(f"{start}/{path}", late(place)) for path, place in answers.items()]


def middleware(base: str = "") -> list[Middleware]:
    """What every request and answer passes, the outermost first; `base` as for `routes`.

    Raises GeoError if a setting of the operator cannot be used.
    """
    origins, settings = frame_origins(), server_settings()
    log = log_of_the_process() if settings.has_log else None
    words = {"base": base, "origins": origins, "signs_in": has_identity_provider()}
    return [
        Middleware(Watched, base=base, log=log),
        Middleware(OurHeaders, origins=origins),
        Middleware(Gate, base=base, hosts=settings.hosts, files=settings.upload_files),
        Middleware(Ready),
        Middleware(Fair, base=base, a_minute=settings.asks_a_minute, waiting=settings.most_waiting),
        Middleware(Quiet),
        Middleware(PackedOnce),
        Middleware(TheirFiles),
        Middleware(Late, place=_FIRST_WORDS, options=words),
    ]
