"""Which classifiers were learnt, how good each was, and which one proposes today."""

from django.db import models
from django.db.models import Q


class LearntClassifier(models.Model):
    """One learning of a target. Its weights lie in a folder named after target and version."""

    target = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    learnt_at = models.DateTimeField()
    cases = models.IntegerField()
    figures = models.JSONField(default=dict, help_text="How good it was on cases held back, and its predecessor there.")
    in_force = models.BooleanField(default=False, help_text="Proposes today; the last one stays until it is beaten.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "version"], name="classifier_version"),
            models.UniqueConstraint(fields=["target"], condition=Q(in_force=True), name="one_classifier_in_force"),
        ]
