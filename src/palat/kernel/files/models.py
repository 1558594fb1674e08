from django.db import models
from django.db.models import Q

from palat.kernel.files.procedure import HELD, KEPT


class StoredFile(models.Model):
    """One file as it was received or made. The bytes lie in the storage under their own hash.

    Equal bytes are kept once, but each reception is a row of its own, so that one matter's
    retention never destroys what another still needs.
    """

    id = models.BigIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64, help_text="Hash (hex) of the bytes that are kept.")
    original_sha256 = models.CharField(max_length=64, help_text="Hash (hex) of the bytes as they came in.")
    size = models.BigIntegerField(help_text="Bytes kept.")
    content_type = models.CharField(max_length=100, help_text="By content, never by name.")
    storage_name = models.CharField(max_length=100)
    encrypted = models.BooleanField(default=False, help_text="Locked with a password: not checked inside.")
    notes = models.JSONField(default=list, help_text="What was done to it when it came in, codes of NOTES.")
    retention = models.CharField(max_length=20, default=KEPT, help_text="Class of the retention schedule.")
    destroy_after = models.DateTimeField(null=True, help_text="Not kept beyond this moment; empty: until told.")
    created_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="held_file_expires", condition=~Q(retention=HELD) | Q(destroy_after__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["storage_name"], name="file_bytes", condition=Q(destroyed_at=None)),
            models.Index(
                fields=["destroy_after"],
                name="file_expiring",
                condition=Q(destroyed_at=None, destroy_after__isnull=False),
            ),
        ]


class Held(models.Model):
    """An upload that waits for its form: a rejected form loses no file already sent."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="holds")
    name = models.CharField(max_length=200)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="held_expiring")]
