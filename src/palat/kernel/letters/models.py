from django.db import models
from django.db.models import F, Q

from palat.kernel.letters.drafts.initials import PARTS
from palat.kernel.letters.moves import BATCH_ACTS, ITEM_STATES, KINDS, SIGNED_WAYS, STATES, WAYS
from palat.kernel.letters.shapes import FORMS


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
    circular = models.BooleanField(default=False, help_text="หนังสือเวียน (ว): an attribute, not a kind.")
    particulars = models.JSONField(default=dict, help_text="The fields that the form has of its own.")
    template = models.ForeignKey("TemplateVersion", models.PROTECT, null=True, related_name="+")
    revision = models.IntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True, help_text="When someone who may sign it first opened it.")
    returned_words = models.TextField(blank=True, help_text="Why it was returned or cancelled.")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(
        "organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False
    )
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    signed_way = models.CharField(max_length=10, default="screen", choices=list(SIGNED_WAYS.items()))
    certificate = models.JSONField(
        default=dict, help_text="The certificate with which the paper that leaves was signed: subject, issuer, serial."
    )
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
    erased_at = models.DateTimeField(null=True, help_text="When its words and file were destroyed under a list.")

    class Meta:
        indexes = [
            models.Index(fields=["submitted_at", "id"], name="letter_to_sign", condition=Q(state="submitted")),
            models.Index(fields=["-year", "-running", "-id"], name="letter_register", condition=~Q(number="")),
            models.Index(
                fields=["drafted_by", "-id"],
                name="letter_draft_of",
                condition=Q(state__in=["draft", "returned", "submitted"]),
            ),
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

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="about", db_index=False)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="+", db_index=False)
    track = models.ForeignKey("matters.Track", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["matter"], name="letter_of_matter")]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "matter", "track"], name="letter_about_once", nulls_distinct=False
            )
        ]


class Wording(models.Model):
    """A draft as it stood at one revision, kept whole and never altered.

    A draft that nobody changed since it was begun has none: it is its own first wording.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="wordings", db_index=False)
    revision = models.IntegerField()
    words = models.JSONField(help_text="Every field that a drafter may change.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["letter", "revision"], name="wording_once")]


class Initial(models.Model):
    """Someone's initials on a draft (ร่าง พิมพ์ ทาน ตรวจ): asked for or not, then given for one wording.

    Closed: taken back by who gave it, or no longer asked for.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="initials", db_index=False)
    part = models.CharField(max_length=10, choices=[(code, part.label) for code, part in PARTS.items()])
    official = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)
    revision = models.IntegerField(null=True, help_text="The wording that was initialled.")
    given_at = models.DateTimeField(null=True)
    basis = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["letter", "id"], name="initial_of_letter"),
            models.Index(fields=["official"], name="initial_asked", condition=Q(given_at=None, closed_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "part"], name="initial_asked_once", condition=Q(given_at=None, closed_at=None)
            ),
            models.CheckConstraint(
                name="initial_asked_or_given", condition=Q(asked_at__isnull=False) | Q(given_at__isnull=False)
            ),
            models.CheckConstraint(
                name="initial_of_a_wording", condition=Q(given_at__isnull=True) | Q(revision__isnull=False)
            ),
        ]


class Remark(models.Model):
    """What a reader of a draft wants changed, beside the paragraph or field that it is about."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="remarks", db_index=False)
    revision = models.IntegerField(help_text="The wording that was read.")
    place = models.CharField(max_length=40, help_text="A field, or content:3 for the fourth piece of the text.")
    words = models.CharField(max_length=2000)
    by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["letter", "id"], name="remark_of_letter")]


class Recorded(models.Model):
    """What was written by pen and taken down here with its scan: it holds once a second person confirmed it."""

    basis = models.CharField(max_length=40, help_text="Post or order relied upon on that day.")
    signature = models.JSONField(help_text="Name, post and capacity, as of that day.")
    on = models.DateField(help_text="The day that the paper bears.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False
    )
    refused_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)
    refused_words = models.CharField(max_length=2000, blank=True)

    class Meta:
        abstract = True


class PaperSignature(Recorded):
    """A signature on paper, as it was recorded with its scan."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="paper_signatures", db_index=False)
    revision = models.IntegerField(help_text="The wording that was signed.")
    signer = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    running = models.IntegerField(null=True, help_text="The reserved number that the paper bears.")
    numbered_on = models.DateField(null=True)
    scan = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["letter", "id"], name="paper_signature_of_letter")]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], name="paper_signature_waits_once", condition=Q(confirmed_at=None, refused_at=None)
            ),
            models.CheckConstraint(
                name="paper_signature_of_two", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("recorded_by"))
            ),
        ]


class MarginOrder(Recorded):
    """An order in the margin of a letter (เกษียนสั่งการ), verbatim. Without a scan it was written on screen."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="margin_orders", db_index=False)
    words = models.TextField()
    ordered_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    scan = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["letter", "id"], name="margin_order_of_letter"),
            models.Index(fields=["letter"], name="margin_order_waits", condition=Q(confirmed_at=None, refused_at=None)),
        ]
        constraints = [
            models.CheckConstraint(
                name="margin_order_of_two", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("recorded_by"))
            ),
        ]


class TemplateVersion(models.Model):
    """A version of the template of a form: a folder of files, never changed. Edits and returns are new versions."""

    form = models.CharField(max_length=20, choices=list(FORMS.items()))
    number = models.IntegerField(help_text="1, 2, 3 … of its form.")
    files = models.JSONField(help_text="Name and text of each file of the folder; main.typ is set.")
    sha256 = models.CharField(max_length=64, help_text="Hash of the files.")
    valid_from = models.DateField(null=True, help_text="First day on which letters are set with it; none: kept aside.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, help_text="Why; of a shipped one, with which program it came.")
    of_number = models.IntegerField(null=True, help_text="The version that it was made from.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="template_version_once")]
        indexes = [models.Index(fields=["form", "-valid_from", "-number"], name="template_in_force")]


class Batch(models.Model):
    """Many letters by one act (หนังสือเป็นชุด): done piece by piece by a job that may be cut off at any time."""

    id = models.BigIntegerField(primary_key=True)
    act = models.CharField(max_length=12, choices=list(BATCH_ACTS.items()))
    kind = models.CharField(max_length=20, blank=True)
    words = models.JSONField(default=dict, help_text="What all letters of it have in common: subject, text.")
    by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True, help_text="Stopped by a person; what was done stays done.")
    total = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["by", "-id"], name="batch_of_official")]


class BatchItem(models.Model):
    """One letter of a batch: which, whether it was done, else why not."""

    id = models.BigIntegerField(primary_key=True)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items", db_index=False)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, default="waiting", choices=list(ITEM_STATES.items()))
    why = models.CharField(max_length=500, blank=True, help_text="Why it was refused.")

    class Meta:
        indexes = [models.Index(fields=["batch", "state", "id"], name="batch_item_next")]
