"""What was true on a day: on the main map by `date=`, and on the page with the slider."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import FrameLocator, Locator, expect

from geo.records.dates import when
from tests.browser.conftest import Readers, Visit, staying

MILL = "?layers=pakistan-steel-mills&lat=24.83&lon=67.35&z=10"
AQINA = "?layers=aqina-andkhoy-railway"


# The main map -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "state", "words"),
    [("2015-06-09", "operating", "in service"), ("2015-06-10", "idle", "standing idle")],
)
def test_the_mill_works_until_9_june_2015(stay: Visit, day: str, state: str, words: str) -> None:
    frame = stay.open(f"{MILL}&date={day}")
    works = frame.locator(".site[data-id='site-psm']")
    expect(works).to_have_class(re.compile(rf"\bstate-{state}\b"))
    expect(works).to_have_attribute("aria-label", re.compile(f"Steelworks, {words}"))
    belt = frame.locator("path[data-id='seg-psm-psm-jetty-psm']")
    expect(belt).to_have_class(re.compile(rf"\bstate-{state}\b"))


def test_the_line_to_aqina_is_not_there_on_new_year_2016(stay: Visit) -> None:
    frame = stay.open(f"{AQINA}&date=2016-01-01")
    expect(frame.locator("path.segment")).to_have_count(0)
    frame = stay.open(f"{AQINA}&date=2016-11-28")
    expect(frame.locator("path.segment.state-operating")).to_have_count(2)


def test_a_corridor_is_not_there_before_its_own_first_day(stay: Visit) -> None:
    frame = stay.open("?layers=six-country-corridor&places=none&date=2021-08-20")
    expect(frame.locator("path.segment")).to_have_count(0)
    expect(frame.locator(".site")).to_have_count(0)
    stay.go(date="2022-08-20")
    expect(frame.locator("path.segment.unrun-proposed").first).to_be_attached()
    expect(frame.locator(".site").first).to_be_attached()
    stay.go(date=None)
    expect(frame.locator("path.segment.unrun-agreed").first).to_be_attached()


def test_a_train_that_ran_on_the_day_is_drawn_as_running(stay: Visit) -> None:
    frame = stay.open("?layers=islamabad-tehran-istanbul-train&date=2010-01-01")
    expect(frame.locator("path.segment").first).to_be_attached()
    expect(frame.locator("path.segment[class*='unrun']")).to_have_count(0)
    stay.go(date="2012-01-01")
    expect(frame.locator("path.segment.unrun-dormant").first).to_be_attached()


def test_posts_have_the_state_of_the_day(stay: Visit) -> None:
    torkham = ".site[data-id='site-torkham']"
    frame = stay.open("?places=border&date=2025-08-01")
    expect(frame.locator(torkham)).to_have_attribute("aria-label", re.compile("Torkham, .*open"))
    frame = stay.open("?places=border&date=2025-10-15")
    expect(frame.locator(torkham)).to_have_attribute("aria-label", re.compile("Torkham, .*closed"))


def test_a_post_last_known_closed_is_never_drawn_as_open(stay: Visit) -> None:
    frame = stay.open("?places=border&date=2021-07-20&lat=34.6&lon=61&z=8")
    post = frame.locator(".site[data-id='site-islam-qala']")
    said = "freight last known closed since 8 July 2021; nothing read since about 13 July 2021"
    expect(post).to_have_attribute("aria-label", re.compile(said))
    expect(post.locator("svg.access-not-known-after-closed")).to_be_visible()
    frame.get_by_text("Legend", exact=True).click()
    expect(frame.locator(".legend")).to_contain_text("Not known, last closed")


def test_a_date_can_be_left_again_and_back_brings_it_back(stay: Visit) -> None:
    frame = stay.open("?layers=uap-railway&date=2018-06-01")
    chip = frame.get_by_role("button", name="As on 1 June 2018")
    expect(chip).to_be_visible()
    planned = frame.locator("path[data-id='seg-uap-pul-e-alam-kharlachi']")
    expect(planned).to_have_count(0)
    stay.script("window.mark = 1")
    chip.click()
    expect(planned).to_have_count(1)
    expect(chip).to_be_hidden()
    assert "date=" not in stay.page.url
    stay.page.go_back()
    expect(chip).to_be_visible()
    expect(planned).to_have_count(0)
    assert stay.script("window.mark") == 1, "the map was mounted again"


def test_the_legend_says_the_day_and_what_has_no_date(stay: Visit) -> None:
    frame = stay.open("?layers=connecting-lines&date=1980-01-01")
    frame.locator(".legend summary").click()
    expect(frame.locator(".legend-body h2").first).to_have_text("As on 1 January 1980")
    expect(frame.locator(".legend-body")).to_contain_text("opening date not in the atlas")
    expect(frame.locator("path.segment.undated").first).to_be_attached()


def test_a_bad_date_is_told_in_a_sentence(visit: Visit) -> None:
    frame = visit.open("?date=2025-02-30")
    expect(visit.page.get_by_text("The link asks for a date that is no day")).to_be_visible()
    expect(frame.locator(".chip")).to_be_hidden()


def test_without_a_date_no_history_is_fetched(visit: Visit) -> None:
    asked = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.open()
    assert not [url for url in asked if "/history." in url]
    visit.open("?date=2020-01-01")
    assert len([url for url in asked if "/history." in url]) == 1


# The page with the slider -------------------------------------------------------------------

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CALM = {"reduced_motion": "reduce"}


@pytest.fixture
def days(readers: Readers, atlas_url: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """The page with the slider, open from test to test."""
    yield from staying(readers, atlas_url, request.node, "timeline")


def page(visit: Visit, query: str = "") -> FrameLocator:
    visit.path = "timeline"
    return visit.open(query)


def slider(frame: FrameLocator) -> Locator:
    return frame.get_by_role("slider", name="Date")


def day_of(visit: Visit) -> Locator:
    return visit.page.locator("article.day")


def test_on_1_august_2025_the_three_facts_stand_there(days: Visit) -> None:
    frame = page(days, "?date=2025-08-01&places=border")
    day = day_of(days)
    expect(day.locator("h2")).to_have_text("1 August 2025")
    missed = day.locator("li", has_text="missed by 40 days")
    expect(missed).to_contain_text("due 22 June 2025")
    expect(missed).to_contain_text("First freight train from Lahore to Astrakhan leaves")
    study = day.locator(
        "h4:has-text('Open promises') + ul li", has_text="study of the trans-Afghan"
    )
    expect(study).to_contain_text("due January 2026 – about March 2026")
    expect(study.locator("a.note").first).to_be_attached()
    torkham = day.locator("h4:has-text('Open to freight') + ul li", has_text="Torkham")
    expect(torkham).to_contain_text("since 19 March 2025")
    sign = frame.locator(".site[data-id='site-torkham']")
    expect(sign).to_have_attribute(
        "aria-label", re.compile("^Torkham, Border post, freight open since 19 March 2025")
    )


def test_the_slider_obeys_the_keys(days: Visit) -> None:
    frame = page(days, f"{AQINA}&date=2016-11-27")
    line = frame.locator("path.segment.state-operating")
    expect(line).to_have_count(0)
    slider(frame).focus()
    for key, words in (
        ("ArrowRight", "28 November 2016"),
        ("ArrowLeft", "27 November 2016"),
        ("PageUp", "27 December 2016"),
        ("PageDown", "27 November 2016"),
        ("ArrowRight", "28 November 2016"),
    ):
        days.page.keyboard.press(key)
        expect(slider(frame)).to_have_attribute("aria-valuetext", words)
        expect(frame.locator(".chip")).to_contain_text(words)
    expect(line).to_have_count(2)
    expect(day_of(days).locator("h2")).to_have_text("28 November 2016")
    assert "date=2016-11-28" in days.page.url
    days.page.keyboard.press("End")
    expect(slider(frame)).to_have_attribute("aria-valuetext", re.compile(", the newest record$"))
    expect(frame.locator(".chip")).to_be_hidden()


def test_buttons_lead_from_event_to_event(days: Visit) -> None:
    frame = page(days, "?date=2025-07-16")
    frame.get_by_role("button", name="Next event").click()
    expect(day_of(days).locator("h2")).to_have_text("17 July 2025")
    expect(day_of(days).locator(".news li").first).to_contain_text("17 July 2025")
    frame.get_by_role("button", name="Previous event").click()
    frame.get_by_role("button", name="Previous event").click()
    expect(day_of(days).locator("h2")).not_to_have_text("17 July 2025")


#: What chip, field and page say of the day, at one moment, and the first event that is named.
_DAYS = """() => {
  const text = (root, name) => root.querySelector(name)?.textContent ?? "";
  const chip = text(document, ".chip").replace(/^As on | ✕$/g, "");
  const typed = document.querySelector(".date").value;
  const head = text(parent.document, "article.day h2");
  const last = text(document, ".caption li");
  return [chip, typed, head, last, text(parent.document, ".passed li")];
}"""


def test_play_names_events_and_has_one_date_everywhere(days: Visit) -> None:
    frame = page(days, "?date=2023-06-20")
    expect(day_of(days)).to_be_visible()
    frame.get_by_label("Speed").select_option("Slow")
    frame.get_by_role("button", name="Play").click()
    passed = day_of(days).locator(".passed")
    expect(passed).to_contain_text("Trains run to Rozanak again")
    chip, typed, head, caption, first = days.map().evaluate(_DAYS)
    assert chip == head == when(typed)
    assert caption == first
    assert days.script("atlas.polylines().length") > 100
    frame.get_by_role("button", name="Pause").click()
    expect(day_of(days)).not_to_have_attribute("data-moving", "play")
    chip, typed, head, *_ = days.map().evaluate(_DAYS)
    assert chip == head == when(typed)
    assert days.script("atlas.day() > '2023-06-20' && !atlas.isPlaying()")


def test_a_record_that_is_not_there_yet_moves_the_day(days: Visit) -> None:
    frame = page(days, "?date=1990-01-01")
    days.follow("seg-aqina-aqina-andkhoy")
    expect(frame.locator(".chip")).to_contain_text("14 January 2021")
    expect(day_of(days).locator(".state")).to_contain_text("In service")


def test_the_date_is_typed_as_on_the_page_of_routes(days: Visit) -> None:
    frame = page(days, "?date=2025-08-01")
    field = frame.get_by_label("Date, typed")
    expect(field).to_have_value("2025-08-01")
    field.fill("2016-11-28")
    field.press("Enter")
    expect(frame.locator(".chip")).to_contain_text("28 November 2016")
    field.fill("11/28/2016")
    field.press("Enter")
    expect(field).to_have_value("2016-11-28")


@pytest.mark.parametrize("visit", [CALM], indirect=True)
def test_with_less_motion_play_steps_from_event_to_event(visit: Visit) -> None:
    frame = page(visit, "?date=2025-07-16")
    frame.get_by_role("button", name="Play").click()
    expect(day_of(visit).locator("h2")).to_have_text("17 July 2025")
    frame.get_by_role("button", name="Pause").click()
    assert visit.script("atlas.eventDays().includes(atlas.day())")


def test_sliding_asks_the_server_only_when_the_date_rests(visit: Visit) -> None:
    frame = page(visit, "?date=2015-01-01")
    visit.script("(window.told = [], 0)")
    visit.script(
        "(Streamlit.setComponentValue = ((whole) => (value) => "
        "{ told.push(value.date); whole.call(Streamlit, value); })(Streamlit.setComponentValue), 0)"
    )
    slider(frame).focus()
    for _ in range(10):
        visit.page.keyboard.press("ArrowRight")
    expect(visit.page.locator("article.day[data-day='11 January 2015']")).to_be_attached()
    told = visit.script("told")
    assert told[-1] == "2015-01-11"
    assert len(told) < 10


def test_links_in_the_day_go_there_and_keep_the_date(days: Visit) -> None:
    page(days, "?date=2025-08-01")
    days.script("window.mark = 1")
    day_of(days).locator("a", has_text="Whole line from Khaf to Herat").click()
    expect(day_of(days).locator(".state")).to_contain_text("Chosen on the map")
    assert "select=site-khaf" in days.page.url
    assert "date=2025-08-01" in days.page.url
    assert days.view()[2] >= 7
    days.page.go_back()
    expect(day_of(days).locator(".state")).to_have_count(0)
    assert days.script("window.mark") == 1, "the map was mounted again"


def test_an_event_of_the_list_brings_its_day_and_place(days: Visit) -> None:
    frame = page(days, "?q=Aqina&years=2010&years=2026")
    row = days.page.locator(".occurrences li", has_text="28 November 2016")
    row.locator("a").click()
    expect(day_of(days).locator("h2")).to_have_text("28 November 2016")
    expect(slider(frame)).to_have_attribute("aria-valuetext", "28 November 2016")
    assert "q=Aqina" in days.page.url
    assert "date=2016-11-28" in days.page.url


def test_filters_stand_in_the_address_beside_the_date(visit: Visit) -> None:
    page(visit, "?date=2025-08-01&layers=uap-railway")
    words = visit.page.get_by_label("Words, people or places")
    words.fill("Kharlachi")
    words.press("Enter")
    expect(visit.page.get_by_text(re.compile(r"^\d+ of \d+ events$"))).not_to_contain_text("106 of")
    expect(visit.page).to_have_url(re.compile("q=Kharlachi"))
    expect(visit.page).to_have_url(re.compile("date=2025-08-01"))
    expect(visit.page).to_have_url(re.compile("layers=uap-railway"))
    words.fill("qqqzzz")
    words.press("Enter")
    expect(visit.page.get_by_text("No event matches")).to_be_visible()


def test_a_mark_of_the_lanes_brings_its_day(visit: Visit) -> None:
    frame = page(visit, "?q=Andkhoy&project=Aqina&years=2021&years=2022")
    expect(visit.page.get_by_text(re.compile(r"^1 of \d+ events$"))).to_be_visible()
    mark = visit.page.locator(".lane-marks a")
    mark.click()
    expect(day_of(visit).locator("h2")).to_have_text("14 January 2021")
    expect(slider(frame)).to_have_attribute("aria-valuetext", "14 January 2021")
    expect(mark).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_nothing_sticks_out(visit: Visit) -> None:
    frame = page(visit, "?date=2025-08-01")
    expect(frame.get_by_role("button", name="Next event")).to_be_visible()
    wide = "document.documentElement.scrollWidth <= innerWidth"
    assert visit.page.evaluate(wide)
    assert visit.script(wide)
