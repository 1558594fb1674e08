"""What reaches the Office, case or not."""

from django.db import models
from django.db.models import Q

from palat.duties.petitions.procedure.contacts import ATTEMPTS, LANGUAGES
from palat.duties.petitions.procedure.words import CHANNELS, KINDS, OUTCOMES


class Contact(models.Model):
    """Someone reached the Office once (การติดต่อ 1 ครั้ง). Many contacts, one case; most are no case."""

    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=CHANNELS)
    kind = models.CharField(max_length=20, choices=KINDS)
    outcome = models.CharField(max_length=20, choices=OUTCOMES)
    person = models.ForeignKey("identities.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    caller = models.ForeignKey(
        "identities.Person",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who called or sent it, sealed, where that is not the petitioner; whom to call back.",
    )
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="contacts", db_index=False)
    taken_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)
    words = models.TextField(blank=True)
    postmarked_on = models.DateField(null=True)
    arrived_on = models.DateField(null=True, help_text="Day on which a letter reached the Office.")
    counter = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=10, choices=LANGUAGES, blank=True)
    interpreter = models.BooleanField(default=False)
    call_back_at = models.DateTimeField(null=True)
    call_back_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    called_back_at = models.DateTimeField(null=True)
    call_back_end = models.CharField(max_length=10, blank=True, help_text="done or failed, once it has ended.")

    class Meta:
        indexes = [
            models.Index(fields=["-at", "-id"], name="contact_newest"),
            models.Index(fields=["matter"], name="contact_matter"),
            models.Index(fields=["person"], name="contact_person"),
            models.Index(fields=["taken_by", "-at", "-id"], name="contact_taker"),
            models.Index(
                fields=["call_back_at", "id"],
                name="contact_call_back",
                condition=Q(call_back_at__isnull=False, called_back_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="nuisance") | Q(person=None, caller=None), name="nuisance_names_nobody"
            ),
            models.CheckConstraint(
                condition=Q(called_back_at=None) | Q(call_back_end__in=["done", "failed"]),
                name="call_back_ends_somehow",
            ),
        ]


class CallAttempt(models.Model):
    """One attempt to call back: when, by whom, what came of it."""

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="attempts")
    at = models.DateTimeField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    result = models.CharField(max_length=20, choices=ATTEMPTS)
    words = models.TextField(blank=True)


class StatusCheck(models.Model):
    """Someone asked for the status of a case by telephone; whether the light check of who asks held."""

    at = models.DateTimeField()
    by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    matter = models.ForeignKey("matters.Matter", models.PROTECT, null=True, related_name="+")
    passed = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(fields=["by", "-at"], name="status_check_by"),
            models.Index(fields=["matter", "-at"], name="status_check_matter", condition=Q(passed=False)),
        ]
