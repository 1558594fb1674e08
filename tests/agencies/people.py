"""People of agencies, and petitions referred to them, made by the real operations."""

from datetime import timedelta
from typing import Any

from palat.duties.petitions.operations import referrals, screening
from palat.duties.petitions.tests.factories import NOW, agency_id, liaison, official, petition
from palat.kernel.accounts.models import User
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter, Track
from palat.kernel.organisation.models import Official

PEA, PWA = "กฟภ", "กปภ"
LATER = NOW + timedelta(hours=1)


def referred(agency: str = PEA, **brought: Any) -> Track:
    """Return the track of a petition that was referred to an agency."""
    officer = official("officer-1")
    one = petition(**brought)
    screening.accept(matter_id=one.pk, by=official("intake-1"), at=NOW, officer_id=officer.official_id)
    referrals.refer(matter_id=one.pk, agency_ids=[agency_id(agency)], by=officer, at=NOW)
    return Track.objects.select_related("matter").get(matter_id=one.pk, type="referral")


def send_back(track: Track) -> None:
    """Let the Office return an answer."""
    referrals.send_back(
        matter_id=track.matter_id,
        track_id=track.pk,
        by=official("officer-1"),
        at=LATER,
        reason="no_evidence",
        words="โปรดแนบภาพถ่าย",
    )


def drafter(agency: str = PEA) -> Actor:
    """Return a drafter of an agency."""
    return liaison(agency, role="agency_drafter")


def approver(agency: str = PEA) -> Actor:
    """Return an approver of an agency."""
    return liaison(agency, role="agency_approver")


def user_of(actor: Actor) -> User:
    """Return the account behind an actor."""
    return User.objects.get(official=actor.official_id)


def name_of(actor: Actor) -> str:
    """Return the name of an actor."""
    return str(Official.objects.get(pk=actor.official_id))


def fresh(track: Track) -> Track:
    """Read a track anew."""
    return Track.objects.select_related("matter").get(pk=track.pk)


def matter_of(track: Track) -> Matter:
    """Read the matter of a track anew."""
    return Matter.objects.get(pk=track.matter_id)
