"""The tribunals: who sits in them from when to when, and when they meet."""

from django.db import models
from django.db.models import Q

from palat.duties.information.procedure.appeal_words import (
    CALLED,
    CALLED_AS,
    CALLED_STATES,
    HEARING_STATES,
    SITTING_STATES,
)


class Seat(models.Model):
    """What is told of a member besides the post: the agency the member comes from, and whether the member presides.

    The term is that of the holding of the post; a member whose holding has no row here comes from no agency.
    """

    holding = models.OneToOneField("organisation.Holding", models.PROTECT, primary_key=True, related_name="+")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    presides = models.BooleanField(default=False)
    order_words = models.CharField(max_length=200, blank=True, help_text="The order by which the member was appointed.")


class Sitting(models.Model):
    """A sitting of a branch: when and where; the appeals on its list are its hearings."""

    id = models.BigIntegerField(primary_key=True)
    branch = models.ForeignKey("information.Branch", models.PROTECT, related_name="sittings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=SITTING_STATES, default="set")
    changed = models.IntegerField(default=0, help_text="How often it was changed, as calendars ask.")

    class Meta:
        indexes = [models.Index(fields=["branch", "starts_at"], name="sitting_of_branch")]


class Hearing(models.Model):
    """An appeal on the list of a sitting, and what became of it there."""

    id = models.BigIntegerField(primary_key=True)
    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="hearings")
    appeal = models.ForeignKey("information.Appeal", models.PROTECT, related_name="hearings")
    state = models.CharField(max_length=10, choices=HEARING_STATES, default="set")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appeal"], name="one_sitting_ahead", condition=Q(state="set")),
            models.UniqueConstraint(fields=["sitting", "appeal"], name="once_on_the_list"),
        ]


class Called(models.Model):
    """Who is called to the hearing of an appeal, as what, and what was said: a record for the branch alone."""

    id = models.BigIntegerField(primary_key=True)
    hearing = models.ForeignKey(Hearing, models.PROTECT, related_name="called")
    capacity = models.CharField(max_length=10, choices=CALLED_AS)
    who = models.CharField(max_length=200, blank=True, help_text="The post or the calling: never a name.")
    words = models.TextField(help_text="Of what the person is to speak, or what to bring.")
    state = models.CharField(max_length=10, choices=CALLED_STATES, default=CALLED)
    record = models.TextField(blank=True, help_text="What was said.")


class Feed(models.Model):
    """A member's own calendar address: whoever has its token reads when the member sits, and nothing more."""

    official = models.OneToOneField("organisation.Official", models.PROTECT, primary_key=True, related_name="+")
    digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
