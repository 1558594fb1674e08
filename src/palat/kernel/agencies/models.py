from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from palat.kernel.agencies.procedure import DRAFT_STATES, ONWARD_STATES, OPEN_DRAFTS


class Draft(models.Model):
    """An answer as it is written inside an agency; the Office knows nothing of it until it is sent."""

    id = models.BigIntegerField(primary_key=True)
    track = models.ForeignKey("matters.Track", models.PROTECT, related_name="drafts", db_index=False)
    move = models.CharField(max_length=40)
    words = models.TextField(blank=True)
    result = models.CharField(max_length=40, blank=True)
    suggests = models.CharField(max_length=200, blank=True)
    figures = models.JSONField(default=dict, help_text="What the duty asks for besides, as it was typed.")
    state = models.CharField(max_length=12, choices=DRAFT_STATES)
    revision = models.IntegerField(
        default=1, help_text="Grows with each change, so that nobody approves what he did not read."
    )
    author = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    changed_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="Why it was returned to its writer.")

    class Meta:
        indexes = [models.Index(fields=["track"], name="draft_of_track")]
        constraints = [
            models.UniqueConstraint(fields=["track"], name="one_open_draft", condition=Q(state__in=OPEN_DRAFTS))
        ]


class DraftFile(models.Model):
    """A file that goes with an answer once it is sent."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    file = models.ForeignKey("files.StoredFile", models.PROTECT)
    name = models.CharField(max_length=200)


class Onward(models.Model):
    """What an agency sent on: to a district, a branch or a local government, with a last day of its own."""

    id = models.BigIntegerField(primary_key=True)
    track = models.ForeignKey("matters.Track", models.PROTECT, related_name="onward", db_index=False)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, null=True, related_name="+")
    to_name = models.CharField(max_length=300)
    to_email = models.EmailField(blank=True, help_text="Where the single-use link goes; empty: it has accounts.")
    words = models.TextField(help_text="What is asked.")
    with_text = models.BooleanField(default=True, help_text="The receiver reads what the Office sent.")
    due_on = models.DateField()
    state = models.CharField(max_length=12, default="asked", choices=ONWARD_STATES)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    followed_up = models.SmallIntegerField(default=0)
    followed_up_at = models.DateTimeField(null=True)
    token_digest = models.BinaryField(null=True, unique=True)
    token_expires_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True, help_text="Name and post, as the answerer gave them.")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["track"], name="onward_of_track"),
            models.Index(fields=["agency", "due_on"], name="onward_to_agency", condition=Q(agency__isnull=False)),
        ]


class OnwardFile(models.Model):
    """A file that came with the answer to what was sent on."""

    onward = models.ForeignKey(Onward, models.CASCADE, related_name="files")
    file = models.ForeignKey("files.StoredFile", models.PROTECT)
    name = models.CharField(max_length=200)


class Invitation(models.Model):
    """An invitation by e-mail to work for an agency in a role; its link opens one account, once."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    section = models.ForeignKey("organisation.Section", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    email = models.EmailField()
    token_digest = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-made_at"], name="invitation_of_agency")]


class Token(models.Model):
    """By which an agency's own system acts; shown once, only its digest is kept."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey("organisation.Agency", models.PROTECT, related_name="+")
    holding = models.ForeignKey("organisation.Holding", models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    digest = models.BinaryField(unique=True)
    hint = models.CharField(max_length=8, help_text="Its last signs, to tell tokens apart.")
    scopes = ArrayField(models.CharField(max_length=12))
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-made_at"], name="token_of_agency")]


class TokenMinute(models.Model):
    """How often a token was used within a minute."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="minutes")
    minute = models.DateTimeField()
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "minute"], name="one_count_a_minute")]


class Remembered(models.Model):
    """An answer of the API under the caller's own key, so that a request sent twice counts once."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="remembered")
    key = models.CharField(max_length=80)
    request_digest = models.BinaryField()
    status = models.SmallIntegerField(default=0)
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_answer_for_a_key")]
        indexes = [models.Index(fields=["at"], name="remembered_at")]
