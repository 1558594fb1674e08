"""First words of each letter on a petition. What is for an agency is built from the concealed copy where one is due."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Category, Ground, Petition
from palat.duties.petitions.queries.catalogue import in_force
from palat.duties.petitions.queries.petition import leaves_concealed
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.calendar.thai_dates import long_date
from palat.kernel.letters.moves import Draft
from palat.kernel.letters.procedure import Block, Column, Paragraph, Table, address, category_of_post
from palat.kernel.letters.text.first_words import form_of, plain
from palat.kernel.letters.text.words import POINTS
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import MatterFile, bare_file
from palat.kernel.matters.queries.tracks import LateRow, TrackRow
from palat.kernel.organisation.queries import agency_by_id, head_and_cceo_of
from palat.kernel.pages.pieces import spaced

# Words on paper are Thai, whatever the language of the screen: they are not translated.
OFFICE = "สำนักงานปลัดสำนักนายกรัฐมนตรี"
UNITS = {"working_days": "วันทำการ", "calendar_days": "วัน", "months": "เดือน"}
THIRD = 3


def read_ahead(files: Sequence[MatterFile]) -> None:
    """Read the petitions of many matters at once, where `first_draft` and `petitioner_of` find them."""
    prefetch_related_objects([file.matter for file in files], "petition")


def first_draft(kind: str, *, file: MatterFile, agency_id: int | None, at: datetime) -> Draft:
    """Return the first words of a letter of a kind on a petition. Raises: UnableToAct where there can be none."""
    petition = _petition_of(file)
    if petition is None and kind == "memo":
        return plain(kind, agency_id=None, on=legal_date(at))
    if petition is None:
        raise UnableToAct(_("เรื่องนี้ไม่มีแบบหนังสือชนิดที่เลือก"))
    if kind in {"referral", "order"}:
        if agency_id is None:
            raise UnableToAct(_("โปรดเลือกหน่วยงานผู้รับหนังสือ"))
        if kind == "referral":
            return referral(file, petition, agency_id, at=at)
        return order(file, petition, agency_id, "ดำเนินการตามข้อสั่งการ", None, at=at)
    drafts: dict[str, Callable[[MatterFile, Petition, datetime], Draft]] = {
        "acknowledgement": acknowledgement,
        "result": result,
        "refusal": refusal,
        "memo": memo,
    }
    if kind not in drafts:
        raise UnableToAct(_("หนังสือติดตามออกพร้อมบัญชีเรื่องค้างของหน่วยงาน ไม่ออกเป็นรายเรื่อง"))
    return drafts[kind](file, petition, at)


def referral(file: MatterFile, petition: Petition, agency_id: int, *, at: datetime, words: str = "") -> Draft:
    """Send a petition to an agency, told in the concealed copy where the petitioner's identity may not leave."""
    matter, today = file.matter, legal_date(at)
    hidden = leaves_concealed(petition, matter.kind)
    told = petition.concealed_text if hidden else petition.text
    head = head_and_cceo_of(agency_id, on=today).head_title
    category = category_of_post(head)
    who = "ประชาชนผู้ขอปกปิดตัวตน" if hidden else "ประชาชน"
    given = limit("referral.progress", on=today, agency_id=agency_id)
    return Draft(
        kind="referral",
        form=form_of("referral", agency_id),
        agency_id=agency_id,
        addressee=head,
        category=category,
        subject=f"ส่งเรื่องราวร้องทุกข์ให้พิจารณา {_about(matter.category)}".strip(),
        content=(
            Paragraph(
                f"ด้วย{OFFICE}ได้รับเรื่องราวร้องทุกข์จาก{who} เลขทะเบียน {matter.reference} "
                f"เมื่อวันที่ {long_date(legal_date(matter.received_at))} ความว่า"
            ),
            *_paragraphs(told),
            *_paragraphs(words),
            Paragraph(
                f"{OFFICE}พิจารณาแล้ว เห็นว่าเรื่องดังกล่าวอยู่ในหน้าที่และอำนาจของหน่วยงานท่าน จึงขอส่งเรื่องมาเพื่อพิจารณาดำเนินการ "
                f"และรายงานผลให้{OFFICE}ทราบภายใน {given.amount} {UNITS[given.unit]}นับแต่วันได้รับหนังสือนี้ "
                + ("ทั้งนี้ ขอให้งดเว้นการสืบหาหรือเปิดเผยตัวตนของผู้ร้อง" if hidden else "")
            ),
            Paragraph(address(category, on=today).purpose_sentence("พิจารณาดำเนินการ และแจ้งผลให้ทราบด้วย จะขอบคุณยิ่ง")),
        ),
        urgency={0: "ด่วนที่สุด", 1: "ด่วนที่สุด", 2: "ด่วนมาก", 3: "ด่วน"}.get(matter.urgency, ""),
        concealed=hidden,
    )


