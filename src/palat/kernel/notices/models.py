import uuid

from django.db import models
from django.db.models import Q

from palat.kernel.notices.procedure import CHANNELS, LANGUAGES, STATES, TROUBLE

LANGUAGE = 2


class Notice(models.Model):
    """Something that goes out to a person, an agency, an official or a machine. It never carries a matter's content."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40, blank=True, help_text="Which news, as a duty declares it.")
    channel = models.CharField(max_length=10, choices=[(code, one.label) for code, one in CHANNELS.items()])
    language = models.CharField(max_length=LANGUAGE, default="th", choices=list(LANGUAGES.items()))
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, help_text="Address stays sealed.")
    address = models.CharField(max_length=254, blank=True, help_text="Address of an agency or official.")
    official = models.ForeignKey("organisation.Official", models.PROTECT, null=True)
    receiver = models.ForeignKey("Receiver", models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=40, blank=True, help_text="The chain it tells of: matter:123.")
    wording = models.ForeignKey("WordingVersion", models.PROTECT, null=True, related_name="+", db_index=False)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    link = models.CharField(max_length=300, blank=True)
    answering = models.JSONField(null=True, help_text="In a conversation: the token to answer with, and buttons.")
    state = models.CharField(max_length=10, default="waiting", choices=list(STATES.items()))
    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="By which the other side knows it again.")
    cause = models.CharField(max_length=120, blank=True, help_text="What made it, so that nothing makes it twice.")
    attempts = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True, help_text="When it is tried next, while it waits.")
    sending_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True, help_text="When the other side took it.")
    delivered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When it came back, or was no longer tried.")
    read_at = models.DateTimeField(null=True, help_text="Read on the desk; of a citizen's: its link was opened.")
    provider_ref = models.CharField(max_length=120, blank=True, help_text="What the other side calls it.")
    failure = models.CharField(max_length=300, blank=True, help_text="A code of FAILURES.")
    status = models.CharField(max_length=40, blank=True, help_text="What the other side said, in figures alone.")

    class Meta:
        indexes = [
            models.Index(fields=["official", "-made_at"], name="notice_unread", condition=Q(read_at=None)),
            models.Index(fields=["next_at"], name="notice_due", condition=Q(state="waiting")),
            models.Index(fields=["sending_at"], name="notice_cut_off", condition=Q(state="sending")),
            models.Index(fields=["about", "-id"], name="notice_about", condition=~Q(about="")),
            models.Index(fields=["-made_at", "-id"], name="notice_outbox", condition=~Q(channel="inapp")),
            models.Index(fields=["-made_at", "-id"], name="notice_trouble", condition=Q(state__in=TROUBLE)),
            models.Index(fields=["provider_ref"], name="notice_provider", condition=~Q(provider_ref="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cause"], name="notice_made_once", condition=~Q(cause="")),
            models.CheckConstraint(name="notice_state_known", condition=Q(state__in=list(STATES))),
        ]


class WordingVersion(models.Model):
    """A version of the words of a kind of notice in both languages, never changed. The newest is in force."""

    kind = models.CharField(max_length=40)
    number = models.IntegerField(help_text="1, 2, 3 … of its kind.")
    words = models.JSONField(help_text="subject, body, short in each language.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    of_number = models.IntegerField(null=True, help_text="The version that it was made from.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="wording_version_once")]


class Wish(models.Model):
    """How a citizen wants to be told, and in which language."""

    person = models.OneToOneField("identities.Person", models.PROTECT, primary_key=True, related_name="+")
    channel = models.CharField(max_length=10)  # email | sms | line | none
    language = models.CharField(max_length=LANGUAGE, default="th", choices=list(LANGUAGES.items()))
    changed_at = models.DateTimeField()


class Receiver(models.Model):
    """An agency's own system, which is told of its tracks by a signed request (webhook)."""

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=120)
    url = models.CharField(max_length=500)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    kinds = models.JSONField(default=list, help_text="Kinds of news that it is told; none: all.")
    salt = models.BinaryField(help_text="Of its secret, which is derived and never kept.")
    before = models.BinaryField(null=True, help_text="The salt before the last change of the secret.")
    before_until = models.DateTimeField(null=True, help_text="Until then both secrets sign.")
    allow_private = models.BooleanField(default=False, help_text="May lie at an address inside our own networks.")
    stopped_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()


class Answer(models.Model):
    """A message that came in answer to a notice, once: so that it counts once, and that a loop is seen."""

    id = models.BigIntegerField(primary_key=True)
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="answers", db_index=False)
    key = models.CharField(max_length=70, unique=True, help_text="Hash of the message's own number.")
    what = models.CharField(max_length=12)  # reply | refused | auto | loop | bounce
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["notice", "-at"], name="answer_of_notice")]


class Heard(models.Model):
    """A message of a chat that was taken, so that one that is sent again is not taken again."""

    event_id = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField(help_text="When it was said, by the other side's clock.")
    heard_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["heard_at"], name="heard_oldest")]


class Digest(models.Model):
    """An official's wish for a daily mail that says how many notices wait unread."""

    official = models.OneToOneField("organisation.Official", models.PROTECT, primary_key=True, related_name="+")
    address = models.CharField(max_length=254)
    working_days = models.BooleanField(default=True, help_text="On working days only.")
    last_on = models.DateField(null=True)
