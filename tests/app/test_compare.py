"""The page Compare as a reader uses it: what it opens with, what a link brings, what is missing."""

import pytest

from tests.app.test_pages import GOOD, html, notices, run

pytestmark = pytest.mark.usefixtures("fresh")


def test_it_opens_with_the_four_ways() -> None:
    app = run("compare.py")
    assert not app.exception
    assert app.multiselect[0].value == [
        "way-kharlachi",
        "way-torkham",
        "way-spin-boldak",
        "way-iran",
    ]
    text = html(app)
    assert "Torkham may be the shortest by" in text
    assert text.count('<th scope="col">') == 4
    assert "<s><bdi>573 km</bdi></s>" in text
    assert len(app.get("component_instance")) == 4
    assert 'href="project?id=uap-railway"' in text


def test_who_funds_it_is_told_or_that_nobody_is_on_record() -> None:
    text = html(run("compare.py", **{"with": "main-line-1,uap-railway"}))
    row = text.partition("Who funds it")[2].partition("Step of commitment")[0]
    assert "<b><bdi>Asian Development Bank lends US$10 million" in row
    assert "Nobody is on record." in row
    assert "Ministry of Railways, Pakistan" in row, "sponsors are named, but as sponsors"


def test_a_link_brings_its_own_choice() -> None:
    app = run("compare.py", **{"with": "way-iran,main-line-1"})
    assert app.multiselect[0].value == ["way-iran", "main-line-1"]
    assert "These do not run between the same two places" in html(app)
    assert notices(app) == []


def test_choosing_writes_the_address() -> None:
    app = run("compare.py")
    app.multiselect[0].set_value(["way-torkham", "way-iran"]).run()
    assert app.query_params["with"] == "way-torkham,way-iran"
    assert html(app).count('<th scope="col">') == 2
    app.multiselect[0].set_value([]).run()
    assert app.query_params["with"] == "none"
    assert notices(app) == [
        "Choose at least two routes or projects in the box above to set them side by side."
    ]


def test_a_link_to_nothing_known_is_told_in_one_sentence() -> None:
    app = run("compare.py", **{"with": "way-iran,<b>,way-torkham"})
    assert app.multiselect[0].value == ["way-iran", "way-torkham"]
    assert notices(app) == ["The link names a route that the atlas does not have; it was left out."]


def test_an_atlas_with_one_project_says_what_to_choose() -> None:
    app = run("compare.py", GOOD)
    assert app.multiselect[0].options == ["Alfa–Charlie line"]
    assert notices(app)[0].startswith("Choose at least two")
