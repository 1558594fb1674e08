"""A file laid before a decider as a memo on paper (บันทึกข้อความ), to be signed or ordered upon by pen."""

from collections.abc import Iterator

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.layout import render
from palat.kernel.letters.procedure import Block, LetterData, Office, Paragraph, paper_date
from palat.kernel.matters.queries.decisions import DecisionFile
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import post_of_role

OFFICE = Office("สำนักงานปลัดสำนักนายกรัฐมนตรี")


def memo_pdf(page: DecisionFile) -> bytes:
    """Return the memo of a file as PDF; a draft until it gets its number and day from the registry."""
    return render(memo(page))


def memo(page: DecisionFile) -> LetterData:
    """Return the parts of the memo: what is asked, what is known, the ways, the proposal, each level's opinion."""
    post = post_of_role(page.role)
    return LetterData(
        form="internal_memo",
        office=OFFICE,
        subject=page.brief.question,
        addressee=post.title_th if post else ROLES[page.role].label,
        salutation="เรียน",
        content=tuple(_content(page)),
        secrecy="ลับ" if page.secrecy else "",
        draft=True,
    )


def _content(page: DecisionFile) -> Iterator[Block]:
    brief = page.brief
    parts = (
        ("ข้อเท็จจริง", "\n".join(filter(None, (brief.who_suffers, brief.facts)))),
        ("ประเด็น", brief.issues),
        ("ข้อกฎหมาย", brief.law),
    )
    for heading, text in parts:
        yield from _part(heading, text)
    if brief.options:
        yield Paragraph("ทางเลือก", kind="heading")
        for number, one in enumerate(brief.options, start=1):
            unverified = " (ยังไม่ได้ตรวจยืนยัน)" if one.provisional and one.authority else ""
            more = (
                f"อาศัยอำนาจตาม{one.authority}{unverified}" if one.authority else "",
                f"งบประมาณ {one.money}" if one.money else "",
                f"หน่วยงานเห็นต่าง: {one.disagreement}" if one.disagreement else "",
            )
            yield Paragraph(" ".join((one.words, *filter(None, more))), kind="item", label=f"{number}.")
    yield from _part("ข้อเสนอแนะ", brief.recommendation)
    yield from _part("ร่างข้อสั่งการ", brief.order_words)
    for number, item in enumerate(page.items, start=1):
        day = f" ภายในวันที่ {paper_date(item.due_on)}" if item.due_on else ""
        yield Paragraph(f"{item.agency}: {item.words}{day}", kind="item", label=f"{number}.")
    if page.opinions:
        yield Paragraph("ความเห็นตามลำดับ", kind="heading")
        for one in page.opinions:
            yield Paragraph(
                f"{one.post} ({paper_date(legal_date(one.at))}) {one.words or 'เห็นชอบ'}", kind="item", label="-"
            )
    yield Paragraph("จึงเรียนมาเพื่อโปรดพิจารณา")


def _part(heading: str, text: str) -> Iterator[Block]:
    if text.strip():
        yield Paragraph(heading, kind="heading")
        yield from (Paragraph(line) for line in text.splitlines() if line.strip())
