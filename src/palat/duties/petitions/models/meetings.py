"""Talks and joint meetings, and what was promised or resolved there."""

from django.db import models
from django.db.models import Q

MEETING_KINDS = (("talks", "การเจรจา"), ("joint", "ประชุมร่วม"))


class Meeting(models.Model):
    """Minutes of talks with a group (บันทึกการเจรจา) or of a joint meeting on a problem (รายงานการประชุม)."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="meetings", db_index=False)
    kind = models.CharField(max_length=6, choices=MEETING_KINDS)
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    agenda = models.TextField(blank=True)
    attendees = models.JSONField(default=list, help_text="Posts and bodies, never names.")
    words = models.TextField(help_text="What was said and agreed.")
    recorded_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    files = models.JSONField(default=list, help_text="Numbers of the attachments: signed page, pictures.")

    class Meta:
        indexes = [models.Index(fields=["matter", "at"], name="meeting_matter")]


class Promise(models.Model):
    """A promise of talks or a resolution of a meeting: whose, by when. Its track holds how it went."""

    track = models.OneToOneField("matters.Track", models.PROTECT, primary_key=True, related_name="promise")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="promises")
    words = models.CharField(max_length=600)
    owner_post = models.CharField(max_length=200, blank=True, help_text="Post that is to do it.")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    first_due_on = models.DateField(help_text="As first agreed, whatever was put off since.")

    class Meta:
        indexes = [models.Index(fields=["due_on", "track"], name="promise_due")]
        constraints = [
            models.CheckConstraint(condition=~Q(owner_post="") | Q(agency__isnull=False), name="promise_has_an_owner")
        ]
