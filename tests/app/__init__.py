"""Tests of pages as Streamlit runs them, without a browser; most run on the shipped data."""
