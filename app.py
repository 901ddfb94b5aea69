"""Corridor Atlas: `streamlit run app.py` starts it.

This file only joins the parts: the pages, the files that browsers fetch and the headers that
keep the app on its own machine.
"""

import sys
from pathlib import Path

import streamlit as st

from geo.dates import today
from geo.errors import GeoError
from pages.ui.serve import MIDDLEWARE, prepared, routes

try:
    today()
except GeoError as error:  # the clock is set to no day: better no atlas than one without a date
    sys.exit(str(error))

app = st.App(
    Path(__file__).parent / "pages" / "ui" / "shell.py",
    lifespan=prepared,
    routes=routes(st.get_option("server.baseUrlPath")),
    middleware=MIDDLEWARE,
)
