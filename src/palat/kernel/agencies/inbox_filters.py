"""By what an agency's inbox is narrowed."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.kernel.agencies.queries import inbox as queries
from palat.kernel.agencies.queries.people import section_choices, writer_choices
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.procedure import URGENCIES
from palat.kernel.organisation.queries import unit_choices
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, Filter, TextFilter, YesNoFilter

DUES = (
    ("overdue", gettext_lazy("เกินกำหนดแล้ว")),
    ("today", gettext_lazy("ภายในวันนี้")),
    ("week", gettext_lazy("ภายในเจ็ดวัน")),
)


def _due_filter(rows: QuerySet[Track], when: str) -> QuerySet[Track]:
    now = timezone.now()
    if when == "overdue":
        return queries.overdue(rows, now)
    today = legal_date(now)
    return queries.due_by(rows, today if when == "today" else date.fromordinal(today.toordinal() + 7))


def _person(rows: QuerySet[Track], value: str) -> QuerySet[Track]:
    return rows.filter(hand__official_id=int(value)) if value.isdecimal() else rows.none()


def filters(by: Actor, agency_id: int, today: date) -> tuple[Filter, ...]:
    """Return the filters of an agency's inbox: its own sections and people among them."""
    return (*OF_THE_OFFICE, *_of_the_agency(by, agency_id, today))


OF_THE_OFFICE: tuple[Filter, ...] = (
    ChoiceFilter(
        code="sort",
        label=gettext_lazy("เรียงตาม"),
        blank=gettext_lazy("ความเร่งด่วนและวันครบกำหนด"),
        choices=[
            ("newest", gettext_lazy("ส่งล่าสุดก่อน")),
            ("oldest", gettext_lazy("ส่งนานสุดก่อน")),
            ("chased", gettext_lazy("ถูกเร่งรัดมากก่อน")),
        ],
        apply=lambda rows, _value: rows,
    ),
    TextFilter(
        code="words",
        label=gettext_lazy("คำในชื่อเรื่องหรือรหัสเรื่อง"),
        apply=queries.with_words,
    ),
    ChoiceFilter(code="due", label=gettext_lazy("ครบกำหนด"), choices=DUES, apply=_due_filter),
    ChoiceFilter(
        code="urgency",
        label=gettext_lazy("ชั้นความเร็ว"),
        field="matter__urgency",
        choices=lambda: [(code, _(label)) for code, label in URGENCIES],
    ),
    ChoiceFilter(code="unit", label=gettext_lazy("ผู้ส่ง"), field="matter__unit", choices=unit_choices),
    DateRangeFilter(code="sent", label=gettext_lazy("วันที่ส่ง"), field="opened_at"),
    YesNoFilter(
        code="untaken",
        label=gettext_lazy("ยังไม่รับเรื่อง"),
        apply=lambda rows, yes: queries.untaken(rows) if yes else rows.exclude(state__in=queries.SENT_STATES),
    ),
    YesNoFilter(
        code="back",
        label=gettext_lazy("สำนักงานส่งกลับ"),
        apply=lambda rows, yes: queries.sent_back(rows) if yes else rows.exclude(queries.OURS & ~queries.UNANSWERED),
    ),
    YesNoFilter(
        code="chased",
        label=gettext_lazy("ถูกเร่งรัด"),
        apply=lambda rows, yes: rows.filter(chased__gt=0) if yes else rows.filter(chased=0),
    ),
)


def _of_the_agency(by: Actor, agency_id: int, today: date) -> tuple[Filter, ...]:
    return (
        ChoiceFilter(
            code="section",
            label=gettext_lazy("หน่วยภายใน"),
            field="hand__section",
            choices=section_choices(agency_id),
        ),
        ChoiceFilter(
            code="person",
            label=gettext_lazy("อยู่กับ"),
            choices=writer_choices(agency_id, on=today),
            apply=_person,
        ),
        ChoiceFilter(
            code="inside",
            label=gettext_lazy("งานภายใน"),
            choices=[
                ("mine", _("ในมือฉัน")),
                ("nobody", _("ยังไม่ส่งต่อให้ใคร")),
                ("own_day", _("เกินกำหนดภายใน")),
                ("draft", _("มีร่างค้าง")),
                ("approve", _("รออนุมัติ")),
                ("onward_late", _("หน่วยที่ส่งต่อตอบช้า")),
            ],
            apply=lambda rows, value: _inside(rows, value, by, today),
        ),
    )


def _inside(rows: QuerySet[Track], value: str, by: Actor, today: date) -> QuerySet[Track]:
    narrowed: dict[str, Any] = {
        "mine": lambda: queries.mine(rows, by),
        "nobody": lambda: queries.unassigned(rows),
        "own_day": lambda: queries.own_day_passed(rows, today),
        "draft": lambda: queries.with_draft(rows),
        "approve": lambda: queries.to_approve(rows),
        "onward_late": lambda: queries.sent_on_late(rows, today),
    }
    return narrowed[value]()  # type: ignore[no-any-return]
