"""Data in PostgreSQL with PostGIS, as `python -m geo push` writes them; read in one moment."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from geo.reading.homes.home import HomeData, HomeError, temporary_folder
from geo.reading.homes.record_lists import loaded_of
from geo.reading.homes.tables import FILES, TABLES, VERSION
from geo.reading.inventory import OTHERS
from geo.records.errors import GeoError

_DRIVER = "postgresql+psycopg"
_PATIENCE_S = 5
#: What our tables have beside the fields of a record.
_OURS = {"position", "file"}


def engine_of(address: str) -> Engine:
    """The database at an address like postgresql://user@host/name; raises HomeError for none."""
    try:
        url = make_url(address).set(drivername=_DRIVER)
    except (ArgumentError, ValueError):  # the latter for a port that is none
        raise HomeError("This is no address like postgresql://user@host:5432/name.") from None
    return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": _PATIENCE_S})


@contextmanager
def told_plainly(engine: Engine) -> Iterator[None]:
    """Whatever the database complains of becomes one sentence, without any password."""
    try:
        yield
    except GeoError:
        raise
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()
        raise HomeError(
            f"{_name_of(engine)}: {cause[0] if cause else type(error).__name__}"
        ) from None


class PostgisHome:
    """A database; the atlas follows when anybody changes a row."""

    is_whole = True

    def __init__(self, address: str) -> None:
        """Keep the address; nothing is asked yet."""
        self._engine = engine_of(address)
        self._folders: dict[str, Path] = {}

    @property
    def name(self) -> str:
        """The address without its password."""
        return _name_of(self._engine)

    def version(self) -> str:
        """The number of the last change and its time; raises HomeError without an answer."""
        with told_plainly(self._engine), self._engine.connect() as connection:
            return _version(connection)

    def read(self) -> HomeData:
        """All tables as they were at one moment; raises HomeError if they cannot be read."""
        engine = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        with told_plainly(self._engine), engine.connect() as connection:
            version = _version(connection)
            lists = {plural: list(_rows(connection, plural)) for plural in TABLES}
            folder = self._folder(connection)
        places = {row["id"]: row["file"] for rows in lists.values() for row in rows if row["file"]}
        records = {plural: [_record(row) for row in rows] for plural, rows in lists.items()}
        return HomeData(loaded_of(records, places), folder, version)

    def apart(self) -> Path | None:
        """Nothing: what is no record was written into a folder of ours."""
        return None

    def _folder(self, connection: Connection) -> Path:
        """The files without records, written out once for each version of theirs."""
        digests = connection.execute(
            select(FILES.c.name, func.md5(FILES.c.body)).order_by(FILES.c.name)
        ).all()
        key = hashlib.sha256(repr([tuple(row) for row in digests]).encode()).hexdigest()
        if key not in self._folders:
            folder = temporary_folder()
            for name, body in connection.execute(select(FILES.c.name, FILES.c.body)):
                if name in OTHERS:  # what else may stand there is no file of ours
                    path = folder / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(bytes(body))
            self._folders = {key: folder}
        return self._folders[key]


def _name_of(engine: Engine) -> str:
    """The address as somebody gave it, without what its query says: that may be a password too."""
    url = engine.url.set(drivername="postgresql", query={})
    return url.render_as_string(hide_password=True)


def _version(connection: Connection) -> str:
    row = connection.execute(select(VERSION.c.number, VERSION.c.changed)).first()
    if row is None:
        raise HomeError("The database holds no atlas; write one with `python -m geo push`.")
    return f"{row.number} {row.changed.isoformat()}"


def _rows(connection: Connection, plural: str) -> Iterator[Mapping[str, Any]]:
    table = TABLES[plural]
    found = connection.execute(select(table).order_by(table.c.position, table.c.id))
    return (dict(row._mapping) for row in found)  # noqa: SLF001 - its documented name


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and name not in _OURS}
