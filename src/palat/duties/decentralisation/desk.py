"""The desk of transfers: what opening one asks, its acts as a whole, and what its file shows besides."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.decentralisation.models import Mission, Transfer
from palat.duties.decentralisation.operations import transfers
from palat.duties.decentralisation.procedure.cells import LEGS, STATES
from palat.duties.decentralisation.procedure.missions import FIELDS
from palat.duties.decentralisation.procedure.transfer import TRANSFER
from palat.duties.decentralisation.queries.figures import Narrowed, figures
from palat.duties.decentralisation.queries.listing import KEEPERS, UNIT
from palat.duties.decentralisation.views.acts import ACTS, may_make
from palat.duties.decentralisation.views.common import percent, state_badge
from palat.duties.decentralisation.views.drawing import legs_chart
from palat.kernel.casework.desk import CaseDesk, Take
from palat.kernel.casework.listing import Listed
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.fields import words
from palat.kernel.matters.desk.next_step import Step, Steps
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.pages.fields import ThaiDateField
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.listing import Column
from palat.kernel.pages.shapes import Action, Fact
from palat.kernel.pages.text import LineField, TextField, choices


class OpenForm(forms.Form):
    """Which mission, in which programme."""

    mission_id = forms.TypedChoiceField(label=gettext_lazy("ภารกิจ"), coerce=int)
    programme = LineField(
        label=gettext_lazy("ชื่อแผนงาน"),
        max_length=200,
        help_text=gettext_lazy("เช่น รอบปีงบประมาณ 2570 ภารกิจหนึ่งมีได้หลายแผนงาน แต่แต่ละแห่งรับโอนได้ครั้งเดียว"),
    )
    begins_on = ThaiDateField(label=gettext_lazy("เริ่มตามแผนวันที่"), required=False)
    words = TextField(label=gettext_lazy("สาระสำคัญของแผนงาน"), rows=4, required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = Mission.objects.order_by("code").values_list("pk", "code", "name_th")
        fields: Any = self.fields
        fields["mission_id"].choices = [(pk, f"{code} {name}") for pk, code, name in rows]


NOTE = {"words": words(gettext_lazy("หมายเหตุ"), required=False, rows=2)}
WHY = {"words": words(gettext_lazy("เหตุผล"))}
WHOLE_ACTS: dict[str, DeskAct] = {
    "begin": DeskAct(transfers.begin, NOTE, gettext_lazy("หลังจากนี้จะบันทึกความคืบหน้าของแต่ละแห่งได้")),
    "finish": DeskAct(transfers.finish, NOTE, gettext_lazy("ปิดได้เมื่อทุกแห่งที่ยังอยู่ในแผนถ่ายโอนแล้ว")),
    "end": DeskAct(transfers.end, WHY, gettext_lazy("สถานะของแต่ละแห่งคงอยู่ตามเดิม")),
    "reopen": DeskAct(transfers.reopen, WHY),
}


def shown(file: MatterFile, _by: Actor) -> Mapping[str, Any]:
    """Return what the file of a transfer shows besides: its figures, its legs, what may be done with its cells."""
    transfer = Transfer.objects.select_related("mission").get(pk=file.matter.pk)
    told, code = figures(Narrowed(transfer_ids=[transfer.pk])), file.matter.code
    cells_url = reverse("decentralisation_transfer_cells", args=[code])
    return {
        "transfer": transfer,
        "figures": told,
        "done_share": percent(told.done, told),
        "states": [
            (state_badge(one.number), told.states[one.code], f"{cells_url}?state={one.number}")
            for one in STATES.values()
            if told.states[one.code]
        ],
        "legs": [(_(label), told.legs[leg], percent(told.legs[leg], told)) for leg, label in LEGS.items()],
        "chart": legs_chart(told) if told.live else None,
        "documents": [
            (one.name, reverse(f"{TRANSFER}_file", args=[code, one.pk]), one.added_at) for one in file.attachments
        ],
        "cell_acts": _cell_acts(file, code),
        "cells_url": cells_url,
        "transfer_facts": [
            Fact(
                _("ภารกิจ"),
                transfer.mission.name_th,
                url=reverse("decentralisation_mission", args=[transfer.mission_id]),
            ),
            Fact(_("แผนงาน"), transfer.programme),
            Fact(_("ด้าน"), _(FIELDS[transfer.mission.field])),
        ],
    }


def _cell_acts(file: MatterFile, code: str) -> list[Action]:
    """Return where the acts on cells begin: the choice of who is added, or of the cells."""
    acts = []
    if may_make(file, "plan_cells"):
        acts.append(Action(_("เพิ่ม อปท. เข้าแผน"), reverse("decentralisation_candidates", args=[code]), icon="plus"))
    if may_make(file, "load_cells"):
        acts.append(Action(_("นำเข้าสถานะจากไฟล์"), reverse("decentralisation_list_of", args=[code]), icon="upload"))
    if any(may_make(file, what) for what, row in ACTS.items() if not row.plans):
        address = reverse("decentralisation_transfer_cells", args=[code])
        acts.append(Action(_("เลือกแห่งแล้วบันทึกความคืบหน้า"), address, icon="list", style="primary"))
    return acts


TRANSFERS = CaseDesk(
    procedure=TRANSFER,
    address="decentralisation/transfers",
    title=gettext_lazy("แผนงานถ่ายโอน"),
    units=(UNIT,),
    over=(gettext_lazy("กระจายอำนาจ"), "decentralisation_hub"),
    take=Take(
        gettext_lazy("เปิดแผนงานถ่ายโอน"),
        OpenForm,
        transfers.open_transfer,
        KEEPERS,
        done=gettext_lazy("เปิดแผนงานแล้ว เพิ่มองค์กรปกครองส่วนท้องถิ่นเข้าแผนต่อไป"),
    ),
    acts=WHOLE_ACTS,
    listed=Listed(
        columns=(Column(code="category", label=gettext_lazy("ด้าน"), value=lambda one: _(FIELDS[one.category])),),
        filters=(ChoiceFilter(code="category", label=gettext_lazy("ด้าน"), choices=lambda: choices(FIELDS.items())),),
    ),
    steps=Steps((Step("preparing", "begin", gettext_lazy("เพิ่มองค์กรปกครองส่วนท้องถิ่นเข้าแผนให้ครบ แล้วเริ่มถ่ายโอน")),)),
    template="decentralisation/transfer.html",
    shown=shown,
)
