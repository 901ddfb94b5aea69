"""The recipes for those who come next name files that are there."""

import re

from tests.conftest import ROOT

RECIPES = (ROOT / "docs" / "CONTRIBUTING.md").read_text(encoding="utf-8")
JOBS = (
    "A source",
    "A project",
    "A frequent mistake",
    "A language of the screen",
    "A language of names",
    "A field of a record",
    "A state",
    "A mode",
    "A rule",
    "A column of a table",
    "A page",
    "A format of downloads",
)


def test_every_job_is_told() -> None:
    assert tuple(re.findall(r"^### (.+)$", RECIPES, flags=re.MULTILINE)) == JOBS


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`([\w.-]+(?:/[\w.-]+)+|[A-Z]+\.md)`", RECIPES))
    assert len(named) > 25
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_every_name_of_the_code_is_in_the_file_beside_it() -> None:
    pairs = re.findall(r"`(\w+)`\s+(?:of|in)\s+`([\w/.-]+\.py)`", RECIPES)
    pairs += re.findall(r"beside `(\w+)` in\s+`([\w/.-]+\.py)`", RECIPES)
    assert len(pairs) >= 6
    for name, path in pairs:
        assert re.search(rf"\b{name}\b", (ROOT / path).read_text(encoding="utf-8")), (name, path)
