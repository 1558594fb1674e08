"""Local governments (องค์กรปกครองส่วนท้องถิ่น), and what type each was from day to day."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value

from palat.duties.decentralisation.procedure.types import ENDINGS, TYPES

TYPE_CHOICES = [(one.code, one.label) for one in TYPES.values()]
LENGTH = 8  # of a type's code


class LocalGovernment(models.Model):
    """A local government. Name and type are those of the latest of its dated types."""

    id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=60, unique=True)
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    type = models.CharField(max_length=LENGTH, choices=TYPE_CHOICES)
    province = models.ForeignKey("organisation.Area", models.PROTECT, related_name="+")
    district = models.ForeignKey("organisation.Area", models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True, help_text="First day on which it no longer exists.")
    ended_how = models.CharField(max_length=10, blank=True, choices=list(ENDINGS.items()))
    into = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    sort_key = models.CharField(max_length=620, blank=True, db_collation="C")
    loaded_by = models.ForeignKey("decentralisation.LoadedList", models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "id"], name="local_sort"),
            models.Index(fields=["province", "type"], name="local_place"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_how="") | (Q(ended_on__isnull=False) & ~Q(ended_how="")),
                name="local_ends_somehow",
            ),
            models.CheckConstraint(condition=~Q(into=F("pk")), name="local_joins_another"),
        ]

    def __str__(self) -> str:
        return self.name_th


class LocalGovernmentType(models.Model):
    """What type a local government was from a day to the day before another, and by which announcement.

    An upgrade changes the type, not the existence. An empty first day: it is not known since when.
    """

    local = models.ForeignKey(LocalGovernment, models.CASCADE, related_name="types")
    type = models.CharField(max_length=LENGTH, choices=TYPE_CHOICES)
    name_th = models.CharField(max_length=300)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True, help_text="First day on which it no longer holds.")
    legal_ref = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_type_at_a_time",
                expressions=[
                    (Func(F("local"), F("local"), Value("[]"), function="int8range"), "&&"),
                    (Func(F("valid_from"), F("valid_to"), function="daterange"), "&&"),
                ],
            ),
        ]
