"""A map on paper, and itself again after."""

from tests.browser.conftest import Visit


def test_a_map_is_a_picture_on_paper_and_itself_again_after(visit: Visit) -> None:
    visit.page.emulate_media(color_scheme="dark")
    visit.open("?select=pakistan-steel-mills")
    visit.script(
        "addEventListener('beforeprint', () => { window.papers = ['.on-paper', 'main'].map("
        "(name) => document.querySelectorAll(name).length) })"
    )
    paper = visit.page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert paper.count(b"/Type /Page\n") > 3
    assert visit.script("window.papers") == [1, 1]
    assert visit.script("document.querySelectorAll('.on-paper').length") == 0
    assert visit.script("document.documentElement.dataset.theme") == "dark"
