"""The register of sources: searchable, with licence, access date and what each one supports."""

import streamlit as st

from geo.records.texts import say
from geo.records.vocab import SourceKind
from geo.views import correction_rows, register_entries
from geo.views.addresses import SOURCES
from pages.ui import cache
from pages.ui.address import bound, pick_one, select_box
from pages.ui.html import render

st.title(say("Sources"))
column = st.container(width=860)
column.write(
    say(
        "Every fact in the atlas names a row of this register. Search it, or choose a kind of "
        "source."
    )
)
column.html(render("changes", rows=correction_rows(cache.atlas())))
left, right = column.columns([3, 1])
words = left.text_input(say("Search title, publisher or note"), max_chars=80, **bound(SOURCES, "q"))
kinds = {"": say("All kinds")} | {kind.value: kind.label for kind in SourceKind}
kind = pick_one(SOURCES, "kind", kinds, select_box(say("Kind"), right))
entries = register_entries(cache.atlas(), words, kind)
column.write(say("{n} of {all} sources", n=len(entries), all=len(cache.atlas().sources)))
if entries:
    column.html(render("register", entries=entries))
else:
    column.info(say("No source matches. Try one word only, or another kind."))
