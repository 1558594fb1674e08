"""What the classifiers proposed for each petition, and what officers then chose."""

from django.db import models
from django.db.models import Q


class Suggestion(models.Model):
    """One proposal for one petition. Kept without the words that spoke for it: those stand in the petition."""

    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="+", db_index=False)
    target = models.CharField(max_length=20)  # category | agency
    version = models.CharField(max_length=20, help_text="Of the classifier that proposed.")
    proposed = models.JSONField(help_text="Labels and how likely each is, the likeliest first; empty where unsure.")
    sure = models.BooleanField(help_text="Whether it was shown as a proposal, or left to a person without one.")
    made_at = models.DateTimeField()
    taken = models.CharField(max_length=60, blank=True, help_text="The label that an officer first chose.")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "target"], name="suggested_once")]
        indexes = [models.Index(fields=["made_at"], name="suggestion_open", condition=Q(taken=""))]
