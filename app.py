"""Corridor Atlas: `streamlit run app.py` starts it.

This file only joins the parts: the pages, the files that browsers fetch and the headers that
keep the app on its own machine.
"""

import os
import sys
from pathlib import Path

import streamlit as st
from streamlit import config

from geo.pipeline.contributions.settings import workspace_settings
from geo.reading.homes.home import home_at
from geo.reading.homes.shelf import shelf_of
from geo.reading.texts.limits import fetch_limits, text_limits
from geo.reading.uploads.limits import limits_of
from geo.records.dates import today
from geo.records.errors import GeoError
from pages.server.serve import middleware, routes
from pages.server.start.ready import prepared

_base = st.get_option("server.baseUrlPath")
try:
    today()
    # One limit for a file: Streamlit's own would refuse it before it is read.
    config.set_option("server.maxUploadSize", limits_of().file_mb)
    text_limits(), fetch_limits()
    shelf_of(home_at(os.environ.get("ATLAS_DATA", ""), Path()))
    if workspace := workspace_settings().workspace:
        from pages.ui.cache import record_files  # others need no records to begin

        workspace.prepare(record_files())
    _passed = middleware(_base)
except GeoError as error:  # a setting is wrong: better no atlas than one without a date, say
    sys.exit(str(error))

app = st.App(
    Path(__file__).parent / "pages" / "ui" / "shell.py",
    lifespan=prepared,
    routes=routes(_base),
    middleware=_passed,
)
