"""First words of each letter on a request. Words on paper are Thai, whatever the language of the screen."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import ExemptionGround, Part, Party, Request
from palat.duties.information.procedure.words import DISCLOSING, REFUSING
from palat.duties.information.queries.catalogue import in_force
from palat.duties.information.queries.times import appeal_limit, last_day_of_appeal
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.identities.queries import kind_of
from palat.kernel.letters.moves import Draft
from palat.kernel.letters.procedure import Block, Paragraph, address, category_of_post
from palat.kernel.letters.text.first_words import form_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.receiving import Matter
from palat.kernel.organisation.queries import agency_by_id, head_and_cceo_of
from palat.kernel.pages.pieces import spaced

OFFICE = "สำนักงานปลัดสำนักนายกรัฐมนตรี"
ACT = "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540"
BOARD = "คณะกรรมการวินิจฉัยการเปิดเผยข้อมูลข่าวสาร"
COMMISSION = "คณะกรรมการข้อมูลข่าวสารของราชการ"
DECIDED = {
    "full": "เปิดเผยทั้งหมด",
    "partial": "เปิดเผยบางส่วน โดยลบหรือตัดทอนส่วนที่มิให้เปิดเผย",
    "refused": "มีคำสั่งมิให้เปิดเผย",
    "monarchy": "มีคำสั่งมิให้เปิดเผย",
    "not_held": "ตรวจสอบแล้วไม่มีข้อมูลข่าวสารนี้อยู่ในครอบครอง",
    "sent_on": "อยู่ในความครอบครองของหน่วยงานอื่น",
}


def decision(matter: Matter, request: Request, at: datetime) -> Draft:
    """Tell a requester the order: of each part type and reason as s.15 demands, and the appeal with its last day."""
    parts = list(Part.objects.filter(matter_id=matter.pk).select_related("track", "agency").order_by("number"))
    told: list[Block] = []
    for part in parts:
        told += _part(part, legal_date(at))
    return to_person(
        "information_decision",
        "แจ้งผลการพิจารณาคำขอข้อมูลข่าวสารของราชการ",
        _person(request.person_id),
        at,
        matter,
        (
            Paragraph(
                f"ตามที่ท่านได้ยื่นคำขอข้อมูลข่าวสารของราชการ เมื่อวันที่ {long_date(legal_date(matter.received_at))} ต่อ{OFFICE} นั้น "
                f"{OFFICE}ได้พิจารณาตาม{ACT} แล้ว มีคำสั่งดังนี้"
            ),
            *told,
            *_remedies(parts, matter.kind, legal_date(at)),
        ),
    )


def _part(part: Part, day: date) -> list[Block]:
    said = f"{one_line(part.words)} — {DECIDED.get(part.track.state, '')}"
    if part.agency:
        said += f" คือ {part.agency.name_th}"
    lines: list[Block] = [Paragraph(said, "item", f"{part.number}.")]
    if part.track.state in REFUSING:
        grounds = ExemptionGround.objects.filter(in_force(day), code__in=part.grounds).order_by("order")
        named = " และ".join(f"{one.number} {one.name_th}" for one in grounds)
        lines.append(Paragraph(f"ประเภทของข้อมูลข่าวสาร: {one_line(part.kind_words)}"))
        lines.append(Paragraph(f"เหตุตามกฎหมาย: {named}"))
    if part.withheld:
        lines.append(Paragraph(f"ส่วนที่ลบหรือตัดทอน: {one_line(part.withheld)}"))
    if part.reasons:
        lines.append(Paragraph(f"เหตุผล: {one_line(part.reasons)}"))
    return lines


def _remedies(parts: Sequence[Part], kind: str, day: date) -> list[Block]:
    """Say what a requester can do against each kind of answer, until when and how."""
    states = {part.track.state for part in parts}
    ways = []
    if states & REFUSING:
        law, last = appeal_limit(kind, on=day), long_date(last_day_of_appeal(day, kind=kind))
        section = "มาตรา 25" if kind == "own" else "มาตรา 18"
        ways.append(
            f"หากไม่เห็นด้วยกับคำสั่งมิให้เปิดเผย ท่านมีสิทธิอุทธรณ์ต่อ{BOARD} ตาม{section} ภายใน {law.amount} วันนับแต่วันที่ได้รับแจ้งคำสั่งนี้ "
            f"โดยยื่นคำอุทธรณ์ต่อ{COMMISSION} หากได้รับแจ้งในวันที่ของหนังสือนี้ วันสุดท้ายคือวันที่ {last}"
        )
    if "not_held" in states:
        ways.append(f"หากไม่เชื่อว่าไม่มีข้อมูลข่าวสารอยู่ในครอบครอง ท่านมีสิทธิขอให้{COMMISSION}ตรวจสอบ ตามมาตรา 33")
    if states & DISCLOSING:
        ways.append("ส่วนที่เปิดเผย ขอรับได้ตามวิธีที่แจ้งไว้ในคำขอ หากมีค่าธรรมเนียมจะแจ้งให้ทราบก่อนส่งมอบ")
    if not ways:
        return []
    return [
        Paragraph("สิทธิของท่าน", "heading"),
        *(Paragraph(one, "item", f"{number}.") for number, one in enumerate(ways, start=1)),
    ]


def promise(matter: Matter, request: Request, due_on: date, words: str, at: datetime) -> Draft:
    """Tell a requester by when the request will be finished, and why not sooner."""
    return to_person(
        "information_promise",
        "แจ้งกำหนดวันแล้วเสร็จของคำขอข้อมูลข่าวสารของราชการ",
        _person(request.person_id),
        at,
        matter,
        (
            Paragraph(
                f"ตามที่ท่านได้ยื่นคำขอข้อมูลข่าวสารของราชการ เมื่อวันที่ {long_date(legal_date(matter.received_at))} ต่อ{OFFICE} นั้น "
                f"{OFFICE}ยังไม่อาจให้ข้อมูลข่าวสารได้แล้วเสร็จ เนื่องจาก{one_line(words)}"
            ),
            Paragraph(f"จึงขอแจ้งว่าจะให้ข้อมูลข่าวสารหรือแจ้งผลการพิจารณาแก่ท่านภายในวันที่ {long_date(due_on)}"),
        ),
    )


def party_notice(matter: Matter, party: Party, parts: Sequence[Part], at: datetime) -> Draft:
    """Tell a third party that information about it is asked for, so that it may object; never by whom."""
    law = limit("information.object", on=legal_date(at))
    return to_person(
        "information_party",
        "แจ้งให้เสนอคำคัดค้านการเปิดเผยข้อมูลข่าวสารของราชการ",
        party.person_id,
        at,
        matter,
        (
            Paragraph(
                f"ด้วยมีผู้ขอข้อมูลข่าวสารของราชการซึ่งอยู่ในความครอบครองของ{OFFICE} "
                "และเห็นว่าการเปิดเผยอาจกระทบถึงประโยชน์ได้เสียของท่าน ดังนี้"
            ),
            *(Paragraph(line, "item", f"{number}.") for number, line in enumerate(lines_of(party.told), start=1)),
            Paragraph(
                f"จึงขอแจ้งตามมาตรา 17 แห่ง{ACT} ให้ท่านเสนอคำคัดค้านพร้อมเหตุผลเป็นหนังสือ ภายใน {law.amount} วันนับแต่วันที่ได้รับแจ้ง "
                f"หากพ้นกำหนดนี้ {OFFICE}จะพิจารณาต่อไปโดยไม่มีคำคัดค้าน"
            ),
            Paragraph(
                f"ท่านเสนอคำคัดค้านได้ด้วยตนเองหรือทางไปรษณีย์ที่ศูนย์ข้อมูลข่าวสารของราชการ {OFFICE} "
                f"โดยอ้างเลขทะเบียน {matter.reference}"
            ),
        ),
        named=False,
    )


def party_ruling(matter: Matter, party: Party, *, upheld: bool, at: datetime) -> Draft:
    """Tell a third party how its objection was ruled upon; of a rejection, how and until when it may appeal."""
    day = legal_date(at)
    law, last = limit("information.appeal", on=day), long_date(last_day_of_appeal(day, kind="general"))
    ruled = "รับฟังคำคัดค้านของท่าน จึงมิให้เปิดเผยข้อมูลข่าวสารดังกล่าว" if upheld else "ไม่รับฟังคำคัดค้านของท่าน"
    appeal = (
        f"หากไม่เห็นด้วย ท่านมีสิทธิอุทธรณ์ต่อ{BOARD} ตามมาตรา 18 ภายใน {law.amount} วันนับแต่วันที่ได้รับแจ้ง "
        f"โดยยื่นคำอุทธรณ์ต่อ{COMMISSION} หากได้รับแจ้งในวันที่ของหนังสือนี้ วันสุดท้ายคือวันที่ {last} "
        f"ในระหว่างนั้น{OFFICE}จะไม่เปิดเผยข้อมูลข่าวสารดังกล่าว"
    )
    return to_person(
        "information_ruling",
        "แจ้งผลการพิจารณาคำคัดค้านการเปิดเผยข้อมูลข่าวสารของราชการ",
        party.person_id,
        at,
        matter,
        (
            Paragraph(f"ตามที่ท่านได้เสนอคำคัดค้านการเปิดเผยข้อมูลข่าวสารของราชการ นั้น {OFFICE}พิจารณาแล้ว {ruled} โดยมีเหตุผล ดังนี้"),
            *(Paragraph(line) for line in lines_of(party.ruling)),
            *(() if upheld else (Paragraph(appeal),)),
        ),
        named=False,
    )


def transfer(matter: Matter, request: Request, agency_id: int, words: str, at: datetime) -> Draft:
    """Send a request on to the agency that holds the information (มาตรา 12)."""
    head = head_and_cceo_of(agency_id, on=legal_date(at)).head_title
    category = category_of_post(head)
    return Draft(
        kind="information_transfer",
        form=form_of("information_transfer", agency_id),
        agency_id=agency_id,
        addressee=head,
        category=category,
        subject="ส่งคำขอข้อมูลข่าวสารของราชการ",
        content=(
            Paragraph(
                f"ด้วย{OFFICE}ได้รับคำขอข้อมูลข่าวสารของราชการ เลขทะเบียน {matter.reference} "
                f"เมื่อวันที่ {long_date(legal_date(matter.received_at))} ความว่า"
            ),
            *(Paragraph(line) for line in lines_of(request.text)),
            *(Paragraph(line) for line in lines_of(words)),
            Paragraph(
                f"{OFFICE}พิจารณาแล้ว เห็นว่าข้อมูลข่าวสารดังกล่าวอยู่ในความครอบครองของ{agency_by_id(agency_id).name_th} "
                f"จึงขอส่งคำขอมาตามมาตรา 12 แห่ง{ACT} เพื่อพิจารณาและแจ้งผู้ขอโดยตรง"
            ),
            Paragraph(address(category, on=legal_date(at)).purpose_sentence("พิจารณาดำเนินการ")),
        ),
    )


def to_person(
    kind: str,
    subject: str,
    person_id: int,
    at: datetime,
    matter: Matter,
    content: tuple[Block, ...],
    *,
    named: bool = True,
    about: str = "คำขอข้อมูลข่าวสาร",
) -> Draft:
    """Return a letter to a sealed person; `named`: it refers to what that person sent, by the code."""
    category = "monk" if kind_of(person_id) == "monk" else "citizen"
    references = (f"{about}ของท่าน รหัสเรื่อง {spaced(matter.code)}",) if named else ()
    purpose = address(category, on=legal_date(at)).purpose_sentence("ทราบ")
    return Draft(
        kind=kind,
        person_id=person_id,
        category=category,
        subject=subject,
        references=references,
        content=(*content, Paragraph(purpose)),
    )


def _person(person_id: int | None) -> int:
    if person_id is None:
        raise UnableToAct(_("ผู้ขอไม่ได้ให้ชื่อไว้ จึงส่งหนังสือถึงผู้ขอไม่ได้ ผู้ขออ่านผลได้ด้วยรหัสเรื่อง"))
    return person_id


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that hold something."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
