"""A complaint's own row, beside its matter: against whom, about what, what was found, what is to be done."""

from django.db import models

from palat.duties.information.procedure.complaint_words import FINDINGS, NOT_ADMITTED
from palat.duties.information.procedure.words import CHANNELS


class Complaint(models.Model):
    """What is a complaint's own (มาตรา 13), and a check's (มาตรา 33), which is one too."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="complaint")
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=CHANNELS)
    wanted = models.TextField(help_text="The information that the complaint is about; its agency reads it.")
    asked_on = models.DateField(null=True, help_text="The day on which it was asked for, as the complainant says.")
    text = models.TextField(blank=True, help_text="What happened, in the complainant's words; no agency reads it.")
    answer_by = models.CharField(max_length=10, default="code")
    not_admitted = models.CharField(max_length=12, choices=NOT_ADMITTED, blank=True)
    found = models.CharField(max_length=12, choices=FINDINGS, blank=True)
    facts_found = models.TextField(blank=True)
    opinion = models.TextField(blank=True)
    demands = models.TextField(blank=True, help_text="What the agency is to do; empty: nothing.")
    comply_days = models.SmallIntegerField(null=True, help_text="Days for it; empty: the usual limit.")
    meeting = models.CharField(max_length=200, blank=True, help_text="The sitting at which it was resolved.")
    opined_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="complaint_person")]
