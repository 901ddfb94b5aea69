"""The map as a reader uses it: layers, clicks, keys, search, links."""

import re

import pytest
from playwright.sync_api import expect

from geo.atlas import Atlas
from tests.browser.conftest import PHONE, Visit, polylines
from tests.browser.modules import Modules
from tests.browser.waiting import until

DEFAULT = ["pakistan-steel-mills", "uap-railway", "pakistan-central-asia-russia"]


def segments(project: str, atlas) -> int:
    return len(atlas.segments_of(project))


def test_map_appears_with_the_three_layers_it_began_with(visit: Visit, shipped_atlas) -> None:
    frame = visit.open()
    for project in DEFAULT:
        expect(frame.locator(f"path.segment.project-{project}")).to_have_count(
            segments(project, shipped_atlas)
        )
    expect(frame.locator("path.segment.project-pakistan-motorways")).to_have_count(0)
    expect(frame.locator(".site.kind-steel-plant.project-pakistan-steel-mills")).to_have_count(1)
    expect(frame.locator(".relief")).to_be_visible()
    expect(frame.locator(".caution")).to_contain_text("Boundaries are not authoritative")


def test_each_layer_switches_on_and_off_without_moving_the_map(stay: Visit, shipped_atlas) -> None:
    frame = stay.open()
    before = stay.view()
    stay.script("window.mark = 1")
    stay.unfold()
    for project in shipped_atlas.projects:
        box = frame.locator(f"input[data-layer='{project.id}']")
        drawn = frame.locator(f"path.segment.project-{project.id}")
        box.set_checked(checked=True)
        expect(drawn).to_have_count(segments(project.id, shipped_atlas))
        box.set_checked(checked=False)
        expect(drawn).to_have_count(0)
    assert stay.view() == before
    assert stay.script("window.mark") == 1, "the map was mounted again"


def test_only_this_all_and_none(stay: Visit, shipped_atlas) -> None:
    frame = stay.open()
    frame.get_by_role("button", name="None", exact=True).click()
    expect(frame.locator("path.segment")).to_have_count(0)
    expect(frame.get_by_text("No layer is on.")).to_be_visible()
    frame.get_by_role("button", name="Show the usual layers").click()
    expect(frame.get_by_text("No layer is on.")).to_be_hidden()
    frame.get_by_role("button", name="All", exact=True).click()
    expect(frame.locator("path.segment")).to_have_count(polylines(shipped_atlas))
    stay.unfold()
    frame.get_by_role("button", name="More on Motorways of Pakistan").click()
    frame.get_by_role("button", name="Only Motorways of Pakistan").click()
    expect(frame.locator("path.segment")).to_have_count(
        segments("pakistan-motorways", shipped_atlas)
    )
    # What it shows is framed: nearer than everything from Karachi to Moscow.
    until(stay.map(), "atlas.view()[2] > 5")


def test_filter_by_state_and_by_mode(stay: Visit, shipped_atlas) -> None:
    frame = stay.open("?layers=uap-railway")
    planned = [
        segment
        for segment in shipped_atlas.segments_of("uap-railway")
        if segment.lifecycle == "feasibility"
    ]
    expect(frame.locator("path.segment.state-feasibility")).to_have_count(len(planned))
    frame.locator("input[data-filter='feasibility']").uncheck()
    expect(frame.locator("path.segment.state-feasibility")).to_have_count(0)
    frame.locator("input[data-filter='rail']").uncheck()
    expect(frame.locator("path.segment")).to_have_count(0)


def test_click_on_the_mill_shows_the_protocol_with_both_signatories(stay: Visit) -> None:
    frame = stay.open("?lat=24.83&lon=67.35&z=9")
    before = stay.view()
    frame.locator(".site.kind-steel-plant").click()
    details = stay.page.locator("article.details[data-record='site-psm']")
    expect(details.locator("h2")).to_have_text("Pakistan Steel Mills")
    expect(details.locator(".state")).to_contain_text("idle")
    expect(details.locator(".ladder .reached")).to_have_count(5)
    for name in ("Saif Anjum", "Vadim Velichko"):
        expect(details).to_contain_text(name)
    expect(details.locator(".sources li").first).to_be_attached()
    assert stay.view() == before
    assert "select=site-psm" in stay.page.url


