"""What reports keep: rollups, how far the history was counted, drafts, and reports that were issued."""

from django.db import models
from django.db.models import Q

BUCKETS = (("day", "day"), ("month", "month"))
DIMENSIONS = ("channel", "kind", "category", "area", "unit", "agency", "state", "timing")
SUMS = ("count", "days", "chased")


class Tally(models.Model):
    """One cell of a rollup: how many, on a day or in a month, for one set of dimensions.

    It counts no secret and no restricted matter. What a measure does not tell apart stands empty.
    """

    measure = models.CharField(max_length=40)
    day = models.DateField(help_text="The day, or the first day of the month.")
    channel = models.CharField(max_length=10, default="")
    kind = models.CharField(max_length=30, default="")
    category = models.CharField(max_length=60, default="")
    area = models.CharField(max_length=2, default="", help_text="Code of the province.")
    unit = models.BigIntegerField(default=0)
    agency = models.BigIntegerField(default=0)
    state = models.CharField(max_length=20, default="")
    timing = models.CharField(max_length=10, default="")
    count = models.IntegerField()
    days = models.BigIntegerField(default=0, help_text="Sum of working days, where the measure has them.")
    chased = models.BigIntegerField(default=0, help_text="Sum of chases, where the measure has them.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "day", *DIMENSIONS], name="one_tally_for_one_cell")]


class Watermark(models.Model):
    """How far the history has been counted."""

    name = models.CharField(max_length=40, primary_key=True)
    cut = models.BigIntegerField(default=0, help_text="First transaction that has not been counted.")
    system = models.CharField(max_length=40, blank=True, help_text="Database cluster whose transactions these are.")
    at = models.DateTimeField()


class Remarks(models.Model):
    """What an officer types into a report before it is issued: obstacles and recommendations."""

    report = models.CharField(max_length=40)
    year = models.SmallIntegerField(help_text="Fiscal year in the Buddhist Era.")
    quarter = models.SmallIntegerField()
    obstacles = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "year", "quarter"], name="one_draft_for_a_quarter")]


class Issued(models.Model):
    """A report as it was issued: frozen with its figures, its counting rules and what it counted."""

    id = models.BigIntegerField(primary_key=True)
    report = models.CharField(max_length=40)
    year = models.SmallIntegerField(help_text="Fiscal year in the Buddhist Era.")
    quarter = models.SmallIntegerField(help_text="0: the report is on the whole year.")
    edition = models.SmallIntegerField(help_text="First, second … report on the same quarter.")
    as_of = models.DateField()
    figures = models.JSONField()
    rules = models.JSONField(help_text="The counting rules in words.")
    obstacles = models.TextField(blank=True)
    recommendations = models.TextField(blank=True)
    counted = models.BinaryField(help_text="What was counted, matter by matter; compressed, nothing personal in it.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of figures, rules, remarks and what was counted.")
    pdf = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    csv = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    basis = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "year", "quarter", "edition"], name="one_report_of_an_edition"),
            models.CheckConstraint(condition=Q(quarter__gte=0, quarter__lte=4), name="a_year_has_four_quarters"),
        ]
