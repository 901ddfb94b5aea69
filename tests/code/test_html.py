"""Text becomes HTML in one place, and comes out of it as the same text."""

import re
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from geo.records.errors import Issue
from geo.views.links import HERE, MAP, page_link
from pages.ui.html import render
from tests.conftest import ROOT


class Reader(HTMLParser):
    """Collects the text and the tags of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
@example("<img src=x onerror=alert(1)>")
@example("{{ 7*7 }}{% raw %}${x}`")
@example("</b><script>hurt()</script>")
def test_any_text_comes_out_as_itself_and_adds_no_tag(text: str) -> None:
    issue = Issue("events.csv", "evt-a", "title", "rule", f"[{text}]", "hint")
    reader = Reader()
    reader.feed(render("problems", issues=[issue]))
    assert f"[{text}]" in reader.text
    assert reader.tags <= {"div", "p", "b", "code", "ul", "li"}


def test_links_inside_the_atlas_are_relative_and_made_in_one_place() -> None:
    assert page_link(MAP, select="site-psm") == "./?select=site-psm"
    assert page_link(HERE, "select=site-psm&date=2025-01-01") == "?select=site-psm&date=2025-01-01"
    assert page_link("sources", q="src-a b") == "sources?q=src-a+b"
    written = re.compile(r"""["'](?:\./|/)?\?\w+=|href=["']/|["']/[a-z]+\?""")
    files = [*(ROOT / "geo").rglob("*.html"), *(ROOT / "geo/views").rglob("*.py")]
    assert [path.name for path in files if written.search(path.read_text("utf-8"))] == []


def test_a_template_or_script_can_be_read_without_scrolling_sideways() -> None:
    folders = (ROOT / "geo" / "mapview", ROOT / "pages")
    kinds = {".html", ".js", ".css", ".ts"}
    files = [path for folder in folders for path in folder.rglob("*.*") if path.suffix in kinds]
    assert len(files) > 50
    wide = {
        f"{path.name}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 100
    }
    assert wide == set()