def test_click_on_a_line_shows_its_state_and_its_doubt(stay: Visit) -> None:
    frame = stay.open("?layers=uap-railway&lat=33.8&lon=69.6&z=8")
    line = frame.locator("path[data-id='seg-uap-pul-e-alam-kharlachi']")
    line.dispatch_event("click")
    details = stay.page.locator("article.details[data-record='seg-uap-pul-e-alam-kharlachi']")
    expect(details.locator(".state")).to_contain_text("feasibility")
    expect(details).to_contain_text("Where this drawing comes from")
    expect(details).to_contain_text("not the real alignment")


def test_click_on_an_outline(stay: Visit) -> None:
    frame = stay.open("?layers=pakistan-steel-mills&lat=24.83&lon=67.35&z=10")
    frame.locator("path.area").first.dispatch_event("click")
    expect(stay.page.locator("article.details .kind")).to_have_text("Outline on the ground")


@pytest.mark.parametrize(
    ("query", "posts"),
    [("?layers=six-country-corridor", ["site-torkham"]), ("", ["site-kharlachi"])],
)
def test_shut_posts_show_from_as_far_as_open_ones(
    stay: Visit, query: str, posts: list[str]
) -> None:
    frame = stay.open(query)
    assert stay.view()[2] < 5
    names = frame.locator(".label.own").all_text_contents()
    for post in posts:
        sign = frame.locator(f".site[data-id='{post}'] svg[class*='closed']")
        expect(sign).to_be_visible()
        assert stay.script(f"atlas.index.sites['{post}'].name") in names


def test_a_shut_post_comes_before_an_open_one_beside_it(modules: Modules) -> None:
    orders = modules.run("""
      return ["closed", "not known after closed", "open"].map((access) =>
        crowding.importance({ kind: "border-crossing", access }, { isDefault: access === "open" }));
    """)
    assert orders[0] == orders[1] < orders[2]


def test_links_in_the_details_select_without_reloading(stay: Visit) -> None:
    stay.open("?select=site-psm")
    stay.script("window.mark = 1")
    stay.page.locator(".neighbours a[href='?select=pakistan-steel-mills']").click()
    details = stay.page.locator("article.details[data-record='pakistan-steel-mills']")
    expect(details).to_be_visible()
    assert stay.script("window.mark") == 1
    stay.page.go_back()
    expect(stay.page.locator("article.details[data-record='site-psm']")).to_be_visible()


def test_back_after_two_choices_brings_panel_and_map(stay: Visit) -> None:
    stay.open()
    head = stay.page.locator("article.details h2")
    near = "([at, name]) => atlas.selected() === name && Math.abs(atlas.view()[0] - at) < 0.01"
    for name, words, at in (("torkham", "Torkham", 34.124), ("psm", "Pakistan Steel Mills", 24.81)):
        stay.follow(f"site-{name}")
        expect(head).to_have_text(words)
        until(stay.map(), near, arg=[at, f"site-{name}"])
    stay.page.go_back()
    expect(head).to_have_text("Torkham")
    until(stay.map(), near, arg=[34.124, "site-torkham"])
    assert "select=site-torkham&lat=34.124" in stay.page.url


def test_back_to_the_first_page_brings_its_map_too(visit: Visit) -> None:
    visit.open()
    first = visit.view()
    visit.follow("site-torkham")
    visit.page.wait_for_url("**select=site-torkham&lat=34.124*", wait_until="commit")
    visit.page.go_back()
    near = "(first) => atlas.view().every((at, place) => Math.abs(at - first[place]) < 0.2)"
    until(visit.map(), near, arg=first)
    expect(visit.page).to_have_url(f"{visit.url}/")


def test_details_begin_at_their_beginning_wherever_the_link_stood(stay: Visit) -> None:
    stay.open()
    box = stay.page.locator(".st-key-details")
    last = stay.page.locator(".details .neighbours a").last
    record = last.get_attribute("href").removeprefix("?select=")
    box.evaluate("(box) => { box.scrollTop = box.scrollHeight; }")
    assert box.evaluate("(box) => box.scrollTop") > 100
    last.dispatch_event("click")
    expect(stay.page.locator(f"article.details[data-record='{record}']")).to_be_visible()
    assert box.evaluate("(box) => box.scrollTop") == 0


