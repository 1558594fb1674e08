from django.db import models
from django.db.models import Q

from palat.kernel.incoming.procedure import (
    ASIDE,
    CHANNELS,
    CUTS,
    ENTERED,
    FORWARDERS,
    POSTED,
    POSTINGS,
    READ_LATER,
    READINGS,
    SCAN_STATES,
    STATES,
    WAITING,
    WHY_RETURNED,
)


class Scan(models.Model):
    """A file that a clerk laid in: read by a job, and split at its separator sheets (ใบคั่น).

    Its file goes with the first of its letters that is destroyed: each has its own by then.
    """

    id = models.BigIntegerField(primary_key=True)
    register = models.ForeignKey("registers.Register", models.PROTECT, related_name="+", db_index=False)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    channel = models.CharField(max_length=10, choices=list(CHANNELS.items()))
    received_on = models.DateField()
    state = models.CharField(max_length=8, default="waiting", choices=list(SCAN_STATES.items()))
    why = models.CharField(max_length=300, blank=True, help_text="Why it could not be read.")
    pages = models.IntegerField(default=0)
    laid_in_at = models.DateTimeField()
    laid_in_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["register", "id"], name="scan_open", condition=~Q(state="done"))]


class Item(models.Model):
    """A thing that reached the registry, on paper or by e-mail: waiting, entered in a register, or set aside.

    Who wrote an e-mail is sealed unless an agency did. What a clerk enters stands in the line of the register.
    """

    id = models.BigIntegerField(primary_key=True)
    register = models.ForeignKey("registers.Register", models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=list(CHANNELS.items()))
    state = models.CharField(max_length=8, default=WAITING, choices=list(STATES.items()))
    scan = models.ForeignKey(Scan, models.PROTECT, null=True, related_name="items")
    place = models.IntegerField(default=0, help_text="Where it lay in its scan: 1, 2, 3 …")
    came_at = models.DateTimeField()
    received_on = models.DateField(help_text="The day of the received stamp.")
    postmarked_on = models.DateField(null=True)
    subject = models.CharField(max_length=500, blank=True, help_text="Subject of an e-mail.")
    sender = models.CharField(max_length=300, blank=True, help_text="An agency that wrote by e-mail.")
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True)
    reading = models.CharField(max_length=8, default=READ_LATER, choices=list(READINGS.items()))
    notes = models.JSONField(default=list, help_text="What of it could not be taken: words.")
    told = models.JSONField(default=dict, help_text="What its sender said of it by the exchange.")
    summary = models.CharField(max_length=300, blank=True, help_text="Handwriting in two lines.")
    urgency = models.CharField(max_length=12, blank=True)
    year = models.SmallIntegerField(null=True)
    running = models.IntegerField(null=True)
    entered_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)
    aside = models.CharField(max_length=12, blank=True, help_text="Why it was set aside.")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="+", db_index=False)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+", db_index=False)
    given_at = models.DateTimeField(null=True, help_text="When it was given to the unit.")
    taken_at = models.DateTimeField(null=True, help_text="When the unit took it.")
    forwarder = models.CharField(max_length=12, blank=True, choices=list(FORWARDERS.items()))
    wants_answer = models.BooleanField(default=False)
    answer_due_on = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=80, blank=True, help_text="The number of the letter that answered the sender.")
    where = models.CharField(max_length=200, blank=True, help_text="Where the paper lies now.")
    erased_at = models.DateTimeField(null=True, help_text="When its words and files were destroyed under a list.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entered_items_have_numbers",
                condition=Q(state=ENTERED, year__isnull=False, running__isnull=False, entered_at__isnull=False)
                | (~Q(state=ENTERED) & Q(year=None, running=None, entered_at=None)),
            ),
            models.CheckConstraint(
                name="set_aside_for_a_reason",
                condition=(Q(state=ASIDE) & ~Q(aside="")) | (~Q(state=ASIDE) & Q(aside="")),
            ),
            models.UniqueConstraint(fields=["register", "year", "running"], name="item_of_number_once"),
        ]
        indexes = [
            models.Index(fields=["register", "state", "-id"], name="item_box"),
            models.Index(fields=["-year", "-running", "-id"], name="item_number", condition=Q(state=ENTERED)),
            models.Index(fields=["matter"], name="item_of_matter", condition=Q(matter__isnull=False)),
            models.Index(fields=["unit", "-given_at"], name="item_of_unit", condition=Q(unit__isnull=False)),
            models.Index(
                fields=["answer_due_on", "id"], name="item_to_answer", condition=Q(wants_answer=True, answered_at=None)
            ),
        ]


