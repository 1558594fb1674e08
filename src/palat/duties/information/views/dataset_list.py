"""Datasets at the desk, as a list."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.procedure.datasets import GROUPS, STATES, WAITING
from palat.duties.information.queries.datasets import visible_datasets
from palat.duties.information.queries.publishers import keeps_register
from palat.duties.information.views import ways_back
from palat.duties.information.views.data import term_words
from palat.duties.information.views.register_frame import TONES, RegisterView
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.language import in_language
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import badge
from palat.kernel.pages.shapes import Action, Crumb
from palat.kernel.pages.text import choices

DATASETS = Listing(
    code="information.datasets",
    columns=(
        Column(
            code="title",
            label=gettext_lazy("ชุดข้อมูล"),
            title=True,
            value=lambda one: in_language(one.title_th, one.title_en),
        ),
        Column(code="name", label=gettext_lazy("ชื่อในที่อยู่เว็บ"), css="nowrap"),
        Column(
            code="state",
            label=gettext_lazy("สถานะ"),
            value=lambda one: _(STATES[one.state]),
            show=lambda one: badge(_(STATES[one.state]), tone=TONES[one.state]),
        ),
        Column(
            code="waiting",
            label=gettext_lazy("รออนุมัติ (ไฟล์)"),
            value="waiting",
            css="num",
        ),
        Column(
            code="source",
            label=gettext_lazy("ที่มา"),
            value=lambda one: _("ระบบทำเอง") if one.source else _("เจ้าหน้าที่"),
        ),
        Column(
            code="group", label=gettext_lazy("กลุ่ม"), value=lambda one: term_words(GROUPS[one.group]), css="phone-hide"
        ),
        Column(code="changed", label=gettext_lazy("ปรับปรุงเมื่อ"), value="changed_at", css="nowrap"),
    ),
    filters=(
        ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=lambda: choices(STATES.items())),
        ChoiceFilter(
            code="group",
            label=gettext_lazy("กลุ่ม"),
            choices=lambda: [(code, term_words(term)) for code, term in GROUPS.items()],
        ),
    ),
    order=("-changed_at", "-id"),
    row_url=address_of("information_dataset"),
    empty=gettext_lazy("ยังไม่มีชุดข้อมูล"),
)


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to the datasets."""
    return ways_back.crumbs(Crumb(_("ข้อมูลเปิด"), reverse("information_datasets")), *more)


@method_decorator(login_required, name="dispatch")
class Datasets(RegisterView):
    """Every dataset."""

    listing = DATASETS
    title = gettext_lazy("ข้อมูลเปิด")
    intro = gettext_lazy("ชุดข้อมูลที่เผยแพร่ให้ใช้ซ้ำได้ สถิติของระบบทำใหม่เองทุกเดือน")

    def rows(self) -> QuerySet[Any]:
        """Return what the viewer may see."""
        waiting = Q(resources__versions__state=WAITING, resources__removed_at=None)
        return visible_datasets(self.by).annotate(waiting=Count("resources__versions", filter=waiting))

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return crumbs()[:1]

    def actions(self) -> list[Action]:
        """Return the way to add one."""
        if not keeps_register(self.by):
            return []
        return [Action(_("เพิ่มชุดข้อมูล"), reverse("information_dataset_new"), icon="plus", style="primary")]
