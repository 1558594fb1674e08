"""One entry, or one block, put into the shapes that its page shows."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from palat.kernel.history.queries import events_of
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Entry, Fact
from palat.kernel.registers.operations.entries import chain_of
from palat.kernel.registers.procedure import KINDS

EVENTS = {
    "paper_entered": gettext_noop("ลงทะเบียนแล้ว"),
    "line_corrected": gettext_noop("แก้ไขรายการ"),
    "paper_put_into_matter": gettext_noop("รับหนังสือเข้าเรื่อง"),
    "paper_taken_out_of_matter": gettext_noop("นำหนังสือออกจากเรื่อง"),
    "number_voided": gettext_noop("ยกเลิกเลข"),
    "line_covered": gettext_noop("ปิดข้อความ เพราะหนังสือมีชั้นความลับ"),
    "number_settled": gettext_noop("บันทึกการใช้เลขที่จอง"),
}


def facts_of(found: Any, columns: Any) -> list[Fact]:
    block = found.block
    rows = [
        (_("เลขลำดับ / ปี"), f"{found.running} / {found.year}"),
        (_("วันที่ในทะเบียน"), display(found.on_date)),
        (_("ลงทะเบียนเมื่อ"), display(found.issued_at)),
        (_("เหตุที่ลงย้อนหลัง"), found.late_reason),
        (_("ที่"), paper_digits(columns.paper_number)),
        (_("ลงวันที่"), display(columns.paper_date) if columns.paper_date else ""),
        (_("จาก"), columns.sender),
        (_("ถึง"), columns.addressee),
        (pgettext("letter", "เรื่อง"), _("จำกัดผู้เห็น") if columns.hidden else columns.subject),
        (_("การปฏิบัติ"), columns.action),
        (_("หมายเหตุ"), found.line.remark if hasattr(found, "line") and not columns.hidden else ""),
        (_("เหตุที่ยกเลิก"), found.void_reason),
        (_("ยกเลิกเมื่อ"), display(found.voided_at) if found.voided_at else ""),
    ]
    facts = [Fact(label, value) for label, value in rows if value]
    if block is not None:
        facts.append(
            Fact(_("ชุดเลขที่จอง"), f"{block.first}–{block.last}", url=reverse("register_block", args=[block.pk]))
        )
    return facts


def events_shown(found: Any) -> list[Entry]:
    told = events_of(chain_of(found.register_id, found.year, found.running))
    names = actor_names(one.actor for one in told)
    covered = any(one.kind == "line_covered" for one in told)  # then what a correction says of before is covered too
    return [
        Entry(
            at=one.at,
            title=_(EVENTS.get(one.kind, one.kind)),
            who=names.get(one.actor, ""),
            body="" if covered and one.kind == "line_corrected" else _words(one.body),
        )
        for one in told
    ]


def _words(body: Mapping[str, Any]) -> str:
    """Say what was written before a correction, column by column, and the reason."""
    labels = {
        "paper_number": _("ที่"),
        "paper_date": _("ลงวันที่"),
        "sender": _("จาก"),
        "addressee": _("ถึง"),
        "subject": pgettext("letter", "เรื่อง"),
        "action": _("การปฏิบัติ"),
        "remark": _("หมายเหตุ"),
    }
    before = body.get("before", {})
    said = [
        _("%(column)s เดิม: %(words)s") % {"column": labels[name], "words": before[name] or "–"}
        for name in labels
        if name in before
    ]
    if body.get("reason"):
        said.append(_("เหตุ: %(words)s") % {"words": body["reason"]})
    return " · ".join(said)


def title_of(found: Any) -> str:
    """Say a number with what it is: a bare running number says nothing by itself."""
    if found.text == str(found.running):
        label = _(KINDS[found.register.kind].number) if found.register.kind in KINDS else _("เลขที่")
        return f"{label} {paper_digits(found.text)}"
    return paper_digits(found.text)


def block_facts(found: Any) -> list[Fact]:
    return [
        Fact(_("จองให้"), found.reserved_for),
        Fact(_("เหตุที่จอง"), found.why),
        Fact(_("จองเมื่อ"), display(found.reserved_at)),
        Fact(_("ต้องบันทึกการใช้ให้ครบภายในวันที่"), display(found.due_on)),
        Fact(_("ยังไม่ได้บันทึกการใช้"), found.left or 0),
    ]
