"""Loading the templates that come with the program, each the first version of its form. Repeating changes nothing."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.layout import shipped
from palat.kernel.letters.models import TemplateVersion
from palat.kernel.letters.operations.templates import add
from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.templating.queries import version_in_force

ALWAYS = date(1983, 12, 1)  # the regulation's own first day
FIRST, NEWER = "มากับโปรแกรม", "มากับโปรแกรมรุ่นใหม่"


def load(at: datetime | None = None) -> int:
    """Add the shipped template of each form where it is new. Returns how many were added.

    Where an administrator's version is in force, a newer shipped one is kept aside: it is never put in its place.
    """
    return sum(_load(form, at or timezone.now()) for form in SHAPES)


@transaction.atomic
def _load(form: str, at: datetime) -> int:
    template = shipped(form)
    last = TemplateVersion.objects.filter(form=form, made_by=None).order_by("-number").first()
    if last is not None and last.sha256 == template.sha256:
        return 0
    today = legal_date(at)
    held = version_in_force(form, on=today)
    valid_from = ALWAYS if last is None else today if held and held.made_by_id is None else None
    add(form=form, template=template, valid_from=valid_from, at=at, reason=NEWER if last else FIRST)
    return 1
