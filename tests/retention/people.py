"""A closed matter that has something of everything, long ago; and the people through whose hands a list goes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.apps import apps
from django.db import connection, models

from palat.duties.petitions.operations import answering, likeness, referrals, screening
from palat.duties.petitions.operations.citizens import add_facts
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.kernel.agencies.models import Draft, Onward
from palat.kernel.calendar.operations import set_limit
from palat.kernel.files.operations import store_made
from palat.kernel.files.tests.samples import pdf
from palat.kernel.history import ids
from palat.kernel.identities.operations import reveal
from palat.kernel.incoming.models import Item, ItemFile, Original
from palat.kernel.incoming.operations.taking import record
from palat.kernel.letters.operations import drafting
from palat.kernel.letters.operations.drafting import Changes
from palat.kernel.letters.procedure import Paragraph
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.models import Attachment, Matter, Reminder, Track
from palat.kernel.matters.operations import keeping
from palat.kernel.matters.operations.indexing import rebuild
from palat.kernel.notices.models import Notice
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.operations.entries import Line, enter
from palat.kernel.retention.models import DestructionList
from palat.kernel.retention.operations import deciding, destroying
from palat.kernel.retention.operations import drafting as lists
from palat.kernel.retention.procedure import AGREED, DESTROY, Said

MARK = "zqxlivemarkqz"  # a word of no language: wherever it stands, it came from the matter
NAME = "สมหมายสมมุติมาร์ค"
CLOSED = datetime(2014, 3, 3, 4, 0, tzinfo=UTC)
YEAR = 2568
ORDER = {"order_no": "คำสั่ง สปน. ที่ 12/2569", "order_on": date(2026, 1, 20)}


def closed_matter(*, mark: str = MARK, closed: datetime = CLOSED, content: bytes | None = None) -> Matter:
    """Return a petition that was filed, referred, answered and closed, its end moved to long ago."""
    officer, head, pea = official("officer-1"), official("head-1"), liaison("กฟภ")
    who = {"given_name": NAME, "family_name": f"{mark}สกุล", "phone": "0899999999", "address": f"1 {mark}"}
    matter = petition(
        text=f"ไฟฟ้าดับ {mark} ทุกคืน",
        wanted=f"ขอ {mark}",
        place_words=f"ซอย {mark}",
        accused=f"นาย {mark}",
        person=who,
    )
    screening.accept(matter_id=matter.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    keeping.write_note(matter_id=matter.pk, by=officer, at=NOW, words=f"บันทึก {mark}")
    add_facts(matter_id=matter.pk, by=citizen(matter.pk), at=NOW, text=f"เพิ่มเติม {mark}")
    agencies = {"agency_ids": [agency_id("กฟภ")], "words": f"โปรดตรวจ {mark}"}
    referrals.refer(matter_id=matter.pk, by=officer, at=NOW, **agencies)
    memo_on(matter, officer, mark)
    track = Track.objects.get(matter=matter, type="referral")
    _of_agency(track, pea, mark)
    report = referrals.Report(f"แก้ไขแล้ว {mark}", "solved")
    referrals.agency_report(matter_id=matter.pk, track_id=track.pk, by=pea, at=NOW, report=report)
    referrals.accept_report(matter_id=matter.pk, track_id=track.pk, by=officer, at=NOW)
    answering.conclude(matter_id=matter.pk, by=officer, at=NOW, closing="solved")
    answer = answering.Answer(f"พบ {mark}", "เปลี่ยนแล้ว", "แจ้งได้อีก", f"ตาม {mark}")
    answering.write_answer(matter_id=matter.pk, by=officer, at=NOW, answer=answer)
    answering.notify(matter_id=matter.pk, by=officer, at=NOW)
    answering.close(matter_ids=[matter.pk], by=head, at=NOW)
    _hung_on(matter, officer, mark, content or pdf())
    Matter.objects.filter(pk=matter.pk).update(closed_at=closed, number=f"ร้องทุกข์ {matter.pk % 10_000}/2557")
    matter.refresh_from_db()
    return matter


def _of_agency(track: Track, pea: Actor, mark: str) -> None:
    """Leave what an agency wrote for itself."""
    Draft.objects.create(
        id=ids.take(),
        track=track,
        move="agency_report",
        words=f"ร่าง {mark}",
        state="sent",
        author_id=pea.official_id,
        changed_by_id=pea.official_id,
        changed_at=NOW,
        reason=f"คืน {mark}",
    )
    Onward.objects.create(
        id=ids.take(),
        track=track,
        to_name="การไฟฟ้าส่วนภูมิภาคอำเภอ",
        words=f"ขอให้ตรวจ {mark}",
        due_on=NOW.date(),
        sent_at=NOW,
        sent_by_id=pea.official_id,
        answer=f"ตอบ {mark}",
        answered_by=f"นาย {mark}",
    )


def _hung_on(matter: Matter, officer: Actor, mark: str, content: bytes) -> None:
    """Hang a file, a letter with two wordings, a reminder and a notice on a matter; open its seal; index it."""
    petition_row = matter.petition  # type: ignore[attr-defined]
    file = store_made(content=content, kind="pdf", at=NOW)
    Attachment.objects.create(
        id=ids.take(), matter=matter, file=file, name=f"{mark}.pdf", origin="petitioner", added_at=NOW
    )
    reveal(
        person_id=petition_row.person_id,
        fields=["given_name"],
        by_official_id=officer.official_id or 0,
        purpose="other",
        words=f"เพราะ {mark}",
        at=NOW,
    )
    day = NOW.date() + timedelta(days=1)
    reminder = {"official_id": officer.official_id, "day": day, "words": mark, "made_at": NOW}
    Reminder.objects.create(id=ids.take(), matter=matter, **reminder)
    Notice.objects.create(
        id=ids.take(),
        kind="petition.answered",
        channel="email",
        about=f"matter:{matter.pk}",
        subject=mark,
        body=f"{mark} {NAME}",
        address=f"{mark}@example.org",
        made_at=NOW,
    )
    _came_in(matter, mark)
    likeness.make_keys(at=NOW)
    rebuild(at=NOW)


def _came_in(matter: Matter, mark: str) -> None:
    """Let a paper have come in on a matter, and been entered in the register."""
    by = official("clerk-1").authority
    assert by
    line = Line(subject=mark, sender=f"นาย {mark}", action=mark, remark=mark, about=f"matter:{matter.pk}")
    number = enter(register="letter_in", on=NOW.date(), line=line, by=by, at=NOW)
    item = Item.objects.create(
        id=ids.take(),
        register_id="letter_in",
        channel="post",
        state="entered",
        came_at=NOW,
        received_on=NOW.date(),
        year=number.year,
        running=number.running,
        entered_at=NOW,
        matter=matter,
        **dict.fromkeys(("subject", "sender", "text", "summary", "where"), mark),
    )
    ItemFile.objects.create(item=item, name=f"{mark}.pdf", place=1, refused=f"อ่านไม่ได้ {mark}")
    back = {"returned_at": NOW, "returned_how": mark, "returned_by_id": official("clerk-1").official_id}
    Original.objects.create(id=ids.take(), item=item, what=mark, kept_in=mark, taken_at=NOW, **back)
    record(item.pk, "item_answered", actor="system", at=NOW, body={"answer": mark})


def memo_on(matter: Matter, officer: Actor, mark: str) -> None:
    """Draft a memo on a matter in two wordings, and cancel it."""
    letter = drafting.start(matter_id=matter.pk, kind="memo", by=officer, at=NOW)
    text = (Paragraph(f"เรียนมา {mark}"),)
    for subject in (f"รายงาน {mark}", f"รายงานผล {mark}"):
        letter.refresh_from_db()
        changes = Changes(subject=subject, addressee="ปลัดสำนักนายกรัฐมนตรี", content=text)
        drafting.edit(letter_id=letter.pk, by=officer, at=NOW, revision=letter.revision, changes=changes)


def traces(mark: str) -> Iterator[str]:
    """Yield every table and column of the database in which a word still stands, of whatever type the column is."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if isinstance(field, (models.BinaryField, models.GeneratedField)):
                continue
            table, column = model._meta.db_table, field.column
            with connection.cursor() as cursor:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" WHERE position(%s IN lower("{column}"::text)) > 0', [mark]
                )
                if cursor.fetchone()[0]:
                    yield f"{table}.{column}"


