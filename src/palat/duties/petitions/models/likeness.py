"""Keys by which petitions that speak of the same thing are found; campaigns: many petitions in the same words."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class LikenessKeys(models.Model):
    """The keys of one petition; made by a job, can be made anew from the text."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="+")
    keys = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="likeness_keys", fastupdate=False)]


class Campaign(models.Model):
    """Many petitions in the same words within some days, perhaps handed in together. A job finds them; people judge."""

    id = models.BigIntegerField(primary_key=True)
    first = models.ForeignKey("matters.Matter", models.PROTECT, related_name="+", help_text="Its words stand for all.")
    case = models.ForeignKey(
        "matters.Matter", models.PROTECT, null=True, related_name="+", help_text="The one case, once there is one."
    )
    found_at = models.DateTimeField()
    last_on = models.DateField(help_text="The day on which the latest of them came.")

    class Meta:
        indexes = [models.Index(fields=["-last_on", "-id"], name="campaign_latest")]


class CampaignPetition(models.Model):
    """A petition of a campaign. One that an officer set apart stays by itself and is not offered again."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="campaign_place")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="petitions", db_index=False)
    same_percent = models.SmallIntegerField(help_text="How much of its words is that of the first one.")
    received_on = models.DateField()
    found_at = models.DateTimeField(help_text="When the job put it here: an act takes only what its maker was shown.")
    apart = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["campaign", "received_on"], name="campaign_day")]
        constraints = [models.CheckConstraint(condition=Q(same_percent__range=(0, 100)), name="campaign_percent")]
