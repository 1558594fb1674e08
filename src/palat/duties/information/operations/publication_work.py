"""The work that the register raises: classes without an entry, entries that are due; found, reminded of, closed."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.information.models import Publication, PublicationTask
from palat.duties.information.procedure.publication import GAP, PUBLISHED, RENEW
from palat.duties.information.queries.catalogue import classes_on
from palat.duties.information.queries.publications import own_agency_id, tasks_for
from palat.duties.information.queries.publishers import heads_of_centre
from palat.kernel.calendar.counting import legal_date
from palat.kernel.calendar.queries import limit
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.operations.telling import tell_officials

LONGEST_ASIDE = 366  # days; then it is looked at again


@transaction.atomic
def survey(*, at: datetime) -> int:
    """Find every gap and every entry that is due, and close what is no longer so. Returns how many are open."""
    agencies = {own_agency_id(), *Publication.objects.values_list("agency_id", flat=True).distinct()}
    for agency in sorted(agencies):
        for one in classes_on(legal_date(at)):
            settle(agency_id=agency, class_code=one.code, at=at)
    return PublicationTask.objects.filter(closed_at=None).count()


@transaction.atomic
def settle(*, agency_id: int, class_code: str, at: datetime) -> None:
    """Open and close the work of one agency in one class as its entries now stand."""
    today = legal_date(at)
    mine = Publication.objects.filter(agency_id=agency_id, class_code=class_code)
    known = classes_on(today).filter(code=class_code).exists()
    _settle_gap(agency_id, class_code, at, wanted=known and not mine.filter(state=PUBLISHED).exists())
    soon = today + timedelta(days=limit("information.fresh_soon", on=today).amount)
    due = {one.pk: one for one in mine.filter(state=PUBLISHED, due_on__lte=soon)}
    open_ = PublicationTask.objects.filter(kind=RENEW, closed_at=None, publication__in=mine)
    open_.exclude(publication__in=due).update(closed_at=at)
    at_work = {one.publication_id: one for one in open_.filter(publication__in=due)}
    fresh = []
    for number, publication in due.items():
        task = at_work.get(number) or PublicationTask(
            id=ids.take(), kind=RENEW, agency_id=agency_id, publication=publication, opened_at=at
        )
        task.class_code, task.responsible_id = class_code, publication.responsible_id
        task.due_on = publication.due_on or today
        if number not in at_work:
            fresh.append(task)
    PublicationTask.objects.bulk_update(at_work.values(), ["class_code", "responsible", "due_on"])
    _open(fresh)


def _open(tasks: Sequence[PublicationTask]) -> None:
    """Open work; what somebody else opened at the same moment is open already."""
    PublicationTask.objects.bulk_create(tasks, ignore_conflicts=True)


def _settle_gap(agency_id: int, class_code: str, at: datetime, *, wanted: bool) -> None:
    open_ = PublicationTask.objects.filter(kind=GAP, closed_at=None, agency_id=agency_id, class_code=class_code)
    if not wanted:
        open_.update(closed_at=at)
    elif not open_.exists():
        gap = PublicationTask(
            id=ids.take(), kind=GAP, agency_id=agency_id, class_code=class_code, due_on=legal_date(at), opened_at=at
        )
        _open([gap])


@transaction.atomic
def set_aside(*, task_id: int, by: Actor, at: datetime, until: date, words: str) -> None:
    """Set work aside until a day, with the reason (the agency has no such contracts …). Raises: UnableToAct."""
    task = PublicationTask.objects.select_for_update().filter(pk__in=tasks_for(by).values("pk"), pk=task_id).first()
    if task is None:
        raise UnableToAct(_("ไม่พบงานนี้ อาจเสร็จแล้ว"))
    today = legal_date(at)
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    if not today < until <= today + timedelta(days=LONGEST_ASIDE):
        raise UnableToAct(_("โปรดเลือกวันหลังจากวันนี้ ไม่เกินหนึ่งปี"))
    task.aside_until, task.aside_reason = until, words.strip()
    task.save(update_fields=["aside_until", "aside_reason"])
    append(
        chain="publication:work",
        kind="set_aside",
        at=at,
        actor=by.ref,
        facts={"task": task.pk, "until": until.isoformat(), "agency": task.agency_id, "class": task.class_code},
        body={"words": words.strip()},
    )


@transaction.atomic
def remind(*, at: datetime) -> int:
    """Remind whoever is responsible of what is missing or due, in one notice each. Returns how many people."""
    today = legal_date(at)
    again = today - timedelta(days=limit("information.fresh_remind", on=today).amount)
    tasks = list(
        PublicationTask.objects.select_for_update()
        .filter(Q(reminded_on=None) | Q(reminded_on__lte=again), closed_at=None)
        .filter(Q(aside_until=None) | Q(aside_until__lte=today))
    )
    heads = heads_of_centre(today)
    counts = Counter(number for task in tasks for number in _told(task, heads))
    for task in tasks:
        task.reminded_on, task.reminders = today, task.reminders + 1
    PublicationTask.objects.bulk_update(tasks, ["reminded_on", "reminders"])
    subjects = {
        number: _("รายการเผยแพร่ที่ขาดหรือถึงกำหนดทบทวน %(many)d รายการ") % {"many": many}
        for number, many in sorted(counts.items())
    }
    return tell_officials(subjects=subjects, link=reverse("information_publication_work"), at=at) if subjects else 0


def _told(task: PublicationTask, heads: Collection[int]) -> Collection[int]:
    return [task.responsible_id] if task.responsible_id else heads
