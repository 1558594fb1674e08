"""Petitions that are being told in a chat."""

from django.db import models


class Talk(models.Model):
    """A conversation with one LINE user: how far it is and what was told, until it is filed, cancelled or forgotten."""

    id = models.BigIntegerField(primary_key=True)
    user_fp = models.BinaryField(unique=True, help_text="Keyed fingerprint of the LINE user.")
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    step = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=2, default="th")
    text = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    pictures = models.SmallIntegerField(default=0)
    contact = models.BooleanField(default=False)
    last_at = models.BigIntegerField(default=0, help_text="When the last message was said, in milliseconds.")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="+", db_index=False)
    hour_at = models.DateTimeField(help_text="Since when messages are counted.")
    hour_count = models.SmallIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)


class TalkPicture(models.Model):
    """A picture sent in a conversation: fetched by a job, held until the petition is filed, or added to it later."""

    id = models.BigIntegerField(primary_key=True)
    talk = models.ForeignKey(Talk, models.CASCADE, related_name="sent_pictures")
    message_id = models.CharField(max_length=100, unique=True)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="+", db_index=False)
    held = models.CharField(max_length=200, blank=True, help_text="Token of the held file, once it is here.")
    lost = models.BooleanField(default=False, help_text="It could not be had, or not be kept.")