COMMITTEE = ("head-1", "legal-1", "officer-2")


def drafted(year: int = YEAR) -> DestructionList:
    """Draw up a list by the registry."""
    return lists.draft_list(year=year, by=official("clerk-1"), at=NOW)


def with_committee(found: DestructionList) -> list[Actor]:
    """Name a committee of three to a list."""
    members = [official(post) for post in COMMITTEE]
    officials = [one.official_id or 0 for one in members]
    lists.name_committee(list_id=found.pk, officials=officials, by=official("clerk-1"), at=NOW, **ORDER)
    return members


def all_say(found: DestructionList, what: str) -> dict[int, Said]:
    """Return the same word on every item."""
    return {one.pk: Said(what) for one in found.items.filter(taken_off_at=None)}


def decided(found: DestructionList, said: dict[int, Said] | None = None) -> list[Actor]:
    """Bring a list through its committee to the head's decision."""
    members = with_committee(found)
    for member in members:
        deciding.give_opinions(list_id=found.pk, said=all_say(found, DESTROY), by=member, at=NOW)
    deciding.submit_list(list_id=found.pk, by=members[0], at=NOW)
    deciding.decide_list(list_id=found.pk, said=said or all_say(found, DESTROY), by=official("ps"), at=NOW)
    return members


def old_entry(subject: str = "ขอเชิญประชุม", *, register: str = "letter_in", **columns: str) -> RegisterEntry:
    """Return the entry of a paper that need not be kept beyond its year."""
    clerk = official("clerk-1")
    line = Line(subject=subject, **columns)
    number = enter(register=register, on=NOW.date(), line=line, by=clerk.authority, at=NOW)  # type: ignore[arg-type]
    keep_no_longer("entry", register)
    return RegisterEntry.objects.get(register=register, year=number.year, running=number.running)


