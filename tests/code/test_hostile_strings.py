"""Two hundred texts that want to be code, in every text of the records: no file makes them live.

`tests/app/test_hostile_pages.py` looks at the pages, `tests/browser/test_hostile_data.py` lets
Chromium run them.
"""

import re
import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest

from geo.search.mentions.recognise import Recogniser
from geo.views.desk.desk_page import SIGNS, desk_view
from geo.views.exports.formats import FORMATS
from geo.views.tables import TABLES, table_slug
from geo.views.text_check.report import check_text
from pages.ui import cache
from pages.ui.html import render
from tests.conftest import GOOD
from tests.fuzz.alive import live_in, live_markup
from tests.fuzz.doors.requests import check_answer, client
from tests.fuzz.poison import spoil
from tests.fuzz.strings import ALL_HOSTILE, CODE, HOSTILE

FORMULAS = tuple(text for text in HOSTILE["formulas"] if text.isprintable())
PAYLOAD = " ".join(text for text in CODE if text.isprintable())
FILES = (
    *(f"project-line.{known.ending}" for known in FORMATS),
    *(f"table-{table_slug(title)}.csv" for title in TABLES),
    *("table-sources.xlsx", "atlas.xlsx", "map.html"),
    *("events.csv", "statements.jsonld", "project.pdf?id=line"),
)
ANSWERS = (
    *("changes.atom?since=2000-01-01", "changes.atom?since=2000-01-01&project=line"),
    *("changes.json?since=2000-01-01", "search?q=alfa", "search?q=script", "cite/project?id=line"),
    *("cite/project?id=line&format=bibtex", "cite/?select=site-alfa", "openapi.json"),
)
HEADS = ("/project?id=line", "/?select=site-alfa", "/?select=line", "/articles?id=art-a", "/")


@pytest.fixture(scope="module", autouse=True)
def _poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each text begins with a formula, and holds all that wants to be code."""
    folder = Path(shutil.copytree(GOOD, tmp_path_factory.mktemp("hostile") / "data"))
    formulas = cycle(FORMULAS)
    spoil(folder, lambda text: f"{next(formulas)} {text} {PAYLOAD}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(folder))
        patch.setenv("ATLAS_ASKS_A_MINUTE", "0")
        emptied()
        yield
    emptied()


def emptied() -> None:
    for kept in cache.CACHES:
        kept.cache_clear()


def test_there_are_two_hundred() -> None:
    assert len(ALL_HOSTILE) >= 200
    assert len(CODE) + len(FORMULAS) >= 200


@pytest.mark.parametrize("file", FILES)
def test_no_download_is_alive(file: str) -> None:
    answer = client().get(f"/atlas/export/{file}")
    assert answer.status_code == 200, answer.text
    assert b"hurt" in answer.content or "json" not in file
    check_answer(answer)


def test_no_answer_is_alive() -> None:
    for asked in ANSWERS:
        answer = client().get(f"/atlas/{asked}")
        assert answer.status_code == 200, asked
        check_answer(answer)


def test_no_head_of_a_page_is_alive() -> None:
    heads = [client().get(asked) for asked in HEADS]
    assert [head.status_code for head in heads] == [200] * len(HEADS)
    assert any("hurt" in head.text for head in heads)
    for head in heads:
        check_answer(head)


def test_no_text_in_an_address_is_alive() -> None:
    said = " ".join(text for text in ALL_HOSTILE if len(text) < 200)
    for text in (said, "<script>hurt=1</script>", '"><img src=x onerror=hurt=1>'):
        value = text.encode("utf-8", "replace").decode()
        for path, name in (("/", "select"), ("/project", "id"), ("/data", "find")):
            check_answer(client().get(path, params={name: value, "lang": value}))
        check_answer(client().get("/atlas/search", params={"q": value}))
        check_answer(client().get("/atlas/cite/data", params={"find": value}))
        check_answer(client().get("/atlas/ways", params={"from": value, value: "x"}))


def test_no_text_at_the_desk_is_alive() -> None:
    text = "\n\n".join(f"Alfa is 5 km from Bravo {text[:200]} in 2025." for text in ALL_HOSTILE)
    recogniser = Recogniser(cache.atlas())
    report = check_text(cache.atlas(), recogniser, text)
    view = desk_view(cache.atlas(), recogniser.read(text), report)
    html = render(
        "desk",
        view=view,
        signs=SIGNS,
        href=lambda _name: "",
        language="en",
        direction="ltr",
    )
    assert "hurt" in html
    assert live_markup(html) == []


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<p>x<script>hurt=1</script>", "text/html"),
        (b"<p><a href='java\tscript:x'>x</a>", "text/html"),
        (b"<img src=x onerror=hurt=1>", "text/html"),
        (b"<p>1337", "text/html"),
        (b"a,b\n1,=1+1\n", "text/csv"),
        (b"<x><summary>&lt;img src=x onerror=hurt=1&gt;</summary></x>", "application/atom+xml"),
    ],
)
def test_what_is_alive_is_seen(body: bytes, kind: str) -> None:
    assert live_in(body, kind)


def test_a_pdf_has_no_actions() -> None:
    body = client().get("/atlas/export/project.pdf?id=line").content
    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile)\b", body)
