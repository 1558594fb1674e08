"""An agreement's own rows beside its matter: its indicators with weights, its reports, and the values, only added."""

from django.db import models
from django.db.models import Q

from palat.duties.planning.procedure.words import KINDS, VALUE_STATES


class Agreement(models.Model):
    """What an agreement is on: the agency or division, and the fiscal year."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="+")
    year = models.SmallIntegerField(help_text="Fiscal year, Buddhist Era.")
    kind = models.CharField(max_length=12, choices=KINDS)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    reporting_unit = models.ForeignKey(
        "organisation.Unit", models.PROTECT, null=True, related_name="+", help_text="Whose people write the reports."
    )
    agreed_on = models.DateField(null=True)
    is_live = models.BooleanField(default=True, help_text="False once the draft was given up.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agency=None, unit__isnull=False) | Q(agency__isnull=False, unit=None),
                name="agreement_with_one_body",
            ),
            models.UniqueConstraint(
                fields=["year", "agency"], name="one_agreement_of_an_agency", condition=Q(is_live=True)
            ),
            models.UniqueConstraint(
                fields=["year", "unit"], name="one_agreement_of_a_division", condition=Q(is_live=True)
            ),
        ]


class Item(models.Model):
    """An indicator in an agreement: what was agreed of it."""

    id = models.BigIntegerField(primary_key=True)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="items")
    definition = models.ForeignKey("IndicatorYear", models.PROTECT, related_name="items")
    weight = models.DecimalField(max_digits=5, decimal_places=2)
    target = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    thresholds = models.JSONField(default=list)
    order = models.SmallIntegerField(default=0)
    dropped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "definition"], name="an_indicator_stands_once"),
            models.CheckConstraint(condition=Q(weight__gte=0, weight__lte=100), name="a_weight_is_a_share"),
        ]


class Report(models.Model):
    """The report of an indicator in a round: its track, and the last day on which it is taken."""

    track = models.OneToOneField("matters.Track", models.PROTECT, primary_key=True, related_name="+")
    item = models.ForeignKey(Item, models.PROTECT, related_name="reports")
    round = models.SmallIntegerField()
    due_on = models.DateField()
    opened_late = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "round"], name="one_report_of_a_round")]


class IndicatorValue(models.Model):
    """Figures of an indicator for a round, and an area or the whole. Only ever added: a correction is a new row.

    The newest batch (`event`) of a report counts. A reviewed batch holds the score where the reviewer departed from
    the computed one. Why, and why doubtful figures are right, is said in the event.
    """

    id = models.BigIntegerField(primary_key=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="values")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+")
    round = models.SmallIntegerField()
    area = models.ForeignKey("organisation.Area", models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    figures = models.JSONField(help_text="By name, as decimal text; money in satang.")
    state = models.CharField(max_length=8, choices=VALUE_STATES)
    score = models.DecimalField(max_digits=7, decimal_places=4, null=True, help_text="Set by the reviewer.")
    doubts = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    event = models.BigIntegerField(help_text="The event of the matter by which it came.")

    class Meta:
        indexes = [models.Index(fields=["item", "round", "-event"], name="newest_value")]


class ChangeRequest(models.Model):
    """What a change of an agreement would set: by indicator, its weight, target and thresholds; and why."""

    track = models.OneToOneField("matters.Track", models.PROTECT, primary_key=True, related_name="+")
    changes = models.JSONField(help_text="By number of the item: weight, target, thresholds; null drops it.")
    reason = models.TextField()
    asked_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
