"""Open data: datasets, their resources, and each version of a resource's file."""

import uuid

from django.db import models
from django.db.models import Q

from palat.duties.information.procedure.datasets import DRAFT, PUBLISHED, STATES, WAITING


class Dataset(models.Model):
    """A set of data that belongs together, with all that a catalogue tells of it."""

    id = models.BigIntegerField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.CharField(max_length=100, unique=True, help_text="In the address: small letters, digits, - and _.")
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    notes_th = models.TextField()
    notes_en = models.TextField(blank=True)
    keywords = models.CharField(max_length=500, blank=True, help_text="Parted by |.")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    group = models.CharField(max_length=20)
    licence = models.CharField(max_length=20)
    frequency = models.CharField(max_length=20)
    contact_name = models.CharField(max_length=200)
    contact_email = models.EmailField(max_length=200, blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    source = models.CharField(max_length=40, blank=True, help_text="The statistic that the system makes; or brought.")
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=DRAFT)
    withdrawn_reason = models.TextField(blank=True)
    added_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-changed_at", "-id"], name="dataset_changed")]
        constraints = [
            models.UniqueConstraint(fields=["source"], condition=~Q(source=""), name="one_dataset_of_a_statistic"),
            models.CheckConstraint(
                condition=~Q(state=PUBLISHED) | Q(published_at__isnull=False), name="published_since_a_moment"
            ),
        ]


class Resource(models.Model):
    """One table or document of a dataset."""

    id = models.BigIntegerField(primary_key=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="resources")
    number = models.SmallIntegerField()
    title_th = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    notes_th = models.TextField(blank=True)
    notes_en = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dataset", "number"], name="resource_number_once")]


class ResourceVersion(models.Model):
    """One file of a resource."""

    id = models.BigIntegerField(primary_key=True)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="versions")
    number = models.SmallIntegerField()
    looked = models.ForeignKey("Looked", models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=WAITING)
    titled = models.JSONField(default=dict, help_text="How its resource is called once it is in force.")
    proposed_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resource", "number"], name="resource_version_once"),
            models.UniqueConstraint(fields=["resource"], condition=Q(state=WAITING), name="one_file_waits"),
            models.UniqueConstraint(fields=["resource"], condition=Q(state="current"), name="one_file_is_current"),
        ]
