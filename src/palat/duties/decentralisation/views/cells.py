"""Cells of the ledger: all of them, those of one transfer with what may be done on them, the history of one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.models import Cell, LocalGovernment, Transfer
from palat.duties.decentralisation.procedure.cells import LEG_STATES, LEGS, SETTLED, STATES, WHOLE
from palat.duties.decentralisation.procedure.transfer import TRANSFER
from palat.duties.decentralisation.queries.ledger import (
    Lived,
    candidates,
    lived,
    missing_legs,
    visible_cells,
)
from palat.duties.decentralisation.views.acts import ACTS, may_make
from palat.duties.decentralisation.views.common import (
    crumbs,
    mission_words,
    reader,
    state_badge,
    type_label,
)
from palat.duties.decentralisation.views.listings import CANDIDATES, EVERY, OF_TRANSFER
from palat.duties.decentralisation.views.local_governments import LedgerView
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Action, Crumb, Entry, Fact


@method_decorator(login_required, name="dispatch")
class Cells(LedgerView):
    """The whole ledger, cell by cell."""

    listing = EVERY
    title = gettext_lazy("บัญชีการถ่ายโอน")
    intro = gettext_lazy("หนึ่งแถวคือหนึ่งภารกิจกับหนึ่งแห่ง")

    def rows(self) -> QuerySet[Cell]:
        """Return the cells of transfers that the viewer may see."""
        return visible_cells(self.by)


class OfTransfer(LedgerView):
    """What lists of one transfer share: the transfer, and who may do what with what is chosen."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the transfer. Raises: Http404."""
        self.file = file_for(kwargs["code"], actor_of(request), bare=True, procedure=TRANSFER)
        self.transfer = Transfer.objects.select_related("mission", "matter").get(pk=self.file.matter.pk)
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return crumbs(Crumb(self.file.matter.subject, desk_url(self.file.matter)))

    def _acts(self) -> list[Action]:
        query = self.request.GET.urlencode()
        return [
            Action(
                row.label,
                reverse("decentralisation_act", args=[self.file.matter.code, what]) + (f"?{query}" if query else ""),
                style=row.style,  # type: ignore[arg-type]
            )
            for what, row in ACTS.items()
            if row.plans == self.plans and may_make(self.file, what)
        ]

    plans = False

    def actions(self) -> list[Action]:
        """Return the acts on all that the filters leave."""
        return self._acts()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the list, with the acts on rows that are ticked."""
        self.bulk_actions = tuple(self._acts())
        return super().get(request, *args, **kwargs)


@method_decorator(login_required, name="dispatch")
class TransferCells(OfTransfer):
    """The cells of one transfer."""

    listing = OF_TRANSFER
    title = gettext_lazy("แห่งในแผนงาน")
    intro = gettext_lazy("ปุ่มด้านบนทำกับทุกแห่งที่กรองไว้ ปุ่มเหนือตารางทำกับแห่งที่เลือก")

    def rows(self) -> QuerySet[Cell]:
        """Return the cells of the transfer."""
        return visible_cells(self.by).filter(transfer=self.transfer)


@method_decorator(login_required, name="dispatch")
class Candidates(OfTransfer):
    """The local governments that may still be put into the plan of a transfer."""

    listing = CANDIDATES
    title = gettext_lazy("เพิ่ม อปท. เข้าแผน")
    intro = gettext_lazy("แสดงเฉพาะประเภทที่รับโอนภารกิจนี้ได้และยังไม่อยู่ในแผน")
    plans = True
    can_export = False

    def rows(self) -> QuerySet[LocalGovernment]:
        """Return who may be added."""
        return candidates(self.transfer)


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One cell: how it stands, what is missing, everything that was recorded of it."""
    by = reader(request)
    cell = get_object_or_404(visible_cells(by), pk=number)
    code = cell.transfer.matter.code
    missing = [_(LEGS[leg]) for leg in missing_legs(cell)]
    context = {
        "cell": cell,
        "title": cell.local.name_th,
        "over": mission_words(cell),
        "state": state_badge(cell.state),
        "facts": [
            Fact(
                _("ภารกิจ"),
                cell.transfer.mission.name_th,
                url=reverse("decentralisation_mission", args=[cell.mission_id]),
            ),
            Fact(_("แผนงาน"), cell.transfer.programme, url=desk_url(cell.transfer.matter)),
            Fact(
                _("องค์กรปกครองส่วนท้องถิ่น"),
                cell.local.name_th,
                url=reverse("decentralisation_local", args=[cell.local_id]),
            ),
            Fact(_("ประเภทวันนี้"), type_label(cell.local.type)),
            Fact(_("อยู่ในสถานะนี้ตั้งแต่"), display(cell.since)),
        ],
        "legs": [
            (_(label), getattr(cell, leg) in SETTLED, _(LEG_STATES[getattr(cell, leg)])) for leg, label in LEGS.items()
        ],
        "missing": ", ".join(missing),
        "entries": [_entry(one) for one in lived(cell)],
        "act_url": reverse("decentralisation_transfer_cells", args=[code]) + f"?q={cell.local.code}",
        "crumbs": crumbs(Crumb(cell.transfer.matter.subject, desk_url(cell.transfer.matter))),
    }
    return render(request, "decentralisation/cell.html", context)


def _entry(one: Lived) -> Entry:
    step = one.step
    legs = dict(enumerate(LEGS.values(), 1))
    words = STATES if step.leg == WHOLE else None
    after = _(words[step.after].label) if words else _(LEG_STATES[step.after])
    what = _("สถานะ") if words else _(legs[step.leg])
    day = _("มีผล %(day)s ขณะเป็น %(type)s") % {"day": display(one.on), "type": type_label(step.type) or "–"}
    return Entry(at=one.at, title=f"{what}: {after}", who=one.who, body=f"{day}\n{one.words}")