def test_clicks_in_a_row_never_mount_the_map_again(visit: Visit) -> None:
    visit.open()
    last = visit.script("""(() => {
      window.mark = 1;
      window.told = 0;
      const tell = window.Streamlit.setComponentValue;
      window.Streamlit.setComponentValue = (value) => { window.told += 1; return tell(value); };
      const three = [...document.querySelectorAll(".site")].slice(0, 3);
      for (const site of three) site.click();
      return three.at(-1).dataset.id;
    })()""")
    expect(visit.page.locator(f"article.details[data-record='{last}']")).to_be_visible()
    assert visit.script("window.mark") == 1
    assert visit.script("window.told") == 2, "what lies between the first and the last is not told"


def test_keyboard_reaches_and_opens_things(stay: Visit) -> None:
    frame = stay.open("?layers=pakistan-steel-mills&lat=24.83&lon=67.35&z=9")
    first = frame.locator("#map_div [tabindex='0'][role='button'][data-id]").first
    first.focus()
    stay.page.keyboard.press("ArrowRight")
    chosen = frame.locator("[data-id]:focus")
    record = chosen.get_attribute("data-id")
    assert chosen.get_attribute("aria-label")
    stay.page.keyboard.press("Enter")
    expect(stay.page.locator(f"article.details[data-record='{record}']")).to_be_visible()
    stay.page.keyboard.press("Escape")
    expect(stay.page.locator("article.details[data-record]")).to_have_count(0)


def test_search_in_urdu_russian_and_english(stay: Visit) -> None:
    frame = stay.open()
    box = frame.get_by_role("combobox")
    for words, record in (
        ("خرلاچی", "site-kharlachi"),
        ("Пешавар", "site-peshawar"),
        ("Харлачи", "site-kharlachi"),
        ("پشاور", "site-peshawar"),
        ("kherlachi", "site-kharlachi"),
    ):
        box.fill(words)
        frame.locator(f"[role=option][data-id='{record}']").first.click()
        expect(stay.page.locator(f"article.details[data-record='{record}']")).to_be_visible()
        stay.page.wait_for_url(f"**select={record}*")
        assert stay.view()[2] >= 8
        stay.script("void atlas.map.setView([34, 66], 5, { animate: false })")


def test_search_says_when_there_is_nothing(stay: Visit) -> None:
    frame = stay.open()
    frame.get_by_role("combobox").fill("qqqqqqzzz")
    expect(frame.locator(".hits .empty")).to_contain_text("Nothing found")


def test_a_link_restores_exactly_what_it_says(visit: Visit) -> None:
    query = (
        "?layers=uap-railway,pakistan-motorways&states=operating,feasibility"
        "&select=site-kharlachi&basemap=plain&lat=33.500&lon=70.000&z=7"
    )
    frame = visit.open(query)
    assert visit.view() == pytest.approx([33.5, 70.0, 7], abs=0.003)
    assert frame.locator("input[data-layer]:checked").count() == 2
    assert frame.locator("input[data-filter='agreed']").is_checked() is False
    assert frame.locator("#ground-plain").is_checked()
    expect(visit.page.locator("article.details[data-record='site-kharlachi']")).to_be_visible()
    address = visit.page.url
    visit.page.goto("about:blank")
    visit.page.goto(address)
    visit.ready()
    assert visit.page.url == address
    assert visit.view() == pytest.approx([33.5, 70.0, 7], abs=0.003)


def test_a_link_by_a_former_id_opens_the_record_of_today(stay: Visit, shipped_atlas: Atlas) -> None:
    drawn = {segment.id for segment in shipped_atlas.segments}
    former, now = next(pair for pair in shipped_atlas.aliases.items() if pair[1] in drawn)
    stay.open(f"?layers=none&select={former}")
    expect(stay.page.locator(f"article.details[data-record='{now}']")).to_be_visible()
    assert stay.script("atlas.selected()") == now
    assert f"select={now}" in stay.page.url


