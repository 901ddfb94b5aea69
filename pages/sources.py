"""The register of sources: searchable, with licence, access date and what each one supports."""

import streamlit as st

from geo.records.texts import say
from geo.records.vocab import SourceKind
from geo.views.addresses import SOURCES
from geo.views.page_heads import page_name
from geo.views.pages.source_register import part_label, register_parts
from pages.ui import cache, drawn
from pages.ui.address import bound, forget, pick_one, select_box

st.title(page_name(SOURCES))
st.write(
    say(
        "Every fact in the atlas names a row of this register. Search it, or choose a kind of "
        "source."
    )
)
atlas = cache.atlas()
st.html(drawn.corrections_html())
left, right = st.columns([3, 1])
words = left.text_input(
    say("Search title, publisher or note"),
    max_chars=80,
    on_change=forget,
    args=(SOURCES, "part"),
    **bound(SOURCES, "q"),
)
kinds = {"": say("All kinds")} | {kind.value: kind.label for kind in SourceKind}
box = select_box(say("Kind"), right, on_change=forget, args=(SOURCES, "part"))
kind = pick_one(SOURCES, "kind", kinds, box)
entries = drawn.register(words, kind)
st.write(say("{n} of {all} sources", n=len(entries), all=len(atlas.sources)))
parts, part = register_parts(entries), ""
if len(parts) > 1:
    part = pick_one(
        SOURCES,
        "part",
        {name: part_label(name, entries) for name, entries in parts.items()},
        lambda key, ids, label: st.pills(
            say("Publishers that begin with"), ids, format_func=label, required=True, key=key
        ),
    )
if entries:
    st.html(drawn.register_html(words, kind, part))
else:
    st.info(say("No source matches. Try one word only, or another kind."))
