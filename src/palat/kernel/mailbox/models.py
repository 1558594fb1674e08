from django.db import models

from palat.kernel.mailbox.procedure import KINDS


class Mailbox(models.Model):
    """A folder of a mail server that is read, and up to which message: committed together with what it became."""

    name = models.CharField(max_length=300, primary_key=True, help_text="user@host/folder.")
    uid_validity = models.BigIntegerField(default=0, help_text="Changes when the server numbers the folder anew.")
    last_uid = models.BigIntegerField(default=0, help_text="The last message that was taken.")
    asked_at = models.DateTimeField(null=True, help_text="When the server was last asked.")
    answered_at = models.DateTimeField(null=True, help_text="When it last answered.")
    failure = models.CharField(max_length=300, blank=True, help_text="Why it did not answer, or a message not taken.")
    stuck_uid = models.BigIntegerField(default=0, help_text="The message that could not be taken; 0: none.")
    tries = models.IntegerField(default=0, help_text="How often that was tried.")


class Message(models.Model):
    """A message that was taken: what kind, and what it became. Who wrote what is kept by whoever claimed it."""

    id = models.BigIntegerField(primary_key=True)
    mailbox = models.ForeignKey(Mailbox, models.PROTECT, db_index=False)
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    key = models.CharField(max_length=70, help_text="Hash of its Message-ID, or of its bytes where it has none.")
    sha256 = models.CharField(max_length=64, help_text="Hash of its bytes, as far as they were fetched.")
    said = models.CharField(max_length=64, blank=True, help_text="Hash of what it says, whichever way it came.")
    size = models.BigIntegerField()
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    flaws = models.JSONField(default=list)
    taken_at = models.DateTimeField()
    claim = models.CharField(max_length=60, blank=True, help_text="Who claimed it.")
    ref = models.CharField(max_length=60, blank=True, help_text="What it became: incoming:5, matter:123.")
    again = models.IntegerField(default=0, help_text="How often the same came again.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "key", "said"], name="message_once"),
            models.UniqueConstraint(fields=["mailbox", "uid_validity", "uid"], name="message_of_uid_once"),
        ]
        indexes = [models.Index(fields=["-taken_at", "-id"], name="message_newest")]
