"""The place of this duty at the desk: what there is, each with its number."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.information.queries.complaints.listing import may_list_complaints
from palat.duties.information.queries.listing import may_enter, may_list
from palat.duties.information.queries.publications import tasks_for
from palat.duties.information.queries.publishers import reads_register
from palat.duties.information.queries.yearly_readers import reads_yearly
from palat.duties.information.views.appeal_doorways import of_appeals
from palat.duties.information.views.complaints.desk import COMPLAINTS
from palat.duties.information.views.doorways import MOST, Doorway
from palat.duties.information.views.guarding import let_in
from palat.duties.information.views.requests import REQUESTS
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.listing import Count


def doorways(by: Actor) -> list[Doorway]:
    """Return the ways on that are open to someone; each part of this duty adds its own."""
    found = []
    if REQUESTS.reads(by):
        found.append(
            Doorway(
                _("คำขอข้อมูลข่าวสาร"),
                _("คำขอที่ยื่นต่อสำนักงาน ตั้งแต่รับจนส่งมอบ"),
                reverse("information_request_list"),
                "inbox",
                REQUESTS.still_open(by),
            )
        )
    if COMPLAINTS.reads(by):
        found.append(
            Doorway(
                _("เรื่องร้องเรียนและการตรวจสอบ"),
                _("ร้องเรียนตามมาตรา 13 และขอให้ตรวจสอบตามมาตรา 33 ถึงคณะกรรมการ"),
                reverse("information_complaint_list"),
                "message",
                COMPLAINTS.still_open(by),
            )
        )
    return [*found, *of_appeals(by), *_register(by), *_yearly(by)]


def _yearly(by: Actor) -> list[Doorway]:
    if not reads_yearly(by):
        return []
    words = _("คำอุทธรณ์ เรื่องร้องเรียน การตรวจสอบ และการตอบของหน่วยงาน ของปีงบประมาณใดก็ได้")
    found = [Doorway(_("รายงานประจำปี"), words, reverse("information_reports"), "chart")]
    if may_list_complaints(by):
        answers = _("คำถามเรื่องกฎหมายข้อมูลข่าวสารที่หน่วยงานหรือประชาชนหารือมา")
        found.append(Doorway(_("ข้อหารือ"), answers, reverse("information_consultations"), "message"))
        told = _("หน่วยงานใดรายงานว่ามีหรือไม่มี ในแต่ละปีงบประมาณ")
        label = _("คณะกรรมการข้อมูลข่าวสารของหน่วยงาน")
        found.append(Doorway(label, told, reverse("information_committees"), "users"))
    return found


def _register(by: Actor) -> list[Doorway]:
    if not reads_register(by):
        return []
    work = tasks_for(by)[: MOST + 1].count()
    return [
        Doorway(
            _("ทะเบียนการเผยแพร่"),
            _("สิ่งที่เผยแพร่และเปิดให้ตรวจดู ตามมาตรา 7 มาตรา 9 และมาตรา 23"),
            reverse("information_publications"),
            "globe",
        ),
        Doorway(
            _("งานของทะเบียนการเผยแพร่"),
            _("ประเภทที่ยังไม่มีรายการ และรายการที่ถึงกำหนดทบทวน"),
            reverse("information_publication_work"),
            "clock",
            Count(min(work, MOST), work > MOST),
        ),
        *_data(by),
    ]


def _data(by: Actor) -> list[Doorway]:
    words = _("ชุดข้อมูลที่เผยแพร่ให้ใช้ซ้ำได้ ไฟล์ สัญญาอนุญาต และสถิติที่ระบบทำเอง")
    return [Doorway(_("ข้อมูลเปิด"), words, reverse("information_datasets"), "chart")] if may_list(by) else []


@login_required
def hub(request: HttpRequest) -> HttpResponse:
    """Show where this duty's work lies."""
    by = let_in(actor_of(request), lambda one: may_enter(one) or reads_register(one))
    return render(request, "information/desk/hub.html", {"doorways": doorways(by)})