def acknowledgement(file: MatterFile, petition: Petition, at: datetime) -> Draft:
    """Tell a petitioner by post that the petition came; goes out under a seal, without a signature."""
    matter, today = file.matter, legal_date(at)
    return Draft(
        kind="acknowledgement",
        person_id=_person(petition),
        category="stamped",
        subject="ตอบรับเรื่องราวร้องทุกข์",
        content=(
            Paragraph(f"ตามที่ท่านได้ยื่นเรื่องราวร้องทุกข์ เมื่อวันที่ {long_date(legal_date(matter.received_at))} ต่อ{OFFICE} นั้น"),
            Paragraph(f"{OFFICE}ได้รับเรื่องของท่านไว้แล้ว รหัสเรื่อง {spaced(matter.code)}"),
            Paragraph(
                f"ท่านสามารถติดตามความคืบหน้า เพิ่มข้อเท็จจริง และรับคำตอบได้ที่ {_site()}/track หรือสายด่วน 1111 ตลอด 24 ชั่วโมง"
            ),
            Paragraph(address("stamped", on=today).purpose_sentence("ทราบ")),
        ),
    )


def result(file: MatterFile, petition: Petition, at: datetime) -> Draft:
    """Tell a petitioner the result: three plain lines first, then how it came, with the reasons."""
    if not (petition.answer_found and petition.answer_reasons):
        raise UnableToAct(_("ต้องร่างคำตอบพร้อมเหตุผลก่อนจัดทำหนังสือแจ้งผล"))
    matter = file.matter
    points = zip(POINTS, (petition.answer_found, petition.answer_next, petition.answer_can_do), strict=True)
    return _to_petitioner(
        "result",
        "แจ้งผลการพิจารณาเรื่องราวร้องทุกข์",
        petition,
        at,
        code=matter.code,
        content=(
            *(Paragraph(" ".join(text.split()), "point", label) for label, text in points if text.strip()),
            Paragraph(
                f"ตามที่ท่านได้ยื่นเรื่องราวร้องทุกข์ เมื่อวันที่ {long_date(legal_date(matter.received_at))} ต่อ{OFFICE} นั้น "
                f"{OFFICE}ได้พิจารณาแล้ว โดยมีเหตุผล ดังนี้"
            ),
            *_paragraphs(petition.answer_reasons),
        ),
    )


