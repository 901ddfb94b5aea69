"""Two hundred texts that want to be code, in every text of the records, as the pages draw them."""

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui.html import as_written
from tests.app.test_pages import html
from tests.conftest import GOOD, ROOT
from tests.fuzz.alive import live_markup
from tests.fuzz.poison import poison
from tests.fuzz.strings import CODE

PAYLOAD = " ".join(text for text in CODE if text.isprintable())
#: What Streamlit reads as Markdown, and what a payload would make of it.
_DRAWN = ("markdown", "title", "header", "subheader", "caption", "info", "error", "warning")
_MARKDOWN = re.compile(
    r"(?<!\\)!\[x|(?<!\\)\]\(javascript|(?<!\\):red\[|(?<!\\)\$\$|(?<!\\)<script"
)
PAGES = (
    ("project", {"id": "line"}),
    ("project", {"id": "line", "embed": "true"}),
    ("data", {"table": "Sources"}),
    ("articles", {"id": "art-a"}),
    ("timeline", {}),
)


@pytest.fixture
def poisoned(fresh: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(GOOD, tmp_path / "data"))
    poison(folder, PAYLOAD)
    monkeypatch.setenv("ATLAS_DATA", str(folder))


@pytest.mark.usefixtures("poisoned")
def test_no_text_of_a_record_is_alive_on_a_page() -> None:
    for page, query in PAGES:
        app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, page
        assert "hurt=1" in html(app), page
        assert live_markup(html(app)) == [], page
        for kind in _DRAWN:
            for node in app.get(kind):
                assert not _MARKDOWN.search(node.value), (page, kind, node.value[:200])


@pytest.mark.parametrize("text", [text for text in CODE if _MARKDOWN.search(text)])
def test_what_would_be_markdown_is_shown_as_it_stands(text: str) -> None:
    assert not _MARKDOWN.search(as_written(text))
