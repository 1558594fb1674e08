"""Recurring problems: what causes them, whose they are, which cases show them."""

from django.db import models


class Problem(models.Model):
    """A problem that many cases show (ประเด็นปัญหา). Its matter's links lead to the cases."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="problem")
    harm = models.TextField(help_text="Who suffers, how; no person is named.")
    cause = models.TextField(blank=True)
    provisions = models.JSONField(default=list, help_text="Codes of provisions that govern it.")
    law_words = models.TextField(blank=True, help_text="Law in words, where no provision of ours says it.")
    owners = models.ManyToManyField("organisation.Agency", related_name="+")
    category = models.ForeignKey("petitions.Category", models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey("organisation.Area", models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)
