"""What the yearly report tells besides matters: consultations of the Commission's office, committees of agencies."""

from django.db import models


class Consultation(models.Model):
    """A question about the Act that somebody put to the Commission's office (ข้อหารือ), and what was answered."""

    id = models.BigIntegerField(primary_key=True)
    came_on = models.DateField()
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=300, help_text="What is asked; who a private person is stays unsaid.")
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-came_on", "-id"], name="consultation_came")]


class CommitteeReturn(models.Model):
    """Whether an agency reported for a fiscal year to have a committee or officer for official information."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    year = models.SmallIntegerField(help_text="Fiscal year in the Buddhist Era.")
    has = models.BooleanField()
    reported_on = models.DateField()
    paper = models.CharField(max_length=200, blank=True, help_text="The order that set it up, or the agency's letter.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="one_committee_return_a_year")]
