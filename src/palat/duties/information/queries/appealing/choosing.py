"""What the forms of acts on an appeal offer to choose among."""

from collections import Counter
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Called, CameraFile, Ruling, Sitting
from palat.duties.information.procedure.appeal_words import CALLED_AS
from palat.duties.information.queries.appealing.panel import (
    may_sit,
    panel_of,
    proposed_panel,
    secretaries,
)
from palat.duties.information.queries.appealing.rulings import Precedent, precedents
from palat.duties.information.queries.catalogue import branches_on
from palat.kernel.pages.dates import display_date
from palat.kernel.pages.language import name_of


def _appeal(matter_id: int) -> Appeal:
    return Appeal.objects.select_related("matter", "branch").get(pk=matter_id)


def branch_choices(on: date) -> list[tuple[int, str]]:
    """Return the branches with how many appeals lie open in each."""
    open_ones = Appeal.objects.filter(matter__closed_at=None, branch__isnull=False)
    counted = Counter(open_ones.values_list("branch", flat=True))
    return [
        (one.pk, _("%(name)s (ค้าง %(number)d เรื่อง)") % {"name": name_of(one), "number": counted[one.pk]})
        for one in branches_on(on)
    ]


def secretary_choices(on: date) -> list[tuple[int, str]]:
    """Return the secretaries, the one with the least open appeals first."""
    return [
        (number, _("%(name)s (ค้าง %(number)d เรื่อง)") % {"name": name, "number": open_ones})
        for number, name, open_ones in secretaries(on)
    ]


def member_choices(matter_id: int, on: date) -> list[tuple[int, str]]:
    """Return the members who may sit on an appeal, the one with the least open appeals first."""
    return [
        (one.official_id, _("%(name)s (ค้าง %(number)d เรื่อง)") % {"name": one.name, "number": one.open_appeals})
        for one in may_sit(_appeal(matter_id), on)
    ]


def proposed_ids(matter_id: int, on: date) -> list[int]:
    """Return who sits now, the chair first; in empty places, or where nobody sits yet, whom the load proposes."""
    now = [one.official_id for one in panel_of(matter_id)]
    proposed = [one.official_id for one in proposed_panel(_appeal(matter_id), on)]
    rest = [number for number in proposed if number not in now]
    return [*now, *rest[: max(0, len(proposed) - len(now))]]


def panel_names(matter_id: int) -> list[tuple[int, str]]:
    """Return who sits on an appeal, the chair first and named so."""
    return [
        (one.official_id, _("%(name)s (ประธาน)") % {"name": one.official} if one.role == "chair" else str(one.official))
        for one in panel_of(matter_id)
    ]


def camera_choices(matter_id: int) -> list[tuple[int, str]]:
    """Return the documents that are kept in camera."""
    kept = CameraFile.objects.filter(appeal=matter_id, returned_at=None).order_by("pk")
    return [(one.pk, f"{one.name} · {one.words}" if one.words else one.name) for one in kept]


def called_choices(matter_id: int) -> list[tuple[int, str]]:
    """Return who was called on an appeal, as what and when."""
    found = Called.objects.filter(hearing__appeal=matter_id).select_related("hearing__sitting").order_by("pk")
    as_what = dict(CALLED_AS)
    return [
        (one.pk, f"{_(as_what[one.capacity])} {one.who} · {display_date(one.hearing.sitting.starts_at)}")
        for one in found
    ]


def sitting_choices(matter_id: int) -> list[tuple[int, str]]:
    """Return the sittings of the appeal's branch that are to come."""
    branch_id = Appeal.objects.values_list("branch_id", flat=True).get(pk=matter_id)
    ahead = Sitting.objects.filter(branch=branch_id or 0, state="set", starts_at__gt=timezone.now())
    return [
        (one.pk, f"{display_date(one.starts_at, long=True)} {timezone.localtime(one.starts_at):%H.%M} · {one.place}")
        for one in ahead.order_by("starts_at")[:20]
    ]


def precedents_of(matter_id: int) -> list[Precedent]:
    """Return published rulings on the same grounds or of the same topic as an appeal's draft."""
    appeal = _appeal(matter_id)
    ruling = Ruling.objects.filter(appeal=appeal).first()
    return precedents(grounds=ruling.grounds if ruling else [], topic=appeal.topic, without=matter_id)
