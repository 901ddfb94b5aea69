"""Tests of code know nothing of the shipped data."""

import ast
import re
from pathlib import Path

import pytest

from tests.code.conftest import ShippedDataError
from tests.conftest import ROOT

HERE = Path(__file__).parent
OF_DATA = re.compile(r"^(shipped_|tests\.shipped|tests\.next_month)|\.(next_month|DEFAULT)$")


def test_no_file_here_asks_for_the_shipped_data() -> None:
    for path in HERE.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)]
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                names += [f"{node.module}.{alias.name}" for alias in node.names]
        asked = [name for name in names if OF_DATA.search(name)]
        assert not asked, path.name


def test_the_shipped_data_cannot_be_opened_here() -> None:
    with pytest.raises(ShippedDataError, match="projects"):
        (ROOT / "data" / "projects.yaml").read_text(encoding="utf-8")
    with pytest.raises(ShippedDataError, match="data"):
        list((ROOT / "data").iterdir())
