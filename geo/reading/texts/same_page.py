"""Which page a web address names, whoever sent its reader there and however it is written."""

import re
from urllib.parse import urlsplit

#: Words in the question of an address that tell the publisher where a reader comes from; no page
#: depends on them. Newsletters and advertisements add most of them.
_TRACKING = re.compile(
    r"utm_\w+|fb_?(?:clid|action_\w+)|\w?clid|gclsrc|[gw]braid|igshid|igsh|mc_[ce]id|mkt_tok|"
    r"_hs\w+|hsctatracking|vero_id|oly_\w+_id|_openstat|yclid|ysclid|_ga|_gl|s_cid|cmpid|ref|ref_src",
    re.IGNORECASE,
)


def without_tracking(url: str) -> str:
    """The address without words that tell where its reader comes from; else as it was."""
    whole, mark, part = url.partition("#")
    page, _, asked = whole.partition("?")
    words = asked.split("&")
    kept = [word for word in words if not _TRACKING.fullmatch(word.partition("=")[0])]
    if len(kept) == len(words):
        return url
    return f"{page}{'?' if kept else ''}{'&'.join(kept)}{mark}{part}"


def page_named(url: str) -> str:
    """The same for two addresses of the same page, empty for what is no address of the web.

    Neither scheme nor `www`, neither tracking nor a part of the page makes another page.
    """
    try:
        parts = urlsplit(without_tracking(url))
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"
