"""Groups of people who come to the Office (กลุ่มมวลชน): a lasting file with representatives only, never members."""

from django.db import models
from django.db.models import F, Q

from palat.duties.petitions.procedure.group import MOODS


class MassGroup(models.Model):
    """The lasting file of a group: what it is called, what it suffers, where; it gathers matters over years."""

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=200, help_text="As the group calls itself; never a political label.")
    about = models.CharField(max_length=300, help_text="What its people suffer.")
    area = models.ForeignKey("organisation.Area", models.PROTECT, null=True, related_name="+")
    place_words = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(help_text="When it last came or was reported on.")

    class Meta:
        indexes = [models.Index(fields=["-last_at", "-id"], name="group_latest")]
        constraints = [models.UniqueConstraint(fields=["name"], name="group_name_once", condition=Q(closed_at=None))]


class Representative(models.Model):
    """Who speaks for a group (ผู้แทนกลุ่ม), sealed, from a day to a day."""

    id = models.BigIntegerField(primary_key=True)
    group = models.ForeignKey(MassGroup, models.PROTECT, related_name="representatives", db_index=False)
    person = models.ForeignKey("identities.Person", models.PROTECT, related_name="+")
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["group"], name="representative_group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")), name="representative_ends_later"
            )
        ]


class Coming(models.Model):
    """A group came and handed in its demands (การมายื่น): where, how many by whose count. Its matter holds the rest."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="coming")
    group = models.ForeignKey(MassGroup, models.PROTECT, related_name="comings", db_index=False)
    place = models.CharField(max_length=300)
    people = models.IntegerField(help_text="Estimated.")
    counted_by = models.CharField(max_length=200, help_text="Post or unit that estimated.")
    gist = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["group"], name="coming_group")]
        constraints = [models.CheckConstraint(condition=Q(people__gte=0), name="people_not_negative")]


class SituationReport(models.Model):
    """One page on how things stand with a group on the spot (รายงานสถานการณ์), in neutral words."""

    id = models.BigIntegerField(primary_key=True)
    group = models.ForeignKey(MassGroup, models.PROTECT, related_name="reports", db_index=False)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    people = models.IntegerField()
    counted_by = models.CharField(max_length=200)
    mood = models.CharField(max_length=10, choices=MOODS)
    demands = models.TextField()
    needs = models.TextField(blank=True)
    next_step = models.TextField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    post = models.CharField(max_length=200)
    sent_to = models.JSONField(default=list, help_text="Roles to whom it was sent.")

    class Meta:
        indexes = [models.Index(fields=["group", "-at"], name="situation_newest")]
        constraints = [models.CheckConstraint(condition=Q(people__gte=0), name="situation_not_negative")]
