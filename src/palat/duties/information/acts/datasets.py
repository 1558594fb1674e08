"""The acts on a dataset or one of its files: what each is called and asks, which operation makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.forms.datasets import DescribeForm, ResourceForm, initial_of
from palat.duties.information.forms.publications import WordsForm
from palat.duties.information.models import Dataset
from palat.duties.information.operations import datasets as acts
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.shapes import Text


@dataclass(frozen=True)
class DatasetAct:
    """One act: its words, its form, and what makes it."""

    label: Text
    form: Callable[[Any, Dataset], forms.Form]
    make: Callable[..., Any]
    words: Text = ""
    style: str = "secondary"
    files: bool = False
    approving: bool = False


class NothingToSay(forms.Form):
    """An act that asks nothing."""


def _words(label: Any, **more: Any) -> Callable[[Any, Dataset], forms.Form]:
    return lambda data, _found: WordsForm(data, label=label, **more)


def _describe_form(data: Any, found: Dataset) -> forms.Form:
    return DescribeForm(data, today=legal_date(timezone.now()), initial=initial_of(found))


def _describe(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.describe(described=form.described(), **base)


def _bring(form: Any, files: Any, which: int, **base: Any) -> Any:
    if not files:
        raise UnableToAct(_("โปรดเลือกไฟล์"))
    return acts.bring_resource(titled=form.titled(), file=files[0], resource_id=form.cleaned_data["resource"], **base)


def _publish(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.publish(**base)


def _withdraw(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.withdraw(words=form.cleaned_data["words"], **base)


def _answer(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.answer_findings(version_id=which, words=form.cleaned_data["words"], **base)


def _return(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.return_file(version_id=which, words=form.cleaned_data["words"], **base)


def _take_back(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.take_back(version_id=which, words=form.cleaned_data["words"], **base)


def _remove(form: Any, files: Any, which: int, **base: Any) -> Any:
    return acts.remove_resource(resource_id=which, words=form.cleaned_data["words"], **base)


DATASET_ACTS: dict[str, DatasetAct] = {
    "publish": DatasetAct(
        gettext_lazy("เผยแพร่"),
        lambda data, _found: NothingToSay(data),
        _publish,
        gettext_lazy("ทุกคนจะดาวน์โหลดได้ทันที พร้อมไฟล์ที่รออนุมัติทั้งหมด"),
        "primary",
        approving=True,
    ),
    "describe": DatasetAct(gettext_lazy("แก้คำอธิบาย"), _describe_form, _describe),
    "bring": DatasetAct(
        gettext_lazy("เสนอไฟล์"),
        lambda data, found: ResourceForm(data, dataset=found),
        _bring,
        gettext_lazy("ไฟล์ใหม่ หรือไฟล์ที่มาแทนไฟล์เดิม ตรวจให้แน่ว่าไม่มีข้อมูลส่วนบุคคล"),
        files=True,
    ),
    "withdraw": DatasetAct(
        gettext_lazy("ถอนชุดข้อมูล"),
        _words(gettext_lazy("เหตุที่ถอน"), help=gettext_lazy("ประชาชนเห็นเหตุผลนี้")),
        _withdraw,
        gettext_lazy("ไฟล์ทั้งหมดจะเปิดไม่ได้อีก เหลือเพียงชื่อ วันที่ถอน และเหตุผล"),
        style="danger",
        approving=True,
    ),
    "answer": DatasetAct(
        gettext_lazy("รับรองข้อมูลแฝงที่พบ"), _words(gettext_lazy("เหตุที่ไฟล์นี้ออกไปได้")), _answer, approving=True
    ),
    "return": DatasetAct(gettext_lazy("ส่งคืนให้แก้ไข"), _words(gettext_lazy("สิ่งที่ต้องแก้ไข")), _return, approving=True),
    "take-back": DatasetAct(
        gettext_lazy("ถอนฉบับก่อน"),
        _words(gettext_lazy("เหตุที่ถอน")),
        _take_back,
        gettext_lazy("ประชาชนจะดาวน์โหลดฉบับนั้นไม่ได้อีก ฉบับปัจจุบันยังเผยแพร่อยู่"),
        "danger",
        approving=True,
    ),
    "remove": DatasetAct(
        gettext_lazy("นำไฟล์ออก"), _words(gettext_lazy("เหตุที่นำออก")), _remove, style="danger", approving=True
    ),
}
