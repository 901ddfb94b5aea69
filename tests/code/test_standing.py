"""What a panel answers first is borne out by events of the very project."""

import pytest

from geo.atlas import Atlas
from geo.records.loaded import Loaded
from geo.records.model import Claim, Event, Project
from geo.views.components import Footnotes
from geo.views.standing import standing

KNOWN = {"source_ids": ("src-a",), "confidence": "sourced"}


def project(name: str) -> Project:
    return Project(
        id=name,
        names={"en": name},
        short=name,
        group="Plants",
        summary="Invented for tests.",
        lifecycle="idle",
        lifecycle_as_of="2024",
        lifecycle_basis="stated",
        lifecycle_note="Invented for tests.",
        source_ids=("src-a",),
    )


@pytest.mark.parametrize(("whose", "told"), [("mill", ["1 May 1970"]), ("other", [])])
def test_a_beginning_is_borne_out_by_an_event_of_its_own_project(
    whose: str, told: list[str]
) -> None:
    founded = Claim(
        id="clm-founded",
        subject_id="mill",
        quantity="founding",
        text="1 May 1970",
        scope="first brick",
        who="A builder",
        **KNOWN,
    )
    event = Event(id="evt-a", date="1970-05-01", title="A brick", project_ids=(whose,), **KNOWN)
    projects = (project("mill"), project("other"))
    atlas = Atlas(Loaded(projects=projects, events=(event,), claims=(founded,)))
    found = standing(atlas, atlas.project("mill"), Footnotes(atlas))
    assert [fact.label for fact in found.beginnings] == told if found else told == []
