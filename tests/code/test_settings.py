"""Settings without which the server would speak to the world on its own."""

import tomllib
from pathlib import Path

CONFIG = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)


def test_the_server_asks_nobody_for_its_address_and_reports_to_nobody() -> None:
    assert CONFIG["server"]["address"] == "localhost"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["client"]["showErrorLinks"] is False
