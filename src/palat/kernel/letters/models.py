from django.db import models
from django.db.models import Q

from palat.kernel.letters.moves import KINDS, STATES, WAYS
from palat.kernel.letters.procedure import FORMS


class Letter(models.Model):
    """An official letter on one matter or, for chasing, on several: from draft to dispatch.

    A petitioner's name never stands here: it is opened when the paper is printed.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20, choices=[(code, kind.label) for code, kind in KINDS.items()])
    form = models.CharField(max_length=20, choices=list(FORMS.items()))
    state = models.CharField(max_length=12, default="draft", choices=list(STATES.items()))
    duty = models.CharField(max_length=30)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+")
    addressee = models.CharField(max_length=300, blank=True, help_text="Post or body; empty for a sealed petitioner.")
    category = models.CharField(max_length=40, help_text="Category of addressee, for the words of address.")
    subject = models.CharField(max_length=300)
    content = models.JSONField(help_text="Paragraphs and tables, in order.")
    references = models.JSONField(default=list)
    enclosures = models.JSONField(default=list)
    copies_to = models.JSONField(default=list)
    urgency = models.CharField(max_length=12, blank=True)
    secrecy = models.CharField(max_length=12, blank=True)
    concealed = models.BooleanField(default=False, help_text="ฉบับปกปิด: says nothing of who the petitioner is.")
    revision = models.IntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True, help_text="When someone who may sign it first opened it.")
    returned_words = models.TextField(blank=True, help_text="Why it was returned or cancelled.")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=40, blank=True, help_text="Post or order relied upon: holding:7, delegation:3.")
    signature = models.JSONField(default=list, help_text="Lines under the signature, as of that day.")
    register = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=60, blank=True)
    year = models.SmallIntegerField(null=True)
    running = models.IntegerField(null=True)
    on = models.DateField(null=True, help_text="The day that the paper bears.")
    code = models.CharField(max_length=20, unique=True, help_text="By which anyone can check the paper.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Hash of the paper that leaves.")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=10, blank=True, choices=list(WAYS.items()))
    dispatched_at = models.DateTimeField(null=True)
    post_code = models.CharField(max_length=40, blank=True, help_text="Number of the post's receipt.")
    key = models.CharField(max_length=80, null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["submitted_at", "id"], name="letter_to_sign", condition=Q(state="submitted")),
            models.Index(fields=["-year", "-running", "-id"], name="letter_register", condition=~Q(number="")),
            models.Index(fields=["agency"], name="letter_agency", condition=Q(agency__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="sent_letters_have_numbers",
                condition=~Q(state__in=["signed", "dispatched"])
                | (~Q(number="") & Q(on__isnull=False, signed_at__isnull=False)),
            ),
            models.CheckConstraint(name="letter_to_an_agency_or_a_person", condition=Q(agency=None) | Q(person=None)),
        ]


class LetterMatter(models.Model):
    """A matter that a letter is about, and the track where it concerns one."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="about")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="+")
    track = models.ForeignKey("matters.Track", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["matter"], name="letter_of_matter")]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "matter", "track"], name="letter_about_once", nulls_distinct=False
            )
        ]
