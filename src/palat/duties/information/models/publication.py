"""The register of what is published or laid open: entries, their versions, and the work that gaps and age raise."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from palat.duties.information.procedure.publication import DRAFT, PUBLISHED, STATES, TASKS, VERSIONS, WAITING, WAYS


class Publication(models.Model):
    """An entry of the register: one thing that an agency publishes or lays open, in a class of the Act."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    class_code = models.CharField(max_length=20)
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    keywords = models.CharField(max_length=500, blank=True, help_text="Other words for it, parted by |.")
    words = SearchVectorField(null=True)
    responsible = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=DRAFT)
    current = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True, help_text="Day by which it is looked at again.")
    renewed_on = models.DateField(null=True)
    withdrawn_reason = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="publication_words", fastupdate=False),
            models.Index(fields=["-changed_at", "-id"], name="publication_changed"),
            models.Index(fields=["class_code", "title_th", "id"], name="publication_by_class"),
            models.Index(fields=["due_on"], name="publication_due", condition=Q(state=PUBLISHED)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PUBLISHED) | Q(current__isnull=False), name="what_is_published_has_a_version"
            )
        ]


class Version(models.Model):
    """One state of an entry: where it is, since and until when it holds, its reference in the Gazette."""

    id = models.BigIntegerField(primary_key=True)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField()
    state = models.CharField(max_length=10, choices=list(VERSIONS.items()), default=WAITING)
    way = models.CharField(max_length=10, choices=WAYS)
    looked = models.ForeignKey("Looked", models.PROTECT, null=True, related_name="+")
    link = models.URLField(max_length=500, blank=True)
    page = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=300, blank=True)
    gazette = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    particulars = models.JSONField(default=dict, help_text="What section 23 demands of a system of personal data.")
    from_request = models.BooleanField(default=False, help_text="Released on a request before (s.9 (8)).")
    material = models.ForeignKey("Material", models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    proposed_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["publication"], condition=Q(state=WAITING), name="one_version_waits"),
            models.UniqueConstraint(
                fields=["publication"], condition=Q(state="current"), name="one_version_is_current"
            ),
        ]


class PublicationTask(models.Model):
    """Work that the register raises: a class without an entry, an entry that is due to be looked at again."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=TASKS)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    class_code = models.CharField(max_length=20)
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="+")
    responsible = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)
    reminders = models.SmallIntegerField(default=0)
    aside_until = models.DateField(null=True, help_text="Set aside with a reason until this day.")
    aside_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "class_code"], condition=Q(kind="gap", closed_at=None), name="one_open_gap"
            ),
            models.UniqueConstraint(
                fields=["publication"], condition=Q(kind="renew", closed_at=None), name="one_open_renewal"
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="task_due", condition=Q(closed_at=None))]
