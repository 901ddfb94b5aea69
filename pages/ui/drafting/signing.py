"""Whether somebody has to sign in: asked at the start, so nothing heavy stands here."""

from pathlib import Path

import streamlit as st


def has_identity_provider() -> bool:
    """Whether the operator set an identity provider."""
    # Where there is no file of secrets, to ask for one would be told to the reader as a fault.
    if st.secrets.load_if_toml_exists():
        return "auth" in st.secrets
    # A file that nobody can read may well say who has to sign in.
    return any(Path(name).is_file() for name in st.get_option("secrets.files"))
