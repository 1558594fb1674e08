from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value

MARKS = (("verified", "ตรวจสอบแล้ว"), ("provisional", "ยังไม่ได้ตรวจสอบ"))


class Holiday(models.Model):
    """A day off for the government, as the cabinet resolved; withdrawn ones stay, marked."""

    day = models.DateField()
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    scope = models.CharField(max_length=12, default="national")  # national | region | province | agency
    place = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=12, default="proclaimed")  # proclaimed | withdrawn | projected
    resolution = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "scope", "place"], name="one_holiday_a_day_and_scope")]


class WorkingDay(models.Model):
    """Every day, with the running number of working days up to and including it."""

    day = models.DateField(primary_key=True)
    is_working = models.BooleanField()
    number = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["number"], name="working_day_number", condition=Q(is_working=True))]


class Version(models.Model):
    """How often the calendar changed: readers drop what they keep when it moves on."""

    id = models.SmallIntegerField(primary_key=True)
    number = models.IntegerField(default=0)


class Provision(models.Model):
    """A provision of law that limits and grounds rest on; duties cite it by its code."""

    code = models.CharField(max_length=60)
    instrument = models.CharField(max_length=300)
    section = models.CharField(max_length=100, blank=True)
    title_th = models.CharField(max_length=300, blank=True)
    title_en = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=12, choices=MARKS, default="provisional")
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="provision_once_a_day")]


class LimitCode(models.Model):
    """The name of a limit, under which its dated values stand."""

    code = models.CharField(max_length=60, unique=True)
    label_th = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)


class Limit(models.Model):
    """A time limit of law or practice, from day to day; an agency's own value stands before the general."""

    name = models.ForeignKey(LimitCode, models.PROTECT, related_name="values")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True)
    scope = models.BigIntegerField(default=0, help_text="The agency's number, or 0: for the exclusion of overlaps.")
    amount = models.IntegerField()
    unit = models.CharField(max_length=14)
    provision = models.CharField(max_length=60)
    mark = models.CharField(max_length=12, choices=MARKS, default="provisional")
    after_hours = models.CharField(max_length=20, default="same_day")  # same_day | next_working_day
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_value_at_a_time",
                expressions=[
                    (Func(F("name"), F("name"), Value("[]"), function="int8range"), "&&"),
                    (Func(F("scope"), F("scope"), Value("[]"), function="int8range"), "&&"),
                    (Func(F("valid_from"), F("valid_to"), function="daterange"), "&&"),
                ],
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="limit_not_negative"),
        ]
