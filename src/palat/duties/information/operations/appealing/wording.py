"""First words of each letter on an appeal. Words on paper are Thai, whatever the language of the screen.

A ruling goes out whole: question, facts, reasons, what is ruled, who ruled and how, dissents. It names no appellant,
so that agency and third parties get the same text.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Called, ExemptionGround, Party, Ruling, Vote
from palat.duties.information.procedure.appeal_words import BINDS, NOT_ADMITTED, OBJECTION, OUTCOMES, OWN, VOTES
from palat.duties.information.queries.appealing.panel import panel_of
from palat.duties.information.queries.catalogue import in_force
from palat.kernel.calendar.counting import BANGKOK, legal_date
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

ACT = "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540"
COMMISSION = "คณะกรรมการข้อมูลข่าวสารของราชการ"
SECRETARIAT = "สำนักงานคณะกรรมการข้อมูลข่าวสารของราชการ"
BOARD = "คณะกรรมการวินิจฉัยการเปิดเผยข้อมูลข่าวสาร"
OFFICE = "สำนักงานปลัดสำนักนายกรัฐมนตรี"


def not_admitted(matter: Matter, appeal: Appeal, words: str, at: datetime) -> Draft:
    """Tell an appellant that the appeal is not taken up, and why."""
    ground = dict(NOT_ADMITTED)[appeal.refused_for]
    return _to_appellant(
        "tribunal_refusal",
        "แจ้งไม่รับคำอุทธรณ์ไว้พิจารณา",
        matter,
        appeal,
        at,
        (
            Paragraph(
                f"ตามที่ท่านได้ยื่นอุทธรณ์{_about(appeal)} เมื่อวันที่ {long_date(legal_date(appeal.filed_at))} นั้น "
                f"{SECRETARIAT}ได้ตรวจคำอุทธรณ์แล้ว ไม่รับไว้พิจารณา เนื่องจาก{ground}"
            ),
            *(Paragraph(line) for line in _lines(words)),
        ),
    )


def call(matter: Matter, appeal: Appeal, words: str, at: datetime) -> Draft:
    """Call an agency's file and the information itself, to be seen by the tribunal alone (มาตรา 19)."""
    agency_id = appeal.agency_id or 0
    head = head_and_cceo_of(agency_id, on=legal_date(at)).head_title
    category, days = category_of_post(head), limit("information.file", on=legal_date(at)).amount
    return Draft(
        kind="tribunal_file",
        form=form_of("tribunal_file", agency_id),
        agency_id=agency_id,
        addressee=head,
        category=category,
        subject="ขอให้ส่งสำนวนและข้อมูลข่าวสารเพื่อประกอบการพิจารณาอุทธรณ์",
        content=(
            Paragraph(
                f"ด้วยมีผู้ยื่นอุทธรณ์{_about(appeal)} ตาม{ACT} เลขทะเบียนอุทธรณ์ {matter.reference} "
                f"{BOARD}จึงขอให้ส่งสำนวนและข้อมูลข่าวสาร ดังนี้"
            ),
            *(Paragraph(line, "item", f"{number}.") for number, line in enumerate(_lines(words), start=1)),
            Paragraph(
                f"ขอให้ส่งภายใน {days} วันนับแต่วันที่ได้รับหนังสือนี้ พร้อมบัญชีเอกสาร {BOARD}จะตรวจดูโดยไม่เปิดเผยแก่บุคคลอื่นใด "
                f"รวมทั้งคู่กรณี ตามมาตรา 19 แห่ง{ACT}"
            ),
            Paragraph(address(category, on=legal_date(at)).purpose_sentence("พิจารณาดำเนินการ")),
        ),
    )


KNOWN = frozenset({"appellant", "party"})  # called by what the seal holds


