"""The language of the reader: from the link, else as before in this session, else the browser's."""

from collections.abc import Callable

import streamlit as st

from geo.records.texts import ENGLISH, use_language

_ADDRESS = "lang"


def choose_language() -> None:
    """Speak the reader's language for the rest of this run."""
    asked = st.query_params.get(_ADDRESS)
    if asked:
        st.session_state[_ADDRESS] = asked
    use_language(asked or st.session_state.get(_ADDRESS) or st.context.locale or ENGLISH)


def fragment(part: Callable[[], None]) -> Callable[[], None]:
    """`st.fragment` that speaks the reader's language also when it runs alone."""

    @st.fragment
    def spoken() -> None:
        choose_language()
        part()

    return spoken
