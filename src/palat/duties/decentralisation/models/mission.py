"""Missions that may be transferred (ภารกิจ)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from palat.duties.decentralisation.models.local import LENGTH, TYPE_CHOICES
from palat.duties.decentralisation.procedure.missions import FIELDS, KINDS


class Mission(models.Model):
    """A mission as the plan names it: whose it was, by which law, who may receive it, until when."""

    id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=40, unique=True)
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=20, choices=list(FIELDS.items()))
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    giver = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    legal_basis = models.CharField(max_length=500, blank=True)
    deadline = models.DateField(null=True)
    receivers = ArrayField(models.CharField(max_length=LENGTH, choices=TYPE_CHOICES))
    plan = models.CharField(max_length=200, blank=True)
    plan_version = models.CharField(max_length=60, blank=True)
    mark = models.CharField(max_length=12, default="provisional")
    loaded_by = models.ForeignKey("decentralisation.LoadedList", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["field", "code"], name="mission_field")]

    def __str__(self) -> str:
        return self.name_th
