"""Acts on chosen cells: who may make which, what each asks, and its page.

What is chosen comes with the address (the filters of the list) or with the form (rows that were ticked). The page says
how many that is, and the act is refused if it has become another number meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.forms.acts import ActForm, AdvanceForm, AsideForm, LegForm
from palat.duties.decentralisation.models import Transfer
from palat.duties.decentralisation.operations import cells
from palat.duties.decentralisation.operations.ledger import Said
from palat.duties.decentralisation.procedure.cells import BY_CODE, RULES
from palat.duties.decentralisation.procedure.transfer import TRANSFER
from palat.duties.decentralisation.queries.ledger import candidates, chosen_states, visible_cells
from palat.duties.decentralisation.views.common import crumbs, state_badge
from palat.duties.decentralisation.views.listings import CANDIDATES, OF_TRANSFER
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.pages.acting import acted
from palat.kernel.pages.listing import Narrowed
from palat.kernel.pages.shapes import Crumb, Text

MOST_NAMED = 12


@dataclass(frozen=True)
class CellAct:
    """One act: its words, its form, its operation; `plans`: it chooses local governments, not cells."""

    label: Text
    form: type[ActForm]
    run: Callable[..., Any]
    advice: Text = ""
    style: str = "secondary"
    plans: bool = False


ACTS: dict[str, CellAct] = {
    "plan_cells": CellAct(
        gettext_lazy("เพิ่มเข้าแผน"),
        ActForm,
        cells.plan_cells,
        gettext_lazy("ตรวจประเภทในวันที่มีผล และตรวจว่าไม่ได้รับโอนภารกิจนี้ตามแผนงานอื่น"),
        "primary",
        plans=True,
    ),
    "record_leg": CellAct(
        gettext_lazy("บันทึกรายด้าน"), LegForm, cells.record_leg, gettext_lazy("แห่งที่เป็นเช่นนั้นแล้วจะข้ามไป"), "primary"
    ),
    "advance_cells": CellAct(
        gettext_lazy("เลื่อนสถานะ"),
        AdvanceForm,
        cells.advance_cells,
        gettext_lazy("แห่งที่อยู่ในสถานะนั้นแล้วจะข้ามไป หากมีแห่งใดยังไม่ครบเงื่อนไขจะไม่บันทึกทั้งหมด"),
    ),
    "set_aside_cells": CellAct(
        gettext_lazy("ไม่รับ ส่งคืน ระงับ"), AsideForm, cells.set_aside_cells, gettext_lazy("ต้องระบุเหตุผลทุกครั้ง")
    ),
    "resume_cells": CellAct(
        gettext_lazy("ดำเนินการต่อ"), ActForm, cells.resume_cells, gettext_lazy("กลับไปยังสถานะก่อนระงับของแต่ละแห่ง")
    ),
    "step_back_cells": CellAct(
        gettext_lazy("ถอยสถานะ"),
        ActForm,
        cells.step_back_cells,
        gettext_lazy("ถอยหนึ่งขั้นพร้อมเหตุผล ประวัติเดิมยังอยู่ครบ"),
        "danger",
    ),
}


def may_make(file: MatterFile, what: str) -> bool:
    """Say whether the viewer has authority for an act on cells, and the transfer's state allows it."""
    _kind, move = file.procedure.move(what)
    return move.leads_from(file.procedure.main.state(file.matter.state)) and file.may_make(what)


def _chosen(request: HttpRequest, transfer: Transfer, row: CellAct, by: Any) -> list[Any]:
    """Return the cells, or the local governments, that are ticked, or else that the filters of the address leave."""
    every: Any = candidates(transfer) if row.plans else visible_cells(by).filter(transfer=transfer)
    ticked = [int(one) for one in request.POST.getlist("row") if one.isdecimal() and len(one) < 19]
    if ticked:
        return list(every.filter(pk__in=ticked))
    return list(Narrowed(CANDIDATES if row.plans else OF_TRANSFER, every, request.GET).rows)


@login_required
def act(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """The page of one act on cells. Raises: Http404 for who may not make it now."""
    by = actor_of(request)
    file = file_for(code, by, bare=True, procedure=TRANSFER)
    row = ACTS.get(what)
    if row is None or not may_make(file, what):
        raise Http404
    transfer = Transfer.objects.select_related("mission").get(pk=file.matter.pk)
    chosen = _chosen(request, transfer, row, by)
    sent = "sent" in request.POST
    form = row.form(request.POST if sent else None, today=legal_date(timezone.now()))
    held = hold_files(request) if sent else HeldFiles()
    back = reverse("decentralisation_transfer_cells", args=[code])

    def make() -> str:
        if request.POST.get("expected") != str(len(chosen)):
            raise UnableToAct(_("จำนวนแห่งที่เลือกเปลี่ยนไปจากที่แสดง โปรดตรวจแล้วยืนยันอีกครั้ง"))
        now = timezone.now()
        said = Said(
            on=form.cleaned_data["on"],
            evidence=form.cleaned_data["evidence"],
            words=form.cleaned_data["words"],
            files=held.claimed(now),
        )
        key = "local_ids" if row.plans else "cell_ids"
        numbers = [one.pk for one in chosen]
        row.run(matter_id=file.matter.pk, by=by, at=now, said=said, **{key: numbers}, **form.own())
        return back

    draft = f"cells-{code}-{what}"
    words = _("“%(act)s” กับ %(count)s แห่งเรียบร้อยแล้ว") % {"act": row.label, "count": f"{len(chosen):,}"}
    done = None
    if sent and not held.refused:
        done = acted(request, form, make, words, refusals=(UnableToAct,), tags=f"draft:{draft}")
    if done:
        return done
    names = [one.name_th if row.plans else one.local.name_th for one in chosen[:MOST_NAMED]]
    context = {
        "form": form,
        "held": held,
        "row": row,
        "title": row.label,
        "over": file.matter.subject,
        "count": len(chosen),
        "names": names,
        "more": len(chosen) - len(names),
        "states": [] if row.plans else _states([one.pk for one in chosen]),
        "ticked": [one for one in request.POST.getlist("row") if one.isdecimal()],
        "rules": [(_(BY_CODE[code].label), _(words)) for code, words in RULES] if what == "advance_cells" else [],
        "draft": draft,
        "back": back,
        "crumbs": crumbs(Crumb(file.matter.subject, desk_url(file.matter)), Crumb(_("แห่งในแผนงาน"), back)),
    }
    return render(request, "decentralisation/act.html", context, status=422 if sent else 200)


def _states(cell_ids: list[int]) -> list[tuple[Any, int]]:
    return [(state_badge(state), number) for state, number in chosen_states(cell_ids).items()]
