"""A boundary around a page and around each part of it: what fails is told in its place."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from geo.records.errors import GeoError
from pages.ui.html import render

_LOG = logging.getLogger(__name__)


@contextmanager
def part(name: str) -> Iterator[None]:
    """Show what is made within; if that fails, say that `name` cannot be shown, and go on.

    What the atlas raises on purpose is told in its own words. Anything else is a bug: its trace
    goes to the log of the server and never to the reader.
    """
    try:
        yield
    except GeoError as error:
        st.html(render("fault", part=name, told=str(error)))
    except Exception:  # noqa: BLE001 - whatever it is, the rest of the page stands
        _LOG.exception("%s cannot be shown", name)
        st.html(render("fault", part=name, told=""))
