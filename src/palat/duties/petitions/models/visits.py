"""Visits to the place (ลงพื้นที่), and what people said there (บันทึกถ้อยคำ)."""

from django.db import models


class SiteVisit(models.Model):
    """One visit: when, where, what was found. Pictures are attachments of the matter."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="visits", db_index=False)
    at = models.DateTimeField(help_text="When it was written on the spot, by the telephone's clock.")
    sent_at = models.DateTimeField(help_text="When it reached the Office.")
    place = models.CharField(max_length=300)
    coarse = models.CharField(max_length=40, blank=True, help_text="Latitude and longitude to about a kilometre.")
    words = models.TextField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    files = models.JSONField(default=list, help_text="Numbers of the attachments: pictures.")

    class Meta:
        indexes = [models.Index(fields=["matter", "at"], name="visit_matter")]


class Statement(models.Model):
    """What someone said on the spot, read back to them and signed. Who said it is sealed."""

    id = models.BigIntegerField(primary_key=True)
    visit = models.ForeignKey(SiteVisit, models.PROTECT, related_name="statements", db_index=False)
    person = models.ForeignKey("identities.Person", models.PROTECT, related_name="+")
    words = models.TextField()
    signature = models.ForeignKey("matters.Attachment", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["visit"], name="statement_visit")]
