"""The list of petitions that someone may see, and the ways to narrow it."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from palat.duties.petitions.models import Category
from palat.duties.petitions.procedure.petition import PETITION_1
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import Matter, reads_whole_office, visible


def may_list(by: Actor) -> bool:
    """Say whether someone reads petitions as a list: officials of the Office; an agency has its own worklist."""
    return by.authority is not None and reads_whole_office(by.authority)


def listed(by: Actor) -> "QuerySet[Matter]":
    """Return the petitions that someone may see, with what a list shows of each, in one statement."""
    category = Category.objects.filter(code=OuterRef("category")).values("name_th")[:1]
    return (
        visible(by)
        .filter(procedure=PETITION_1.code)
        .select_related("petition", "unit", "officer", "area")
        .annotate(category_name=Subquery(category))
    )


def concealed(petitions: QuerySet[Any], yes: bool) -> QuerySet[Any]:
    """Keep petitions whose petitioner wants something concealed, or only the others."""
    return petitions.exclude(petition__conceal=[]) if yes else petitions.filter(petition__conceal=[])
