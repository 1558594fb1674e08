"""The place of this duty at the desk: what there is, each with its number."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.decentralisation.procedure.lists import CHECKED
from palat.duties.decentralisation.queries.figures import figures
from palat.duties.decentralisation.queries.ledger import visible_transfers
from palat.duties.decentralisation.queries.lists import visible_lists
from palat.duties.decentralisation.views.common import percent, reader
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.shapes import Text


@dataclass(frozen=True)
class Doorway:
    """One way on from the hub."""

    label: Text
    words: Text
    url: str
    icon: str
    count: int = 0


def doorways(by: Actor) -> list[Doorway]:
    """Return the ways on; each part of this duty adds its own."""
    running = visible_transfers(by).filter(matter__closed_at=None).count()
    waiting = visible_lists(by).filter(state=CHECKED).count()
    return [
        Doorway(
            _("ภาพรวมการถ่ายโอน"),
            _("จำนวนและร้อยละตามสถานะและห้าด้าน ตามภารกิจ จังหวัด และประเภท"),
            reverse("decentralisation_grid"),
            "chart",
        ),
        Doorway(
            _("แผนงานถ่ายโอน"),
            _("ภารกิจที่ถ่ายโอนในแต่ละแผนงาน ตั้งแต่จัดทำแผนจนถ่ายโอนครบ"),
            reverse("mission_transfer_list"),
            "send",
            running,
        ),
        Doorway(
            _("บัญชีการถ่ายโอน"),
            _("ทุกภารกิจกับทุกแห่ง สถานะ และสิ่งที่ยังขาดในห้าด้าน"),
            reverse("decentralisation_cells"),
            "list",
        ),
        Doorway(_("ภารกิจ"), _("ภารกิจที่ถ่ายโอน ฐานกฎหมาย และผู้รับโอน"), reverse("decentralisation_missions"), "folder"),
        Doorway(
            _("องค์กรปกครองส่วนท้องถิ่น"),
            _("ประเภทตามช่วงเวลา และภารกิจของแต่ละแห่ง"),
            reverse("decentralisation_locals"),
            "building",
        ),
        Doorway(
            _("สัดส่วนรายได้"),
            _("รายได้ของท้องถิ่นเทียบกับรายได้สุทธิของรัฐบาล ตามปีงบประมาณ"),
            reverse("decentralisation_revenue"),
            "chart",
        ),
        Doorway(
            _("รายการนำเข้า"),
            _("ตรวจก่อนใช้ ใช้เมื่อถูกต้อง และเลิกใช้ได้เมื่อยังไม่มีสิ่งใดอาศัย"),
            reverse("decentralisation_lists"),
            "upload",
            waiting,
        ),
    ]


@login_required
def hub(request: HttpRequest) -> HttpResponse:
    """Show where this duty's work lies, and how the ledger stands as a whole."""
    by = reader(request)
    told = figures()
    context = {"doorways": doorways(by), "told": told, "done": percent(told.done, told)}
    return render(request, "decentralisation/hub.html", context)