@pytest.mark.parametrize("project", ["khaf-herat-railway", "pakistan-russia-pilot-train"])
def test_a_link_to_a_project_alone_switches_it_on_and_frames_it(
    visit: Visit, shipped_atlas: Atlas, project: str
) -> None:
    frame = visit.open(f"?select={project}")
    expect(frame.locator(f"path.segment.project-{project}")).to_have_count(
        segments(project, shipped_atlas)
    )
    visit.page.wait_for_url(f"**layers=*{project}*lat=*")
    seen = "(([one, seen]) => seen.contains(one))"
    assert visit.script(f"{seen}([atlas.bounds('{project}'), atlas.map.getBounds()])")
    room = visit.script(f"atlas.map.getBoundsZoom(atlas.bounds('{project}').pad(0.25))")
    assert visit.view()[2] == min(12, room), "it fills the map"


@pytest.mark.parametrize(
    ("record", "project"),
    [
        ("khaf-herat-railway&lat=34.5&lon=61&z=7", "khaf-herat-railway"),
        ("seg-carec6a-aksarayskaya-atyrau", "connecting-lines"),
        ("site-khaf", "khaf-herat-railway"),
    ],
)
def test_a_link_to_a_record_switches_its_layer_on(visit: Visit, record: str, project: str) -> None:
    frame = visit.open(f"?select={record}")
    expect(frame.locator(f"path.segment.project-{project}").first).to_be_attached()


def test_a_bare_link_in_an_open_page_shows_its_record_too(stay: Visit) -> None:
    frame = stay.open("?select=khaf-herat-railway")
    expect(frame.locator("path.segment.project-khaf-herat-railway").first).to_be_attached()
    expect(frame.locator(".beyond")).to_be_hidden()
    stay.open("?select=site-lianyungang")
    expect(frame.locator(".beyond")).to_contain_text("Lianyungang, or part of it")
    assert stay.view()[2] < 6


def test_a_link_that_says_what_is_on_is_obeyed(visit: Visit) -> None:
    frame = visit.open("?select=khaf-herat-railway&layers=uap-railway")
    expect(frame.locator("path.segment.project-khaf-herat-railway")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "?select=site-nowhere&layers=%3Cscript%3Ealert(1)%3C/script%3E&lat=abc&lon=999&z=-4",
            ["The link selects a record", "The link names layers", "(lat) that is no number"],
        ),
        (
            "?basemap=online&states=%7B%7B7*7%7D%7D&select=../../etc",
            ["Online tiles ask", "The link names states", "The link selects a record"],
        ),
    ],
    ids=["record, layer and position", "tiles, state and path"],
)
def test_hostile_links_are_ignored_with_a_notice(visit: Visit, query: str, told: list[str]) -> None:
    frame = visit.open(query)
    for sentence in told:
        expect(visit.page.get_by_text(sentence).first).to_be_visible()
    expect(frame.locator("path.segment").first).to_be_attached()


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_phone_has_layers_in_a_sheet_and_details_below(visit: Visit) -> None:
    frame = visit.open()
    expect(frame.locator(".panel")).to_be_hidden()
    frame.get_by_role("button", name="Show or hide layers").click()
    visit.unfold()
    frame.locator("input[data-layer='pakistan-motorways']").check()
    frame.get_by_role("button", name="Show or hide layers").click()
    expect(frame.locator("path.segment.project-pakistan-motorways").first).to_be_attached()
    box = visit.page.locator("iframe[title*='st_folium']").bounding_box()
    assert box["width"] >= 360
    assert 0.55 * 844 <= box["height"] <= 0.65 * 844
    wide = visit.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    visit.page.locator(".neighbours a[href='?select=uap-railway']").click()
    expect(visit.page.locator("article.details[data-record='uap-railway']")).to_be_attached()


def test_full_screen_goes_there_and_back(visit: Visit) -> None:
    frame = visit.open()
    button = frame.get_by_role("button", name="Full screen")
    button.click()
    until(visit.page, "document.fullscreenElement?.matches(':has(iframe):has(article.details)')")
    button.click()
    until(visit.page, "document.fullscreenElement === null")


