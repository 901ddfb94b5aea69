"""Downloads: plain links to `/atlas/export/`, so that they hold without a session."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from geo.records.texts import say
from geo.views.exports.formats import FORMATS
from pages.ui.html import render

#: The map of an address as a page of its own.
MAP_COPY = "atlas/export/map.html"
_Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to take away: what the format is called, the whole label, and the address.

    Where it `may_fail`, the server may answer with a sentence, which is shown in a tab of its own.
    """

    name: str
    label: str
    href: str
    may_fail: bool = False


def file_links(label: str, what: str, pairs: _Pairs, *, drawn: bool) -> list[FileLink]:
    """A link for each format that holds tables or, with `drawn`, for each that holds shapes.

    `{format}` in the label is what the format is called.
    """
    query = f"?{urlencode(pairs, safe=',')}" if pairs else ""
    return [
        FileLink(
            known.label,
            label.format(format=known.label),
            f"atlas/export/{what}.{known.ending}{query}",
        )
        for known in FORMATS
        if known.is_drawn == drawn
    ]


def download_links(
    label: str, what: str, pairs: _Pairs = (), *, drawn: bool = False, hint: str = ""
) -> None:
    """Links to `what` of an address in every format that fits, the first with the whole label."""
    first, *others = file_links(label, what, pairs, drawn=drawn)
    st.html(render("downloads", first=first, others=others, hint=hint))


def table_links(label: str, what: str, pairs: _Pairs = (), hint: str = "") -> None:
    """Links to a table."""
    download_links(label, what, pairs, hint=hint)


def shape_links(label: str, what: str, pairs: _Pairs = ()) -> None:
    """Links to lines and places."""
    download_links(label, what, pairs, drawn=True)


def project_part(label: str, project_id: str, part: str) -> None:
    """Links to a part of a project: its figures, promises, lines or kilometres."""
    table_links(label, f"project-{project_id}", [("part", part)])


def brief_link(what: str, pairs: _Pairs) -> None:
    """A link to the brief of a project, a comparison or a route."""
    href = f"atlas/export/{what}.pdf?{urlencode(pairs, safe=',')}"
    label = say("Brief on two pages as PDF")
    hint = say("Map, figures and sources of this page, to be printed or sent along.")
    first = FileLink("PDF", label, href, may_fail=True)
    st.html(render("downloads", first=first, others=(), hint=hint))


def map_files() -> list[FileLink]:
    """What the dialog of a map offers; its script adds the address of the view."""
    return [
        link
        for drawn in (True, False)
        for link in file_links(say("Map as {format}"), "layers", (), drawn=drawn)
    ]
