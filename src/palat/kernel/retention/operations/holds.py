"""Orders not to destroy a thing: placed and lifted with a reason, each in the thing's own chain of history."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor, basis_of_role
from palat.kernel.retention.models import Hold
from palat.kernel.retention.operations.standing import NotInOffice, UnableToRetain, hold_still
from palat.kernel.retention.procedure import HOLDERS, LIFTERS, Ref
from palat.kernel.retention.queries.finding import thing
from palat.kernel.retention.queries.lists import chain_of_thing, visible_holds

MOST_WORDS = 500


def _basis(by: Actor, roles: frozenset[str], refusal: str) -> tuple[str, int]:
    for role in sorted(roles):
        basis = basis_of_role(by, role)
        if basis and by.official_id:
            return basis, by.official_id
    raise NotInOffice(refusal)


def _words(reason: str) -> str:
    words = " ".join(reason.split())[:MOST_WORDS]
    if not words:
        raise UnableToRetain(_("โปรดระบุเหตุผล"))
    return words


@transaction.atomic
def place_hold(*, ref: Ref, reason: str, by: Actor, at: datetime) -> Hold:
    """Hold a thing back from destruction (ระงับการทำลาย), also one that is on a list already.

    Raises: NotInOffice; UnableToRetain without a reason, or where the thing is gone or not theirs to see.
    """
    basis, official = _basis(by, HOLDERS, _("คุณไม่มีหน้าที่ระงับการทำลาย"))
    words = _words(reason)
    hold_still()
    held = thing(ref, by)
    if held is None:
        raise UnableToRetain(_("ไม่พบสิ่งนี้ หรือถูกทำลายไปแล้ว"))
    hold = Hold.objects.create(
        id=ids.take(),
        kind=ref.kind,
        row=ref.row,
        number=held.number,
        secrecy=held.secrecy,
        restricted=held.restricted,
        reason=words,
        placed_at=at,
        placed_by_id=official,
    )
    _record(hold, "hold_placed", by, basis, words, at)
    return hold


@transaction.atomic
def lift_hold(*, hold_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Lift a hold, with the reason, by somebody other than who placed it. Raises: NotInOffice; UnableToRetain."""
    basis, official = _basis(by, LIFTERS, _("คุณไม่มีหน้าที่ยกเลิกการระงับการทำลาย"))
    words = _words(reason)
    hold_still()
    hold = (
        Hold.objects.select_for_update(of=("self",)).filter(pk__in=visible_holds(by).values("pk"), pk=hold_id).first()
    )
    if hold is None or hold.lifted_at:
        raise UnableToRetain(_("ไม่พบการระงับนี้ หรือยกเลิกไปแล้ว"))
    if hold.placed_by_id == official:
        raise UnableToRetain(_("ต้องเป็นเจ้าหน้าที่อีกคนหนึ่ง ไม่ใช่ผู้สั่งระงับเอง"))
    hold.lifted_at, hold.lifted_by_id, hold.lifted_reason = at, official, words
    hold.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    _record(hold, "hold_lifted", by, basis, words, at)


def _record(hold: Hold, kind: str, by: Actor, basis: str, words: str, at: datetime) -> None:
    append(
        chain=chain_of_thing(Ref(hold.kind, hold.row)),
        kind=kind,
        at=at,
        actor=by.ref,
        basis=basis,
        facts={"hold": hold.pk, "thing": f"{hold.kind}:{hold.row}"},
        body={"reason": words},
    )
