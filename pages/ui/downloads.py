"""Downloads: plain records as files, made in memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal

import pandas as pd
import streamlit as st

Rows = Sequence[Mapping[str, object]]


def csv_button(label: str, records: Sequence[Any], name: str) -> None:
    """A button that hands out dataclass records as CSV, one column per field."""
    rows_button(label, lambda: [asdict(one) for one in records], name)


def rows_button(
    label: str,
    rows: Callable[[], Rows],
    name: str,
    width: Literal["content", "stretch"] = "content",
) -> None:
    """A button that hands out rows as CSV; they are made when it is pressed."""
    st.download_button(
        label,
        data=lambda: pd.DataFrame(rows()).to_csv(index=False).encode(),
        file_name=name,
        mime="text/csv",
        on_click="ignore",
        width=width,
    )
