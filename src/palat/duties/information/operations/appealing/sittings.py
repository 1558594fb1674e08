"""When a tribunal sits: a sitting of a branch, the appeals on its list, what is put off."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Branch, Hearing, Sitting
from palat.duties.information.queries.appealing.listing import keeps_tribunals
from palat.duties.information.queries.appealing.panel import panel_of
from palat.duties.information.queries.catalogue import branches_on
from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, NotAuthorised, UnableToAct, acting

CHAIN = "information:sitting:{number}"


def _require_keeper(by: Actor) -> None:
    if not keeps_tribunals(by):
        raise NotAuthorised(_("คุณไม่มีหน้าที่นัดประชุมคณะกรรมการวินิจฉัย"))


@transaction.atomic
def arrange_sitting(*, branch_id: int, day: date, hour: time, place: str, by: Actor, at: datetime) -> Sitting:
    """Arrange a sitting of a branch. Raises: NotAuthorised; UnableToAct for a time that is past, or no place."""
    _require_keeper(by)
    starts_at = datetime.combine(day, hour, tzinfo=BANGKOK)
    branch = branches_on(legal_date(at)).filter(pk=branch_id).first()
    _require_sense(branch, starts_at, place, at)
    found = Sitting.objects.create(id=ids.take(), branch_id=branch_id, starts_at=starts_at, place=place[:200])
    _record("sitting_arranged", found, by, at)
    return found


@transaction.atomic
def move_sitting(*, sitting_id: int, day: date, hour: time, place: str, by: Actor, at: datetime) -> Sitting:
    """Move a sitting to another time or place; whoever sits sees it in the calendar. Raises: as `arrange_sitting`."""
    _require_keeper(by)
    found = _ahead(sitting_id)
    starts_at = datetime.combine(day, hour, tzinfo=BANGKOK)
    _require_sense(found.branch, starts_at, place, at)
    found.starts_at, found.place, found.changed = starts_at, place[:200], found.changed + 1
    found.save(update_fields=["starts_at", "place", "changed"])
    _record("sitting_moved", found, by, at)
    _tell(found)
    return found


@transaction.atomic
def cancel_sitting(*, sitting_id: int, by: Actor, at: datetime, words: str) -> Sitting:
    """Cancel a sitting, with the reason: what stood on its list is put off, each by its own history, and waits for
    another. Raises: as `move_sitting`; UnableToAct without a reason, or where something was heard already."""
    _require_keeper(by)
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่ยกเลิก"))
    found = _ahead(sitting_id)
    found.state, found.changed = "cancelled", found.changed + 1
    found.save(update_fields=["state", "changed"])
    _tell(found)
    for hearing in found.hearings.filter(state="set").order_by("appeal"):
        with acting(matter_id=hearing.appeal_id, by=by, at=at) as act:
            act.record("put_off", facts={"sitting": sitting_id, "track": act.main.pk}, body={"words": words})
    found.hearings.filter(state="set").update(state="put_off")
    _record("sitting_cancelled", found, by, at, words)
    return found


def _tell(sitting: Sitting) -> None:
    """Let those who sit on what is listed be told of the change, once it is written."""
    listed = sitting.hearings.filter(state="set").values_list("appeal", flat=True)
    numbers = sorted({one.official_id for number in listed for one in panel_of(number)})
    if numbers:
        enqueue("information.tell_sitting", sitting_id=sitting.pk, official_ids=numbers)


def set_sitting(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, sitting_id: int) -> Event:
    """Put an appeal on the list of a sitting of its branch. Raises: UnableToAct where it stands on one already."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        sitting = _ahead(sitting_id)
        appeal = Appeal.objects.get(pk=matter_id)
        if sitting.branch_id != appeal.branch_id or sitting.starts_at < at:
            raise UnableToAct(_("โปรดเลือกการประชุมของสาขานี้ที่ยังไม่ถึงเวลา"))
        if Hearing.objects.filter(appeal=appeal, state="set").exists():
            raise UnableToAct(_("เรื่องนี้อยู่ในวาระการประชุมแล้ว หากจะเปลี่ยนวันโปรดเลื่อนก่อน"))
        event = act.move("set_sitting", facts={"sitting": sitting_id, "starts_at": sitting.starts_at.isoformat()})
        hearing, made = Hearing.objects.get_or_create(
            sitting=sitting, appeal=appeal, defaults={"id": ids.take(), "state": "set"}
        )
        if not made:
            hearing.state = "set"
            hearing.save(update_fields=["state"])
        numbers = [one.official_id for one in panel_of(matter_id)]
        enqueue("information.tell_panel", matter_id=matter_id, official_ids=numbers)
        return event


def put_off(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Put the hearing of an appeal off, with the reason. Raises: UnableToAct where it stands on no list."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุที่เลื่อน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        hearing = Hearing.objects.filter(appeal=matter_id, state="set").first()
        if hearing is None:
            raise UnableToAct(_("เรื่องนี้ยังไม่ได้นัดประชุม"))
        event = act.move("put_off", facts={"sitting": hearing.sitting_id}, body={"words": words})
        hearing.state = "put_off"
        hearing.save(update_fields=["state"])
        return event


def _ahead(sitting_id: int) -> Sitting:
    found = Sitting.objects.select_for_update().filter(pk=sitting_id, state="set").first()
    if found is None:
        raise UnableToAct(_("ไม่พบการประชุมนี้ หรือประชุมหรือยกเลิกไปแล้ว"))
    return found


def _require_sense(branch: Branch | None, starts_at: datetime, place: str, at: datetime) -> None:
    if branch is None or starts_at <= at or not place.strip():
        raise UnableToAct(_("โปรดเลือกสาขา วันเวลาที่ยังมาไม่ถึง และสถานที่"))


def _record(kind: str, sitting: Sitting, by: Actor, at: datetime, words: str = "") -> None:
    facts = {"sitting": sitting.pk, "branch": sitting.branch.code, "starts_at": sitting.starts_at.isoformat()}
    body = {"words": words} if words else None
    append(chain=CHAIN.format(number=sitting.pk), kind=kind, at=at, actor=by.ref, facts=facts, body=body)