def refusal(file: MatterFile, petition: Petition, at: datetime) -> Draft:
    """Tell a petitioner that the petition is not accepted: the ground, the reasons, what else can be done."""
    ground = Ground.objects.filter(in_force(legal_date(at)), code=petition.ground).first()
    if ground is None or not petition.answer_reasons:
        raise UnableToAct(_("ยังไม่มีเหตุและเหตุผลที่ไม่รับเรื่องไว้พิจารณา"))
    matter = file.matter
    return _to_petitioner(
        "refusal",
        "แจ้งผลการพิจารณาไม่รับเรื่องราวร้องทุกข์ไว้พิจารณา",
        petition,
        at,
        code=matter.code,
        content=(
            Paragraph(
                f"ตามที่ท่านได้ยื่นเรื่องราวร้องทุกข์ เมื่อวันที่ {long_date(legal_date(matter.received_at))} ต่อ{OFFICE} นั้น "
                f"{OFFICE}พิจารณาแล้ว ไม่อาจรับเรื่องไว้พิจารณาได้ เนื่องจาก{ground.words_th}"
            ),
            Paragraph("เหตุผล", "heading"),
            *_paragraphs(petition.answer_reasons),
            Paragraph("ช่องทางอื่นที่ท่านดำเนินการได้", "heading"),
            Paragraph(ground.remedy_th, "item", "1."),
            Paragraph(
                f"หากมีข้อเท็จจริงใหม่ ขอให้ทบทวนผลได้ที่ {_site()}/track ด้วยรหัสเรื่อง {spaced(matter.code)} หรือโทร 1111",
                "item",
                "2.",
            ),
        ),
    )


def order(
    file: MatterFile, petition: Petition | None, agency_id: int, words: str, due_on: date | None, *, at: datetime
) -> Draft:
    """Tell an agency what a decider ordered of it, and by when."""
    today = legal_date(at)
    head = head_and_cceo_of(agency_id, on=today).head_title
    category = category_of_post(head)
    by_when = f" ให้แล้วเสร็จและรายงานผลภายในวันที่ {long_date(due_on)}" if due_on else ""
    return Draft(
        kind="order",
        form=form_of("order", agency_id),
        agency_id=agency_id,
        addressee=head,
        category=category,
        subject=f"แจ้งข้อสั่งการกรณีเรื่องราวร้องทุกข์ {_about(file.matter.category)}".strip(),
        content=(
            Paragraph(
                f"ด้วยผู้มีอำนาจได้พิจารณาเรื่องราวร้องทุกข์ เลขทะเบียน {file.matter.reference} แล้ว มีข้อสั่งการถึงหน่วยงานของท่าน ดังนี้"
            ),
            *(Paragraph(line, "item", f"{n}.") for n, line in enumerate(_lines(words), 1)),
            Paragraph(f"จึงขอให้ดำเนินการตามข้อสั่งการ{by_when}"),
            Paragraph(address(category, on=today).purpose_sentence("พิจารณาดำเนินการ")),
        ),
        concealed=petition is not None and leaves_concealed(petition, file.matter.kind),
    )


def order_of_track(track: TrackRow, due_on: date | None, *, at: datetime) -> Draft:
    """Return the letter of one item of an order."""
    petition = Petition.objects.filter(pk=track.matter_id).first()
    return order(bare_file(track.matter_id), petition, track.agency_id, track.label, due_on, at=at)


def memo(file: MatterFile, petition: Petition, at: datetime) -> Draft:
    """Lay the matter before a superior inside the Office."""
    today, matter = legal_date(at), file.matter
    return Draft(
        kind="memo",
        addressee="ปลัดสำนักนายกรัฐมนตรี",
        category="official",
        subject=f"รายงานเรื่องราวร้องทุกข์ {_about(matter.category)}".strip(),
        content=(
            Paragraph("ข้อเท็จจริง", "heading"),
            *(_paragraphs(petition.findings) or (Paragraph(f"เรื่องราวร้องทุกข์ รหัสเรื่อง {spaced(matter.code)}"),)),
            *((Paragraph("ข้อกฎหมาย", "heading"), *_paragraphs(petition.law)) if petition.law else ()),
            Paragraph(address("internal", on=today).purpose_sentence("พิจารณา")),
        ),
    )


