"""Sending petitions by signed letter, and the letters that other acts bring forth.

A referral by letter is a draft before the director until it is signed: only the signature sends the petition. Till
then the petition stays in its officer's hands, the agency sees nothing, and the Office's own clock runs on.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import drafting, referrals
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.operations import drafting as letters
from palat.kernel.letters.queries import has_letter
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting, acting_on_many
from palat.kernel.matters.operations.agencies import in_its_place
from palat.kernel.matters.queries.file import bare_file
from palat.kernel.matters.queries.tracks import TrackRow, late_rows
from palat.kernel.organisation.queries import agency_by_id, liaisons_of


def needs_letter(agency_id: int, *, kind: str, at: datetime) -> bool:
    """Say whether an agency gets a petition by signed letter only: an accusation, or a body that nothing else reaches.

    A body without an account but with an address of e-mail gets a single-use link.
    """
    if kind == "accusation":
        return True
    reached = bool(agency_by_id(agency_id).email) or liaisons_of(agency_id, on=legal_date(at)).exists()
    return not reached


def refer(
    *,
    matter_id: int,
    agency_ids: Sequence[int],
    by: Actor,
    at: datetime,
    seen: int | None = None,
    by_letter: bool = False,
    words: str = "",
) -> list[int]:
    """Refer a petition as the desk does: through the system, and by letter where that is needed or chosen.

    Returns the letters that now wait for a signature. Raises: as `referrals.refer`.
    """
    if not agency_ids:
        raise UnableToAct(_("โปรดเลือกหน่วยงานอย่างน้อยหนึ่งแห่ง"))
    kind = bare_file(matter_id).matter.kind
    current = list(dict.fromkeys(in_its_place(one, on=at).pk for one in agency_ids))
    lettered = [one for one in current if by_letter or needs_letter(one, kind=kind, at=at)]
    direct = [one for one in current if one not in lettered]
    with transaction.atomic():
        drafted = _draft_referrals(matter_id, lettered, by=by, at=at, seen=seen, words=words) if lettered else []
        if direct:
            referrals.refer(
                matter_id=matter_id, agency_ids=direct, by=by, at=at, seen=None if lettered else seen, words=words
            )
    return drafted


def _draft_referrals(
    matter_id: int, agency_ids: Sequence[int], *, by: Actor, at: datetime, seen: int | None, words: str
) -> list[int]:
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        act.require("refer", **referrals.situation_of(petition, act.matter.kind, by_letter=True))
        referrals.receivers_of(act, petition, agency_ids, at)
        return [_draft_referral(act, petition, one, at, words=words) for one in agency_ids]


def reroute(
    *,
    matter_id: int,
    track_id: int,
    agency_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    by_letter: bool = False,
) -> None:
    """Send what one agency returned to another: through the system, or by letter where that is needed or chosen."""
    receiver = in_its_place(agency_id, on=at).pk
    if not (by_letter or needs_letter(receiver, kind=bare_file(matter_id).matter.kind, at=at)):
        referrals.reroute(matter_id=matter_id, track_id=track_id, agency_id=receiver, by=by, at=at, seen=seen)
        return
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        petition = Petition.objects.get(pk=matter_id)
        track = act.track(track_id)
        act.require("reroute", track, **referrals.situation_of(petition, act.matter.kind, by_letter=True))
        referrals.receivers_of(act, petition, [receiver], at)
        _draft_referral(act, petition, receiver, at, instead_of=track_id)


def _draft_referral(
    act: Act, petition: Petition, agency_id: int, at: datetime, *, words: str = "", instead_of: int | None = None
) -> int:
    if has_letter(matter_id=act.matter.pk, kind="referral", agency_id=agency_id):
        raise UnableToAct(_("มีหนังสือถึง%(agency)sในเรื่องนี้รอลงนามอยู่แล้ว") % {"agency": agency_by_id(agency_id).name_th})
    words_of = drafting.referral(bare_file(act.matter.pk), petition, agency_id, at=at, words=words)
    tracks = {act.matter.pk: [instead_of]} if instead_of else None
    return letters.draft([act], words_of, tracks=tracks, submit=True).pk


def draft_for_petitioner(act: Act, kind: str) -> None:
    """Draft the letter that tells a petitioner the outcome, where they want to be answered by post."""
    petition = Petition.objects.get(pk=act.matter.pk)
    if petition.answer_by != "post" or petition.person_id is None:
        return
    words = drafting.first_draft(kind, file=bare_file(act.matter.pk), agency_id=None, at=act.at)
    letters.draft([act], words, submit=True, by_system=True)


def draft_order(track: TrackRow, *, at: datetime) -> None:
    """Draft the letter of one item of an order; drafting it again is the same as once."""
    due_on = next((row.due_on for row in late_rows([track.id], clock=ORDER)), None)
    words = drafting.order_of_track(track, due_on, at=at)
    with acting_on_many(matter_ids=[track.matter_id], by=SYSTEM, at=at) as acts:
        letters.draft(
            acts, letters.keyed(words, f"order:{track.id}"), tracks={track.matter_id: [track.id]}, submit=True
        )


def draft_reminders(*, agency_id: int, track_ids: Sequence[int], at: datetime) -> list[int]:
    """Draft an agency's letters of chasing: a stamped one with the list, and one as ด่วนที่สุด for third times."""
    drafted = []
    rows = late_rows(track_ids, clock="progress")
    for third in (False, True):
        some = [row for row in rows if (row.chased >= drafting.THIRD) is third]
        if not some:
            continue
        tracks: dict[int, list[int]] = defaultdict(list)
        for row in some:
            tracks[row.matter_id].append(row.track_id)
        with acting_on_many(matter_ids=list(tracks), by=SYSTEM, at=at) as acts:
            words = drafting.reminder(agency_id, some, at=at, third=third)
            drafted.append(letters.draft(acts, words, tracks=tracks, submit=True).pk)
    return drafted
