"""One thing that came in, put into the shapes that its page shows."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from palat.kernel.files.queries import may_show, notes_of
from palat.kernel.history.queries import Told, events_of
from palat.kernel.identities.queries import mask_of
from palat.kernel.incoming.operations.taking import chain_of, reason_aside
from palat.kernel.incoming.procedure import CHANNELS, FORWARDERS
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.organisation.queries import actor_names, unit_name
from palat.kernel.pages.language import name_of
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Entry, Fact
from palat.kernel.registers.procedure import spaced

MOST_PAGES = 12  # shown beside the entry; the whole file can be opened
DRAWN = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp"})

EVENTS = {
    "item_laid_in": gettext_noop("นำไฟล์เข้า"),
    "item_came_by_mail": gettext_noop("มาทางไปรษณีย์อิเล็กทรอนิกส์"),
    "item_came_by_exchange": gettext_noop("มาทางระบบแลกเปลี่ยนหนังสือ"),
    "item_rejected": gettext_noop("ปฏิเสธกลับผู้ส่ง"),
    "item_entered": gettext_noop("ลงรับแล้ว"),
    "item_number_voided": gettext_noop("เลขรับถูกยกเลิก กลับมารอลงทะเบียน"),
    "item_set_aside": gettext_noop("แยกไว้ ไม่ลงทะเบียน"),
    "item_brought_back": gettext_noop("นำกลับมารอลงทะเบียน"),
    "item_handed_to_registrar": gettext_noop("ส่งนายทะเบียนข้อมูลข่าวสารลับ"),
    "item_joined": gettext_noop("รวมกับฉบับก่อนหน้า"),
    "item_lengthened": gettext_noop("รวมฉบับถัดไปเข้าด้วย"),
    "item_split": gettext_noop("แยกเป็นสองฉบับ"),
    "item_cut_off": gettext_noop("แยกออกจากฉบับก่อนหน้า"),
    "page_turned": gettext_noop("หมุนหน้า"),
    "cut_undone": gettext_noop("เลิกทำการจัดหน้าครั้งล่าสุด"),
    "item_given": gettext_noop("จ่ายให้หน่วย"),
    "item_taken": gettext_noop("หน่วยรับหนังสือแล้ว"),
    "item_copied": gettext_noop("ส่งสำเนาเพื่อทราบ"),
    "copy_seen": gettext_noop("รับทราบสำเนา"),
    "original_kept": gettext_noop("รับต้นฉบับไว้ดูแล"),
    "original_returned": gettext_noop("คืนต้นฉบับ"),
    "item_answered": gettext_noop("ตอบผู้ส่งแล้ว"),
    "item_put_into_matter": gettext_noop("รับหนังสือเข้าเรื่อง"),
    "item_taken_out_of_matter": gettext_noop("นำหนังสือออกจากเรื่อง"),
    "item_became_matter": gettext_noop("ลงทะเบียนเป็นเรื่องแล้ว"),
}


@dataclass(frozen=True)
class FileShown:
    """A file of a thing: its name, where it is opened, or why it was refused."""

    name: str
    url: str = ""
    shows: bool = False
    note: str = ""


def files_of(found: Any) -> list[FileShown]:
    """Return the files as a page lists them."""
    shown = []
    for one in found.files.all():
        if one.file_id is None:
            shown.append(FileShown(one.name, note=one.refused))
            continue
        url = reverse("incoming_file", args=[found.pk, one.place])
        shown.append(FileShown(one.name, url, may_show(one.file), " ".join(notes_of(one.file))))
    return shown


def pages_of(found: Any, *, most: int = MOST_PAGES) -> list[str]:
    """Return the addresses of the pages as pictures, of the first so many."""
    places = [
        (one.place, number)
        for one in found.files.all()
        if one.file_id and one.file.content_type in DRAWN and not one.file.encrypted
        for number in range(1, max(one.pages, 1) + 1)
    ]
    return [reverse("incoming_page", args=[found.pk, place, number]) for place, number in places[:most]]


def sender_of(found: Any) -> str:
    """Return who sent it, as anybody may read it: a citizen's name masked."""
    if found.sender:
        return str(found.sender)
    return mask_of(found.person) if found.person else ""


