from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import F, Func, Q, Value

from palat.duties.petitions.procedure import CHANNELS, KINDS, OUTCOMES


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


class Petition(models.Model):
    """What is a petition's own: what was said, what is asked, concealment, answer, satisfaction."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="petition")
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+")
    proxy = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=CHANNELS)
    text = models.TextField()
    wanted = models.TextField(blank=True)
    place_words = models.CharField(max_length=300, blank=True)
    accused = models.CharField(max_length=300, blank=True)
    accused_agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    anonymous = models.BooleanField(default=False, help_text="บัตรสนเท่ห์: no usable author.")
    conceal = models.JSONField(default=list, help_text="Fields of identity that the petitioner wants concealed.")
    answer_by = models.CharField(max_length=10, default="code")  # code | email | post | phone
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


class Contact(models.Model):
    """Someone reached the Office once (การติดต่อ 1 ครั้ง). Many contacts, one case; most are no case."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=CHANNELS)
    kind = models.CharField(max_length=20, choices=KINDS)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+")
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="contacts")
    taken_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    words = models.TextField(blank=True)
    call_back_at = models.DateTimeField(null=True)
    called_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-at"], name="contact_newest"),
            models.Index(fields=["matter"], name="contact_matter"),
            models.Index(fields=["person"], name="contact_person"),
            models.Index(
                fields=["call_back_at"],
                name="contact_call_back",
                condition=Q(call_back_at__isnull=False, called_back_at=None),
            ),
        ]
