"""The one table of kinds: everything that deals with records of all kinds follows it."""

from pathlib import Path

import pytest

from geo.__main__ import main
from geo.atlas import Atlas
from geo.pipeline.field_docs import RECORDS
from geo.reading.inventory import PATTERNS
from geo.records.glossary import meaning
from geo.records.kinds import KINDS, Kind, kind_of
from geo.records.model import Alignment, Record, Segment, Site, Stretch
from tests.conftest import ROOT

RECORD_KINDS = [kind for kind in KINDS if kind.is_record]


def by_name(kind: Kind) -> str:
    return kind.plural


@pytest.mark.parametrize("kind", KINDS, ids=by_name)
def test_a_kind_is_known_wherever_kinds_are_asked_for(kind: Kind, shipped_atlas: Atlas) -> None:
    assert shipped_atlas.of(kind.model) == getattr(shipped_atlas, kind.plural)
    assert set(kind.files) <= set(PATTERNS)
    assert kind.model in RECORDS
    assert all(meaning(kind.model, field) for field in kind.model.model_fields)
    assert kind.points_to.keys() <= kind.model.model_fields.keys()
    assert kind.given.keys() <= kind.model.model_fields.keys()


@pytest.mark.parametrize("kind", KINDS, ids=by_name)
def test_the_documents_name_the_files_of_a_kind(kind: Kind) -> None:
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    files = text.partition("## Files")[2].partition("How to write them")[0]
    for name in kind.files:
        assert f"`{name.partition('*')[0]}" in files


def test_ids_of_two_kinds_begin_differently() -> None:
    prefixes = [kind.prefix for kind in RECORD_KINDS]
    assert len(set(prefixes)) == len(prefixes)
    assert prefixes.count("") == 1, "only projects go without"


@pytest.mark.parametrize("kind", RECORD_KINDS, ids=by_name)
def test_every_shipped_record_is_of_the_kind_that_its_id_says(
    kind: Kind, shipped_atlas: Atlas
) -> None:
    assert all(record.id.startswith(kind.prefix) for record in getattr(shipped_atlas, kind.plural))


def test_stats_count_every_kind(shipped_atlas: Atlas, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert len(shipped_atlas.alignments) > 0
    for kind in KINDS:
        count = len(getattr(shipped_atlas, kind.plural))
        assert f"{kind.plural.replace('_', ' ')} {count}" in lines


def test_a_kind_says_where_it_is_written() -> None:
    assert kind_of(Alignment).written == "an entry of `alignments.yaml`"
    assert kind_of(Segment).written == "a `LineString` in `layers/<project>.geojson`"
    assert kind_of(Site).written == "a `Point` in `sites.geojson` or `sites-osm.geojson`"


@pytest.mark.parametrize("model", [Stretch, Record])
def test_what_only_stands_inside_others_is_no_kind(model: type[Record]) -> None:
    with pytest.raises(KeyError):
        kind_of(model)


def test_names_of_kinds_stand_in_no_second_list() -> None:
    """Whoever lists the files of records again has made a list that will drift."""
    names = {name for kind in KINDS for name in kind.files if not name.startswith("layers")}
    found = {
        path.name
        for path in Path(ROOT, "geo").rglob("*.py")
        if sum(f'"{name}"' in path.read_text(encoding="utf-8") for name in names) > 1
    }
    assert found == {"kinds.py"}
