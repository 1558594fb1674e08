"""Random samples of closed cases: called to ask how the service was, or looked at again by a supervisor."""

from django.db import models
from django.db.models import Q

from palat.duties.petitions.procedure.contacts import SAMPLE_KINDS, SAMPLE_RESULTS


class Sample(models.Model):
    """One draw: from which cases, with which seed, so that anyone can draw it again."""

    kind = models.CharField(max_length=20, choices=SAMPLE_KINDS)
    week = models.DateField(help_text="Monday of the week in which the cases were closed.")
    seed = models.CharField(max_length=32)
    population = models.JSONField(help_text="Row numbers of the cases drawn from, ascending.")
    size = models.IntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "week"], name="one_sample_a_week")]


class SampledCase(models.Model):
    """A case that was drawn, and what came of it."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="cases", db_index=False)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="+")
    place = models.IntegerField(help_text="Place in the draw.")
    taken_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    attempts = models.SmallIntegerField(default=0)
    result = models.CharField(max_length=20, choices=SAMPLE_RESULTS, blank=True)
    answers = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["sample", "place"], name="sampled_open", condition=Q(result=""))]
        constraints = [models.UniqueConstraint(fields=["sample", "matter"], name="sampled_once")]
