"""The tables of the atlas in PostgreSQL with PostGIS, made from the table of kinds.

One table a kind in the schema `atlas`: a column a field, lists as arrays, what has fields of its
own as JSON, dates as EDTF text, positions as geometry in EPSG:4326. Fixed words are checked, ids
are keys, and a single reference has a foreign key; lists of ids are checked when they are read.
"""

from collections.abc import Iterator
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import shapely
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine, UserDefinedType

from geo.records.glossary import meaning
from geo.records.kinds import KINDS, Kind, kind_of
from geo.records.model import Record

SCHEMA = "atlas"
_SRID = 4326
#: Behind all that a push has written stands what somebody adds by hand.
_LAST = 1_000_000
_PLAIN: dict[type, type[TypeEngine[Any]]] = {
    str: Text,
    int: Integer,
    float: Double,
    bool: Boolean,
}


class Shape(UserDefinedType[Any]):
    """A geometry of PostGIS; Python gives and gets the positions of its points, exactly."""

    cache_ok = True

    def __init__(self, kind: str) -> None:
        """Of one kind: Point, LineString or Polygon."""
        self.kind = kind

    def get_col_spec(self, **_: object) -> str:
        """The type as PostGIS writes it."""
        return f"geometry({self.kind}, {_SRID})"

    def bind_expression(self, bindvalue: Any) -> Any:  # noqa: ANN401 - of SQLAlchemy's own kinds
        """What goes in is the well-known binary form."""
        return func.ST_GeomFromWKB(bindvalue, _SRID, type_=self)

    def column_expression(self, colexpr: Any) -> Any:  # noqa: ANN401
        """And so is what comes out."""
        return func.ST_AsBinary(colexpr, type_=self)

    def bind_processor(self, dialect: object) -> Any:  # noqa: ANN401, ARG002
        """From positions."""

        def wkb(positions: Any) -> bytes | None:  # noqa: ANN401
            return None if positions is None else _wkb(self.kind, positions)

        return wkb

    def result_processor(self, dialect: object, coltype: object) -> Any:  # noqa: ANN401, ARG002
        """To positions."""

        def positions(body: Any) -> Any:  # noqa: ANN401
            if body is None:
                return None
            found = shapely.get_coordinates(shapely.from_wkb(bytes(body))).tolist()
            return found[0] if self.kind == "Point" else found

        return positions


def _wkb(kind: str, positions: Any) -> bytes:  # noqa: ANN401
    make = {"Point": shapely.Point, "LineString": shapely.LineString, "Polygon": shapely.Polygon}
    return bytes(shapely.to_wkb(make[kind](positions)))


METADATA = MetaData(schema=SCHEMA)
#: Counts up with every change of a row, whoever makes it.
VERSION = Table(
    "version",
    METADATA,
    Column("is_only", Boolean, CheckConstraint("is_only"), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("changed", DateTime(timezone=True), nullable=False),
)
#: Files of a data folder that hold no records: the look, the base map, the network, the gazetteer.
FILES = Table(
    "files",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)


def _table(kind: Kind) -> Table:
    columns = [_column(kind, name) for name in kind.model.model_fields]
    position = Column(
        "position", Integer, nullable=False, server_default=str(_LAST), comment="Order of reading."
    )
    file = Column("file", Text, comment="File of a data folder in which such a record stands.")
    table = Table(kind.plural, METADATA, *columns, position, file)
    if kind.drawn:
        column = table.c[kind.drawn[1]]
        Index(f"{kind.plural}_{column.name}_gist", column, postgresql_using="gist")
    return table


def _column(kind: Kind, name: str) -> Column[Any]:
    field = kind.model.model_fields[name]
    is_shape = bool(kind.drawn) and name == (kind.drawn or ("", ""))[1]
    made = Shape((kind.drawn or ("", ""))[0]) if is_shape else _type_of(field.annotation)
    constraints: list[Any] = [*_reference(kind, name), *_words(kind, name)]
    # A list without members is none, and a flag is what it is without a word.
    default = None if field.is_required() or field.default is None else _default(field.default)
    return Column(
        name,
        made,
        *constraints,
        primary_key=name == "id",
        nullable=not field.is_required() and default is None,
        server_default=default,
        comment=_meaning(kind.model, name),
    )


def _meaning(model: type[Record], name: str) -> str:
    try:
        return meaning(model, name)
    except KeyError:
        return ""


def _default(value: object) -> Any:  # noqa: ANN401
    if value == ():
        return text("'{}'")
    if isinstance(value, bool):
        return text(str(value).lower())
    return text(f"'{value}'") if isinstance(value, str) else None


def _reference(kind: Kind, name: str) -> Iterator[ForeignKey]:
    target = kind.points_to.get(name)
    if target and target is not Record and isinstance(_type_of_field(kind, name), Text):
        where = f"{SCHEMA}.{kind_of(target).plural}.id"
        yield ForeignKey(where, deferrable=True, initially="DEFERRED")


def _words(kind: Kind, name: str) -> Iterator[CheckConstraint]:
    for word in _classes_in(kind.model.model_fields[name].annotation):
        if issubclass(word, StrEnum) and isinstance(_type_of_field(kind, name), Text):
            words = ", ".join(f"'{known.value}'" for known in word)
            yield CheckConstraint(f"{name} IN ({words})", name=f"{kind.plural}_{name}_word")


def _type_of_field(kind: Kind, name: str) -> TypeEngine[Any]:
    return _type_of(kind.model.model_fields[name].annotation)


def _type_of(annotation: object) -> TypeEngine[Any]:
    """The type of a column for what a field takes."""
    bare = _bare(annotation)
    if get_origin(bare) is tuple:
        inner = _PLAIN.get(_plain(_bare(get_args(bare)[0])))
        return ARRAY(inner) if inner else JSONB(none_as_null=True)
    plain = _PLAIN.get(_plain(bare))
    return plain() if plain else JSONB(none_as_null=True)


def _plain(annotation: object) -> type:
    """The type itself; of a fixed word, text."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return str
    return annotation if isinstance(annotation, type) else object


def _bare(annotation: object) -> object:
    """The annotation without its limits, and without its None."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return _bare(next(part for part in get_args(annotation) if part is not NoneType))
    return annotation


def _classes_in(annotation: object) -> Iterator[type]:
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _classes_in(part)


#: Every kind with its table, those that others point to first.
TABLES: dict[str, Table] = {kind.plural: _table(kind) for kind in KINDS}
