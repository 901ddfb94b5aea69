"""What pages show: plain, frozen dataclasses, made without Streamlit."""

from geo.views.changes import changes
from geo.views.panels import panel
from geo.views.parts import Panel
from geo.views.register import register
from geo.views.welcome import welcome

__all__ = ["Panel", "changes", "panel", "register", "welcome"]
