"""Third parties (มาตรา 17): told of what is asked for, heard, ruled upon; till then what concerns them waits."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Part, Party
from palat.duties.information.operations import drafting
from palat.duties.information.procedure.words import PARTY
from palat.duties.information.queries.gate import was_released
from palat.kernel.calendar.counting import legal_date
from palat.kernel.identities.operations import create_person
from palat.kernel.jobs.operations import enqueue
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, Track, UnableToAct, acting
from palat.kernel.notices.ways import wish_of


def notify_party(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    person: dict[str, str],
    part_ids: Sequence[int],
    told: str,
    person_kind: str = "natural",
) -> Event:
    """Have a third party notified: a letter is drafted, by e-mail goes a link of its own; its parts wait from now on.

    Who it is, is sealed; its track is only numbered. Raises: UnableToAct without a name and a way to reach it, or for
    a part that has left already.
    """
    if not person.get("full_name") or not (person.get("address") or person.get("email")):
        raise UnableToAct(_("โปรดระบุชื่อผู้มีประโยชน์ได้เสีย และที่อยู่หรืออีเมลที่แจ้งได้"))
    if not told.strip() or not part_ids:
        raise UnableToAct(_("โปรดเลือกรายการที่เกี่ยวข้อง และระบุสิ่งที่แจ้งให้ทราบ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        parts = list(Part.objects.filter(matter_id=matter_id, pk__in=part_ids))
        if len(parts) != len(set(part_ids)) or any(was_released(one) for one in parts):
            raise UnableToAct(_("รายการที่เลือกไม่อยู่ในคำขอนี้ หรือส่งมอบไปแล้ว"))
        number = sum(1 for track in act.tracks.values() if track.type == PARTY) + 1
        event = act.move("notify_party", facts={"party": number, "parts": sorted(part_ids)}, body={"words": told})
        sealed = create_person(kind=person_kind, fields=person, at=at)
        track = act.open_track(PARTY, label=_("ผู้มีประโยชน์ได้เสียรายที่ %(number)d") % {"number": number})
        track.save(force_insert=True)
        act.new.remove(track)
        party = Party.objects.create(track=track, matter_id=matter_id, person=sealed, told=told)
        party.parts.set(parts)
        wish = wish_of(sealed.pk, answer_by="email", tell_in="th", given=person, at=at) if person.get("email") else None
        if wish:
            wish.save(force_insert=True)
            enqueue("information.send_party_link", track_id=track.pk)
        if person.get("address"):
            letters.draft([act], drafting.party_notice(act.matter, party, parts, at), submit=True, by_system=True)
        return event


def record_notice(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, told_on: date
) -> Event:
    """Record the day on which the party was notified: its time to object, at least fifteen days, counts from it."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = _told(act, track_id, told_on, at)
        event = act.move("record_notice", track=track, facts={"told_on": told_on.isoformat()})
        act.start_clock("object", "information.object", track, counts_from=told_on)
        Party.objects.filter(pk=track_id).update(told_on=told_on)
        return event


def party_object(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Object to disclosure, with reasons: by the party's own link, or taken down. One that is late is marked so."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุคำคัดค้านและเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        late = track.state == "silent" or ran_out(act, track, "object")
        event = act.move("party_object", track=track, facts={"late": late}, body={"words": words})
        Party.objects.filter(pk=track_id).update(objection=words, objected_at=at, late=late)
        return event


def party_consent(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = ""
) -> Event:
    """Say that one does not object."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("party_consent", track=act.track(track_id), body={"words": words} if words else None)


def note_silence(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Note that the time to object has passed. Raises: UnableToAct before it has."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        return act.move("note_silence", track=track, ran_out=ran_out(act, track, "object"))


def clear_party(*, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Note that nothing stands against disclosure from this party's side."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move("clear_party", track=act.track(track_id))


def uphold_objection(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Uphold an objection: what it concerns is not disclosed."""
    return _rule(matter_id, track_id, by, at, seen, words, move="uphold_objection")


def overrule_objection(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Reject an objection, with reasons and the way of appeal: nothing leaves till that has passed."""
    return _rule(matter_id, track_id, by, at, seen, words, move="overrule_objection")


def _rule(matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None, words: str, *, move: str) -> Event:
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลของคำสั่งเกี่ยวกับคำคัดค้าน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move(move, track=act.track(track_id), body={"reasons": words})
        party = Party.objects.get(pk=track_id)
        party.ruling, party.ruled_at = words, at
        party.save(update_fields=["ruling", "ruled_at"])
        upheld = move == "uphold_objection"
        letters.draft(
            [act], drafting.party_ruling(act.matter, party, upheld=upheld, at=at), submit=True, by_system=True
        )
        return event


def record_ruling(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, told_on: date
) -> Event:
    """Record the day on which the party learned of the ruling: its appeal, and the embargo, count from it."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = _told(act, track_id, told_on, at)
        if any(clock.track_id == track_id and clock.code == "embargo" for clock in act.running):
            raise UnableToAct(_("บันทึกวันที่ได้รับแจ้งไว้แล้ว"))
        event = act.move("record_ruling", track=track, facts={"told_on": told_on.isoformat()})
        act.start_clock("embargo", "information.appeal", track, counts_from=told_on)
        Party.objects.filter(pk=track_id).update(ruling_told_on=told_on)
        enqueue("information.send_appeal_link", track_id=track_id)
        return event


def end_embargo(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, no_appeal: bool
) -> Event:
    """Note that the appeal period has passed without an appeal. Raises: UnableToAct before, or unasked."""
    if not no_appeal:
        raise UnableToAct(_("โปรดสอบถามสำนักงานคณะกรรมการข้อมูลข่าวสารของราชการก่อนว่าไม่มีการอุทธรณ์"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        return act.move("end_embargo", track=track, ran_out=ran_out(act, track, "embargo"))


def party_appeals(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = ""
) -> Event:
    """Note that the party appealed: the embargo lasts until the ruling."""
    return _note(matter_id, track_id, by, at, seen, "party_appeals", words)


def tribunal_allows(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Note a ruling that lets the information be disclosed."""
    return _note(matter_id, track_id, by, at, seen, "tribunal_allows", words)


def tribunal_bars(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str
) -> Event:
    """Note a ruling that the information is not to be disclosed."""
    return _note(matter_id, track_id, by, at, seen, "tribunal_bars", words)


def appeal_ended(
    *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None = None, words: str = ""
) -> Event:
    """Note that the appeal came to no ruling: the embargo lasts for what is left of the appeal period."""
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        track = act.track(track_id)
        event = act.move("appeal_ended", track=track, body={"words": words} if words.strip() else None)
        told_on = Party.objects.values_list("ruling_told_on", flat=True).get(pk=track_id)
        act.start_clock("embargo", "information.appeal", track, counts_from=told_on or legal_date(at))
        return event


def _note(matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None, move: str, words: str) -> Event:
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        return act.move(move, track=act.track(track_id), body={"words": words} if words.strip() else None)


def ran_out(act: Act, track: Track, code: str) -> bool:
    """Say whether the last day of a running clock of a track is over, in Thailand."""
    return any(clock.track_id == track.pk and clock.code == code and clock.due_at < act.at for clock in act.running)


def _told(act: Act, track_id: int, told_on: date, at: datetime) -> Track:
    track = act.track(track_id)
    if not legal_date(track.opened_at) <= told_on <= legal_date(at):
        raise UnableToAct(_("วันที่ได้รับแจ้งต้องอยู่ระหว่างวันที่ทำหนังสือถึงวันนี้"))
    return track
