"""Lists that were brought in: looked at first, taken over in one act, undone while nothing hangs on them."""

from django.db import models

from palat.duties.decentralisation.procedure.lists import CHECKED, KINDS, STATES


class LoadedList(models.Model):
    """A file with a list, what it would change, and what became of it."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=[(code, one.label) for code, one in KINDS.items()])
    transfer = models.ForeignKey("decentralisation.Transfer", models.PROTECT, null=True, related_name="lists")
    mapping = models.CharField(max_length=40)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=CHECKED)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    counts = models.JSONField(default=dict, help_text="How many lines came to each verdict, and totals.")
    shown = models.JSONField(default=list, help_text="The first lines that change or are refused, and why.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of all that it would change, as it was looked at.")
    rejects = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    before = models.JSONField(default=list, help_text="Rows that it changed, as they were before.")

    class Meta:
        indexes = [models.Index(fields=["-checked_at", "-id"], name="loaded_list_newest")]