def facts_of(found: Any, line: Any) -> list[Fact]:
    rows = [
        (_("ที่"), paper_digits(line.paper_number) if line else ""),
        (_("ลงวันที่"), display(line.paper_date) if line and line.paper_date else ""),
        (_("จาก"), line.sender if line else sender_of(found)),
        (_("ถึง"), line.addressee if line else ""),
        (pgettext("letter", "เรื่อง"), line.subject if line else found.subject),
        (_("ชั้นความเร็ว"), _(found.urgency) if found.urgency else ""),
        (_("สรุป"), found.summary),
        (_("มาทาง"), _(CHANNELS[found.channel])),
        (_("วันที่ประทับตราไปรษณีย์"), display(found.postmarked_on) if found.postmarked_on else ""),
        (_("วันที่รับ"), display(found.received_on)),
        (_("ลงรับเมื่อ"), display(found.entered_at) if found.entered_at else ""),
        (_("จ่ายให้หน่วย"), name_of(found.unit) if found.unit else ""),
        (_("หน่วยรับแล้วเมื่อ"), display(found.taken_at) if found.taken_at else ""),
        (_("ตัวเอกสารอยู่ที่"), found.where),
        (_("ส่งเรื่องของผู้อื่นต่อมา"), _(FORWARDERS[found.forwarder]) if found.forwarder else ""),
        (_("ตอบผู้ส่ง"), _answer(found)),
        (_("เหตุที่แยกไว้"), reason_aside(found.aside) if found.aside else ""),
    ]
    facts = [Fact(label, value) for label, value in rows if value]
    if found.matter is not None:
        facts.append(
            Fact(_("เรื่องที่เกี่ยวข้อง"), spaced(found.matter.code), url=f"{reverse('desk_find')}?q={found.matter.code}")
        )
    return facts


def _answer(found: Any) -> str:
    if found.answered_at:
        return _("%(number)s เมื่อ %(day)s") % {"number": paper_digits(found.answer), "day": display(found.answered_at)}
    if not found.wants_answer:
        return ""
    return _("ภายใน %(day)s") % {"day": display(found.answer_due_on)} if found.answer_due_on else _("รอคำตอบ")


def typed_in(form: Any) -> list[Fact]:
    """Return what somebody typed into a form that cannot be sent any more, so that none of it is lost."""
    said = [(bound.label, _as_typed(bound)) for bound in form if not bound.is_hidden]
    return [Fact(label, value) for label, value in said if value]


def _as_typed(bound: Any) -> str:
    """Return what was typed into a field in the words of its choices."""
    value = bound.value()
    choices = {str(code): str(label) for code, label in getattr(bound.field, "choices", ())}
    if choices:
        chosen = value if isinstance(value, (list, tuple)) else [value]
        return ", ".join(choices[str(one)] for one in chosen if one and str(one) in choices)
    if isinstance(value, bool):
        return _("ใช่") if value else ""
    return str(value or "")


def history_of(found: Any) -> list[Entry]:
    """Return what was done to a thing, and by whom."""
    told = events_of(chain_of(found.pk))
    names = actor_names(one.actor for one in told)
    return [
        Entry(
            at=one.at,
            title=_(EVENTS.get(one.kind, one.kind)),
            who=names.get(one.actor, ""),
            body=_words(one),
        )
        for one in told
    ]


def _words(one: Told) -> str:
    """Say of what was done which number it was, to which units it went, and what was written of it."""
    facts = one.facts
    said = [paper_digits(f"{facts['running']}/{facts['year']}")] if facts.get("running") else []
    said += [unit_name(unit) for unit in facts.get("units") or [facts.get("unit")] if unit]
    said += [paper_digits(str(words)) for words in one.body.values() if words]
    return " · ".join(said)
