"""Every page, opened once: its texts, its width, its look on paper, and who cannot see it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from geo.atlas import Atlas
from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.paper import BROAD, UPRIGHT, faults_on_paper
from tests.browser.texts import Told, gathered, outside, told_by
from tests.browser.waiting import until


@dataclass(frozen=True)
class Sight:
    """A page by its address, what stands in it once it is whole, and what is asked of it."""

    path: str
    there: str
    paper: int | None = None  # pixels between the margins
    heard: bool = False  # by axe

    def address(self, url: str) -> str:
        """In the language of brackets."""
        return f"{url}/{self.path}{'&' if '?' in self.path else '?'}lang=xx"


SIGHTS = [
    Sight("", ".st-key-details h2", UPRIGHT),
    Sight("?select=site-psm", "article.details", heard=True),
    Sight("?select=uap-railway", "article.details", UPRIGHT),
    Sight("?select=site-torkham-border", "article.details"),
    Sight("?select=uap-railway-torkham", "article.details", heard=True),
    Sight("?select=site-psm&date=1999-05-01", "article.details"),
    Sight("timeline", "article.day", UPRIGHT),
    Sight("timeline?date=2023-02-10", "article.day", heard=True),
    Sight("routes?from=karachi-port&to=tashkent", ".routes table", UPRIGHT),
    Sight("routes?from=karachi-port&to=moscow&rank=days", ".routes table"),
    Sight("routes?from=karachi-port&to=tashkent&modes=rail", ".routes"),
    Sight("routes?from=peshawar&to=jalalabad&day=2025-10-15", ".effects", heard=True),
    Sight("routes?view=ports", "table.ports", heard=True),
    Sight("compare", "table.alternatives", heard=True),
    Sight("compare?with=way-torkham,way-iran", "table.alternatives", UPRIGHT),
    Sight("project?id=uap-railway", ".project table.plain", UPRIGHT),
    Sight("project?id=pakistan-steel-mills", ".project table.plain"),
    Sight("project?id=uap-railway-torkham", ".part-told", heard=True),
    Sight("project", ".project-list", heard=True),
    Sight("data", ".records"),
    Sight("data?table=Lines", ".records", BROAD, heard=True),
    Sight("data?table=Places&page=2", ".records", heard=True),
    Sight("data?table=Border+posts", ".records"),
    Sight("data?table=Figures", ".records"),
    Sight("data?find=qqqq", "[data-testid=stAlert]"),
    Sight("articles", ".library", UPRIGHT, heard=True),
    Sight("articles?id=art-hindustan-times-2025-protocol&select=per-saif-anjum", ".reader .behind"),
    Sight("articles?id=art-kashmir-english-2025-call", ".reader .behind", UPRIGHT, heard=True),
    Sight("sources", "[role=radiogroup]", UPRIGHT, heard=True),
    Sight("layers", "[data-testid=stFileUploader]", UPRIGHT, heard=True),
    Sight("desk", "textarea", UPRIGHT, heard=True),
    Sight("about", ".about", UPRIGHT, heard=True),
]
#: What each page is called and says of its parts to a screen reader, as it was last agreed on.
HEARD = json.loads((Path(__file__).parents[1] / "data" / "heard.json").read_text("utf-8"))
_PART = re.compile(
    r"- \'?(?P<called>(?:heading|banner|navigation|main|region|complementary|table|combobox|textbox"
    r'|slider|checkbox|radiogroup|switch|tablist|tab) "(?P<name>[^"]*)").*'
)
_BRACKETS = re.compile(r"⟦(?P<said>[^⟦⟧]*?)( ~+)+⟧")
#: The page cannot be moved to the side, once it has taken its new width.
STEADY = """() => {
  const page = document.querySelector("[data-testid=stMain]");
  page.scrollLeft = 300;
  return page.scrollLeft === 0;
}"""


#: Everything is unfolded, in a language that there is.
_UNFOLDED = """() => {
  document.documentElement.lang = "en";
  for (const folded of document.querySelectorAll("section details")) folded.open = true;
}"""


@pytest.fixture(scope="module")
def told(shipped_atlas: Atlas) -> Told:
    return told_by(shipped_atlas)


def test_what_is_heard_is_looked_at() -> None:
    assert set(HEARD) <= {sight.path for sight in SIGHTS}


def settle(page: Page, there: str) -> None:
    """Wait until the page has said all and its maps are drawn."""
    page.locator(there).first.wait_for(state="attached")
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    # Streamlit fetches each kind of control when it is first needed and shows a grey bar before.
    until(page, "!document.querySelector('[data-testid=stSkeleton]')")
    for frame in page.locator("iframe[title*='st_folium']").all():
        frame.content_frame.locator("html[data-ready=full]").wait_for(state="attached")


def outline(page: Page) -> list[str]:
    """What a screen reader calls the parts of a page, without what changes with the data.

    That is headings, landmarks, tables and controls with their names, but for those with a digit.
    """
    text = page.locator("body").aria_snapshot()
    text = text.replace("⟦, ~~~~⟧", ", ")
    while (plain := _BRACKETS.sub(r"\g<said>", text)) != text:
        text = plain
    parts = (part for line in text.splitlines() if (part := _PART.fullmatch(line.strip())))
    return [part["called"] for part in parts if not re.search(r"\d", part["name"])]


@pytest.mark.parametrize("sight", SIGHTS, ids=lambda sight: sight.path or "map")
def test_every_page(visit: Visit, told: Told, sight: Sight) -> None:
    """It is whole on paper and at every width, says nothing untranslated, and can be heard."""
    page = visit.page
    page.goto(sight.address(visit.url))
    settle(page, sight.there)
    if sight.path in HEARD:
        assert outline(page) == HEARD[sight.path]
    left = outside(gathered(page), told)
    assert not left, "\n".join(left)
    if sight.paper:
        page.set_viewport_size({"width": sight.paper, "height": 1000})
        settle(page, sight.there)
        assert faults_on_paper(page, sight.paper) == []
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 844})
        until(page, STEADY)
    if sight.heard:
        for frame in page.frames:
            frame.evaluate(_UNFOLDED)
        maps = [frame for frame in page.frames if "st_folium" in frame.url]
        assert violations(visit, *maps[:1]) == []
