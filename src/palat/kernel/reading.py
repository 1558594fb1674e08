"""Reading rows by statements built once.

Building a statement costs the object mapper more than the database takes to answer it; every request reads its
session and its user, and an act its four tables, in the same way each time.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

Row = TypeVar("Row", bound=Model)


@cache
def _select(model: type[Model], tail: str) -> tuple[str, tuple[str, ...]]:
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    return f'SELECT {columns} FROM "{model._meta.db_table}" {tail}', tuple(field.attname for field in fields)


def rows(model: type[Row], tail: str, values: Sequence[Any]) -> list[Row]:
    """Return rows of a model; `tail` is what stands after the table's name (`WHERE … ORDER BY …`), fixed words only."""
    statement, _names = _select(model, tail)
    return rows_of(model, statement, values)


def rows_of(model: type[Row], statement: str, values: Sequence[Any]) -> list[Row]:
    """Return the rows of a whole statement that selects every column of a model, in the order of its fields."""
    _statement, names = _select(model, "")
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [model.from_db("default", names, found) for found in cursor.fetchall()]


Asked = tuple[type[Model], str, Sequence[Any]]


def rows_together(*asked: Asked) -> list[list[Any]]:
    """Return rows of several tables, as `rows` does for each, on one way to the database and back.

    The statements run in their order: what the first locks, the later ones read as it is under the lock.
    """
    found = []
    with ExitStack() as open_ones:
        with one_way():
            for model, tail, values in asked:
                statement, names = _select(model, tail)
                cursor = open_ones.enter_context(connection.cursor())
                cursor.execute(statement, values)
                found.append((cursor, model, names))
        return [[model.from_db("default", names, one) for one in cursor.fetchall()] for cursor, model, names in found]


@contextmanager
def one_way() -> Iterator[None]:
    """Send the statements of a block together; what goes wrong with any of them is said when the block ends."""
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


OTHER_WAYS = "SELECT set_config('enable_seqscan', %s, true), set_config('enable_indexscan', %s, true)"


@contextmanager
def led_by_keys() -> Iterator[CursorWrapper]:
    """Yield a cursor for "some rows of which an array holds one of these keys", which looks the keys up (GIN).

    How many rows have a key the planner can only guess; where it guesses many it reads the table in whatever order
    until it has so many, which with few is all of it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OTHER_WAYS, ["off", "off"])
        yield cursor
        cursor.execute(OTHER_WAYS, ["on", "on"])
