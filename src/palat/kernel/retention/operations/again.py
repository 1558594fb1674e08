"""Destroying again, after an old back-up was restored, what had been destroyed since it was made."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction

from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.models import Matter
from palat.kernel.retention.models import Item
from palat.kernel.retention.operations.destroying import Gone, erase
from palat.kernel.retention.operations.standing import hold_still
from palat.kernel.retention.procedure import DESTROYED, ENTRY, LETTER, MATTER, Ref
from palat.kernel.retention.queries.things import model_of, name_of
from palat.kernel.retention.queries.whole import whole_among


def destroyed_lines() -> Iterator[str]:
    """Yield every thing that was ever destroyed, one JSON object to a line: numbers alone, nothing of what it said."""
    items = Item.objects.filter(outcome=DESTROYED).select_related("on_list").order_by("on_list", "place")
    codes = dict(Matter.objects.exclude(destroyed_under="").values_list("pk", "code"))
    for one in items.iterator():
        code = codes.get(one.row, "") if one.kind == MATTER else one.number
        yield json.dumps({"list": one.on_list.number, "kind": one.kind, "row": one.row, "code": code}) + "\n"


@transaction.atomic
def destroy_again(lines: Iterable[str], *, at: datetime) -> Gone:
    """Destroy what the lines name and what is here whole, under the lists that they name. Returns what went.

    A thing of another installation, or of another database, has another code under its number and is left alone.
    """
    hold_still()
    by_list: dict[str, list[Ref]] = {}
    for line in lines:
        told = json.loads(line)
        ref = Ref(told["kind"], told["row"])
        if ref in whole_among([ref]) and _is_the_same(ref, told["code"]):
            by_list.setdefault(told["list"], []).append(ref)
    total = Gone(0, 0, 0)
    for under, refs in by_list.items():
        gone = erase(refs=refs, under=under, by=SYSTEM, basis="restore", at=at)
        total = Gone(total.bodies + gone.bodies, total.files + gone.files, total.persons + gone.persons)
    return total


def _is_the_same(ref: Ref, code: str) -> bool:
    """Say whether a thing bears the code or number under which it was destroyed; lists of before named no register."""
    if ref.kind == MATTER:
        return Matter.objects.filter(pk=ref.row, code=code).exists()
    here = model_of(ref.kind)._default_manager.get(pk=ref.row)
    before = {ENTRY: "text", LETTER: "number"}.get(ref.kind)
    return code in (name_of(here), getattr(here, before) if before else None)
