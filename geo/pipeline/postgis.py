"""`python -m geo push postgresql://…`: all records into a database with PostGIS, or none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, text

from geo.reading.homes.home import HomeData, HomeError
from geo.reading.homes.postgis import engine_of, told_plainly
from geo.reading.homes.tables import FILES, METADATA, SCHEMA, TABLES, VERSION
from geo.reading.inventory import OTHERS
from geo.records.kinds import KINDS
from geo.records.loaded import Loaded

_NOTE = """
CREATE OR REPLACE FUNCTION atlas.note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE atlas.version SET number = number + 1, changed = clock_timestamp();
  NOTIFY atlas;
  RETURN NULL;
END $$
"""
_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = :schema
"""
_TRIGGER = """
CREATE OR REPLACE TRIGGER note_change
AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION atlas.note_change()
"""


def push(address: str, data: HomeData) -> int:
    """Write sound data in place of what the tables hold; returns how many records.

    All of it is one transaction: whoever reads sees the old atlas or the new one. Raises HomeError,
    with nothing written, if the database does not answer, cannot have PostGIS, or has something
    else in the schema `atlas`.
    """
    engine = engine_of(address)
    with told_plainly(engine), engine.begin() as connection:
        _prepare(connection)
        for table in reversed(METADATA.sorted_tables):
            if table is not VERSION:
                connection.execute(delete(table))
        count = sum(_fill(connection, kind.plural, data.loaded) for kind in KINDS)
        files = list(_files(data.folder))
        if files:
            connection.execute(insert(FILES), files)
    return count


def _prepare(connection: Connection) -> None:
    """The extension, the schema, the tables and what notes their changes."""
    has_postgis = "SELECT 1 FROM pg_extension WHERE extname = 'postgis'"
    if not connection.execute(text(has_postgis)).first():
        connection.execute(text("CREATE EXTENSION postgis"))
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
    _check(connection)
    METADATA.create_all(connection)
    connection.execute(text(_NOTE))
    for table in METADATA.sorted_tables:
        if table is not VERSION:
            made = _TRIGGER.format(table=f"{SCHEMA}.{table.name}")
            connection.execute(text(made))
    if not connection.execute(VERSION.select()).first():
        row = {"is_only": True, "number": 0, "changed": func.clock_timestamp()}
        connection.execute(insert(VERSION).values(row))


def _check(connection: Connection) -> None:
    """Raise HomeError unless the schema is empty, or ours as it is today."""
    ours = {table.name: set(table.c.keys()) for table in METADATA.sorted_tables}
    found: dict[str, set[str]] = {}
    for name, column in connection.execute(text(_COLUMNS), {"schema": SCHEMA}):
        found.setdefault(name, set()).add(column)
    if found and VERSION.name not in found:
        raise HomeError(
            f"The schema {SCHEMA} holds other tables; nothing was written. Name another database."
        )
    for name in found.keys() & ours.keys():
        if found[name] != ours[name]:
            raise HomeError(
                f"The table {SCHEMA}.{name} is of another version of the atlas; nothing was "
                f"written. `DROP SCHEMA {SCHEMA} CASCADE`, then push again."
            )


def _fill(connection: Connection, plural: str, loaded: Loaded) -> int:
    table = TABLES[plural]
    records = getattr(loaded, plural)
    empty: dict[str, Any] = dict.fromkeys(table.c.keys())
    rows = [
        {
            **empty,
            **record.model_dump(mode="json"),
            "position": number,
            "file": loaded.files.get(record.id),
        }
        for number, record in enumerate(records, 1)
    ]
    if rows:
        connection.execute(insert(table), rows)
    return len(rows)


def _files(folder: Path) -> Iterator[dict[str, object]]:
    for name in OTHERS:
        path = folder / name
        if path.is_file():
            yield {"name": name, "body": path.read_bytes()}
