"""Peers kept by the administrator: added, changed, tried, given another address, stopped. All of it in the history."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cryptography import x509
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.addressing import address_of, new_salt
from palat.kernel.egif.models import Peer
from palat.kernel.egif.procedure import ADDRESSINGS, NUMBERINGS, TO_NAMES, Profile
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.notices.keeping import require
from palat.kernel.notices.operations.receivers import address_flaw
from palat.kernel.organisation.procedure import Authority

ROLE = frozenset({"administrator"})
CHANGES_DIALECT = ("url", "ministry", "department", "profile")


class UnableToKeepPeer(Exception):
    """The peer cannot be kept as given; the message says why."""


@dataclass(frozen=True)
class Wanted:
    """A peer in clean values."""

    agency_id: int
    name: str
    url: str
    ministry: str
    department: str
    certificate: str = ""
    allow_private: bool = False
    profile: Profile = field(default_factory=Profile)


def is_identified() -> bool:
    """Say whether the Office has its own codes, without which it cannot say who sends."""
    return bool(settings.EGIF_MINISTRY and settings.EGIF_DEPARTMENT)


def certificates_in(pem: str) -> list[x509.Certificate]:
    """Return the certificates of a peer. Raises: UnableToKeepPeer for what is none."""
    if not pem.strip():
        return []
    try:
        return x509.load_pem_x509_certificates(pem.encode())
    except ValueError as wrong:
        raise UnableToKeepPeer(_("ใบรับรองต้องเป็นข้อความ PEM ที่ขึ้นต้นด้วย -----BEGIN CERTIFICATE-----")) from wrong


@transaction.atomic
def add(*, wanted: Wanted, by: Authority, at: datetime) -> tuple[Peer, str]:
    """Keep a new peer. Returns it with the address at which it reaches us, shown once.

    Raises: NotAllowed; UnableToKeepPeer.
    """
    basis = require(by, ROLE)
    _check(wanted)
    peer = Peer(id=ids.take(), salt=new_salt(), made_at=at, **_columns(wanted))
    _save(peer)
    _tell("peer_added", peer, by, basis, at)
    return peer, address_of(peer)


@transaction.atomic
def change(*, peer_id: int, wanted: Wanted, by: Authority, at: datetime) -> Peer:
    """Change what is kept of a peer; one whose dialect, codes or address changed is provisional again.

    Raises: NotAllowed; UnableToKeepPeer.
    """
    basis, peer = require(by, ROLE), _held(peer_id)
    _check(wanted)
    columns = _columns(wanted)
    if any(getattr(peer, name) != columns[name] for name in CHANGES_DIALECT):
        peer.tried_on = None
    for name, value in columns.items():
        setattr(peer, name, value)
    _save(peer)
    _tell("peer_changed", peer, by, basis, at)
    return peer


@transaction.atomic
def renew_address(*, peer_id: int, by: Authority, at: datetime) -> tuple[Peer, str]:
    """Give a peer another address to reach us, and return it; the one before leads nowhere from now on.

    Raises: NotAllowed; UnableToKeepPeer.
    """
    basis, peer = require(by, ROLE), _held(peer_id)
    peer.salt = new_salt()
    peer.save(update_fields=["salt"])
    _tell("peer_address_changed", peer, by, basis, at)
    return peer, address_of(peer)


@transaction.atomic
def mark_tried(*, peer_id: int, by: Authority, at: datetime) -> Peer:
    """Record that the profile was found right with the peer: it is no longer provisional.

    Raises: NotAllowed; UnableToKeepPeer.
    """
    basis, peer = require(by, ROLE), _held(peer_id)
    peer.tried_on = legal_date(at)
    peer.save(update_fields=["tried_on"])
    _tell("peer_tried", peer, by, basis, at)
    return peer


@transaction.atomic
def stop(*, peer_id: int, by: Authority, at: datetime, again: bool = False) -> Peer:
    """Exchange nothing with a peer any more, or again. Raises: NotAllowed; UnableToKeepPeer."""
    basis, peer = require(by, ROLE), _held(peer_id)
    peer.stopped_at = None if again else at
    _save(peer)
    _tell("peer_resumed" if again else "peer_stopped", peer, by, basis, at)
    return peer


def _save(peer: Peer) -> None:
    try:
        with transaction.atomic():
            peer.save()
    except IntegrityError as double:
        raise UnableToKeepPeer(_("หน่วยงานนี้เชื่อมต่ออยู่แล้ว")) from double


def _columns(wanted: Wanted) -> dict[str, Any]:
    return {
        "agency_id": wanted.agency_id,
        "name": wanted.name.strip()[:120],
        "url": wanted.url.strip(),
        "ministry": wanted.ministry.strip(),
        "department": wanted.department.strip(),
        "certificate": wanted.certificate.strip(),
        "allow_private": wanted.allow_private,
        "profile": wanted.profile.as_kept(),
    }


def _check(wanted: Wanted) -> None:
    if not wanted.name.strip():
        raise UnableToKeepPeer(_("โปรดตั้งชื่อระบบปลายทาง"))
    if flaw := address_flaw(wanted.url, allow_private=wanted.allow_private):
        raise UnableToKeepPeer(flaw)
    for code in (wanted.ministry, wanted.department):
        if not code.strip().isalnum() or not code.isascii() or len(code.strip()) > 20:
            raise UnableToKeepPeer(_("รหัสกระทรวงและรหัสกรมมีแต่ตัวเลขหรือตัวอักษรอังกฤษ ไม่เกิน 20 ตัว"))
    certificates_in(wanted.certificate)
    _check_profile(wanted.profile)


def _check_profile(profile: Profile) -> None:
    known = profile.addressing in ADDRESSINGS and profile.to_name in TO_NAMES and profile.numbering in NUMBERINGS
    if not known:
        raise UnableToKeepPeer(_("โปรดเลือกจากรายการ"))
    for codes in (profile.secrecy_codes, profile.urgency_codes):
        if len(set(codes.values())) < len(codes) or not all(one.isascii() and one.isalnum() for one in codes.values()):
            raise UnableToKeepPeer(_("รหัสชั้นความลับและชั้นความเร็วต้องครบทุกชั้นและไม่ซ้ำกัน"))


def _held(peer_id: int) -> Peer:
    peer = Peer.objects.select_for_update(of=("self",)).filter(pk=peer_id).first()
    if peer is None:
        raise UnableToKeepPeer(_("ไม่พบระบบปลายทางนี้"))
    return peer


def _tell(kind: str, peer: Peer, by: Authority, basis: str, at: datetime) -> None:
    facts = {
        "peer": peer.pk,
        "agency": peer.agency_id,
        "private": peer.allow_private,
        "certificate": bool(peer.certificate),
        "profile": peer.profile,
    }
    append(chain="peers", kind=kind, at=at, actor=f"official:{by.official_id}", basis=basis, facts=facts)