def reminder(agency_id: int, rows: Sequence[LateRow], *, at: datetime, third: bool) -> Draft:
    """Follow up an agency's overdue cases with their list; the third time as ด่วนที่สุด to its head, CCEO in copy."""
    today = legal_date(at)
    agency = agency_by_id(agency_id)
    answerable = head_and_cceo_of(agency_id, on=today)
    category = category_of_post(answerable.head_title) if third else "stamped"
    verb = "เร่งรัดรายงานผล" if third else "ติดตามรายงานผล"
    names = dict(Category.objects.values_list("code", "name_th"))
    return Draft(
        kind="reminder",
        form="external" if third else "stamped",
        agency_id=agency_id,
        addressee=answerable.head_title if third else agency.name_th,
        category=category,
        subject=f"{verb}การพิจารณาเรื่องราวร้องทุกข์ จำนวน {len(rows)} เรื่อง",
        content=(
            Paragraph(
                f"ตามที่{OFFICE}ได้ส่งเรื่องราวร้องทุกข์ให้{agency.name_th}พิจารณาดำเนินการ นั้น "
                f"บัดนี้พ้นกำหนดรายงานผลแล้ว จำนวน {len(rows)} เรื่อง ตามบัญชีเรื่องค้าง ดังนี้"
            ),
            _late_table(rows, names, today),
            Paragraph(
                address(category, on=today).purpose_sentence(
                    "เร่งรัดรายงานผลให้ทราบโดยเร็ว หรือแจ้งความคืบหน้าพร้อมเหตุที่ยังไม่แล้วเสร็จ"
                )
            ),
        ),
        copies_to=tuple(held.post.title_th for held in answerable.cceos) if third else (),
        urgency="ด่วนที่สุด" if third else "",
        key=f"chase:{agency_id}:{today.isoformat()}:{'third' if third else 'usual'}",
    )


def _late_table(rows: Sequence[LateRow], names: dict[str, str], today: date) -> Table:
    return Table(
        columns=(
            Column("ที่", "center", 0),
            Column("เลขทะเบียน", "left", 0),
            Column("ประเภทเรื่อง"),
            Column("วันที่ส่ง", "left", 0),
            Column("เกินกำหนด (วัน)", "right", 0),
            Column("ครั้งที่", "center", 0),
        ),
        rows=tuple(
            (
                str(n),
                row.reference,
                names.get(row.category, "เรื่องราวร้องทุกข์"),
                long_date(legal_date(row.sent_at)),
                str((today - row.due_on).days) if row.due_on else "-",
                str(row.chased),
            )
            for n, row in enumerate(rows, 1)
        ),
        caption="บัญชีเรื่องค้าง",
    )


def _to_petitioner(
    kind: str, subject: str, petition: Petition, at: datetime, *, code: str, content: tuple[Block, ...]
) -> Draft:
    person_id, today = _person(petition), legal_date(at)
    category = "monk" if petition.person and petition.person.kind == "monk" else "citizen"
    return Draft(
        kind=kind,
        person_id=person_id,
        category=category,
        subject=subject,
        references=(f"เรื่องราวร้องทุกข์ของท่าน รหัสเรื่อง {spaced(code)}",),
        content=(*content, Paragraph(address(category, on=today).purpose_sentence("ทราบ"))),
    )


def petitioner_of(file: MatterFile) -> int | None:
    """Return the sealed petitioner of a matter, if it is a petition and its petitioner gave a name."""
    petition = _petition_of(file)
    return petition.person_id if petition else None


def _petition_of(file: MatterFile) -> Petition | None:
    return getattr(file.matter, "petition", None)


def _person(petition: Petition) -> int:
    if petition.person_id is None:
        raise UnableToAct(_("ผู้ร้องไม่ได้ให้ชื่อและที่อยู่ไว้ จึงส่งหนังสือถึงผู้ร้องไม่ได้ ผู้ร้องอ่านคำตอบได้ด้วยรหัสเรื่อง"))
    return int(petition.person_id)


def _about(category: str) -> str:
    """Return what a letter's subject says of the matter: its category, never the petitioner's own words."""
    name = Category.objects.filter(code=category).values_list("name_th", flat=True).first()
    return f"กรณี{name}" if name else ""


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(line) for line in _lines(text))


def _site() -> str:
    return str(settings.PUBLIC_URL).rstrip("/")
