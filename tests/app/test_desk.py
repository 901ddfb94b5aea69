"""The desk as a page: a text is sent, its report stands there, and nothing of it leaves."""

import os

import pytest
from streamlit.testing.v1 import AppTest

from geo.records.vocab import LONGEST_TITLE
from tests.app.test_pages import GOOD, ROOT, html

HOSTILE = "<script>alert(1)</script>"
TEXT = (
    "The Alfa–Charlie line will cost 3 billion dollars. "
    f"Bravo is open. The Alfa–Charlie line is 260 to 270 km long. {HOSTILE}"
)

pytestmark = pytest.mark.usefixtures("fresh")


@pytest.fixture
def app() -> AppTest:
    os.environ["ATLAS_DATA"] = str(GOOD)
    return AppTest.from_file(str(ROOT / "pages" / "desk.py"), default_timeout=60).run()


def sent(app: AppTest, **fields: str) -> AppTest:
    """The form with these fields, sent to be checked."""
    for name, text in fields.items():
        key = f"desk-{name}"
        (app.text_area(key) if name == "text" else app.text_input(key)).input(text)
    (button,) = (part for part in app.button if part.label == "Check the text")
    return button.click().run()


def test_a_text_is_checked_and_forgotten_with_the_next(app: AppTest) -> None:
    sent(app, text=TEXT, publisher="The Alfa Herald", day="2024-06-01")
    assert not app.exception
    report = html(app)
    assert report.count('class="desk-sentence') == 4
    assert 'data-mention="line"' in report
    assert "verdict-new" in report
    assert "<script>" not in report
    assert "&lt;script&gt;" in report
    assert dict(app.query_params) == {}
    (only,) = app.button_group
    assert [label.partition(":")[0] for label in only.options] == [
        "+ New",
        "= Agrees",
        "– Nothing known",
    ]
    sent(app, text="Nothing at all.")
    assert html(app).count('class="desk-sentence') == 1
    assert HOSTILE not in html(app)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": " "}, "There is no text to check"),
        ({"text": "Bravo.", "day": "yesterday"}, "'yesterday' is not a date"),
    ],
)
def test_what_cannot_be_checked_is_told(app: AppTest, fields: dict[str, str], told: str) -> None:
    sent(app, **fields)
    assert told in app.error[0].value
    assert 'class="desk-sentence' not in html(app)


def test_a_source_of_our_own_words(app: AppTest) -> None:
    sent(app, text=TEXT, publisher="The Alfa Herald", day="2024-06-01", title="Costs")
    app.toggle("desk-draft-open").set_value(True).run()
    app.multiselect("desk-findings").select(0).run()
    assert not app.exception
    assert "clm-line-cost-usd-bn-3" in html(app)
    body = app.text_area("desk-draft/article/body")
    body.input("The Alfa–Charlie line will cost 3 billion dollars. Bravo is open. Script.").run()
    assert "repeats 12 words in a row of the text" in html(app)


def test_a_fault_goes_with_its_file_and_fields_come_back(app: AppTest) -> None:
    file = app.file_uploader("desk-file")
    file.upload("a.txt", b"\x89PNG").run()
    assert "it is a picture" in app.error[0].value
    app.file_uploader("desk-file").set_value(None).run()
    assert not app.error
    sent(app, text=TEXT, publisher="The Alfa Herald", url="https://alfa.example/?utm_source=a")
    # After another page of the same visit Streamlit has forgotten what the fields held.
    back = AppTest.from_file(str(ROOT / "pages" / "desk.py"), default_timeout=60)
    back.session_state["desk-given"] = app.session_state["desk-given"]
    back.run()
    assert back.text_area("desk-text").value == TEXT
    assert back.text_input("desk-publisher").value == "The Alfa Herald"
    assert back.text_input("desk-title").proto.max_chars == LONGEST_TITLE


def test_an_operator_may_fetch_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(GOOD))
    labels = []
    for switch in ("on", "off"):
        monkeypatch.setenv("ATLAS_FETCH", switch)
        page = AppTest.from_file(str(ROOT / "pages" / "desk.py"), default_timeout=60).run()
        labels.append({part.label for part in page.button})
    assert labels[0] - labels[1] == {"Fetch the page at the address"}
