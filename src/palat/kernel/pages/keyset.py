"""Pages by key, not by number: the next page begins after the last row seen, however long the list is.

A page is one index range. Rows added or gone meanwhile neither repeat nor hide the others.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import BooleanField, Expression, F, Field, Func, Q, QuerySet, Value


class WrongCursor(ValueError):
    """The place in the list is not one that we gave out (altered, or of an older release)."""


@dataclass(frozen=True)
class Key:
    """One part of the order. `name` is the annotation or field that holds it."""

    path: str
    descending: bool
    field: Field

    @property
    def name(self) -> str:
        return f"_key_{self.path}" if "__" in self.path else self.path


@dataclass(frozen=True)
class Page:
    """Rows of one page, in order, and the places before and after it ("" where the list ends)."""

    rows: list[Any]
    previous: str
    next: str


def field_at(queryset: QuerySet, path: str) -> Field:
    """Return the field that a path of names leads to, annotations included."""
    if path in queryset.query.annotations:
        return queryset.query.annotations[path].output_field
    model, field = queryset.model, None
    for part in path.split("__"):
        field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        model = field.related_model
    if field is None:
        raise FieldDoesNotExist(path)
    return field


def keys_of(queryset: QuerySet, order: tuple[str, ...]) -> tuple[Key, ...]:
    """Read an order such as ("-urgency", "due_date", "pk"); its last part must tell any two rows apart."""
    return tuple(
        Key(path=part.lstrip("-"), descending=part.startswith("-"), field=field_at(queryset, part.lstrip("-")))
        for part in order
    )


def cursor_of(row: Any, keys: tuple[Key, ...], salt: str) -> str:
    """Write down a row's place. Raises: ValueError if the order holds a NULL, which has no place."""
    values = [getattr(row, key.name) for key in keys]
    if any(value is None for value in values):
        raise ValueError(f"NULL in the order {[key.path for key in keys]}: such a list cannot be paged")
    plain = [
        value.isoformat()
        if isinstance(value, date | datetime)
        else value
        if isinstance(value, int | str)
        else str(value)
        for value in values
    ]
    return signing.dumps(plain, salt=salt, compress=False)


def read_cursor(cursor: str, keys: tuple[Key, ...], salt: str) -> list[Any]:
    """Read a place back. Raises: WrongCursor."""
    try:
        plain = signing.loads(cursor, salt=salt)
        if len(plain) != len(keys):
            raise WrongCursor
        return [key.field.to_python(value) for key, value in zip(keys, plain, strict=True)]
    except (signing.BadSignature, ValidationError, TypeError, ValueError) as error:
        raise WrongCursor from error


class RowOf(Func):
    """SQL: (a, b, c)."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


class Compared(Func):
    """SQL: (a, b) > (1, 2). PostgreSQL reads it as one range of an index on (a, b)."""

    template = "%(expressions)s"
    conditional = True
    output_field = BooleanField()


def beyond(keys: tuple[Key, ...], values: list[Any]) -> Expression | Q:
    """Return the condition for rows that come after `values` in the order of `keys`."""
    held = [Value(value, output_field=key.field) for key, value in zip(keys, values, strict=True)]
    directions = {key.descending for key in keys}
    if len(directions) == 1:
        sign = " < " if directions == {True} else " > "
        return Compared(RowOf(*[F(key.name) for key in keys]), RowOf(*held), arg_joiner=sign)
    condition, equal = Q(), Q()
    for key, value in zip(keys, held, strict=True):
        condition |= equal & Q(**{f"{key.name}__{'lt' if key.descending else 'gt'}": value})
        equal &= Q(**{key.name: value})
    first = keys[0]
    # The first key's bound alone lets an index on the order begin at the right place.
    return Q(**{f"{first.name}__{'lte' if first.descending else 'gte'}": held[0]}) & condition


def page_of(
    queryset: QuerySet, *, order: tuple[str, ...], size: int, salt: str, after: str = "", before: str = ""
) -> Page:
    """Read one page of `queryset` in `order`: the first, or the one after or before a place.

    One query. Raises: WrongCursor if `after` or `before` is not of ours.
    """
    keys = keys_of(queryset, order)
    queryset = queryset.annotate(**{key.name: F(key.path) for key in keys if key.name != key.path})
    salt = f"palat.pages:{salt}:{','.join(order)}"
    backwards = bool(before) and not after
    if backwards:
        keys = tuple(Key(path=key.path, descending=not key.descending, field=key.field) for key in keys)
    if place := after or before:
        queryset = queryset.filter(beyond(keys, read_cursor(place, keys, salt)))
    queryset = queryset.order_by(*[f"-{key.name}" if key.descending else key.name for key in keys])
    rows = list(queryset[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    is_first = not place or (backwards and not more)
    is_last = not backwards and not more
    return Page(
        rows=rows,
        previous="" if is_first or not rows else cursor_of(rows[0], keys, salt),
        next="" if is_last or not rows else cursor_of(rows[-1], keys, salt),
    )
