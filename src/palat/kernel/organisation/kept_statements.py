"""Statements built once for whoever asks: building one costs more than the database takes to answer it.

What a statement is built from stands in its key: the authority of who asks, and the units below the own ones. So it
may be kept longer than what was read: a post that ends makes another authority, and with it another key.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from palat.kernel.organisation.kept import kept
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import units_below

STATEMENT_SECONDS = 600

Statement = tuple[str, Sequence[Any]]


def statement_for(authority: Authority, key: tuple[object, ...], make: Callable[[], Statement]) -> Statement:
    """Return a statement with its values, made once. `key` holds whatever else than the authority it is made from.

    Empty where the person may see nothing at all.
    """

    def made() -> Statement:
        try:
            return make()
        except EmptyResultSet:
            return "", ()

    units = tuple(units_below(unit) for unit in sorted(authority.unit_ids()))
    return kept(("statement", *key, authority, units), made, seconds=STATEMENT_SECONDS)


def counts_for(
    authority: Authority, key: tuple[object, ...], make: Callable[[], Sequence[QuerySet[Any]]], *, most: int
) -> tuple[int, ...]:
    """Count the rows of several queries, each up to a bound, in one statement that is made once.

    `key` holds whatever else than the authority the queries are made from.
    """
    statement, values = statement_for(authority, ("counts", most, *key), lambda: _counting(make(), most))
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return tuple(cursor.fetchone() or ())


def _counting(queries: Sequence[QuerySet[Any]], most: int) -> Statement:
    counts, values = [], list[Any]()
    for query in queries:
        try:
            statement, its = query.order_by().values("pk")[:most].query.sql_with_params()
        except EmptyResultSet:
            counts.append("0")
            continue
        counts.append(f"(SELECT count(*) FROM ({statement}) AS bounded)")
        values += its
    return f"SELECT {', '.join(counts)}", values
