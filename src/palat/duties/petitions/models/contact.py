"""What reaches the Office, case or not."""

from django.db import models
from django.db.models import Q

from palat.duties.petitions.procedure import CHANNELS, KINDS, OUTCOMES


class Contact(models.Model):
    """Someone reached the Office once (การติดต่อ 1 ครั้ง). Many contacts, one case; most are no case."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=CHANNELS)
    kind = models.CharField(max_length=20, choices=KINDS)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="contacts")
    taken_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)
    call_back_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="contact_newest"),
            models.Index(fields=["matter"], name="contact_matter"),
            models.Index(fields=["person"], name="contact_person"),
            models.Index(
                fields=["call_back_at"],
                name="contact_call_back",
                condition=Q(call_back_at__isnull=False, called_back_at=None),
            ),
        ]
