"""An appeal's own rows, beside its matter: against what, when filed, who sits, what was seen in camera, the ruling."""

from django.db import models
from django.db.models import Q

from palat.duties.information.procedure.appeal_words import NOT_ADMITTED, OUTCOMES, PANEL_ROLES, TOPICS, VOTES
from palat.duties.information.procedure.words import CHANNELS


class Appeal(models.Model):
    """What is an appeal's own: against which order of which agency, when it was filed, where it lies."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="information_appeal")
    person = models.ForeignKey("identities.Person", models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    answer_by = models.CharField(max_length=10, default="code")
    request = models.ForeignKey(
        "information.Request", models.PROTECT, null=True, related_name="appeals", help_text="A request to the Office."
    )
    party = models.ForeignKey("information.Party", models.PROTECT, null=True, related_name="appeals")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    order_words = models.CharField(max_length=300, help_text="The order appealed: its number, its date, what it says.")
    text = models.TextField(help_text="What is wrong with the order, in the appellant's own words.")
    filed_at = models.DateTimeField(help_text="When it entered the system, or was handed in.")
    received_on = models.DateField(help_text="The day on which it counts as received: the clocks run from it.")
    told_on = models.DateField(null=True, help_text="The day on which the appellant learned of the order.")
    last_day = models.DateField(null=True, help_text="Last day of the appeal, counted from that day.")
    late_words = models.TextField(blank=True, help_text="Why it was admitted though late.")
    refused_for = models.CharField(max_length=20, choices=NOT_ADMITTED, blank=True)
    branch = models.ForeignKey("information.Branch", models.PROTECT, null=True, related_name="appeals")
    topic = models.CharField(max_length=20, choices=TOPICS, blank=True)
    sent_on = models.DateField(null=True, help_text="The day on which the ruling was made known.")
    report = models.TextField(blank=True, help_text="What the agency reports it has done.")
    reported_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(request=None) ^ Q(agency=None), name="against_the_office_or_another_agency"
            ),
            models.CheckConstraint(condition=Q(party=None) | Q(request__isnull=False), name="a_party_of_a_request"),
        ]
        indexes = [models.Index(fields=["branch"], name="appeal_branch", condition=Q(branch__isnull=False))]

    @property
    def hour_known(self) -> bool:
        """Whether it is known at what hour it was filed: of what came on paper only the day is."""
        return self.channel == "web"


class Panelist(models.Model):
    """A member on the panel of an appeal, from when, and until when where it is taken off it."""

    id = models.BigIntegerField(primary_key=True)
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="panel")
    official = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=PANEL_ROLES, default="member")
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal", "official"], name="once_on_the_panel", condition=Q(left_at=None)),
            models.UniqueConstraint(fields=["appeal"], name="one_presides", condition=Q(left_at=None, role="chair")),
        ]
        indexes = [models.Index(fields=["official"], name="panelist_now", condition=Q(left_at=None))]


class CameraFile(models.Model):
    """A document that an agency sent to be seen in camera. It is no attachment of the matter: nothing else shows it.

    Each reading is an event of the matter's history. `returned_at`: sent back, and read no more.
    """

    id = models.BigIntegerField(primary_key=True)
    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="camera")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    words = models.CharField(max_length=300, blank=True, help_text="What it is, as the list of what was sent says.")
    received_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)


class Ruling(models.Model):
    """The ruling on an appeal (คำวินิจฉัย): as drafted, as voted upon, and as it is published without names."""

    appeal = models.OneToOneField(Appeal, models.PROTECT, primary_key=True, related_name="ruling")
    outcome = models.CharField(max_length=10, choices=OUTCOMES)
    grounds = models.JSONField(default=list, help_text="Codes of the grounds that it is about.")
    issue = models.TextField(help_text="The question to be ruled upon.")
    facts = models.TextField()
    reasons = models.TextField()
    order = models.TextField(help_text="What is ruled.")
    number = models.CharField(max_length=40, blank=True)
    sitting = models.ForeignKey("information.Sitting", models.PROTECT, null=True, related_name="+")
    ruled_on = models.DateField(null=True)
    public_title = models.CharField(max_length=300, blank=True)
    public_text = models.TextField(blank=True, help_text="What anybody may read: no name, no number of a person.")
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["-ruled_on"], name="ruling_published", condition=Q(published_at__isnull=False))]


class Vote(models.Model):
    """How one member voted, and the dissent that the member wrote."""

    id = models.BigIntegerField(primary_key=True)
    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="votes")
    official = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    vote = models.CharField(max_length=10, choices=VOTES)
    dissent = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ruling", "official"], name="one_vote_each")]
