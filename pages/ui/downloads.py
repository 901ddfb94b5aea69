"""Downloads: plain records as files, made in memory."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
import streamlit as st


def csv_button(label: str, records: Sequence[Any], name: str) -> None:
    """A button that hands out dataclass records as CSV, one column per field."""
    table = pd.DataFrame([asdict(one) for one in records])
    st.download_button(
        label, table.to_csv(index=False).encode(), name, "text/csv", on_click="ignore"
    )
