"""Corridor Atlas: `streamlit run app.py` starts it.

This file only joins the parts: the pages, the files that browsers fetch and the headers that
keep the app on its own machine.
"""

from pathlib import Path

import streamlit as st

from pages.ui.serve import MIDDLEWARE, ROUTES, prepared

app = st.App(
    Path(__file__).parent / "pages" / "ui" / "shell.py",
    lifespan=prepared,
    routes=ROUTES,
    middleware=MIDDLEWARE,
)
