from django.db import models
from django.db.models import Q


class Run(models.Model):
    """One file being taken in: how far it came, so that a run that was broken off goes on from there."""

    mapping = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    name = models.CharField(max_length=200)
    started_at = models.DateTimeField()
    rows = models.BigIntegerField(default=0, help_text="Rows of the file that are committed: the watermark.")
    added = models.BigIntegerField(default=0)
    already = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    rejects_size = models.BigIntegerField(default=0, help_text="Bytes of the rejects file that are committed.")
    finished = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mapping", "digest"], name="one_unfinished_run", condition=Q(finished=False)
            ),
        ]
