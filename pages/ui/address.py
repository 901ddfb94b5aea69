"""Widgets whose value is an id in the address, so that every state of a page is a link."""

from collections.abc import Mapping

import streamlit as st


def choice_in_address(name: str, label: str, options: Mapping[str, str]) -> str:
    """A select box over `options` (id to words) that reads and writes `?name=` in the address.

    An id that does not exist is told in one sentence, and the first option is shown. The key of
    the widget holds what the address asks for: Back changes the address and so the choice.
    """
    ids = list(options)
    asked = st.query_params.get(name, ids[0])
    if asked not in options:
        st.info(f"The link asks for a {label.lower()} that the atlas does not have.")
        asked = ids[0]
    key = f"{name}-{asked}"

    def write() -> None:
        st.query_params[name] = st.session_state[key]

    return st.selectbox(
        label, ids, ids.index(asked), format_func=options.__getitem__, key=key, on_change=write
    )
