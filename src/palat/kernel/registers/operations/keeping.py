"""The registers themselves: begin one, change how its numbers are written, stop it. Each change is in the history."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.operations import append
from palat.kernel.organisation.queries import unit_id
from palat.kernel.registers.models import Register, RegisterEntry
from palat.kernel.registers.procedure import KINDS, SENT, template_flaw

CODE = re.compile(r"[a-z][a-z0-9_.]{1,29}")
MARKS = ("verified", "provisional")


class UnableToChangeRegister(Exception):
    """The register cannot be begun or changed so; the message says why."""


@dataclass(frozen=True)
class Settings:
    """What an administrator sets of a register."""

    name_th: str
    name_en: str
    template: str
    mark: str
    valid_from: date | None = None
    valid_to: date | None = None
    days_of_grace: int = 31


@transaction.atomic
def begin(*, code: str, kind: str, office: str, secret: bool, settings: Settings, at: datetime, by: str) -> Register:
    """Begin a register of an office. Raises: UnableToChangeRegister."""
    if not CODE.fullmatch(code):
        raise UnableToChangeRegister(_("รหัสทะเบียนใช้ตัวอักษรอังกฤษตัวเล็ก ตัวเลข จุด และขีดล่าง ขึ้นต้นด้วยตัวอักษร"))
    if kind not in KINDS or unit_id(office) is None:
        raise UnableToChangeRegister(_("ไม่รู้จักชนิดทะเบียนหรือหน่วยนี้"))
    if Register.objects.filter(pk=code).exists():
        raise UnableToChangeRegister(_("มีทะเบียนรหัสนี้แล้ว"))
    register = Register(code=code, kind=kind, office=office, secret=secret)
    _set(register, settings)
    register.save(force_insert=True)
    _record("register_begun", register, at, by, {"kind": kind, "office": office, "secret": secret})
    return register


@transaction.atomic
def change(*, code: str, settings: Settings, at: datetime, by: str) -> bool:
    """Change a register; numbers already given keep the words they were given with. Returns whether anything changed.

    Raises: UnableToChangeRegister, also where it would stop before a number that it has given.
    """
    register = Register.objects.select_for_update().get(pk=code)
    before = {name: getattr(register, name) for name in vars(settings)}
    changed = {name: value for name, value in vars(settings).items() if before[name] != value}
    if not changed:
        return False
    _set(register, settings)
    given = RegisterEntry.objects.filter(register=register)
    if settings.valid_to and given.filter(on_date__gte=settings.valid_to).exists():
        raise UnableToChangeRegister(_("ทะเบียนนี้ออกเลขในวันดังกล่าวหรือหลังจากนั้นแล้ว"))
    if settings.valid_to != before["valid_to"] and settings.valid_to and settings.valid_to < legal_date(at):
        raise UnableToChangeRegister(_("เลิกใช้ทะเบียนย้อนหลังไม่ได้"))
    register.save()
    _record("register_changed", register, at, by, changed)
    return True


def _set(register: Register, settings: Settings) -> None:
    flaw = template_flaw(settings.template)
    if flaw:
        raise UnableToChangeRegister(_(flaw))
    if settings.mark not in MARKS:
        raise UnableToChangeRegister(_("ไม่รู้จักสถานะการตรวจสอบนี้"))
    if settings.valid_from and settings.valid_to and settings.valid_to < settings.valid_from:
        raise UnableToChangeRegister(_("วันเลิกใช้ต้องไม่ก่อนวันเริ่มใช้"))
    for name, value in vars(settings).items():
        setattr(register, name, value)
    if _others(register).exists():
        raise UnableToChangeRegister(_("หน่วยนี้มีทะเบียนชนิดเดียวกันที่ใช้ในช่วงนั้นอยู่แล้ว"))
    if twin := _twin(register):
        said = {"register": twin.name_th}
        raise UnableToChangeRegister(
            _("%(register)sใช้แบบเลขนี้อยู่แล้ว หนังสือสองฉบับจะมีเลขเดียวกัน โปรดใส่เครื่องหมายให้ต่าง") % said
        )


def _others(register: Register) -> Any:
    """Return the registers of the same office and kind in use on any of the same days: acts could not choose."""
    if register.kind == "other":
        return Register.objects.none()
    return _meanwhile(register).filter(kind=register.kind, office=register.office, secret=register.secret)


def _twin(register: Register) -> Register | None:
    """Return a register of sent letters, of whatever office, that writes its numbers just so on the same days."""
    if register.kind not in SENT:
        return None
    written = "".join(register.template.split())
    found = _meanwhile(register).filter(kind__in=SENT)
    return next((one for one in found if "".join(one.template.split()) == written), None)


def _meanwhile(register: Register) -> Any:
    """Return the other registers that are in use on any of the same days."""
    others = Register.objects.exclude(pk=register.pk)
    if register.valid_from:
        others = others.filter(Q(valid_to=None) | Q(valid_to__gt=register.valid_from))
    if register.valid_to:
        others = others.filter(Q(valid_from=None) | Q(valid_from__lt=register.valid_to))
    return others


def _record(kind: str, register: Register, at: datetime, by: str, facts: Mapping[str, Any]) -> None:
    append(chain="registers", kind=kind, at=at, actor=by, facts={"register": register.pk, **facts})
