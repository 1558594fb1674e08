from django.db import models
from django.db.models import Q

from palat.kernel.egif.procedure import DIRECTIONS, IN, KINDS, LETTER, OUT, SENT_BACK, STATES, Profile, profile_from

# A letter of ours that was sent back and not dealt with, and one of theirs whose number here they call wrong.
TO_LOOK_AT = Q(direction=OUT, state__in=SENT_BACK, settled_at=None) | Q(direction=IN, state="wrong_number")


class Peer(models.Model):
    """An agency's correspondence system: where it is, who it is by its e-GIF codes, how it speaks, whose key it has."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    url = models.CharField(max_length=500, help_text="Where messages are sent to.")
    ministry = models.CharField(max_length=20, help_text="Its ministry's code.")
    department = models.CharField(max_length=20, help_text="Its own code.")
    profile = models.JSONField(default=dict)
    tried_on = models.DateField(null=True, help_text="The day on which its profile was found right; none: provisional.")
    certificate = models.TextField(blank=True, help_text="PEM: who signs its messages. With one all must be signed.")
    salt = models.BinaryField(help_text="Of the address at which it reaches us, which is derived and never kept.")
    allow_private = models.BooleanField(default=False, help_text="May lie at an address inside our own networks.")
    failure = models.CharField(max_length=60, blank=True, help_text="Why it could not be asked for messages last.")
    asked_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency"], name="exchange_peer_once", condition=Q(stopped_at=None))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def dialect(self) -> Profile:
        """How it speaks."""
        return profile_from(self.profile)


class Message(models.Model):
    """A message as it went or came: a letter, or what is told of one. The bytes lie in `file`, as proof."""

    id = models.BigIntegerField(primary_key=True)
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="messages", db_index=False)
    direction = models.CharField(max_length=3, choices=list(DIRECTIONS.items()))
    kind = models.CharField(max_length=16, choices=[(code, one.label) for code, one in KINDS.items()])
    message_id = models.CharField(max_length=200, help_text="Its number on the wire.")
    number = models.CharField(max_length=120, help_text="Number of the letter that it is or tells of.")
    key = models.CharField(max_length=120, help_text="That number as it is compared: Arabic digits, no spaces.")
    on = models.DateField(null=True, help_text="The day which that letter bears.")
    subject = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text="Hash of what it says.")
    said = models.JSONField(default=dict, help_text="What else it says: codes, parties, number of acceptance, reason.")
    signed_by = models.CharField(max_length=300, blank=True, help_text="Whose certificate signed it.")
    letter = models.ForeignKey("letters.Letter", models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey("incoming.Item", models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="told", db_index=False)
    again = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    notice = models.ForeignKey("notices.Notice", models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(help_text="When it was made or came.")
    process_id = models.CharField(max_length=120, blank=True, help_text="What the other side calls it.")
    state = models.CharField(max_length=12, blank=True, choices=list(STATES.items()), help_text="Of a letter.")
    state_at = models.DateTimeField(null=True)
    their_number = models.CharField(max_length=120, blank=True, help_text="Number under which it was accepted.")
    their_day = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True, help_text="Why it was sent back.")
    settled_at = models.DateTimeField(null=True, help_text="When what was sent back was dealt with.")
    settlement = models.CharField(max_length=300, blank=True, help_text="How; empty where it was sent anew.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "direction", "message_id"], name="exchange_message_once"),
            models.CheckConstraint(name="exchange_letter_of_ours", condition=Q(letter=None) | Q(kind=LETTER)),
            models.CheckConstraint(name="exchange_state_known", condition=Q(state__in=list(STATES))),
        ]
        indexes = [
            models.Index(fields=["peer", "key", "-id"], name="exchange_number"),
            models.Index(fields=["about", "id"], name="exchange_about", condition=Q(about__isnull=False)),
            models.Index(fields=["direction", "-at", "-id"], name="exchange_letters", condition=Q(kind=LETTER)),
            models.Index(fields=["-id"], name="exchange_sent_back", condition=TO_LOOK_AT),
        ]


class Enclosure(models.Model):
    """A file that goes with a letter of ours (สิ่งที่ส่งมาด้วย)."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="enclosures", db_index=False)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    place = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "place"], name="exchange_enclosure_once")]


class Refusal(models.Model):
    """Something that reached a peer's address and was not taken: why, never what it said."""

    id = models.BigIntegerField(primary_key=True)
    peer = models.ForeignKey(Peer, models.PROTECT, related_name="refusals", db_index=False)
    at = models.DateTimeField()
    why = models.CharField(max_length=20)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["peer", "-id"], name="exchange_refusal")]
