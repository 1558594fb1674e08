"""A request's own rows, beside its matter: what was asked, parts, whom they concern, what was found, what it costs."""

from django.db import models
from django.db.models import Q

from palat.duties.information.procedure.words import CHANNELS, DELIVERIES, FORMS


class Request(models.Model):
    """What is a request's own: what was asked for, how it should be given, what was promised, paid, handed over."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="information")
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    text = models.TextField(help_text="What was asked for, in the requester's own words and language.")
    language = models.CharField(max_length=8, default="th", help_text="Language of the request.")
    form = models.CharField(max_length=10, choices=FORMS)
    answer_by = models.CharField(max_length=10, default="code")  # code | email | sms | line | post
    same_key = models.BinaryField(help_text="Digest of the words without their spaces: the same request again.")
    identity_shown_at = models.DateTimeField(null=True, help_text="When an official saw who asks for own data (s.25).")
    identity_words = models.CharField(max_length=200, blank=True, help_text="The kind of document, never its number.")
    promised_on = models.DateField(null=True, help_text="The finish date of which the requester was told.")
    fees_waived_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=40, blank=True, help_text="Number of the receipt of the fee.")
    told_on = models.DateField(null=True, help_text="The day on which the order was made known.")
    appeal_until = models.DateField(null=True, help_text="Last day of the appeal, counted from that day.")
    delivery = models.CharField(max_length=10, choices=DELIVERIES, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="request_person"),
            models.Index(fields=["same_key"], name="request_same"),
        ]


class Part(models.Model):
    """One piece of information asked for, and what is decided of it; its state stands on its track."""

    track = models.OneToOneField("matters.Track", models.PROTECT, primary_key=True, related_name="information_part")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="information_parts")
    number = models.SmallIntegerField()
    words = models.TextField(help_text="What this part asks for.")
    holding = models.CharField(
        max_length=300, blank=True, help_text="What was found: the document and where it is kept."
    )
    grounds = models.JSONField(default=list, help_text="Codes of the grounds of refusal.")
    kind_words = models.CharField(max_length=400, blank=True, help_text="Type of the information, as s.15 demands.")
    reasons = models.TextField(blank=True, help_text="Why, as s.15 demands.")
    withheld = models.TextField(blank=True, help_text="What is covered or cut out of a part that is given.")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="part_number_once")]


class Party(models.Model):
    """A third party whom a disclosure may affect (ผู้มีประโยชน์ได้เสีย): who, which parts, what it said, how it was ruled."""

    track = models.OneToOneField("matters.Track", models.PROTECT, primary_key=True, related_name="information_party")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="information_parties")
    person = models.ForeignKey("identities.Person", models.PROTECT, related_name="+")
    parts = models.ManyToManyField(Part, related_name="parties")
    told = models.TextField(help_text="What the party was told of what is asked for.")
    objection = models.TextField(blank=True)
    objected_at = models.DateTimeField(null=True)
    late = models.BooleanField(default=False, help_text="Objected after the last day.")
    ruling = models.TextField(blank=True)
    ruled_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True, help_text="The day on which it was notified.")
    ruling_told_on = models.DateField(null=True, help_text="The day on which it learned of the ruling.")


class Material(models.Model):
    """A document found for a part. Only `operations.releasing` lets one out of the Office."""

    id = models.BigIntegerField(primary_key=True)
    part = models.ForeignKey(Part, models.PROTECT, related_name="materials")
    attachment = models.OneToOneField("matters.Attachment", models.PROTECT, related_name="+")
    redacted = models.BooleanField(default=False, help_text="A copy out of which was cut what may not be disclosed.")
    checked = models.CharField(max_length=300, blank=True, help_text="How it was made sure that nothing is left in it.")
    released_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(removed_at=None), name="what_was_released_is_not_removed"
            )
        ]


class Charge(models.Model):
    """One line of what copies cost: so many pages of a paper, at the fee in force on that day."""

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="information_charges")
    fee = models.ForeignKey("information.Fee", models.PROTECT, related_name="+")
    pages = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "fee"], name="charge_once"),
            models.CheckConstraint(condition=Q(pages__gt=0), name="some_pages"),
        ]
