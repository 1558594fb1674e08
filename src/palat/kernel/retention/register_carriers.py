"""What an order holds back keeps its number, and stays in the matter with which it is held."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.organisation.procedure import Authority
from palat.kernel.registers.carriers import asked_before_leaving, told_of_voids
from palat.kernel.registers.models import RegisterEntry
from palat.kernel.registers.operations.numbers import UnableToNumber, UnableToVoid
from palat.kernel.registers.procedure import Number
from palat.kernel.retention.procedure import ENTRY, MATTER, Ref
from palat.kernel.retention.queries.holding import held_among


@told_of_voids
def held_number_stays(number: Number, *, by: Authority, at: datetime) -> None:
    """Let no number become void whose paper an order holds: under another one nothing would hold it."""
    del by, at
    if held_among(_named(number, with_itself=True)):
        raise UnableToVoid(_("หนังสือของเลขนี้มีคำสั่งระงับการทำลาย ต้องยกเลิกการระงับก่อนจึงยกเลิกเลขได้"))


@asked_before_leaving
def held_paper_stays(number: Number) -> None:
    """Let no paper leave a matter that an order holds: alone nothing would hold it."""
    if held_among(_named(number, with_itself=False)):
        raise UnableToNumber(_("เรื่องนี้มีคำสั่งระงับการทำลาย ต้องยกเลิกการระงับก่อนจึงนำหนังสือออกจากเรื่องได้"))


def _named(number: Number, *, with_itself: bool) -> list[Ref]:
    """Return the matter to which the paper of a number belongs, and the entry itself where that is asked for too."""
    found = RegisterEntry.objects.filter(register=number.register, year=number.year, running=number.running)
    entry = found.select_related("line").first()
    if entry is None:
        return []
    kind, _colon, row = (entry.line.about if hasattr(entry, "line") else "").partition(":")
    matters = [Ref(MATTER, int(row))] if kind == MATTER else []
    return [*matters, *([Ref(ENTRY, entry.pk)] if with_itself else [])]
