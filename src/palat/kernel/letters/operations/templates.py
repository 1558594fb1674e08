"""Changing the templates of letters: a version is tried, kept with its reason and its first day, never altered."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history.operations import append
from palat.kernel.letters.layout import Template
from palat.kernel.letters.models import TemplateVersion
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.templating.faults import Fault
from palat.kernel.letters.templating.queries import FILES, version
from palat.kernel.letters.templating.trying import try_out
from palat.kernel.matters.authority import SYSTEM, Actor, basis_of_role
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct

ROLE = "administrator"
LONGEST = 60_000  # letters of one file


class BrokenTemplate(UnableToAct):
    """The template cannot be kept; `faults` hold the file, the line and the message in words."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(_("แบบนี้ใช้ไม่ได้ จึงยังไม่ได้บันทึก"))
        self.faults = faults


def folder(form: str, files: Mapping[str, str]) -> Template:
    """Return typed files as a template: only those that a folder has, lines ending alike.

    Raises: UnableToAct for an unknown form, or a file too long.
    """
    if form not in SHAPES:
        raise UnableToAct(_("ไม่รู้จักแบบหนังสือนี้"))
    clean = {name: files.get(name, "").replace("\r\n", "\n").rstrip() + "\n" for name in FILES}
    if any(len(text) > LONGEST for text in clean.values()):
        raise UnableToAct(_("แต่ละไฟล์ยาวได้ไม่เกิน %(most)s ตัวอักษร") % {"most": f"{LONGEST:,}"})
    return Template(clean)


def save(
    *,
    form: str,
    files: Mapping[str, str],
    by: Actor,
    at: datetime,
    reason: str,
    valid_from: date,
    of_number: int | None = None,
) -> TemplateVersion:
    """Keep an edited template as a new version, in force from a day on.

    `of_number` is the version that was edited. Letters that have their number keep the version they were set with.
    Raises: NotAuthorised; BrokenTemplate; UnableToAct without a reason, for a day gone by, or when nothing changed.
    """
    basis = _require_administrator(by)
    if not reason.strip():
        raise UnableToAct(_("โปรดระบุเหตุผลที่แก้ไขแบบ"))
    if valid_from < legal_date(at):
        raise UnableToAct(_("วันเริ่มใช้ต้องเป็นวันนี้หรือหลังจากนี้ หนังสือที่ออกไปแล้วไม่เปลี่ยนตาม"))
    template = folder(form, files)
    last = TemplateVersion.objects.filter(form=form).order_by("-number").first()
    if last is not None and last.sha256 == template.sha256 and last.valid_from is not None:
        raise UnableToAct(_("แบบนี้เหมือนฉบับล่าสุด จึงไม่มีอะไรให้บันทึก"))
    if found := try_out(form, template):
        raise BrokenTemplate(found)
    return add(
        form=form,
        template=template,
        valid_from=valid_from,
        at=at,
        by=by,
        basis=basis,
        reason=reason.strip()[:300],
        of_number=of_number,
    )


def go_back(*, form: str, number: int, by: Actor, at: datetime, reason: str) -> TemplateVersion:
    """Use an earlier version again from today on: as a new version, since none is ever altered.

    Raises: as `save`; UnableToAct for a version that does not exist.
    """
    kept = version(form, number)
    if kept is None:
        raise UnableToAct(_("ไม่พบแบบฉบับนี้"))
    return save(
        form=form, files=kept.files, by=by, at=at, reason=reason, valid_from=legal_date(at), of_number=kept.number
    )


@transaction.atomic
def add(
    *,
    form: str,
    template: Template,
    valid_from: date | None,
    at: datetime,
    reason: str,
    by: Actor = SYSTEM,
    basis: str = "system",
    of_number: int | None = None,
) -> TemplateVersion:
    """Append a version and its event, under the lock of its chain. Who may is for the caller to have asked."""
    append(
        chain=f"template:{form}",
        kind="template_changed",
        at=at,
        actor=by.ref,
        basis=basis,
        facts={
            "sha256": template.sha256,
            "from": valid_from.isoformat() if valid_from else None,
            "of": of_number,
        },
        body={"reason": reason},
    )
    last = TemplateVersion.objects.filter(form=form).aggregate(last=Max("number"))["last"] or 0
    return TemplateVersion.objects.create(
        form=form,
        number=last + 1,
        files=dict(template.files),
        sha256=template.sha256,
        valid_from=valid_from,
        made_at=at,
        made_by_id=by.official_id,
        reason=reason,
        of_number=of_number,
    )


def _require_administrator(by: Actor) -> str:
    """Return the post or order by which someone looks after the system. Raises: NotAuthorised."""
    basis = basis_of_role(by, ROLE)
    if basis is None:
        raise NotAuthorised(_("เฉพาะผู้ดูแลระบบเท่านั้นที่แก้ไขแบบหนังสือได้"))
    return basis
