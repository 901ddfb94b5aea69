"""Title and description of each page, as tabs, search engines and previews of links show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from geo.analysis.line_names import name_by_id, record_name
from geo.atlas import Atlas
from geo.records.model import AnyRecord, Article, Project
from geo.records.sentences import plain_text
from geo.records.texts import mark, say
from geo.views.addresses import (
    ABOUT,
    ARTICLES,
    COMPARE,
    DATA,
    DESK,
    LAYERS,
    MAP,
    PROJECT,
    ROUTES,
    SOURCES,
    TIMELINE,
    PageAddress,
)
from geo.views.components import ON_MAP

NAME = "Corridor Atlas"
_MOST = 200  # characters of a description; previews cut what is longer

#: What each page is called, wherever it is named, and what it is about.
_PAGES = {
    MAP.path: (
        mark("Map"),
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
    ARTICLES.path: (
        mark("Articles"),
        mark("What the press and others wrote, retold sentence by sentence beside the map."),
    ),
    LAYERS.path: (
        mark("Your layer"),
        mark("Your own lines, points and areas held against the atlas: one verdict a feature."),
    ),
    DESK.path: (
        mark("Check a text"),
        mark("A text held against the atlas, sentence by sentence: what is known, new or wrong."),
    ),
    SOURCES.path: (mark("Sources"), mark("Every source with its licence and what rests on it.")),
    ABOUT.path: (mark("About"), mark("Method, rules of honesty, limits and licences.")),
}
#: The map is the first page: its title is that of the atlas.
_OF_ALL = mark("What is built between Karachi and Moscow, what is promised, and who says so")
#: What `select=` of a map can choose; other records have no view of their own there.
SELECTABLE = ON_MAP
#: By path, the name in the address that chooses a record, and the kinds that it can choose.
_CHOICES: Mapping[str, tuple[str, tuple[type[AnyRecord], ...]]] = {
    MAP.path: ("select", SELECTABLE),
    TIMELINE.path: ("select", SELECTABLE),
    PROJECT.path: ("id", (Project,)),
    ARTICLES.path: ("id", (Article,)),
}


@dataclass(frozen=True, slots=True)
class PageHead:
    """What stands in the head of a page, in the language of the reader."""

    title: str
    description: str


def page_name(page: PageAddress) -> str:
    """What a page is called in the navigation, in its title and as its first heading."""
    return say(_PAGES[page.path][0])


def page_head(atlas: Atlas, path: str, query: Mapping[str, str]) -> PageHead | None:
    """The head of the page at `path`, about the record that its link chose, if it chose one.

    None for a path that no page has.
    """
    subject = page_subject(atlas, path, query)
    if subject is None:
        return None
    is_home = not path and chosen_record(atlas, path, query) is None
    title = f"{NAME}: {subject.title}" if is_home else f"{subject.title} · {NAME}"
    return PageHead(title, subject.description)


def page_subject(atlas: Atlas, path: str, query: Mapping[str, str]) -> PageHead | None:
    """What a page is about, without the name of the atlas; None for a path that no page has."""
    if path not in _PAGES:
        return None
    title, about = map(say, _PAGES[path])
    record = chosen_record(atlas, path, query)
    if record is None:
        return PageHead(title if path else say(_OF_ALL), about)
    name = record_name(atlas, record) or NAME
    return PageHead(name, _shortened(_summary(atlas, record)) or about)


def chosen_id(path: str, query: Mapping[str, str]) -> str:
    """The id that the link of a page asks for, whether there is such a record or not.

    Empty on pages that show no record by its id, whatever their address holds.
    """
    name, _ = _CHOICES.get(path, ("", ()))
    return query.get(name, "") if name else ""


def chosen_record(atlas: Atlas, path: str, query: Mapping[str, str]) -> AnyRecord | None:
    """The record that the link of a page asks for, by its id of today, if the page can show it."""
    ids = atlas.successors(chosen_id(path, query))
    record = atlas.find(ids[0])
    _, kinds = _CHOICES.get(path, ("", ()))
    return record if isinstance(record, kinds) else None


def _summary(atlas: Atlas, record: AnyRecord) -> str:
    if isinstance(record, Project):
        return f"{record.lifecycle.label}. {record.lifecycle_note or record.summary or ''}"
    if isinstance(record, Article):
        return plain_text(record.body, partial(name_by_id, atlas))
    return getattr(record, "summary", None) or getattr(record, "note", None) or ""


def _shortened(text: str) -> str:
    """The text cut at a word."""
    plain = " ".join(text.split())
    if len(plain) <= _MOST:
        return plain
    return f"{plain[:_MOST].rpartition(' ')[0]}…"
