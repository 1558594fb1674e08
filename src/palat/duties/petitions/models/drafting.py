"""What officers work on before it becomes an act: the opinion as drafted, the facts set side by side."""

from django.db import models


class OpinionDraft(models.Model):
    """An opinion that is not laid before a decider yet. Whoever works on the petition goes on with it."""

    matter = models.OneToOneField("matters.Matter", models.CASCADE, primary_key=True, related_name="opinion_draft")
    content = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")


class Compilation(models.Model):
    """The facts of a petition side by side (ประมวลข้อเท็จจริง): issue by issue, source by source."""

    matter = models.OneToOneField("matters.Matter", models.CASCADE, primary_key=True, related_name="compilation")
    issues = models.JSONField(help_text="Each with words, finding, provisions, and for each track a mark and a quote.")
    saved_at = models.DateTimeField()
