"""The page for operators names every setting, with the default that holds."""

import re

from geo.reading.texts.limits import FetchLimits, TextLimits
from pages.server.guard.settings import ServerSettings
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "operating.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `([A-Z_…]+)` \| ([^|]*?) ?\|", PAGE, re.MULTILINE))


def test_every_setting_of_the_code_is_in_the_table() -> None:
    code = "\n".join(
        path.read_text("utf-8") for room in ("geo", "pages") for path in (ROOT / room).rglob("*.py")
    )
    named = set(re.findall(r"\bATLAS_[A-Z_]+\b", code))
    assert len(named) > 12
    groups = tuple(name.removesuffix("…") for name in ROWS if name.endswith("…"))
    assert {name for name in named if name not in ROWS and not name.startswith(groups)} == set()
    ours = {name for name in ROWS if name.startswith("ATLAS_") and not name.endswith("…")}
    assert ours <= named


def test_the_defaults_are_those_that_hold() -> None:
    usual = ServerSettings()
    assert [ROWS[name] for name in ("ATLAS_ASKS_A_MINUTE", "ATLAS_MOST_WAITING")] == [
        *(str(usual.asks_a_minute), str(usual.most_waiting)),
    ]
    assert ROWS["ATLAS_UPLOAD_FILES"] == str(usual.upload_files)
    assert ROWS["ATLAS_FETCH_PORTS"] == ",".join(map(str, FetchLimits().ports))
    for limits in (TextLimits(), FetchLimits()):
        for name in limits.__slots__:
            value = getattr(limits, name)
            if type(value) is int:
                assert f"`{name.upper()}` {value}" in PAGE, name


def test_every_file_that_is_named_is_there() -> None:
    names = re.findall(r"^\| (`[\w.@-]+`(?:, `[\w.@-]+`)?) \|", PAGE, re.MULTILINE)
    files = [name for row in names for name in re.findall(r"`([\w.@-]+\.\w+|Containerfile)`", row)]
    assert len(files) == 6
    assert [name for name in files if not (ROOT / "deploy" / name).exists()] == []
    for link in re.findall(r"\]\(([\w./-]+)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
