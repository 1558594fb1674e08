"""Dated settings of this duty: windows in which reports are taken, and where the traffic light changes."""

from django.db import models


class Window(models.Model):
    """When the report of a round is taken, counted from the last day of the round; the newest row for a year rules."""

    round = models.SmallIntegerField(help_text="6, 9 or 12 months.")
    from_year = models.SmallIntegerField(help_text="First fiscal year for which it holds, Buddhist Era.")
    opens_after_days = models.SmallIntegerField()
    closes_after_days = models.SmallIntegerField()
    basis = models.CharField(max_length=300)
    mark = models.CharField(max_length=12, default="provisional")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "from_year"], name="one_window_of_a_round")]


class Light(models.Model):
    """From which score the light is green, and from which amber; the newest row for a year rules."""

    from_year = models.SmallIntegerField(unique=True)
    green_from = models.DecimalField(max_digits=5, decimal_places=2)
    amber_from = models.DecimalField(max_digits=5, decimal_places=2)
    basis = models.CharField(max_length=300)
    mark = models.CharField(max_length=12, default="provisional")
