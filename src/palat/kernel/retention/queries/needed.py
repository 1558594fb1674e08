"""What may not go with a thing, because something else that is kept points to it: asked of every table there is.

Tables are found from the models, so that a table which a later duty brings is asked too.
"""

from collections.abc import Collection, Iterator

from django.apps import apps
from django.db.models import ForeignKey, Model

from palat.kernel.files.models import Held, StoredFile
from palat.kernel.identities.models import Person, Reveal
from palat.kernel.matters.models import Matter
from palat.kernel.notices.models import Wish

# These only tell of a person or a file, and let it go.
TELLING: tuple[type[Model], ...] = (Held, Reveal, Wish)


def present_persons(person_ids: Collection[int]) -> set[int]:
    """Return those of these persons who were not erased before."""
    return set(Person.objects.filter(pk__in=person_ids, erased_at=None).values_list("pk", flat=True))


def needed_persons(person_ids: Collection[int]) -> set[int]:
    """Return those of these persons to whom anything that is kept still points."""
    return _needed(Person, person_ids)


def needed_files(file_ids: Collection[int]) -> set[int]:
    """Return those of these files that anything that is kept still holds."""
    return _needed(StoredFile, file_ids)


def _needed(model: type[Model], numbers: Collection[int]) -> set[int]:
    if not numbers:
        return set()
    found: set[int] = set()
    for table, column in _pointing_to(model):
        rows = table._default_manager.filter(**{f"{column}__in": numbers})
        if _is_of_matter(table):  # the shell of a matter that was destroyed needs nobody
            rows = rows.exclude(matter__destroyed_under__gt="")
        found.update(rows.values_list(column, flat=True).distinct())
    return found


def _is_of_matter(table: type[Model]) -> bool:
    return any(one.name == "matter" and one.related_model is Matter for one in table._meta.local_fields)


def _pointing_to(model: type[Model]) -> Iterator[tuple[type[Model], str]]:
    for table in apps.get_models(include_auto_created=True):
        if table in TELLING:
            continue
        for field in table._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model is model:
                yield table, field.attname
