"""How a view is cited: by its record or page, with version and day, and with nothing unescaped."""

import re

import pytest

from geo.atlas import Atlas
from geo.records.dates import CLOCK
from geo.records.errors import UnknownId
from geo.records.loaded import Loaded
from geo.records.model import Names, Project
from geo.views.addresses import PAGES
from geo.views.exports.citation import cite, data_version
from geo.views.page_heads import page_head
from tests.builders import PROJECT, with_shapes

HOME = "https://atlas.example/"
#: What the schema of CSL-JSON demands of an item, and those of its types that are used here.
REQUIRED = {"id", "type"}
TYPES = {"map", "dataset", "webpage"}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CLOCK, "2026-11-27")


def atlas_of(**fields: object) -> Atlas:
    record: Project = PROJECT.model_copy(update=fields)
    return Atlas(with_shapes(Loaded(projects=(record,))))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "map")
def test_every_page_can_be_cited(good_atlas: Atlas, page) -> None:
    cited = cite(good_atlas, page.path, [], HOME)
    assert cited is not None
    assert cited.address == f"{HOME}{page.path}"
    assert cited.address in cited.apa()
    assert data_version(good_atlas) in cited.apa()
    assert "27 November 2026" in cited.apa()
    (item,) = cited.csl()
    assert set(item) >= REQUIRED
    assert item["type"] in TYPES
    assert item["accessed"] == {"date-parts": [[2026, 11, 27]]}
    assert re.fullmatch(r"@misc\{[a-z0-9-]+,\n(  \w+ = \{.*\},\n)+\}\n", cited.bibtex())


def test_a_record_is_cited_by_its_own_link(good_atlas: Atlas) -> None:
    record = good_atlas.projects[0]
    pairs = [("select", record.id), ("lat", "30"), ("lon", "60"), ("z", "5"), ("layers", "none")]
    cited = cite(good_atlas, "", pairs, HOME)
    assert cited.title == record.names.en
    assert cited.address == f"{HOME}?select={record.id}"
    assert cited.sources == good_atlas.sources_of(record)
    assert len(cited.source_lines()) == len(cited.sources)
    assert "lat=30" in cited.embedded


def test_a_page_keeps_what_it_knows_and_nothing_else(good_atlas: Atlas) -> None:
    pairs = [("project", "a"), ("project", "b"), ("page", "2"), ("utm_source", "x")]
    cited = cite(good_atlas, "data", pairs, HOME)
    assert cited.address == f"{HOME}data?project=a&project=b&page=2"
    assert not cited.embedded


def test_what_is_not_there_cannot_be_cited(good_atlas: Atlas) -> None:
    assert cite(good_atlas, "nowhere", [], HOME) is None
    with pytest.raises(UnknownId):
        cite(good_atlas, "project", [("id", "no-such")], HOME)


@pytest.mark.parametrize("path", ["about", "routes", "compare", "data", "sources"])
@pytest.mark.parametrize("record", ["line", "no-such"])
def test_a_page_without_chosen_records_is_cited_as_itself(path: str, record: str) -> None:
    cited, plain = (cite(atlas_of(), path, pairs, HOME) for pairs in ([("select", record)], []))
    assert cited == plain


def test_a_record_that_the_page_cannot_show_is_not_cited(good_atlas: Atlas) -> None:
    (source, *_), (site, *_) = good_atlas.sources, good_atlas.sites
    for path, name, record in (("", "select", source), ("project", "id", site)):
        with pytest.raises(UnknownId):
            cite(good_atlas, path, [(name, record.id)], HOME)
        head, plain = (page_head(good_atlas, path, query) for query in ({name: record.id}, {}))
        assert head == plain


def test_a_project_has_a_frame_and_the_list_of_all_has_none(good_atlas: Atlas) -> None:
    record = good_atlas.projects[0].id
    assert cite(good_atlas, "project", [("id", record)], HOME).embedded.endswith(f"&id={record}")
    assert not cite(good_atlas, "project", [], HOME).embedded


def test_bibtex_stays_one_entry_whatever_a_title_holds() -> None:
    name = "50 % {of} A & B_1 #2 \\end ~ ^ $x$ Железная дорога کراچی"
    atlas = atlas_of(names=Names(en=name))
    entry = cite(atlas, "", [("select", "line")], HOME).bibtex()
    assert entry.count("{") == entry.count("}")
    assert r"50 \% \textbraceleft{}of\textbraceright{} A \& B\_1 \#2" in entry
    assert "Железная дорога کراچی" in entry
    depth = 0
    for letter in entry.rstrip()[:-1]:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth > 0 or letter in "@misc"


def test_the_version_follows_every_word_of_the_records() -> None:
    first, same, other = (
        data_version(atlas_of(summary=words)) for words in ("One.", "One.", "Two.")
    )
    assert first == same != other
