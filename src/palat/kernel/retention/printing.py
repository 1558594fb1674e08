"""What is printed of a list: the list itself (บัญชีหนังสือขอทำลาย) and the record of its destruction (บันทึกการทำลาย).

Columns and order follow the Saraban form as remembered: provisional. Neither paper is kept by the system: the list
names subjects, which go with the things; the record names numbers alone.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.layout import render_sheet
from palat.kernel.letters.procedure import paper_date, paper_digits
from palat.kernel.letters.queries import letterhead
from palat.kernel.organisation.queries import authority_of_official
from palat.kernel.retention.models import DestructionList, Item, Member
from palat.kernel.retention.procedure import (
    ANSWERS,
    DECISIONS,
    DESTROYED,
    LONGER,
    OPINIONS,
    OUTCOMES,
    WAYS,
    Said,
)
from palat.kernel.retention.queries.lists import Line, history_of, members_of
from palat.kernel.retention.registry import kind_words

OWN = Path(__file__).parent / "typst"


def _main(name: str) -> str:
    return (OWN / name / "main.typ").read_text(encoding="utf-8")


def _head(title: str, at: datetime) -> dict[str, Any]:
    day = legal_date(at)
    return {
        "title": paper_digits(title),
        "office": letterhead(day).office.name,
        "made": {"year": day.year, "month": day.month, "day": day.day},
    }


def list_paper(found: DestructionList, lines: Sequence[Line], *, at: datetime) -> bytes:
    """Return a list as PDF, with subjects as far as its reader may see them. Raises: FontsMissing, UnableToLayOut."""
    today = paper_date(legal_date(at))
    with override("th"):
        parts = {
            **_head(_("บัญชีหนังสือขอทำลาย ที่ %(number)s") % {"number": found.number}, at),
            "day": paper_digits(_("ประจำปี %(year)d วันที่ %(day)s") % {"year": found.year, "day": today}),
            "foot": _("อายุการเก็บที่มีเครื่องหมาย * ยังไม่ได้ตรวจกับตัวบท"),
            "heads": [
                _("ลำดับที่"),
                _("ประเภท"),
                _("ที่"),
                _("เรื่อง"),
                _("ลงวันที่/ยุติเรื่อง"),
                _("ครบอายุการเก็บ"),
                _("การพิจารณา"),
                _("หมายเหตุ"),
            ],
            "rows": [_row(line) for line in lines],
            "total": paper_digits(_("รวม %(count)d รายการ") % {"count": len(lines)}),
            "signers": _signers(found),
        }
        return render_sheet(_main("list"), parts, legal_date(at))


def _row(line: Line) -> dict[str, str]:
    item = line.item
    row = {
        "place": str(item.place),
        "kind": kind_words(item.kind),
        "number": item.number,
        "subject": line.subject or _("ไม่แสดงชื่อเรื่อง"),
        "dated": paper_date(item.dated),
        "due": paper_date(item.due_on) + (" *" if item.provisional else ""),
        "judged": "\n".join(_judged(line)),
        "remark": _(OUTCOMES[item.outcome]) if item.outcome else _("ระงับการทำลาย") if line.held else "",
    }
    return {name: paper_digits(words) for name, words in row.items()}


def _judged(line: Line) -> list[str]:
    """Say how an item was judged, from the committee to the National Archives."""
    item, told = line.item, []
    if line.common:
        told.append(_("กรรมการ: %(words)s") % {"words": in_words(line.common, OPINIONS)})
    if item.decision:
        decision = Said(item.decision, item.decided_until)
        told.append(_("สั่งการ: %(words)s") % {"words": in_words(decision, DECISIONS)})
    if item.answer:
        answer = Said(item.answer, item.answered_until)
        told.append(_("หจช.: %(words)s") % {"words": in_words(answer, ANSWERS)})
    return told


def in_words(said: Said, labels: Mapping[str, str], *, write: Callable[[date], object] = paper_date) -> str:
    """Say an opinion, a decision or an answer in words, with the day until which a thing is kept longer.

    Days are written as on paper unless `write` says how.
    """
    words = _(labels[said.what])
    if said.what == LONGER and said.until:
        return _("%(words)s ถึง %(day)s") % {"words": words, "day": write(said.until)}
    return words


def part_of(member: Member) -> str:
    """Say what someone is on the committee."""
    return _("ประธานกรรมการ") if member.place == 1 else _("กรรมการ")


def _signers(found: DestructionList) -> list[dict[str, str]]:
    """Return who signs the list: who drew it up, then the committee, then the head of the agency."""
    members = [_signs(one.official, one.post, part_of(one)) for one in members_of(found)]
    if found.decided_by:
        basis = authority_of_official(found.decided_by.pk, on=legal_date(found.decided_at or found.drafted_at))
        members.append(_signs(found.decided_by, basis.held[0].title if basis.held else "", _("ผู้พิจารณาสั่งการ")))
    return members or [_signs(found.drafted_by, _("เจ้าหน้าที่สารบรรณ"), _("ผู้จัดทำบัญชี"))]


def _signs(official: object, post: str, part: str) -> dict[str, str]:
    return {"name": str(official or ""), "post": paper_digits(post), "part": part}


def certificate(found: DestructionList, items: Sequence[Item], *, at: datetime) -> bytes:
    """Return the record of a destruction as PDF: numbers alone, two signatures, and what proves it in the history."""
    done = found.destroyed_at or at
    gone = [one for one in items if one.outcome == DESTROYED]
    event = next(one for one in history_of(found) if one.kind == "destroyed")
    with override("th"):
        parts = {
            **_head(_("บันทึกการทำลายหนังสือ ตามบัญชีที่ %(number)s") % {"number": found.number}, done),
            "paragraphs": [paper_digits(one) for one in _told(found, len(gone), done)],
            "heads": [_("ลำดับที่"), _("ประเภท"), _("ที่"), _("ผล")],
            "rows": [
                {
                    "place": paper_digits(str(one.place)),
                    "kind": kind_words(one.kind),
                    "number": paper_digits(one.number),
                    "outcome": _(OUTCOMES[one.outcome]) if one.outcome else "",
                }
                for one in items
            ],
            "proof": _("หลักฐานในประวัติของระบบ: บัญชี %(list)s เหตุการณ์ที่ %(seq)d ค่าแฮชของรายการที่ทำลาย %(sha)s")
            % {"list": found.pk, "seq": event.seq, "sha": " ".join(_pieces(found.sha256))},
            "signers": [
                _signer(found.asked_by_id, found.asked_by, done, _("ผู้ขอให้ทำลาย")),
                _signer(found.destroyed_by_id, found.destroyed_by, done, _("กรรมการผู้ยืนยันและทำลาย")),
            ],
        }
        return render_sheet(_main("certificate"), parts, legal_date(done))


def _pieces(text: str) -> list[str]:
    return [text[start : start + 8] for start in range(0, len(text), 8)]


def _told(found: DestructionList, many: int, done: datetime) -> list[str]:
    order_on = paper_date(found.order_on) if found.order_on else ""
    answered = (
        _("หอจดหมายเหตุแห่งชาติไม่แจ้งความเห็นภายในกำหนด จึงถือว่าให้ความเห็นชอบ (รอยืนยันกับตัวบท)")
        if found.silent
        else _("หอจดหมายเหตุแห่งชาติให้ความเห็นตามหนังสือที่ %(number)s") % {"number": found.answer_no}
    )
    return [
        _("คณะกรรมการทำลายหนังสือตาม%(order)s ลงวันที่ %(day)s ได้พิจารณาบัญชีหนังสือขอทำลายที่ %(number)s แล้ว")
        % {"order": found.order_no, "day": order_on, "number": found.number}
        + " "
        + _("หัวหน้าส่วนราชการสั่งการเมื่อวันที่ %(day)s") % {"day": paper_date(legal_date(found.decided_at or done))}
        + " "
        + answered,
        _("เมื่อวันที่ %(day)s ได้ทำลายแล้ว %(many)d รายการ ถ้อยคำ %(bodies)d แห่ง ไฟล์ %(files)d ไฟล์ ข้อมูลบุคคล %(persons)d ราย")
        % {
            "day": paper_date(legal_date(done)),
            "many": many,
            "bodies": found.bodies,
            "files": found.files,
            "persons": found.persons,
        }
        + " "
        + _("เอกสารกระดาษ: %(way)s") % {"way": _(WAYS[found.way]) if found.way else "–"}
        + " "
        + _("สำเนาสำรองของระบบที่ทำไว้ก่อนวันดังกล่าวยังคงมีเนื้อหาจนกว่าจะทำลายตามรอบของสำเนาสำรอง"),
    ]


def _signer(official_id: int | None, official: object, on: datetime, part: str) -> dict[str, str]:
    held = authority_of_official(official_id, on=legal_date(on)).held if official_id else ()
    return _signs(official, held[0].title if held else "", part)
