"""Indicators, and how each is computed and scored in a fiscal year."""

from django.db import models

from palat.duties.planning.procedure.words import CUMULATIVE, DIRECTIONS, METHODS, SOURCES


class Indicator(models.Model):
    """An indicator through the years: what it is called, and which item of a plan it serves."""

    code = models.CharField(max_length=40, unique=True)
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    unit_th = models.CharField(max_length=60)
    unit_en = models.CharField(max_length=60, blank=True)
    plan_item = models.ForeignKey("PlanItem", models.PROTECT, null=True, related_name="indicators")
    mark = models.CharField(max_length=12, default="provisional")


class IndicatorYear(models.Model):
    """How an indicator is computed and scored in one fiscal year. Fixed once an agreement with it was agreed."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="years")
    year = models.SmallIntegerField(help_text="Fiscal year, Buddhist Era.")
    formula = models.CharField(max_length=200)
    figures = models.JSONField(help_text="The named figures: name, label_th, label_en, money, counted.")
    direction = models.CharField(max_length=6, choices=DIRECTIONS)
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True, help_text="Of the good range.")
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    method = models.CharField(max_length=14, choices=METHODS)
    thresholds = models.JSONField(default=list, help_text="From the worst to the best; empty until set.")
    target = models.DecimalField(max_digits=24, decimal_places=6, null=True, help_text="Empty until set.")
    weight = models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text="The usual weight; empty: none.")
    source = models.CharField(max_length=8, choices=SOURCES)
    cumulative = models.CharField(max_length=8, choices=CUMULATIVE)
    weigh_by = models.CharField(max_length=40, blank=True, help_text="The figure that weighs, for `weighted`.")
    by_area = models.BooleanField(default=False, help_text="Reported province by province.")
    decimals = models.SmallIntegerField(default=2)
    plausible_low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    plausible_high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    plausible_factor = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    evidence = models.CharField(max_length=300, blank=True, help_text="What evidence a report needs, in words.")
    mark = models.CharField(max_length=12, default="provisional")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "year"], name="one_definition_of_a_year")]
