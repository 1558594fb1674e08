"""A petition's own row, beside its matter."""

from django.db import models
from django.db.models import Q

from palat.duties.petitions.procedure.words import CHANNELS


class Petition(models.Model):
    """What is a petition's own: what was said, what is asked, concealment, answer, satisfaction."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="petition")
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    proxy = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    text = models.TextField()
    wanted = models.TextField(blank=True)
    place_words = models.CharField(max_length=300, blank=True)
    accused = models.CharField(max_length=300, blank=True)
    accused_agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    anonymous = models.BooleanField(default=False, help_text="บัตรสนเท่ห์: no usable author.")
    conceal = models.JSONField(default=list, help_text="Fields of identity that the petitioner wants concealed.")
    answer_by = models.CharField(max_length=10, default="code")  # code | email | sms | line | post | phone
    findings = models.TextField(blank=True)
    law = models.TextField(blank=True)
    concealed_text = models.TextField(blank=True, help_text="ฉบับปกปิด, as a person approved it.")
    concealed_at = models.DateTimeField(null=True)
    ground = models.CharField(max_length=40, blank=True)
    answer_found = models.TextField(blank=True)
    answer_next = models.TextField(blank=True)
    answer_can_do = models.TextField(blank=True)
    answer_reasons = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True)
    untraceable = models.BooleanField(default=False)
    stars = models.SmallIntegerField(null=True)
    stars_words = models.TextField(blank=True)
    stars_way = models.CharField(max_length=10, blank=True)  # link | sample
    source_row = models.CharField(max_length=80, blank=True, help_text="Where an imported petition came from.")

    class Meta:
        indexes = [models.Index(fields=["person"], name="petition_person")]
        constraints = [
            models.UniqueConstraint(fields=["source_row"], name="imported_once", condition=~Q(source_row="")),
            models.CheckConstraint(condition=Q(stars=None) | Q(stars__range=(1, 5)), name="one_to_five_stars"),
        ]
