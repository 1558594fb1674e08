"""The dated lists that petitions rest on."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Value


class Category(models.Model):
    """A category of petitions, two levels, as data (ประเภทเรื่อง)."""

    code = models.CharField(max_length=60, primary_key=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    order = models.SmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)


class Ground(models.Model):
    """A ground on which a petition is not accepted, with the remedy that remains (dated, marked)."""

    code = models.CharField(max_length=40)
    words_th = models.CharField(max_length=300)
    words_en = models.CharField(max_length=300)
    remedy_th = models.CharField(max_length=400)
    remedy_en = models.CharField(max_length=400)
    provision = models.CharField(max_length=60, help_text="Code of the provision that it rests on.")
    mark = models.CharField(max_length=12, default="provisional")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="ground_once_a_day")]


class Route(models.Model):
    """Where petitions about a body go, by kind: not to the accused itself (dated, marked, with its source)."""

    code = models.CharField(max_length=40)
    kinds = models.JSONField(help_text="Kinds of petition that it holds for.")
    about = models.CharField(max_length=60, help_text="Code of the agency that the petition accuses or concerns.")
    words = models.CharField(max_length=200, blank=True, help_text="Words, parted by |, by which the text names it.")
    send_to = models.CharField(max_length=60, help_text="Code of the agency that is competent.")
    advice_th = models.CharField(max_length=400)
    advice_en = models.CharField(max_length=400)
    provision = models.CharField(max_length=60, help_text="Code of the provision that it rests on.")
    mark = models.CharField(max_length=12, default="provisional")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="route_once_a_day")]


class Chain(models.Model):
    """The levels that a file climbs, per kind of matter, as dated data; lowest first."""

    kind = models.CharField(max_length=30, help_text="Kind of petition; `*` for all others.")
    key = models.IntegerField(help_text="Number of the kind, for the exclusion of overlaps.")
    roles = models.JSONField()
    mark = models.CharField(max_length=12, default="provisional")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_chain_at_a_time",
                expressions=[
                    (Func(F("key"), F("key"), Value("[]"), function="int4range"), "&&"),
                    (Func(F("valid_from"), F("valid_to"), function="daterange"), "&&"),
                ],
            )
        ]
