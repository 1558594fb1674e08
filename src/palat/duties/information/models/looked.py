"""A file that is to be opened to everybody, and how it was looked through before."""

from django.db import models

from palat.duties.information.procedure.publication import UNSEEN


class Looked(models.Model):
    """One file on its way to the public: what hides in it, the copy that may leave, who answers for what is left."""

    id = models.BigIntegerField(primary_key=True)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+", help_text="As it was brought.")
    open_file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, related_name="+", help_text="As everybody may open it."
    )
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=UNSEEN)
    findings = models.JSONField(default=list)
    looked_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, help_text="Why it may leave with what was found.")
