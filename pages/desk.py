"""Check a text: every sentence held against the atlas, and drafts of records from what is new."""

from pathlib import Path

import streamlit as st

from geo.records.texts import say
from geo.views.addresses import DESK
from geo.views.page_heads import page_name
from pages.ui.desk.checking import checked_text
from pages.ui.desk.drafts import offer_drafts
from pages.ui.desk.given import ask_for_text
from pages.ui.desk.result import show_result
from pages.ui.drafting.saving import show_workspace
from pages.ui.map_panel import show_problems

show_problems()
_UI = Path(__file__).with_name("ui")
st.html(_UI / "desk" / "desk.css")
st.html(_UI / "reading.css")
st.title(page_name(DESK))
st.write(
    say(
        "Give a text of somebody else. Each sentence is held against the atlas: what is known and "
        "since when, what differs and from whom, what is new, what cannot be. The text is read on "
        "the server of this atlas, kept there for this visit only, and stands in no address. Until "
        "you close it, this tab of your browser keeps it as well, so that going back finds it."
    )
)
given = ask_for_text()
checked = checked_text(given) if given else None
if checked:
    show_result(checked)
    offer_drafts(checked)
else:
    show_workspace()
