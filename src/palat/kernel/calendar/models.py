from collections.abc import Iterable

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MARKS = (("verified", _("ตรวจสอบแล้ว")), ("provisional", _("ยังไม่ได้ตรวจสอบ")))
SCOPES = (("national", _("ทั่วประเทศ")), ("region", _("ภาค")), ("province", _("จังหวัด")), ("agency", _("หน่วยงาน")))
STATUSES = (("proclaimed", _("ประกาศแล้ว")), ("withdrawn", _("ยกเลิกแล้ว")), ("projected", _("คาดการณ์")))
LIMIT_UNITS = (
    ("hours", _("ชั่วโมง")),
    ("working_days", _("วันทำการ")),
    ("calendar_days", _("วัน")),
    ("months", _("เดือน")),
    ("cases", pgettext_lazy("หน่วยนับ", "เรื่อง")),
    ("times", pgettext_lazy("หน่วยนับ", "ครั้ง")),
    ("persons", pgettext_lazy("หน่วยนับ", "คน")),
)
AFTER_HOURS = (("same_day", _("นับวันที่รับ")), ("next_working_day", _("นับเป็นรับในวันทำการถัดไป")))


def among(field: str, choices: Iterable[tuple[str, object]]) -> Q:
    """Return the condition that a column holds one of its words."""
    return Q(**{f"{field}__in": [word for word, _label in choices]})


def range_of(function: str, low: str, high: str, *bounds: Value) -> tuple[Func, str]:
    """Return one half of an exclusion of overlaps, on core ranges only."""
    return Func(F(low), F(high), *bounds, function=function), "&&"


class Holiday(models.Model):
    """A day off for the government, as the cabinet resolved; withdrawn ones stay, marked.

    Only national ones count as days off in the table of working days; the others are shown.
    """

    day = models.DateField()
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    scope = models.CharField(max_length=12, choices=SCOPES, default="national")
    place = models.CharField(max_length=60, blank=True, help_text="The region, province or agency of its scope.")
    status = models.CharField(max_length=12, choices=STATUSES, default="proclaimed")
    resolution = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=100, blank=True)
    mark = models.CharField(max_length=12, choices=MARKS, default="provisional")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "scope", "place"], name="one_holiday_a_day_and_scope"),
            models.CheckConstraint(condition=among("scope", SCOPES), name="holiday_scope_known"),
            models.CheckConstraint(condition=among("status", STATUSES), name="holiday_status_known"),
            models.CheckConstraint(condition=~Q(scope="national") | Q(place=""), name="national_holiday_has_no_place"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name_th}"


class WorkingDay(models.Model):
    """Every day, with the running number of working days up to and including it."""

    day = models.DateField(primary_key=True)
    is_working = models.BooleanField()
    number = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["number"], name="working_day_number", condition=Q(is_working=True))]


class Version(models.Model):
    """The transaction that last changed the calendar or a limit: readers drop what they keep when it is another."""

    id = models.SmallIntegerField(primary_key=True)
    number = models.BigIntegerField(default=0)


class Provision(models.Model):
    """A provision of law that limits and grounds rest on; duties cite it by its code."""

    code = models.CharField(max_length=60)
    instrument = models.CharField(max_length=300)
    section = models.CharField(max_length=100, blank=True)
    title_th = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=300, blank=True)
    mark = models.CharField(max_length=12, choices=MARKS, default="provisional")
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="First day on which it no longer holds.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="provision_once_a_day"),
            ExclusionConstraint(
                name="one_provision_at_a_time",
                # Text has no equality under GiST in core PostgreSQL: a hash of the code stands for it.
                expressions=[
                    (
                        Func(
                            Func(F("code"), Value(0), function="hashtextextended"),
                            Func(F("code"), Value(0), function="hashtextextended"),
                            Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    range_of("daterange", "valid_from", "valid_to"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LimitCode(models.Model):
    """The name of a limit, under which its dated values stand."""

    code = models.CharField(max_length=60, unique=True)
    label_th = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.code


class Limit(models.Model):
    """A time limit of law or practice, from day to day; an agency's own value stands before the general."""

    name = models.ForeignKey(LimitCode, models.PROTECT, related_name="values")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True)
    scope = models.BigIntegerField(default=0, help_text="The agency's number, or 0: for the exclusion of overlaps.")
    amount = models.IntegerField()
    unit = models.CharField(max_length=14, choices=LIMIT_UNITS)
    provision = models.ForeignKey(Provision, models.PROTECT, related_name="limits")
    mark = models.CharField(max_length=12, choices=MARKS, default="provisional")
    after_hours = models.CharField(max_length=20, choices=AFTER_HOURS, default="same_day")
    closes_at = models.TimeField(null=True, help_text="What comes later counts as received on the next working day.")
    note = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True, help_text="Of a note that came with the program.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="First day on which it no longer holds.")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_value_at_a_time",
                expressions=[
                    range_of("int8range", "name", "name", Value("[]")),
                    range_of("int8range", "scope", "scope", Value("[]")),
                    range_of("daterange", "valid_from", "valid_to"),
                ],
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="limit_not_negative"),
            models.CheckConstraint(condition=among("unit", LIMIT_UNITS), name="limit_unit_known"),
            models.CheckConstraint(
                condition=Q(after_hours="same_day", closes_at=None)
                | Q(after_hours="next_working_day", closes_at__isnull=False),
                name="limit_after_hours_known",
            ),
            models.CheckConstraint(
                condition=Q(agency=None, scope=0) | Q(agency__isnull=False, scope=F("agency")),
                name="limit_scope_is_its_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_id} {self.amount} {self.unit}"