class ItemFile(models.Model):
    """A file of a thing that came in; or, without one, why it was refused."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="files", db_index=False)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    place = models.IntegerField()
    pages = models.IntegerField(default=0)
    refused = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "place"], name="file_of_item_once")]


class Cut(models.Model):
    """What a clerk did to the pages of a letter by hand: it can be undone while the letters wait to be entered."""

    id = models.BigIntegerField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="cuts", db_index=False)
    kind = models.CharField(max_length=8, choices=list(CUTS.items()))
    other = models.ForeignKey(
        Item, models.PROTECT, null=True, related_name="+", help_text="What it was joined with, or what was cut off."
    )
    at = models.DateTimeField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["item", "-id"], name="cut_of_item", condition=Q(undone_at=None))]


class CutFile(models.Model):
    """A file of a letter as it was before a cut; once that was undone, as it was after it: kept to be destroyed too."""

    cut = models.ForeignKey(Cut, models.CASCADE, related_name="files", db_index=False)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    place = models.IntegerField()
    pages = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cut", "place"], name="file_before_cut_once")]


class Stay(models.Model):
    """Where the paper lay, from when: appended, never changed."""

    id = models.BigIntegerField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="stays", db_index=False)
    where = models.CharField(max_length=200)
    since = models.DateTimeField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["item", "-id"], name="stay_of_item")]


class Original(models.Model):
    """An original in the Office's custody until it is returned: a title deed, a picture, a passbook."""

    id = models.BigIntegerField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="originals", db_index=False)
    what = models.CharField(max_length=200)
    kept_in = models.CharField(max_length=200, blank=True)
    taken_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True)
    returned_how = models.CharField(max_length=200, blank=True, help_text="By whom taken, or by which post.")
    returned_by = models.ForeignKey(
        "organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["item"], name="original_of_item"),
            models.Index(fields=["taken_at", "id"], name="original_in_custody", condition=Q(returned_at=None)),
        ]


class Copy(models.Model):
    """A copy for information (สำเนาเพื่อทราบ) to a unit; seen once somebody there says so."""

    id = models.BigIntegerField(primary_key=True)
    item = models.ForeignKey(Item, models.PROTECT, related_name="copies", db_index=False)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="copy_to_a_unit_once")]
        indexes = [models.Index(fields=["unit", "-id"], name="copy_unseen", condition=Q(seen_at=None))]


class Posting(models.Model):
    """A letter of ours that went by post: delivered, with the receipt that came back, or returned.

    Ordinary mail has no number; it is taken up when it is posted again, or comes back.
    """

    id = models.BigIntegerField(primary_key=True)
    letter = models.ForeignKey("letters.Letter", models.PROTECT, related_name="+")
    code = models.CharField(max_length=13, unique=True, null=True, help_text="Number of the post (S10), if it has one.")
    posted_on = models.DateField()
    state = models.CharField(max_length=10, default=POSTED, choices=list(POSTINGS.items()))
    receipt = models.BooleanField(default=False, help_text="With a card that comes back signed (ใบตอบรับ).")
    ended_on = models.DateField(null=True, help_text="The day of delivery on the card, or on which it came back.")
    why = models.CharField(max_length=12, blank=True, choices=list(WHY_RETURNED.items()))
    settled_at = models.DateTimeField(null=True)
    settlement = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=300, blank=True, help_text="What a clerk noted.")

    class Meta:
        indexes = [
            models.Index(fields=["state", "-id"], name="posting_state"),
            models.Index(fields=["-posted_on", "-id"], name="posting_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="returned_for_a_reason",
                condition=Q(state__in=["returned", "settled"], ended_on__isnull=False) & ~Q(why="")
                | Q(state__in=["posted", "delivered"], why=""),
            ),
        ]
