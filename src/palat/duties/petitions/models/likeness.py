"""Keys by which petitions that speak of the same thing are found."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class LikenessKeys(models.Model):
    """The keys of one petition; made by a job, can be made anew from the text."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="+")
    keys = ArrayField(models.IntegerField())

    class Meta:
        indexes = [GinIndex(fields=["keys"], name="likeness_keys", fastupdate=False)]