def summonses(matter: Matter, appeal: Appeal, one: Called, agency_id: int | None, at: datetime) -> Iterator[Draft]:
    """Yield the letters by which somebody is called to a sitting (มาตรา 32); within the Office none is written."""
    sitting = one.hearing.sitting
    here = sitting.starts_at.astimezone(BANGKOK)
    whom = "ท่าน" if one.capacity in KNOWN else f"{one.who} "
    opening = "ตามที่ท่านได้ยื่นอุทธรณ์" if one.capacity == "appellant" else "ด้วยมีผู้ยื่นอุทธรณ์"
    content = (
        Paragraph(f"{opening}{_about(appeal)} ตาม{ACT} เลขทะเบียนอุทธรณ์ {matter.reference} นั้น"),
        Paragraph(f"อาศัยอำนาจตามมาตรา 32 แห่ง{ACT} {BOARD}จึงเรียก{whom}มาให้ถ้อยคำหรือนำสิ่งต่อไปนี้มา"),
        *(Paragraph(line, "item", f"{number}.") for number, line in enumerate(_lines(one.words), start=1)),
        Paragraph(f"ในวันที่ {long_date(here.date())} เวลา {here:%H.%M} นาฬิกา ณ {' '.join(sitting.place.split())}"),
    )
    subject = "หนังสือเรียกให้ถ้อยคำหรือส่งเอกสาร"
    if one.capacity == "appellant":
        yield _to_appellant("information_summons", subject, matter, appeal, at, content)
    elif one.capacity == "party" and appeal.request_id is not None:
        for party in Party.objects.filter(matter=appeal.request_id).exclude(pk=appeal.party_id).order_by("pk"):
            yield _to_person("information_summons", subject, party.person_id, at, content, references=())
    elif to := agency_id or appeal.agency_id:
        head = head_and_cceo_of(to, on=legal_date(at)).head_title
        category = category_of_post(head)
        yield Draft(
            kind="information_summons",
            form=form_of("information_summons", to),
            agency_id=to,
            addressee=head,
            category=category,
            subject=subject,
            content=(
                *content,
                Paragraph(address(category, on=legal_date(at)).purpose_sentence("พิจารณาดำเนินการ")),
            ),
        )


def rulings(matter: Matter, appeal: Appeal, ruling: Ruling, at: datetime) -> Iterator[Draft]:
    """Yield the letters by which a ruling is made known: to the appellant, to the agency, to each third party."""
    whole = tuple(_ruling(matter, appeal, ruling, at))
    subject = f"แจ้งคำวินิจฉัยที่ {ruling.number}"
    to_appellant = _to_appellant("tribunal_ruling", subject, matter, appeal, at, whole)
    yield replace(to_appellant, key=f"ruling:{matter.pk}:appellant")
    if appeal.agency_id is not None:
        head = head_and_cceo_of(appeal.agency_id, on=legal_date(at)).head_title
        category = category_of_post(head)
        days = limit("information.compliance", on=legal_date(at)).amount
        asked = f"ขอให้ปฏิบัติตามคำวินิจฉัย และรายงานผลภายใน {days} วันนับแต่วันที่ได้รับหนังสือนี้"
        yield Draft(
            kind="tribunal_ruling",
            form=form_of("tribunal_ruling", appeal.agency_id),
            agency_id=appeal.agency_id,
            addressee=head,
            category=category,
            subject=subject,
            key=f"ruling:{matter.pk}:agency",
            content=(
                *whole,
                *([Paragraph(asked)] if ruling.outcome in BINDS else []),
                Paragraph(address(category, on=legal_date(at)).purpose_sentence("พิจารณาดำเนินการ")),
            ),
        )
    if appeal.request_id is not None:
        for party in Party.objects.filter(matter=appeal.request_id).exclude(pk=appeal.party_id).order_by("pk"):
            to_party = _to_person("tribunal_ruling", subject, party.person_id, at, whole, references=())
            yield replace(to_party, key=f"ruling:{matter.pk}:{party.pk}")


def ruling_to(matter: Matter, appeal: Appeal, *, agency_id: int | None, at: datetime) -> Draft:
    """Return the letter of a ruling to its agency or its appellant. Raises: UnableToAct before there is one."""
    ruling = Ruling.objects.filter(appeal=appeal).exclude(number="").first()
    if ruling is None:
        raise UnableToAct(_("ยังไม่มีคำวินิจฉัยในเรื่องนี้"))
    to_appellant, *others = rulings(matter, appeal, ruling, at)
    found = next((one for one in others if agency_id is not None and one.agency_id == agency_id), to_appellant)
    return replace(found, key="")


