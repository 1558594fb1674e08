"""Writing the rows of one act in one statement.

An act writes an event, its body, clocks, tracks, jobs: rows of many tables whose keys are
known beforehand. One statement for all of them costs one round trip instead of ten.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model
from django.db.models.fields import NOT_PROVIDED
from psycopg.types.json import Jsonb


@cache
def _columns(model: type[Model]) -> "tuple[Field[Any, Any], ...]":
    """The columns an insert names: all but those that the database fills itself."""
    return tuple(field for field in model._meta.concrete_fields if field.db_default is NOT_PROVIDED)


@cache
def _insert(model: type[Model], count: int) -> str:
    """Build the insert of so many rows of a model."""
    columns = ", ".join(f'"{field.column}"' for field in _columns(model))
    row = "(" + ", ".join(["%s"] * len(_columns(model))) + ")"
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES {", ".join([row] * count)}'


def _by_model(rows: Iterable[Model]) -> dict[type[Model], list[Model]]:
    grouped: dict[type[Model], list[Model]] = {}
    for row in rows:
        grouped.setdefault(type(row), []).append(row)
    return grouped


def copy_many(rows: Iterable[Model]) -> None:
    """Insert many unsaved rows whose keys are set by COPY, the kinds in the order in which they first come.

    Four times as quick as inserts; triggers and constraints hold as ever.
    """
    for model, members in _by_model(rows).items():
        columns = _columns(model)
        names = ", ".join(f'"{field.column}"' for field in columns)
        statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
        with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
            for values in _plain(members, columns):
                copy.write_row(values)
        for row in members:
            row._state.adding = False


def copy_values(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows given as plain values by COPY, without an object for each; fields left out get their default."""
    of_name = {field.name: field.column for field in _columns(model)}
    columns = ", ".join(f'"{of_name[name]}"' for name in names)
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for values in rows:
            copy.write_row(values)


def _plain(members: Sequence[Model], fields: "Sequence[Field[Any, Any]]") -> Iterator[Sequence[Any]]:
    """Yield the values of rows as they are; documents are marked as such."""
    of_row = attrgetter(*(field.attname for field in fields))
    documents = [place for place, field in enumerate(fields) if isinstance(field, JSONField)]
    for row in members:
        values = of_row(row)
        yield _with_documents(values, documents) if documents else values


def _with_documents(values: Sequence[Any], places: Sequence[int]) -> list[Any]:
    changed = list(values)
    for place in places:
        changed[place] = None if changed[place] is None else Jsonb(changed[place])
    return changed


def rewrite_many(rows: Iterable[Model]) -> None:
    """Write many rows that exist anew, one statement for each kind."""
    for model, members in _by_model(rows).items():
        rewrite_fields(members, [field.name for field in _columns(model) if not field.primary_key])


def rewrite_fields(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write some fields of rows of one table that exist, each to its own value, in one statement.

    The time goes to the database: building Django's `bulk_update` for fifty rows takes longer than running this.
    """
    if not rows:
        return
    statement, fields = _rewriting(type(rows[0]), tuple(names))
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(values) for values in zip(*_plain(rows, fields), strict=True)])


@cache
def _rewriting(model: type[Model], names: tuple[str, ...]) -> "tuple[str, list[Field[Any, Any]]]":
    """Build the update of some fields of a model by arrays. Returns it, and the fields of which it takes the values."""
    key = model._meta.pk
    wanted = {name: field for field in _columns(model) for name in (field.name, field.attname)}
    fields = [key, *(wanted[name] for name in names)]
    changes = ", ".join(f'"{field.column}" = v.c{place}' for place, field in enumerate(fields) if place)
    arrays = ", ".join(f"%s::{_type_of(field)}[]" for field in fields)
    named = ", ".join(f"c{place}" for place in range(len(fields)))
    statement = (
        f'UPDATE "{model._meta.db_table}" t SET {changes} FROM unnest({arrays}) AS v({named})'
        f' WHERE t."{key.column}" = v.c0'
    )
    return statement, fields


def _type_of(field: "Field[Any, Any]") -> str:
    """Return the type of a column without its length: a cast would cut off in silence what an update refuses."""
    return str(field.rel_db_type(connection)).partition("(")[0]


Part = tuple[str, Sequence[Any]]  # a statement that changes data, and its values


def insert_together(rows: Iterable[Model], *, also: Sequence[Part] = ()) -> None:
    """Insert unsaved rows, whose keys are set, and run further statements that change data, in one statement.

    Foreign keys among them hold, since the database checks them when the statement or
    the transaction ends. Defaults of the database are left to the database. No part may
    depend on what another does: the database runs them in an order of its own.
    """
    grouped = _by_model(rows)
    inserts = [
        (_insert(model, len(members)), list(_values(members, _columns(model)))) for model, members in grouped.items()
    ]
    _run([*inserts, *also])
    for members in grouped.values():
        for row in members:
            row._state.adding = False


def update_together(rows: Iterable[Model]) -> None:
    """Write rows that stand in the database anew, each once, in one statement."""
    parts = []
    for row in rows:
        columns, key = _columns(type(row)), row._meta.pk
        values = [*_values([row], [field for field in columns if field is not key]), row.pk]
        parts.append((_update(type(row)), values))
    _run(parts)


@cache
def _update(model: type[Model]) -> str:
    key = model._meta.pk
    changes = ", ".join(f'"{field.column}" = %s' for field in _columns(model) if field is not key)
    return f'UPDATE "{model._meta.db_table}" SET {changes} WHERE "{key.column}" = %s'


def _run(parts: Sequence[Part]) -> None:
    """Run statements as one: each but the last becomes a part of the WITH before it."""
    if not parts:
        return
    *first, (last, _of_last) = parts
    named = ", ".join(f"p{index} AS ({text})" for index, (text, _of_part) in enumerate(first))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} {last}" if first else last, [value for _text, each in parts for value in each])


def _values(members: Sequence[Model], columns: "Sequence[Field[Any, Any]]") -> Iterable[Any]:
    for row in members:
        for field in columns:
            yield field.get_db_prep_save(getattr(row, field.attname), connection)


def update_text(table: str, column: str, values: dict[int, str]) -> None:
    """Set a text column of many rows, each to its own value, in one statement."""
    if not values:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" t SET "{column}" = v.value'
            " FROM unnest(%s::bigint[], %s::text[]) AS v(id, value) WHERE t.id = v.id",
            [list(values), list(values.values())],
        )
