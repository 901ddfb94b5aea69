"""The language of the reader: from the link, else as before in this session, else the browser's."""

from collections.abc import Callable

import streamlit as st

from geo.records.texts import ENGLISH, use_language
from geo.views.addresses import LANGUAGE
from pages.ui import address


def choose_language() -> None:
    """Speak the reader's language for the rest of this run."""
    asked = st.query_params.get(LANGUAGE)
    if asked:
        address.put(LANGUAGE, asked)
    use_language(str(asked or address.held(LANGUAGE) or st.context.locale or ENGLISH))


def fragment(part: Callable[[], None]) -> Callable[[], None]:
    """`st.fragment` that speaks the reader's language also when it runs alone."""

    @st.fragment
    def spoken() -> None:
        choose_language()
        part()

    return spoken