def _ruling(matter: Matter, appeal: Appeal, ruling: Ruling, at: datetime) -> Iterator[Block]:
    day = ruling.ruled_on or legal_date(at)
    yield Paragraph(
        f"ตามที่มีผู้ยื่นอุทธรณ์{_about(appeal)} เลขทะเบียนอุทธรณ์ {matter.reference} นั้น "
        f"{BOARD}{_branch(appeal)} ได้มีคำวินิจฉัยที่ {ruling.number} เมื่อวันที่ {long_date(day)} ดังนี้"
    )
    grounds = ExemptionGround.objects.filter(in_force(day), code__in=ruling.grounds).order_by("order")
    parts = (
        ("ประเด็นที่ต้องวินิจฉัย", ruling.issue),
        ("ข้อเท็จจริง", ruling.facts),
        ("เหตุผล", ruling.reasons),
        ("คำวินิจฉัย", ruling.order),
    )
    for heading, text in parts:
        yield Paragraph(heading, "heading")
        yield from (Paragraph(line) for line in _lines(text))
        if heading == "ประเด็นที่ต้องวินิจฉัย" and grounds:
            named = " และ".join(f"{one.number} {one.name_th}" for one in grounds)
            yield Paragraph(f"เหตุตามกฎหมายที่เกี่ยวข้อง: {named}")
    yield Paragraph(f"ผลคำวินิจฉัย: {dict(OUTCOMES)[ruling.outcome]} คำวินิจฉัยนี้เป็นที่สุด")
    yield from _votes(appeal, ruling)


def _votes(appeal: Appeal, ruling: Ruling) -> Iterator[Block]:
    """Say who ruled, how each voted, and who wrote what dissent."""
    chair = next((one.official_id for one in panel_of(appeal.pk) if one.role == "chair"), 0)
    yield Paragraph("องค์คณะและมติ", "heading")
    votes = list(Vote.objects.filter(ruling=ruling).select_related("official").order_by("pk"))
    votes.sort(key=lambda one: one.official_id != chair)
    for number, one in enumerate(votes, start=1):
        post = "ประธาน" if one.official_id == chair else "กรรมการ"
        yield Paragraph(f"{one.official} {post} ลงมติ {dict(VOTES)[one.vote]}", "item", f"{number}.")
    for one in votes:
        if one.dissent:
            yield Paragraph(f"ความเห็นแย้งของ{one.official}: {' '.join(one.dissent.split())}")


def _branch(appeal: Appeal) -> str:
    return f" สาขา{appeal.branch.name_th}" if appeal.branch else ""


def _about(appeal: Appeal) -> str:
    """Say against what an appeal is, without who appeals."""
    agency = agency_by_id(appeal.agency_id).name_th if appeal.agency_id else OFFICE
    what = {
        OBJECTION: "คำสั่งไม่รับฟังคำคัดค้าน",
        OWN: "คำสั่งเกี่ยวกับข้อมูลข่าวสารส่วนบุคคลของตน",
    }.get(appeal.matter.kind, "คำสั่งมิให้เปิดเผยข้อมูลข่าวสาร")
    return f"{what}ของ{agency} ({' '.join(appeal.order_words.split())})"


def _to_appellant(
    kind: str, subject: str, matter: Matter, appeal: Appeal, at: datetime, content: tuple[Block, ...]
) -> Draft:
    references = (f"คำอุทธรณ์ของท่าน รหัสเรื่อง {spaced(matter.code)}",)
    return _to_person(kind, subject, appeal.person_id, at, content, references=references)


def _to_person(
    kind: str, subject: str, person_id: int, at: datetime, content: tuple[Block, ...], *, references: tuple[str, ...]
) -> Draft:
    category = "monk" if kind_of(person_id) == "monk" else "citizen"
    purpose = address(category, on=legal_date(at)).purpose_sentence("ทราบ")
    return Draft(
        kind=kind,
        person_id=person_id,
        category=category,
        subject=subject,
        references=references,
        content=(*content, Paragraph(purpose)),
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
