"""What an order not to destroy holds back: the thing that it names, and every matter on which that thing hangs.

One rule, asked where a list is drawn up, where it is shown and where it is destroyed.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import BigIntegerField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce, Substr

from palat.kernel.incoming.models import Item as Incoming
from palat.kernel.letters.models import LetterMatter
from palat.kernel.matters.models import Matter
from palat.kernel.registers.models import RegisterEntry, RegisterLine
from palat.kernel.retention.models import Hold
from palat.kernel.retention.procedure import ENTRY, ITEM, LETTER, MATTER, Ref
from palat.kernel.retention.queries.things import model_of, rows_of

ABOUT_MATTER = "matter:"  # how a line of a register names the matter that its paper belongs to


def held(kind: str) -> Q:
    """Return the condition that an order holds a thing of a kind back.

    A hold on a letter, on an entry or on what came in holds the matters that it belongs to; one on a matter holds the
    whole case: what was merged together stays together.
    """
    named = Q(pk__in=_named(kind))
    if kind == ENTRY:
        number = {"register": OuterRef("register"), "year": OuterRef("year"), "running": OuterRef("running")}
        return named | Q(Exists(Incoming.objects.filter(pk__in=_named(ITEM), **number)))
    if kind != MATTER:
        return named
    cases = _held_matters().values(case=Coalesce("merged_into", "pk"))
    return named | Q(pk__in=cases) | Q(merged_into__isnull=False, merged_into__in=cases)


def held_among(refs: Collection[Ref]) -> set[Ref]:
    """Return those of these things that an order holds back."""
    return {
        Ref(kind, pk)
        for kind, rows in rows_of(refs).items()
        if rows
        for pk in model_of(kind)._default_manager.filter(held(kind), pk__in=rows).values_list("pk", flat=True)
    }


def _named(kind: str) -> QuerySet[Hold, Any]:
    return Hold.objects.filter(kind=kind, lifted_at=None).values("row")


def _held_matters() -> QuerySet[Matter]:
    """Return the matters that are held, or on which something hangs that is."""
    letters = LetterMatter.objects.filter(letter__in=_named(LETTER)).values("matter")
    entries = RegisterEntry.objects.filter(pk__in=_named(ENTRY))
    entry = entries.filter(register=OuterRef("register"), year=OuterRef("year"), running=OuterRef("running"))
    items = Incoming.objects.filter(Q(Exists(entry)) | Q(pk__in=_named(ITEM)), matter__isnull=False).values("matter")
    lines = RegisterLine.objects.filter(entry__in=entries.values("pk"), about__startswith=ABOUT_MATTER)
    written = lines.values(matter=Cast(Substr("about", len(ABOUT_MATTER) + 1), BigIntegerField()))
    return Matter.objects.filter(Q(pk__in=_named(MATTER)) | Q(pk__in=letters) | Q(pk__in=items) | Q(pk__in=written))
