"""What was done inside an agency, in words."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palat.kernel.agencies.queries.people import Done, history
from palat.kernel.agencies.views.guarding import agency_of, crumbs, member
from palat.kernel.organisation.agency_side import APPROVALS, APPROVERS, MANAGERS
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import official_names
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Entry

WORDS = {
    "forwarded": gettext_noop("ส่งต่อภายใน"),
    "handed_over": gettext_noop("โอนงานทั้งหมด"),
    "drafted": gettext_noop("บันทึกร่างคำตอบ"),
    "submitted": gettext_noop("เสนอร่างต่อผู้อนุมัติ"),
    "draft_returned": gettext_noop("ส่งร่างกลับให้แก้ไข"),
    "approved": gettext_noop("อนุมัติและส่งคำตอบ"),
    "draft_dropped": gettext_noop("ยกเลิกร่าง"),
    "sent_on": gettext_noop("ส่งต่อหน่วยอื่น"),
    "followed_up": gettext_noop("ติดตามหน่วยที่ส่งต่อ"),
    "asked_again": gettext_noop("ส่งคำตอบกลับให้ตอบเพิ่มเติม"),
    "taken_back": gettext_noop("เรียกคืนเรื่องที่ส่งต่อ"),
    "answer_received": gettext_noop("ได้รับคำตอบจากหน่วยที่ส่งต่อ"),
    "invited": gettext_noop("เชิญผู้ใช้"),
    "invitation_withdrawn": gettext_noop("ยกเลิกคำเชิญ"),
    "joined": gettext_noop("ผู้ได้รับเชิญเปิดบัญชี"),
    "role_changed": gettext_noop("เปลี่ยนบทบาท"),
    "suspended": gettext_noop("ระงับผู้ใช้"),
    "let_back": gettext_noop("ให้ผู้ใช้กลับมาใช้งาน"),
    "approval_set": gettext_noop("เปลี่ยนการอนุมัติคำตอบ"),
    "section_added": gettext_noop("เพิ่มหน่วยภายใน"),
    "section_ended": gettext_noop("ยกเลิกหน่วยภายใน"),
    "token_made": gettext_noop("ออกโทเคน"),
    "token_revoked": gettext_noop("เพิกถอนโทเคน"),
}
PEOPLE = ("official", "from", "to")  # facts that name a person by number


@dataclass(frozen=True)
class Line:
    """One event, and whom it concerns."""

    entry: Entry
    people: frozenset[int]

    def concerns(self, official_id: int) -> bool:
        """Say whether someone made it, or it was about them."""
        return official_id in self.people


def lines(agency_id: int, *, most: int = 300) -> list[Line]:
    """Return what was done inside an agency, newest first, with the names of those concerned."""
    done = history(agency_id, most=most)
    names = official_names({number for one in done for number in _concerned(one)})
    return [
        Line(
            Entry(at=one.event.at, title=_title(one, names), who=one.who, body=_said(one), url=_address(one)),
            frozenset(_concerned(one) | _maker(one)),
        )
        for one in done
    ]


def _concerned(one: Done) -> set[int]:
    return {int(one.event.facts[key]) for key in PEOPLE if one.event.facts.get(key)}


def _maker(one: Done) -> set[int]:
    kind, _colon, number = one.event.actor.partition(":")
    return {int(number)} if kind == "official" else set()


def _title(one: Done, names: dict[int, str]) -> str:
    facts = one.event.facts
    parts = [_(WORDS.get(one.event.kind, one.event.kind))]
    parts += [names[number] for number in sorted(_concerned(one)) if number in names]
    if facts.get("role"):
        parts.append(_(ROLES[facts["role"]].label))
    if facts.get("approval"):
        parts.append(_(dict(APPROVALS)[facts["approval"]]))
    return " · ".join(parts)


def _address(one: Done) -> str:
    track_id = one.event.facts.get("track")
    return reverse("agency_track", args=[track_id]) if track_id else ""


def _said(one: Done) -> str:
    return "\n".join(str(value) for value in one.event.body.values())


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Who did what inside the agency, the latest first."""
    _by, agency_id = member(request, MANAGERS | APPROVERS)
    context = {
        "entries": [one.entry for one in lines(agency_id)],
        "agency": name_of(agency_of(agency_id)),
        "crumbs": crumbs((_("ประวัติการดำเนินการของหน่วยงาน"), "")),
    }
    return render(request, "agencies/history.html", context)
