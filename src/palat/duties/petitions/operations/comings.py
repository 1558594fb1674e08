"""A group comes and hands in its demands (การมายื่น); it is answered, demand by demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Coming, MassGroup
from palat.duties.petitions.operations.groups import require_our_words, require_worker, tell
from palat.duties.petitions.procedure.group import DEMAND, GROUP_UNIT
from palat.duties.petitions.queries.groups import groups
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting
from palat.kernel.matters.operations.agencies import in_its_place
from palat.kernel.matters.operations.numbering import number_at_once
from palat.kernel.matters.operations.receiving import Matter, Received, build_matter, receive
from palat.kernel.organisation.queries import unit_id, unit_of_official

MOST_DEMANDS = 40
LONGEST_DEMAND = 300


@dataclass(frozen=True)
class Came:
    """A coming in clean values: when, where, how many by whose count, what is demanded."""

    subject: str
    place: str
    people: int
    counted_by: str
    demands: Sequence[str]
    gist: str = ""
    urgency: int = 4


@transaction.atomic
def receive_coming(*, group_id: int, came: Came, by: Actor, at: datetime) -> Matter:
    """Receive what a group hands in: a matter, a track for each demand, and its register number at once.

    The number is taken inside the act, as for letters, since the group waits for its stamped copy.
    Raises: UnableToAct without a demand, NotAuthorised for someone who does not work on groups.
    """
    require_worker(by)
    demands = _demands(came.demands)
    require_our_words(came.subject, came.gist, came.place, *demands)
    group = groups(by).filter(pk=group_id, closed_at=None).first()
    if group is None:
        raise UnableToAct(_("ไม่พบแฟ้มกลุ่ม หรือแฟ้มปิดแล้ว"))
    received, coming = build_coming(group, came, by, at)
    matter = receive(received, coming)
    with acting(matter_id=matter.pk, by=by, at=at) as act:
        hand_in(act, demands)
    MassGroup.objects.filter(pk=group_id).update(last_at=at)
    tell(group_id, "group_came", by, at, matter=matter.pk, people=came.people)
    matter.number = number_at_once(matter_id=matter.pk, received_at=at, register="petition", at=at)
    return matter


def build_coming(group: MassGroup, came: Came, by: Actor, at: datetime) -> tuple[Received, Coming]:
    """Build a coming of a group, without writing it. Raises: UnableToAct without who counted the people."""
    if not came.counted_by.strip() or came.people < 0:
        raise UnableToAct(_("โปรดระบุจำนวนคนโดยประมาณและผู้ประมาณการ"))
    received = build_matter(
        procedure="group_petition",
        kind="grievance",
        subject=came.subject.strip()[:300] or group.about,
        at=at,
        by=by,
        unit_id=unit_id(GROUP_UNIT),
        facts={"people": came.people, "demands": len(_demands(came.demands)), "group": group.pk},
        body={"text": came.gist, "place": came.place, "counted_by": came.counted_by},
        urgency=came.urgency,
        area_id=group.area_id,
    )
    coming = Coming(
        matter_id=received.matter.pk,
        group_id=group.pk,
        place=came.place,
        people=came.people,
        counted_by=came.counted_by,
        gist=came.gist,
    )
    return received, coming


def hand_in(act: Act, demands: Sequence[str]) -> None:
    """Open a track for each demand; a case officer who received them takes the matter on."""
    _list(act, demands)
    _take_on(act)


def _demands(lines: Sequence[str]) -> list[str]:
    demands = [line.strip() for line in lines if line.strip()]
    if not demands:
        raise UnableToAct(_("โปรดระบุข้อเรียกร้องอย่างน้อยหนึ่งข้อ"))
    if len(demands) > MOST_DEMANDS:
        raise UnableToAct(_("ระบุข้อเรียกร้องได้ไม่เกิน %(most)s ข้อ") % {"most": MOST_DEMANDS})
    if any(len(one) > LONGEST_DEMAND for one in demands):
        raise UnableToAct(_("ข้อเรียกร้องแต่ละข้อยาวได้ไม่เกิน %(most)s ตัวอักษร") % {"most": LONGEST_DEMAND})
    return demands


def _list(act: Act, demands: Sequence[str]) -> Event:
    event = act.move("list_demand", facts={"demands": len(demands)}, body={"words": "\n".join(demands)})
    for words in demands:
        act.open_track(DEMAND, label=words)
    return event


def _take_on(act: Act) -> None:
    """Give the matter to the officer who received it, where that is a case officer."""
    officer_id = act.by.official_id
    if officer_id is None or act.by.authority is None or "case_officer" not in act.by.authority.roles():
        return
    act.move("accept", facts={"officer": officer_id})
    act.hold(unit_id=unit_of_official(officer_id, on=act.at), officer_id=officer_id)


def accept(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Take a group's matter on as its case officer."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("accept", facts={"officer": by.official_id})
        act.hold(unit_id=act.matter.unit_id, officer_id=by.official_id)
        return event


def list_demand(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Add demands, one to a line. Raises: UnableToAct without one."""
    demands = _demands(words.splitlines())
    require_our_words(*demands)
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return _list(act, demands)


def answer_group(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str, way: str) -> Event:
    """Tell the representatives the result of every demand. Raises: UnableToAct without words."""
    if not words.strip():
        raise UnableToAct(_("โปรดสรุปผลที่แจ้งผู้แทนกลุ่ม"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("answer_group", facts={"way": way}, body={"to_petitioner": words})


def close(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Close a group's matter once every demand is answered and every promise kept."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("close")


def send_demand(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, agency_id: int, words: str = ""
) -> Event:
    """Send one demand to the agency that is to answer it; an abolished agency is replaced by its successor."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        track.agency_id = in_its_place(agency_id, on=at).pk
        event = act.move(
            "send_demand", track=track, facts={"agency": track.agency_id}, body={"words": words} if words else None
        )
        act.stop_clocks(act.main, ("forward",))
        enqueue("petitions.send_referrals", track_ids=[track_id], by_letter=False)
        return event


def answer_demand(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Answer a demand as the Office itself. Raises: UnableToAct without words."""
    if not words.strip():
        raise UnableToAct(_("โปรดบันทึกคำตอบ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        track.answer = words
        return act.move("answer_demand", track=track, body={"words": words})


def drop_demand(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Record that the group takes a demand back, with what its representative said."""
    if not words.strip():
        raise UnableToAct(_("โปรดบันทึกว่าผู้แทนกลุ่มขอถอนอย่างไร"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("drop_demand", track=act.track(track_id), body={"words": words})
