"""The acts on an entry of the register: what each is called and asks, when it is offered, which operation makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palat.duties.information.forms.publications import (
    CorrectForm,
    EntrustForm,
    TakeBackForm,
    VersionForm,
    WordsForm,
    initial_of,
)
from palat.duties.information.models import Publication, Version
from palat.duties.information.operations.register import deciding, entering, keeping
from palat.duties.information.procedure.publication import ASKS, FORMER, MAY_OPEN, PUBLISHED
from palat.duties.information.queries.publishers import basis_of_approving, basis_of_keeping, keeps_register
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.shapes import Text

Files = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Stands:
    """How an entry stands for somebody: its versions, who looks, what day it is."""

    publication: Publication
    waiting: Version | None
    by: Actor
    today: date

    @property
    def keeps(self) -> bool:
        """Whether this person keeps the entry."""
        return bool(basis_of_keeping(self.by, self.publication))

    @property
    def approves(self) -> bool:
        """Whether this person lets entries out."""
        return bool(basis_of_approving(self.by))

    @property
    def published(self) -> bool:
        """Whether everybody can read it now."""
        return self.publication.state == PUBLISHED

    @property
    def looked(self) -> str:
        """How the file of what waits was looked through; nothing where no file waits."""
        return self.waiting.looked.state if self.waiting and self.waiting.looked else ""

    @property
    def earlier(self) -> list[int]:
        """The numbers of earlier versions that everybody can read, the newest first."""
        rows = self.publication.versions.filter(state=FORMER) if self.published else self.publication.versions.none()
        return list(rows.order_by("-number").values_list("number", flat=True))

    @property
    def own(self) -> bool:
        """Whether this person proposed what waits."""
        return bool(self.waiting and self.waiting.proposed_by_id == self.by.official_id)


Form = Callable[[Any, Stands], forms.Form]


@dataclass(frozen=True)
class PublicationAct:
    """One act: its words, its form, when it is offered, and what makes it of the form and its files."""

    label: Text
    offered: Callable[[Stands], bool]
    form: Form
    make: Callable[[Stands, dict[str, Any], Files, datetime], Any]
    words: Text = ""
    style: str = "secondary"
    files: bool = False


def _plain(**more: Any) -> Form:
    return lambda data, _stands: WordsForm(data, **more)


class NothingToSay(forms.Form):
    """An act that asks nothing."""


def _nothing(data: Any, _stands: Stands) -> forms.Form:
    return NothingToSay(data)


def _version_form(data: Any, stands: Stands) -> forms.Form:
    return VersionForm(
        data, publication=stands.publication, initial=initial_of(stands.publication, stands.publication.current)
    )


def _correct_form(data: Any, stands: Stands) -> forms.Form:
    version = stands.publication.current or stands.waiting
    return CorrectForm(data, today=stands.today, initial=initial_of(stands.publication, version))


def _correct(stands: Stands, data: dict[str, Any], _files: Files, at: datetime) -> Any:
    entry = entering.Entry(data["agency"], data["class_code"], data["title_th"], data["title_en"], data["keywords"])
    dates = entering.Where(way="", gazette=data["gazette"], from_on=data["from_on"], until_on=data["until_on"])
    return keeping.correct(
        publication_id=stands.publication.pk, by=stands.by, at=at, entry=entry, dates=dates, words=data["words"]
    )


def _on_version(operation: Callable[..., Any]) -> Callable[[Stands, dict[str, Any], Files, datetime], Any]:
    def make(stands: Stands, data: dict[str, Any], _files: Files, at: datetime) -> Any:
        number = stands.waiting.pk if stands.waiting else 0
        return operation(version_id=number, by=stands.by, at=at, **data)

    return make


def _on_entry(operation: Callable[..., Any]) -> Callable[[Stands, dict[str, Any], Files, datetime], Any]:
    def make(stands: Stands, data: dict[str, Any], _files: Files, at: datetime) -> Any:
        return operation(publication_id=stands.publication.pk, by=stands.by, at=at, **data)

    return make


def _entrust(stands: Stands, data: dict[str, Any], _files: Files, at: datetime) -> Any:
    number = data["responsible"]
    return keeping.entrust(publication_id=stands.publication.pk, by=stands.by, at=at, responsible_id=number)


def _propose_version(stands: Stands, data: dict[str, Any], files: Files, at: datetime) -> Any:
    where = data["where"](files)
    return entering.propose_version(publication_id=stands.publication.pk, where=where, by=stands.by, at=at)


PUBLICATION_ACTS: dict[str, PublicationAct] = {
    "publish": PublicationAct(
        _("เผยแพร่"),
        lambda one: one.waiting is not None and one.approves and not one.own and one.looked in {"", *MAY_OPEN},
        _nothing,
        _on_version(deciding.publish),
        _("ทุกคนจะเปิดดูได้ทันที และฉบับก่อนกลายเป็นฉบับเก่า"),
        "primary",
    ),
    "answer": PublicationAct(
        _("รับรองข้อมูลแฝงที่พบ"),
        lambda one: one.approves and one.looked == ASKS,
        _plain(label=_("เหตุที่ไฟล์นี้ออกไปได้")),
        _on_version(deciding.answer_findings),
        _("ไฟล์จะออกไปตามที่เป็น พร้อมข้อมูลแฝงที่พบ ถ้าแปลงเป็น PDF ระบบตัดออกให้"),
    ),
    "return": PublicationAct(
        _("ส่งคืนให้แก้ไข"),
        lambda one: one.waiting is not None and one.approves,
        _plain(label=_("สิ่งที่ต้องแก้ไข")),
        _on_version(deciding.return_version),
    ),
    "renew": PublicationAct(
        _("ยืนยันว่ายังเป็นปัจจุบัน"),
        lambda one: one.published and one.keeps,
        _plain(label=_("หมายเหตุ"), required=False, help=_("ประชาชนเห็นในประวัติของรายการ")),
        _on_entry(keeping.renew),
        _("เปิดดูแล้วว่ายังถูกต้องและใช้ได้ กำหนดทบทวนจะเริ่มนับใหม่วันนี้"),
        "primary",
    ),
    "replace": PublicationAct(
        _("เสนอฉบับใหม่"),
        lambda one: one.waiting is None and one.keeps,
        _version_form,
        _propose_version,
        _("ฉบับเดิมยังเปิดดูได้จนกว่าฉบับใหม่ได้รับอนุมัติ"),
        files=True,
    ),
    "correct": PublicationAct(
        _("แก้ไขรายการ"),
        lambda one: keeps_register(one.by),
        _correct_form,
        _correct,
        _("แก้คำ ประเภท หรือวันที่ ถ้าเนื้อหาเปลี่ยน ให้เสนอฉบับใหม่"),
    ),
    "entrust": PublicationAct(
        _("เปลี่ยนผู้รับผิดชอบ"),
        lambda one: one.approves,
        lambda data, stands: EntrustForm(data, today=stands.today),
        _entrust,
    ),
    "take-back": PublicationAct(
        _("ถอนฉบับก่อน"),
        lambda one: one.approves and bool(one.earlier),
        lambda data, stands: TakeBackForm(data, numbers=stands.earlier),
        _on_entry(keeping.take_back),
        _("ประชาชนจะเปิดฉบับนั้นไม่ได้อีก ฉบับปัจจุบันยังเผยแพร่อยู่"),
        "danger",
    ),
    "withdraw": PublicationAct(
        _("ถอนรายการ"),
        lambda one: one.published and one.approves,
        _plain(label=_("เหตุที่ถอน"), help=_("ประชาชนเห็นเหตุผลนี้")),
        _on_entry(keeping.withdraw),
        _("รายการจะหายจากหน้าสาธารณะ เหลือเพียงชื่อ วันที่ถอน และเหตุผล"),
        "danger",
    ),
}
