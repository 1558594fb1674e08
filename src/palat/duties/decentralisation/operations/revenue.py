"""Recording what sources tell of local governments' revenue."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.decentralisation.models import RevenueYear
from palat.duties.decentralisation.procedure.revenue import FIRST_YEAR, PARTS, Figures, impossible, leaps
from palat.duties.decentralisation.queries.listing import basis_of_applying
from palat.duties.decentralisation.queries.revenue import CHAIN, newest, rows_of
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct


@transaction.atomic
def record_revenue(*, figures: Figures, source: str, by: Actor, at: datetime, words: str = "") -> RevenueYear:
    """Record the revenue of a fiscal year, or correct what was recorded; the newest row of a year counts.

    A correction, and an amount that leaps from the nearest year's as an error of unit does, need words.
    Raises: NotAuthorised; UnableToAct for figures that cannot be true of each other, and without a source.
    """
    basis = basis_of_applying(by)
    if not basis:
        raise NotAuthorised(_("คุณไม่มีหน้าที่บันทึกรายได้ขององค์กรปกครองส่วนท้องถิ่น"))
    if not FIRST_YEAR <= figures.year <= fiscal_year(legal_date(at)) + 1:
        raise UnableToAct(_("ปีงบประมาณไม่อยู่ในช่วงที่บันทึกได้"))
    if why := impossible(figures):
        raise UnableToAct(_(why))
    if not source.strip():
        raise UnableToAct(_("โปรดระบุที่มาของตัวเลข"))
    before = rows_of(figures.year).select_for_update(of=("self",)).first()
    _explained(figures, words.strip(), again=before is not None)
    kept = RevenueYear.objects.create(
        id=ids.take(),
        year=figures.year,
        share=figures.share,
        local=figures.local,
        net=figures.net,
        **{code: figures.parts.get(code) for code in PARTS},
        source=source.strip()[:300],
        words=words.strip()[:500],
        recorded_at=at,
        recorded_by_id=by.official_id,
    )
    facts = {"year": figures.year, "share": str(figures.share), "before": str(before.share) if before else ""}
    append(chain=CHAIN, kind="revenue_recorded", at=at, actor=by.ref, basis=basis, facts=facts)
    return kept


def _explained(figures: Figures, words: str, *, again: bool) -> None:
    """Ask for words where a row is corrected or leaps. Raises: UnableToAct."""
    if words:
        return
    if again:
        raise UnableToAct(_("ปีนี้มีตัวเลขแล้ว โปรดบอกว่าแก้ไขเพราะอะไร"))
    known = newest().exclude(year=figures.year).values_list("year", "local")
    others = {year: local for year, local in known if local is not None}
    near = leaps(figures, others)
    if near is not None:
        raise UnableToAct(
            _("จำนวนเงินต่างจากปี %(year)s มากผิดปกติ หน่วยอาจผิด (บาทหรือล้านบาท) ถ้าถูกต้องแล้ว โปรดบอกเหตุผล") % {"year": near}
        )