def test_back_to_everything(stay: Visit) -> None:
    frame = stay.open("?layers=uap-railway&states=operating&select=site-kharlachi")
    frame.get_by_role("button", name="Back to everything").click()
    expect(stay.page.locator("article.details[data-record]")).to_have_count(0)
    for project in DEFAULT:
        expect(frame.locator(f"path.segment.project-{project}").first).to_be_attached()
    assert "?" not in stay.page.url


def test_hover_gives_name_and_state(stay: Visit) -> None:
    frame = stay.open("?lat=24.83&lon=67.35&z=9")
    frame.locator(".site.kind-steel-plant").hover()
    expect(frame.locator(".tip")).to_contain_text("Pakistan Steel Mills")


def test_estimated_places_are_ringed_by_their_error(stay: Visit) -> None:
    frame = stay.open("?layers=uap-railway&lat=33.83&lon=69.95&z=9")
    expect(frame.locator("path.doubt-ring").first).to_be_attached()
    rings = {sign["id"]: sign["ring"] for sign in stay.script("atlas.signs()")}
    assert rings["site-kharlachi"] == 2000
    assert rings["site-gardez"] is None


def test_legend_shows_only_what_is_in_use(stay: Visit) -> None:
    frame = stay.open("?layers=pakistan-steel-mills")
    frame.locator(".legend summary").click()
    expect(frame.locator(".legend")).to_contain_text("Standing idle")
    expect(frame.locator(".legend")).not_to_contain_text("Proposed")
    expect(frame.locator(".legend ul").first).to_have_text("Pakistan Steel Mills")


def test_a_plan_over_a_line_in_service_looks_like_no_service(
    stay: Visit, shipped_atlas: Atlas
) -> None:
    running = {"operating", "degraded", "rehabilitation"}
    below = [
        segment
        for segment in shipped_atlas.segments_of("six-country-corridor")
        if segment.lifecycle in running and segment.project_id != "six-country-corridor"
    ]
    frame = stay.open("?layers=six-country-corridor")
    plan = frame.locator("path.segment.project-six-country-corridor.unrun-agreed")
    expect(plan).to_have_count(len(below))
    assert below
    dashes = plan.evaluate_all("(all) => all.map((one) => one.getAttribute('stroke-dasharray'))")
    assert all(dashes), "a promise is drawn as a fact"
    expect(plan.first).to_have_attribute("aria-label", re.compile("agreed on paper"))
    expect(frame.locator("path.bed")).to_have_count(len(below))
    frame.locator(".legend summary").click()
    expect(frame.locator(".legend")).to_contain_text("the line runs, the service does not")


def test_gaps_of_a_closed_corridor_stay_open(stay: Visit) -> None:
    frame = stay.open("?layers=pakistan-russia-road&lat=36&lon=66&z=5")
    rims = frame.locator("path.casing").evaluate_all("""(all) => all
      .map((rim) => [rim.getAttribute("stroke-dasharray"), rim.getAttribute("stroke-linecap")])""")
    assert rims
    assert all(dash and cap == "butt" for dash, cap in rims)


def test_a_corridor_in_service_has_the_look_of_its_lines(stay: Visit) -> None:
    frame = stay.open("?layers=carec-6b")
    expect(frame.locator("path.segment.state-operating").first).to_be_attached()
    expect(frame.locator("path.bed")).to_have_count(0)
    frame.locator(".legend summary").click()
    expect(frame.locator(".legend")).not_to_contain_text("the service does not")


@pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}], indirect=True
)
def test_dark_theme_reaches_the_map(visit: Visit) -> None:
    frame = visit.open()
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    expect(frame.locator("html")).to_have_css("color-scheme", "dark")


def test_a_footnote_is_followed_and_returned_from(stay: Visit) -> None:
    stay.open("?select=site-psm")
    details = stay.page.locator("article.details[data-record='site-psm']")
    note = details.locator(".standing .note.many").first
    note.click()
    top = "document.querySelector('.st-key-details').scrollTop"
    assert stay.page.evaluate(top) > 0
    source = details.locator("li.cited").first
    expect(source).to_be_focused()
    source.locator(".return").click()
    expect(note).to_be_focused()
    assert stay.page.evaluate(top) == 0
