from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """Something that goes out to a person, an agency or an official. It never carries a matter's content."""

    id = models.BigIntegerField(primary_key=True)
    channel = models.CharField(max_length=10)  # email | inapp
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, help_text="Address stays sealed.")
    address = models.CharField(max_length=254, blank=True, help_text="Address of an agency or official.")
    official = models.ForeignKey("organisation.Official", models.PROTECT, null=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["official", "-made_at"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["made_at"], name="notice_unsent", condition=Q(sent_at=None)),
        ]
