"""The acts on a month of procurement: who may, what each is called and asks, which operation makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from palat.duties.information.operations import procurement as acts
from palat.duties.information.queries.publishers import approves_entries, keeps_register
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.shapes import Text


@dataclass(frozen=True)
class MonthAct:
    """An act on a month: who may, what makes it, its words; whether it asks for a reason."""

    label: Text
    may: Callable[[Actor], bool]
    make: Callable[..., Any]
    said: Text
    words: Text
    asks: bool = True


MONTH_ACTS: dict[str, MonthAct] = {
    "publish": MonthAct(
        gettext_lazy("เผยแพร่"),
        approves_entries,
        acts.publish_month,
        gettext_lazy("เผยแพร่แล้ว"),
        gettext_lazy("ทุกคนจะอ่านได้ทันที และรายการ สขร.1 ในทะเบียนการเผยแพร่จะได้รับการทบทวน"),
        asks=False,
    ),
    "reopen": MonthAct(
        gettext_lazy("ถอนเพื่อแก้ไข"),
        approves_entries,
        acts.reopen_month,
        gettext_lazy("ถอนเพื่อแก้ไขแล้ว"),
        gettext_lazy("หน้าสาธารณะของเดือนนี้จะหายไปจนกว่าจะเผยแพร่อีกครั้ง"),
    ),
    "clear": MonthAct(
        gettext_lazy("ล้างรายการ"),
        keeps_register,
        acts.clear_month,
        gettext_lazy("ล้างรายการแล้ว"),
        gettext_lazy("รายการทั้งหมดของเดือนนี้จะถูกลบ เพื่อนำเข้าไฟล์ที่ถูกต้อง ไฟล์ที่นำเข้าแล้วยังเก็บไว้"),
    ),
}
