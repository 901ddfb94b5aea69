"""Data in a real PostgreSQL with PostGIS: written, read, followed; not collected without one."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from geo.__main__ import main
from geo.reading.homes.home import HomeError, home_at
from geo.reading.homes.postgis import engine_of
from geo.reading.load import load
from geo.rules.kept_atlas import KeptAtlas
from tests.code.test_homes import same
from tests.conftest import GOOD


@pytest.fixture
def database(postgres: str) -> str:
    """A database with nothing of an atlas in it."""
    run(postgres, "DROP SCHEMA IF EXISTS atlas CASCADE")
    return postgres


@pytest.fixture
def filled(database: str) -> str:
    assert main(["push", database, str(GOOD)]) == 0
    return database


def run(address: str, *statements: str) -> list[tuple[object, ...]]:
    with engine_of(address).begin() as connection:
        for statement in statements:
            found = connection.execute(text(statement))
        return [tuple(row) for row in found] if found.returns_rows else []


def test_what_was_pushed_is_read_as_it_was(filled: str) -> None:
    data = home_at(filled, GOOD).read()
    same(data.loaded, load(GOOD))
    assert (data.folder / "style.yaml").read_bytes() == (GOOD / "style.yaml").read_bytes()


def test_tables_have_keys_constraints_and_spatial_indexes(filled: str) -> None:
    kinds = run(filled, "SELECT DISTINCT contype::text FROM pg_constraint c JOIN pg_namespace n "
                        "ON n.oid = c.connamespace WHERE nspname = 'atlas'")  # fmt: skip
    assert {kind for (kind,) in kinds} >= {"p", "f", "c"}
    gist = run(filled, "SELECT tablename FROM pg_indexes WHERE schemaname = 'atlas' "
                       "AND indexdef LIKE '%USING gist%' ORDER BY 1")  # fmt: skip
    assert gist == [("areas",), ("segments",), ("sites",)]


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE atlas.sites SET kind = 'castle'", "sites_kind_word"),
        ("UPDATE atlas.segments SET from_id = 'site-nowhere'", "foreign key"),
        ("UPDATE atlas.sites SET source_ids = NULL", "null value"),
        ("INSERT INTO atlas.sites SELECT * FROM atlas.sites LIMIT 1", "duplicate key"),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(
    filled: str, statement: str, complaint: str
) -> None:
    with pytest.raises(Exception, match=complaint):
        run(filled, statement)


def test_a_change_is_followed_and_bad_data_leave_the_old(filled: str) -> None:
    kept = KeptAtlas(home_at(filled, GOOD), GOOD)
    first = kept.atlas
    assert first.issues == ()
    assert kept.refresh() is False
    run(filled, "UPDATE atlas.projects SET short = 'Renamed' WHERE position = 1")
    assert kept.refresh() is True
    assert kept.atlas.projects[0].short == "Renamed"
    second = kept.atlas
    run(filled, "UPDATE atlas.claims SET source_ids = '{src-nowhere}' WHERE position = 1")
    assert kept.refresh() is False
    assert kept.atlas is second
    assert "src-nowhere" in kept.trouble[0].sentence()
    assert main(["push", filled, str(GOOD)]) == 0
    assert kept.refresh() is True
    assert kept.trouble == ()


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    query = "?password=secret&sslmode=disable"
    home = home_at(f"postgresql://reader:secret@127.0.0.1:9/atlas{query}", GOOD)
    with pytest.raises(HomeError) as caught:
        home.version()
    assert "127.0.0.1:9" in str(caught.value)
    assert "secret" not in f"{caught.value}{home.name}"


def test_an_address_that_is_none_is_told_without_the_password() -> None:
    with pytest.raises(HomeError, match="no address like") as caught:
        home_at("postgresql://reader:sec@ret:word@host/atlas", GOOD)
    assert "word" not in str(caught.value)


def test_bad_data_are_not_pushed(
    filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(GOOD, tmp_path / "bad"))
    (folder / "claims.csv").write_text("id\n", encoding="utf-8")
    assert main(["push", filled, str(folder)]) == 1
    assert "problem" in capsys.readouterr().err
    same(home_at(filled, GOOD).read().loaded, load(GOOD))


def test_another_schema_of_that_name_is_left_alone(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(database, "CREATE SCHEMA atlas", "CREATE TABLE atlas.mine (id integer)")
    assert main(["push", database, str(GOOD)]) == 1
    assert "holds other tables" in capsys.readouterr().err
    tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'atlas'"
    assert run(database, tables) == [("mine",)]


def test_tables_of_another_version_are_left_alone(
    filled: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(filled, "ALTER TABLE atlas.sites ADD COLUMN mine integer")
    assert main(["push", filled, str(GOOD)]) == 1
    assert "another version" in capsys.readouterr().err
