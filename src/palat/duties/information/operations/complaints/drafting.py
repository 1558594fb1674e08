"""First words of each letter on a complaint. Words on paper are Thai, whatever the language of the screen."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.operations.drafting import ACT, lines_of, one_line, to_person
from palat.duties.information.procedure.complaint_words import CHECK, FINDINGS, KINDS, NOT_ADMITTED
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.letters.moves import Draft
from palat.kernel.letters.procedure import Block, Paragraph, address, category_of_post
from palat.kernel.letters.text.first_words import form_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.receiving import Matter
from palat.kernel.organisation.queries import agency_by_id, head_and_cceo_of
from palat.kernel.pages.text import subject_of

OFFICE = "สำนักงานคณะกรรมการข้อมูลข่าวสารของราชการ"
COMMISSION = "คณะกรรมการข้อมูลข่าวสารของราชการ"
LONGEST_LABEL = 300


def first_line(words: str) -> str:
    """Return the words that name a track: the beginning of what is asked."""
    return subject_of(words)[:LONGEST_LABEL]


def ask(matter: Matter, row: Complaint, agency_id: int, words: str, due: date | None, at: datetime) -> Draft:
    """Ask an agency to explain, until a day; who complained is not named."""
    until = f"ภายในวันที่ {long_date(due)}" if due else "โดยเร็ว"
    content = (
        Paragraph(f"{_opening(matter, row)} {COMMISSION}มีหน้าที่พิจารณาตามมาตรา 13 แห่ง{ACT}"),
        Paragraph("เพื่อประกอบการพิจารณา ขอให้ชี้แจงข้อเท็จจริงพร้อมเอกสารที่เกี่ยวข้อง ดังนี้"),
        *_items(words),
        Paragraph(f"ขอให้ส่งคำชี้แจงถึง{OFFICE} {until}"),
    )
    return _to_agency(
        "information_ask", "ขอให้ชี้แจงเรื่องร้องเรียนเกี่ยวกับข้อมูลข่าวสารของราชการ", agency_id, content, "ดำเนินการ", at
    )


def summons(matter: Matter, row: Complaint, whom: str, words: str, day: date, place: str, at: datetime) -> Draft:
    """Summon an official of the agency to speak or to bring papers."""
    content = (
        Paragraph(_opening(matter, row)),
        Paragraph(f"อาศัยอำนาจตามมาตรา 32 แห่ง{ACT} {COMMISSION}จึงเรียก{one_line(whom)} มาให้ถ้อยคำหรือส่งสิ่งต่อไปนี้"),
        *_items(words),
        Paragraph(f"ในวันที่ {long_date(day)} ณ {one_line(place)}"),
    )
    return _to_agency("information_summons", "หนังสือเรียกให้ถ้อยคำหรือส่งเอกสาร", row.agency_id, content, "ดำเนินการ", at)


def inspection(matter: Matter, row: Complaint, place: str, words: str, day: date, who: str, at: datetime) -> Draft:
    """Tell an agency that the Commission comes to look for itself, where, when and for what."""
    content = (
        Paragraph(_opening(matter, row)),
        Paragraph(f"อาศัยอำนาจตามมาตรา 33 แห่ง{ACT} {COMMISSION}มอบหมายให้ผู้มีชื่อต่อไปนี้เข้าตรวจสอบ"),
        *_items(who),
        Paragraph(f"ในวันที่ {long_date(day)} ณ {one_line(place)} เพื่อตรวจสอบ"),
        *_items(words),
        Paragraph("หน่วยงานของรัฐต้องยินยอมให้เข้าตรวจสอบข้อมูลข่าวสารที่อยู่ในความครอบครอง ไม่ว่าจะเปิดเผยได้หรือไม่"),
    )
    return _to_agency(
        "information_inspect", "แจ้งการเข้าตรวจสอบข้อมูลข่าวสารของราชการ", row.agency_id, content, "ดำเนินการ", at
    )


def opinion(matter: Matter, row: Complaint, due: date | None, at: datetime) -> Draft:
    """Tell the agency the opinion, what it is to do, and until when it is to report."""
    content: tuple[Block, ...] = (Paragraph(_opening(matter, row)), *_opinion(row))
    if row.demands:
        until = f" และรายงานผลถึง{OFFICE}ภายในวันที่ {long_date(due)}" if due else ""
        content = (*content, Paragraph(f"จึงให้หน่วยงานดำเนินการ ดังนี้{until}"), *_items(row.demands))
    purpose = "ดำเนินการ" if row.demands else "ทราบ"
    return _to_agency(
        "information_opinion", "แจ้งความเห็นเรื่องร้องเรียนเกี่ยวกับข้อมูลข่าวสารของราชการ", row.agency_id, content, purpose, at
    )


def told(matter: Matter, row: Complaint, at: datetime) -> Draft:
    """Tell the complainant the opinion, and what the agency was told to do."""
    content: tuple[Block, ...] = (_as_you_complained(matter, row), *_opinion(row))
    if row.demands:
        content = (*content, Paragraph(f"{OFFICE}ได้แจ้งให้หน่วยงานดำเนินการ ดังนี้ และจะติดตามจนแล้วเสร็จ"), *_items(row.demands))
    return to_person(
        "information_opinion",
        f"แจ้งผลการพิจารณา{_named(matter)}",
        row.person_id or 0,
        at,
        matter,
        content,
        about=_named(matter),
    )


def letter_of_opinion(matter: Matter, row: Complaint, *, agency_id: int | None, at: datetime) -> Draft:
    """Return the opinion again, for the agency that is named, or for the complainant. Raises: UnableToAct."""
    if agency_id is not None:
        return opinion(matter, row, None, at)
    if row.person_id is None:
        raise UnableToAct(_("ผู้ร้องเรียนไม่ได้ให้ชื่อไว้ จึงส่งหนังสือถึงไม่ได้ ผู้ร้องเรียนอ่านความเห็นได้ด้วยรหัสเรื่อง"))
    return told(matter, row, at)


def not_admitted(matter: Matter, row: Complaint, words: str, at: datetime) -> Draft:
    """Tell the complainant why the complaint is not admitted, and what else may be done."""
    reason = dict(NOT_ADMITTED)[row.not_admitted]
    return to_person(
        "information_refused",
        f"แจ้งไม่รับ{_named(matter)}ไว้พิจารณา",
        row.person_id or 0,
        at,
        matter,
        (
            _as_you_complained(matter, row),
            Paragraph(f"{OFFICE}ตรวจแล้ว ไม่รับไว้พิจารณา เนื่องจาก{reason}"),
            *(Paragraph(line) for line in lines_of(words)),
        ),
        about=_named(matter),
    )


def _named(matter: Matter) -> str:
    return "คำขอให้ตรวจสอบข้อมูลข่าวสารของราชการ" if matter.procedure == CHECK else "เรื่องร้องเรียนเกี่ยวกับข้อมูลข่าวสารของราชการ"


def _opening(matter: Matter, row: Complaint) -> str:
    """Return the first words to an agency: the number, the information, what is complained of; never by whom."""
    agency, day = agency_by_id(row.agency_id).name_th, long_date(legal_date(matter.received_at))
    asked = f" ซึ่งยื่นคำขอเมื่อวันที่ {long_date(row.asked_on)}" if row.asked_on else ""
    return (
        f"ด้วย{OFFICE}ได้รับ{_named(matter)} เลขทะเบียน {matter.reference} เมื่อวันที่ {day} "
        f"ว่า{agency} {_ground(matter.kind)} กรณีข้อมูลข่าวสารเรื่อง {one_line(row.wanted)}{asked}"
    )


def _ground(kind: str) -> str:
    """Return what is complained of as a letter says it: without the section, which stands beside it."""
    return dict(KINDS)[kind].partition(" (")[0].partition(" แต่")[0]


def _as_you_complained(matter: Matter, row: Complaint) -> Paragraph:
    agency, day = agency_by_id(row.agency_id).name_th, long_date(legal_date(matter.received_at))
    return Paragraph(f"ตามที่ท่านได้ยื่น{_named(matter)} เมื่อวันที่ {day} กรณี{agency} เรื่อง {one_line(row.wanted)} นั้น")


def _opinion(row: Complaint) -> tuple[Block, ...]:
    meeting = f" ในการประชุม{one_line(row.meeting)}" if row.meeting else ""
    return (
        Paragraph(f"{COMMISSION}พิจารณาแล้ว{meeting} ข้อเท็จจริงรับฟังได้ว่า"),
        *(Paragraph(line) for line in lines_of(row.facts_found)),
        Paragraph(f"เห็นว่า {dict(FINDINGS)[row.found]} โดยมีความเห็นดังนี้"),
        *(Paragraph(line) for line in lines_of(row.opinion)),
    )


def _items(words: str) -> tuple[Block, ...]:
    lines = lines_of(words)
    if len(lines) == 1:
        return (Paragraph(lines[0]),)
    return tuple(Paragraph(line, "item", f"{number}.") for number, line in enumerate(lines, start=1))


def _to_agency(
    kind: str, subject: str, agency_id: int, content: tuple[Block, ...], purpose: str, at: datetime
) -> Draft:
    on = legal_date(at)
    head = head_and_cceo_of(agency_id, on=on).head_title
    category = category_of_post(head)
    return Draft(
        kind=kind,
        form=form_of(kind, agency_id),
        agency_id=agency_id,
        addressee=head,
        category=category,
        subject=subject,
        content=(
            *content,
            Paragraph(address(category, on=on).purpose_sentence(f"พิจารณา{purpose}" if purpose != "ทราบ" else purpose)),
        ),
    )