def keep_no_longer(kind: str, of: str) -> None:
    """Let things of a kind be due at the end of their year."""
    values = {"amount": 0, "unit": "months", "provision": "office.practice", "mark": "provisional"}
    set_limit(code=f"retention.{kind}.{of}", valid_from=date(2010, 1, 1), at=NOW, by="test", **values)


def item_under(entry: RegisterEntry, matter: Matter | None = None, **more: object) -> Item:
    """Return a thing that came in and was entered under a number."""
    said = {"register_id": entry.register_id, "channel": "post", "state": "entered", "came_at": NOW}
    place = {"year": entry.year, "running": entry.running, "entered_at": NOW, "received_on": NOW.date()}
    return Item.objects.create(id=ids.take(), matter=matter, **{**said, **place, **more})


def ready(found: DestructionList) -> list[Actor]:
    """Bring a list to where it may be destroyed."""
    members = decided(found)
    clerk = official("clerk-1")
    deciding.send_to_archives(list_id=found.pk, letter_no="นร 0106/1", sent_on=NOW.date(), by=clerk, at=NOW)
    deciding.archives_answered(
        list_id=found.pk, said=all_say(found, AGREED), letter_no="วธ 1/2", answered_on=NOW.date(), by=clerk, at=NOW
    )
    return members


def destroyed(found: DestructionList) -> destroying.Gone:
    """Destroy a list by two persons."""
    members = ready(found)
    destroying.ask_to_destroy(list_id=found.pk, way="shred", by=official("clerk-1"), at=NOW)
    return destroying.destroy_list(list_id=found.pk, by=members[1], at=NOW)
