"""The page of the timeline without a browser: what stands beside the map, and the filters."""

import re
import shutil
from pathlib import Path

import pytest

from geo.records.as_of import default_day
from geo.records.dates import when
from pages.ui import cache
from tests.app.test_pages import GOOD, ROOT, html, notices, run

pytestmark = pytest.mark.usefixtures("fresh")


def newest_day() -> str:
    return when(default_day(cache.atlas()).isoformat())


def test_the_day_of_the_link_stands_beside_the_map() -> None:
    text = html(run("timeline.py", date="2025-08-01"))
    assert 'data-day="1 August 2025"' in text
    assert "missed by 40 days" in text
    assert "due January 2026 – about March 2026" in text
    assert "Torkham" in text


def test_without_a_date_it_is_the_day_of_the_newest_record() -> None:
    app = run("timeline.py")
    assert f'data-day="{newest_day()}"' in html(app)
    assert notices(app) == []


@pytest.mark.parametrize("date", ["yesterday", "2025-13-01", "1969-12-31"])
def test_a_bad_date_is_told_and_today_is_shown(date: str) -> None:
    app = run("timeline.py", date=date)
    assert "The link asks for a date" in notices(app)[0]
    assert f'data-day="{newest_day()}"' in html(app)


def test_a_record_of_the_link_is_told_with_its_state_on_that_day() -> None:
    text = html(run("timeline.py", date="2015-06-09", select="site-psm"))
    assert "Chosen on the map: Pakistan Steel Mills. State on that day: In service." in text
    text = html(run("timeline.py", date="2016-01-01", select="seg-aqina-ymamnazar-aqina"))
    assert "It was not there yet." in text


def test_an_early_day_says_that_nothing_was_promised() -> None:
    text = html(run("timeline.py", date="1972-01-01"))
    assert "No promise with a date had been made" in text
    assert "Open to freight" not in text
    assert "not known: the first record is of" in text


def test_events_are_filtered() -> None:
    app = run("timeline.py")
    app.text_input[0].set_value("Andkhoy opens").run()
    assert html(app).count('class="register-row"') < 10
    app.text_input[0].set_value("zzz-nothing").run()
    assert app.info[-1].value.startswith("No event matches")
    assert not app.exception


def test_all_events_are_on_the_page_the_older_ones_folded_by_year() -> None:
    text = html(run("timeline.py"))
    events = cache.atlas().events
    assert text.count('class="register-row"') == len(events)
    at_once, *folds = text[text.index("occurrences") :].split("<details")
    counts = [int(found) for found in re.findall(r'"count">(\d+)</span></summary>', text)]
    assert at_once.count('class="register-row"') + sum(counts[-len(folds) :]) == len(events)
    assert "Earlier in" in folds[0]
    assert "Before" in folds[-1]


@pytest.mark.parametrize(
    "years", [["9999-0001"], ["2026", "2010"], ["1700", "2020"], ["2010"], ["no", "never"]]
)
def test_years_that_cannot_be_are_told(years: list[str]) -> None:
    app = run("timeline.py", years=years)
    assert "The link asks for years that cannot be; the years from" in notices(app)[-1]
    assert "years" not in app.query_params
    assert html(app).count('class="register-row"') == len(cache.atlas().events)


def test_years_of_a_link_are_kept_and_those_of_the_slider_written() -> None:
    app = run("timeline.py", years=["2010", "2020"])
    assert app.slider[0].value == (2010, 2020)
    assert notices(app) == []
    app.slider[0].set_value((2011, 2020)).run()
    assert app.query_params["years"] == ["2011", "2020"]


def test_events_of_one_step_of_the_ladder() -> None:
    app = run("timeline.py")
    app.selectbox[0].select("protocol").run()
    assert not app.exception
    assert "Protocol" in html(app) or "protocol" in html(app)


def test_without_events_the_page_says_what_to_do(tmp_path: Path) -> None:
    shutil.copy(ROOT / "data" / "style.yaml", tmp_path)
    app = run("timeline.py", tmp_path)
    assert app.info[-1].value.startswith("There are no events")


def test_few_events_are_enough() -> None:
    assert not run("timeline.py", GOOD).exception
