"""The list of all projects, and the way from it to a project and back."""

import pytest

from geo.geometry.measure import drawn_km
from geo.views.pages.project_list import project_list
from pages.ui import cache
from tests.app.test_pages import html, run

pytestmark = pytest.mark.usefixtures("fresh")


def test_without_an_id_all_projects_are_listed_in_their_groups() -> None:
    app = run("project.py")
    text = html(app)
    assert app.title[0].value == "Projects"
    assert text.count("<li data-project=") == len(cache.atlas().projects)
    assert text.count("<h2>") == len({project.group for project in cache.atlas().projects})
    for project in cache.atlas().projects:
        row = text.partition(f'data-project="{project.id}"')[2].partition("</li>")[0]
        assert project.lifecycle.label in row
        assert f'href="?id={project.id}"' in row
        assert f'href="./?select={project.id}"' in row
        newest = next(iter(cache.atlas().events_of_project(project.id)), None)
        assert newest is None or newest.date[:4] in row


def test_the_box_leads_to_a_project_and_back_to_all() -> None:
    app = run("project.py")
    app.selectbox[0].select("uap-railway").run()
    assert app.query_params["id"] == "uap-railway"
    assert app.title[0].value == cache.atlas().project("uap-railway").names.en
    app.selectbox[0].select("").run()
    assert "id" not in app.query_params
    assert app.title[0].value == "Projects"


def test_a_project_is_linked_with_the_other_pages_and_the_choice_is_kept() -> None:
    text = html(run("project.py", id="uap-railway"))
    for link in (
        "./?select=uap-railway",
        "timeline?layers=uap-railway&amp;project=uap-railway",
        "compare?with=uap-railway",
        "data?table=Lines&amp;project=UAP",
    ):
        assert f'href="{link}' in text


def test_hundreds_of_lines_fold_after_the_first() -> None:
    text = html(run("project.py", id="connecting-lines"))
    link = 'href="./?select=seg-'
    assert text.count(link) == len(cache.atlas().segments_of("connecting-lines")) > 300
    assert 20 < text.partition(" more lines")[0].count(link) <= 60


def test_the_theme_has_the_hue_of_each_project_and_the_pattern_of_each_state() -> None:
    run("project.py")
    theme = cache.theme()
    look = "repeating-linear-gradient(to right, currentcolor 0px 8px, transparent 8px 14px)"
    assert " ".join(theme.split()).count(f"--state-design: {look};") == 1
    assert "--state-operating: linear-gradient(currentcolor, currentcolor);" in theme
    drawn = [project for project in cache.atlas().projects if project.layer]
    assert theme.count("--project-") == len(drawn)


def test_straight_lines_between_two_ends_are_no_length() -> None:
    """The proposed links to Russia have ends and no course: their rulers add up to nothing."""
    text = html(run("project.py"))
    atlas = cache.atlas()
    listed = {row.id: row for group in project_list(atlas).groups for row in group.projects}
    links, uap = listed["pakistan-central-asia-russia"], listed["uap-railway"]
    assert (links.km, links.has_lines) == (None, True)
    assert uap.km == pytest.approx(sum(map(drawn_km, atlas.segments_of(uap.id))))
    row = text.partition(f'data-project="{links.id}"')[2].partition("</li>")[0]
    assert "no course published" in row
    assert " km" not in row
