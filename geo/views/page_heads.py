"""Title and description of each page, as tabs, search engines and previews of links show them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from geo.analysis.line_names import line_name
from geo.atlas import Atlas
from geo.records.model import Article, Project, Segment
from geo.records.texts import mark, say
from geo.views.addresses import ABOUT, COMPARE, DATA, MAP, PROJECT, ROUTES, SOURCES, TIMELINE

NAME = "Corridor Atlas"
#: Links to records and sources in our own texts: `[[site-psm|the mill]]`, `[^src-a]`.
_MARKS = re.compile(r"\[\[[a-z0-9-]+\|(?P<words>[^\]]+)\]\]|\[\[[a-z0-9-]+\]\]|\[\^[a-z0-9-]+\]")
_MOST = 200  # characters of a description; previews cut what is longer

_ABOUT = {
    MAP.path: (
        mark("What is built between Karachi and Moscow, what is promised, and who says so"),
        mark(
            "Railways, roads, border posts and a steelworks between Pakistan, Central Asia and "
            "Russia on one map, each figure with its source, its date and its scope."
        ),
    ),
    TIMELINE.path: (
        mark("Timeline"),
        mark("What was true on a day: lines, border posts, promises and the news of that day."),
    ),
    ROUTES.path: (
        mark("Routes"),
        mark("From place to place across gauges, borders and closures, or no route at all."),
    ),
    COMPARE.path: (
        mark("Compare"),
        mark("Two to four routes side by side: length, what stands, borders, gauges, price."),
    ),
    PROJECT.path: (
        mark("Projects"),
        mark("How far each project has come, who promised what for when, and what it would cost."),
    ),
    DATA.path: (mark("Data"), mark("Every record of the atlas in tables to filter and take away.")),
    SOURCES.path: (mark("Sources"), mark("Every source with its licence and what rests on it.")),
    ABOUT.path: (mark("About"), mark("Method, rules of honesty, limits and licences.")),
}


@dataclass(frozen=True, slots=True)
class PageHead:
    """What stands in the head of a page, in the language of the reader."""

    title: str
    description: str


def page_head(atlas: Atlas, path: str, query: Mapping[str, str]) -> PageHead | None:
    """The head of the page at `path`, about the record that its link chose, if it chose one.

    None for a path that no page has.
    """
    if path not in _ABOUT:
        return None
    title, about = map(say, _ABOUT[path])
    chosen = query.get("id" if path == PROJECT.path else "select", "")
    ids = atlas.successors(chosen) if chosen else ()
    record = atlas.find(ids[0]) if ids else None
    if record is None:
        return PageHead(f"{title} · {NAME}" if path else f"{NAME}: {title}", about)
    return PageHead(f"{_name(atlas, record)} · {NAME}", _shortened(_summary(record)) or about)


def _name(atlas: Atlas, record: object) -> str:
    if isinstance(record, Segment):
        return line_name(atlas, record)
    if isinstance(record, Article):
        return record.title
    names = getattr(record, "names", None)
    return names.en if names else NAME


def _summary(record: object) -> str:
    if isinstance(record, Project):
        return f"{record.lifecycle.label}. {record.lifecycle_note or record.summary or ''}"
    return getattr(record, "summary", None) or getattr(record, "note", None) or ""


def _shortened(text: str) -> str:
    """The text without its links to records and sources, cut at a word."""
    plain = " ".join(_MARKS.sub(lambda found: found["words"] or "", text).split())
    if len(plain) <= _MOST:
        return plain
    return f"{plain[:_MOST].rpartition(' ')[0]}…"
