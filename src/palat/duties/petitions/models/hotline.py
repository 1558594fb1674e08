"""What stands beside the telephone: knowledge, numbers, who is on duty where, shifts and their handover."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value

from palat.duties.petitions.procedure.contacts import DUTY_DAYS, PAGE_KINDS
from palat.duties.petitions.procedure.words import KINDS


class Knowledge(models.Model):
    """A script or a page of knowledge for those who answer; its earlier versions are kept beside it."""

    code = models.SlugField(max_length=60, unique=True, null=True, help_text="Of a page that was delivered with us.")
    kind = models.CharField(max_length=10, choices=PAGE_KINDS, default="page")
    title = models.CharField(max_length=200)
    body = models.TextField()
    contact_kind = models.CharField(max_length=20, choices=KINDS, blank=True)
    category = models.ForeignKey("petitions.Category", models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=12, default="provisional")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="First day on which it no longer holds.")
    version = models.IntegerField(default=1)
    changed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-changed_at", "-id"], name="knowledge_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="knowledge_ends_after_it_begins"
            )
        ]


class KnowledgeEdit(models.Model):
    """A page as it stood from one edit to the next."""

    page = models.ForeignKey(Knowledge, models.PROTECT, related_name="edits", db_index=False)
    version = models.IntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField()
    why = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "version"], name="knowledge_version_once")]


class EmergencyNumber(models.Model):
    """A number to give at once, with its source and whether anyone verified it (dated)."""

    number = models.CharField(max_length=20)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    when_th = models.CharField(max_length=300)
    when_en = models.CharField(max_length=300)
    life = models.BooleanField(default=False, help_text="For danger to life; stands first.")
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=12, default="provisional")
    order = models.SmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number", "valid_from"], name="emergency_number_once")]


class Duty(models.Model):
    """Who at an agency answers the telephone, on which days and hours (บัญชีเวร)."""

    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+", db_index=False)
    days = models.CharField(max_length=10, choices=DUTY_DAYS)
    on_day = models.DateField(null=True, help_text="One day only; before any other line of the agency on that day.")
    begins = models.TimeField()
    ends = models.TimeField(help_text="Not after `begins`: it goes on past midnight.")
    answers = models.CharField(max_length=200, help_text="Name or post of who answers.")
    telephone = models.CharField(max_length=60)
    note = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["agency", "begins", "id"], name="duty_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="duty_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["agency", "days", "on_day", "begins", "telephone", "valid_from"],
                nulls_distinct=False,
                name="duty_line_once",
            ),
        ]


class Shift(models.Model):
    """A shift of the contact centre, by the clock (dated; the Office's own practice)."""

    code = models.CharField(max_length=20)
    key = models.IntegerField(help_text="Number of the code, for the exclusion of overlaps.")
    name_th = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    begins = models.TimeField()
    ends = models.TimeField(help_text="Not after `begins`: it goes on past midnight.")
    mark = models.CharField(max_length=12, default="provisional")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_shift_of_a_code_at_a_time",
                expressions=[
                    (Func(F("key"), F("key"), Value("[]"), function="int4range"), "&&"),
                    (Func(F("valid_from"), F("valid_to"), function="daterange"), "&&"),
                ],
            )
        ]


class Handover(models.Model):
    """What a shift leader hands over at the end of a shift; counts are frozen as they stood."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="+", db_index=False)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    written_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    words = models.TextField()
    counts = models.JSONField()
    acknowledged_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_words = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["-begins_at", "-id"], name="handover_newest")]
        constraints = [
            models.UniqueConstraint(fields=["shift", "begins_at"], name="one_handover_of_a_shift"),
            models.CheckConstraint(
                condition=Q(acknowledged_by=None) | ~Q(acknowledged_by=F("written_by")),
                name="another_acknowledges_a_handover",
            ),
        ]


class HandoverItem(models.Model):
    """Something left open at a handover, until someone says it is done."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items")
    words = models.CharField(max_length=500)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["handover"], name="handover_item_open", condition=Q(done_at=None))]
