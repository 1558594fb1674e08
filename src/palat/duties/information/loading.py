"""Loading the dated lists of this duty. Repeating changes nothing, and what the Office changed is left alone."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from palat.duties.information.models import Branch, ExemptionGround, Fee, Publication, PublicationClass, Version
from palat.duties.information.operations.register.work import index
from palat.duties.information.procedure.publication import CURRENT, PAGE, PUBLISHED
from palat.duties.information.queries.publications import chain_of, due_of, own_agency_id
from palat.kernel.calendar.counting import BANGKOK
from palat.kernel.history import ids
from palat.kernel.history.operations import append

DATA = Path(__file__).parent / "data"
LISTS = {"grounds": ExemptionGround, "classes": PublicationClass, "branches": Branch, "fees": Fee}


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our reference files."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@transaction.atomic
def load() -> None:
    """Load what is missing."""
    for name, model in LISTS.items():
        for order, row in enumerate(rows(name)):
            values: dict[str, Any] = {**row, "order": order}
            day = date.fromisoformat(values.pop("valid_from"))
            code = values.pop("code")
            model._default_manager.get_or_create(code=code, valid_from=day, defaults=values)
    for row in rows("published"):
        _load_page(row)


def _load_page(row: dict[str, str]) -> None:
    """Enter a page of our own into the register of publications, unless somebody did."""
    if Version.objects.filter(way=PAGE, page=row["page"]).exists():
        return
    day = date.fromisoformat(row["valid_from"])
    at = datetime.combine(day, time(9), BANGKOK)
    entry = Publication.objects.create(
        id=ids.take(),
        agency_id=own_agency_id(),
        class_code=row["class"],
        title_th=row["name_th"],
        title_en=row["name_en"],
        keywords=row["keywords"],
        changed_at=at,
    )
    version = Version.objects.create(
        id=ids.take(),
        publication=entry,
        number=1,
        state=CURRENT,
        way=PAGE,
        page=row["page"],
        from_on=day,
        proposed_at=at,
    )
    entry.state, entry.current, entry.renewed_on = PUBLISHED, version, day
    entry.due_on = due_of(entry.class_code, since=day, until=None)
    entry.save()
    index(entry)
    append(chain=chain_of(entry.pk), kind="published", at=at, actor="system", public=True, facts={"version": 1})
