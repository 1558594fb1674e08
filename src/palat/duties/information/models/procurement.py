"""The monthly summary of procurement: months, their lines, and the files that they were read from."""

from django.db import models
from django.db.models import Q

from palat.duties.information.procedure.procurement import DRAFT, MONTHS


class ProcurementMonth(models.Model):
    """What an agency bought and hired in a month."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    month = models.DateField(help_text="The first day of the month.")
    state = models.CharField(max_length=10, choices=list(MONTHS.items()), default=DRAFT)
    changed_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "month"], name="procurement_month_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="procurement_month_begins"),
        ]
        indexes = [models.Index(fields=["-month", "-id"], name="procurement_newest")]


class ProcurementLine(models.Model):
    """One purchase or hire. Amounts are in satang."""

    id = models.BigIntegerField(primary_key=True)
    month = models.ForeignKey(ProcurementMonth, models.PROTECT, related_name="lines")
    number = models.IntegerField()
    work = models.TextField()
    budget = models.BigIntegerField(null=True)
    median = models.BigIntegerField(null=True)
    method = models.CharField(max_length=200)
    bidders = models.TextField(blank=True)
    winner = models.TextField()
    price = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True)
    contract = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "number"], name="procurement_line_once")]


class ProcurementImport(models.Model):
    """One reading of a file into a month, with its report."""

    id = models.BigIntegerField(primary_key=True)
    month = models.ForeignKey(ProcurementMonth, models.PROTECT, related_name="imports")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    mapping = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    read = models.IntegerField()
    added = models.IntegerField()
    already = models.IntegerField()
    changed = models.IntegerField()
    rejected = models.IntegerField()
    errors = models.JSONField(default=list, help_text="The first lines not taken: line, and why.")
    rejects = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
