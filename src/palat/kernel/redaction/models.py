from django.db import models
from django.db.models import Q

from palat.kernel.redaction.procedure import SET_STATES, SOURCE_STATES, WHOLE


class ReleaseSet(models.Model):
    """Documents of a matter that are to leave together, and what is covered in them.

    `revision` grows with each change; a check counts for the revision that it looked at, and for no other.
    """

    id = models.BigIntegerField(primary_key=True)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="open", choices=list(SET_STATES.items()))
    revision = models.IntegerField(default=1)
    asked_revision = models.IntegerField(default=0, help_text="The revision whose copies a job makes and checks.")
    checked_revision = models.IntegerField(default=0, help_text="The revision whose copies were checked.")
    fault = models.CharField(max_length=10, blank=True, help_text="Why the last making or check came to no end.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    index = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Hash (hex) of the package that left.")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="what_was_released_has_an_index", condition=~Q(state="released") | Q(index__isnull=False)
            ),
        ]


class Source(models.Model):
    """A document of a set: what is hidden in it, and the clean base on which marks are made."""

    id = models.BigIntegerField(primary_key=True)
    release_set = models.ForeignKey(ReleaseSet, models.PROTECT, related_name="sources", db_index=False)
    place = models.SmallIntegerField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, help_text="As the Office calls it; stays inside.")
    title = models.CharField(max_length=200, help_text="As it is called in the index and the package.")
    state = models.CharField(max_length=8, default="waiting", choices=list(SOURCE_STATES.items()))
    kind = models.CharField(max_length=10, blank=True, help_text="What it is, by content.")
    findings = models.JSONField(default=list)
    left_out = models.IntegerField(default=0, help_text="Findings that are not told one by one.")
    drawn = models.JSONField(default=list, help_text="Pages that may leave as pictures only.")
    pages = models.IntegerField(default=0)
    base = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    brought = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    withheld_ground = models.CharField(max_length=40, blank=True)
    withheld_words = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release_set", "place"], name="source_place_once")]


class Mark(models.Model):
    """A box that somebody put over something, with the ground; taken back, it stays to be seen here."""

    id = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="marks", db_index=False)
    page = models.IntegerField()
    left = models.SmallIntegerField()
    top = models.SmallIntegerField()
    right = models.SmallIntegerField()
    bottom = models.SmallIntegerField()
    ground = models.CharField(max_length=40)
    words = models.CharField(max_length=300, blank=True, help_text="What is withheld, as the index says it.")
    batch = models.BigIntegerField(help_text="Marks that were made together are taken back together.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(
        "organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["source", "page"], name="mark_standing", condition=Q(taken_back_at=None))]
        constraints = [
            models.CheckConstraint(
                name="mark_on_its_page",
                condition=Q(page__gte=1, left__gte=0, top__gte=0, right__lte=WHOLE, bottom__lte=WHOLE)
                & Q(left__lt=models.F("right"), top__lt=models.F("bottom")),
            )
        ]


class Copy(models.Model):
    """A copy that was made of a document for one revision of its set, and what its check says."""

    id = models.BigIntegerField(primary_key=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="copies", db_index=False)
    revision = models.IntegerField()
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    covers = models.CharField(max_length=64, help_text="Hash of what was covered, by which a copy is used again.")
    leaks = models.JSONField(default=list)
    places = models.JSONField(default=list, help_text="Where covered words are left.")
    unread = models.IntegerField(
        default=0, help_text="Marks under which no words could be read, to be sought elsewhere."
    )
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False
    )
    answer = models.CharField(max_length=500, blank=True, help_text="Why it may leave as it is.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "revision"], name="copy_of_a_revision_once")]
