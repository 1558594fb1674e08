from django.db import models
from django.db.models import F, Q

from palat.kernel.retention.procedure import (
    ANSWERS,
    DECISIONS,
    DRAFT,
    GROUNDS,
    OPINIONS,
    OUTCOMES,
    STATES,
    WAYS,
)


class Hold(models.Model):
    """An order not to destroy a thing (ระงับการทำลาย), placed and lifted with a reason. Several may stand at once."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=8, help_text="One of KINDS, or of what duties keep.")
    row = models.BigIntegerField(help_text="Row number of the matter, letter, register entry or thing that came in.")
    number = models.CharField(max_length=300, help_text="As it was called on that day; never its subject.")
    secrecy = models.SmallIntegerField(default=0)
    restricted = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=500)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)
    lifted_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "row"], name="hold_of_thing"),
            models.Index(fields=["-placed_at", "-id"], name="hold_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="hold_lifted_by_someone",
                condition=Q(lifted_at=None, lifted_by=None) | Q(lifted_at__isnull=False, lifted_by__isnull=False),
            )
        ]


class DestructionList(models.Model):
    """A list of what may be destroyed (บัญชีหนังสือขอทำลาย) of one calendar year, in the hands that it goes through."""

    id = models.BigIntegerField(primary_key=True)
    year = models.SmallIntegerField(help_text="Buddhist Era: things whose time of keeping was over by its end.")
    running = models.IntegerField()
    state = models.CharField(max_length=12, default=DRAFT, choices=list(STATES.items()))
    secrecy = models.SmallIntegerField(default=0, help_text="The highest class among its things.")
    restricted = models.CharField(max_length=20, blank=True)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    order_no = models.CharField(max_length=80, blank=True, help_text="The order that names the committee.")
    order_on = models.DateField(null=True)
    submitted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)
    decided_basis = models.CharField(max_length=40, blank=True)
    sent_no = models.CharField(max_length=80, blank=True, help_text="The letter to the National Archives.")
    sent_on = models.DateField(null=True)
    due_on = models.DateField(null=True, help_text="By when the National Archives answers.")
    answer_no = models.CharField(max_length=80, blank=True)
    answered_on = models.DateField(null=True)
    silent = models.BooleanField(default=False, help_text="No opinion came within the time.")
    asked_at = models.DateTimeField(null=True, help_text="When the first of two asked to destroy.")
    asked_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False)
    way = models.CharField(max_length=8, blank=True, choices=list(WAYS.items()), help_text="What became of the paper.")
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(
        "organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False
    )
    sha256 = models.CharField(max_length=64, blank=True, help_text="Hash of the names of all that was destroyed.")
    bodies = models.IntegerField(default=0)
    files = models.IntegerField(default=0)
    persons = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["-year", "-running"], name="destruction_list_newest")]
        constraints = [
            models.UniqueConstraint(fields=["year", "running"], name="destruction_list_once"),
            models.CheckConstraint(
                name="destroyed_by_two",
                condition=Q(destroyed_at=None)
                | Q(asked_by__isnull=False, destroyed_by__isnull=False) & ~Q(asked_by=F("destroyed_by")),
            ),
        ]

    @property
    def number(self) -> str:
        """How the list is called: its running number and year."""
        return f"{self.running}/{self.year}"


class Member(models.Model):
    """A member of the committee of a list, as the order names it; place 1 is the chair."""

    on_list = models.ForeignKey(DestructionList, models.PROTECT, related_name="members", db_index=False)
    official = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+")
    place = models.SmallIntegerField()
    post = models.CharField(max_length=300, help_text="The post held on that day.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on_list", "official"], name="destruction_member_once"),
            models.UniqueConstraint(fields=["on_list", "place"], name="destruction_place_once"),
        ]


class Item(models.Model):
    """One thing on a list. Its subject is read where it lies, and never kept here: it goes with the thing."""

    id = models.BigIntegerField(primary_key=True)
    on_list = models.ForeignKey(DestructionList, models.PROTECT, related_name="items", db_index=False)
    place = models.IntegerField()
    kind = models.CharField(max_length=8, help_text="One of KINDS, or of what duties keep.")
    row = models.BigIntegerField()
    number = models.CharField(
        max_length=300,
        help_text="As it is called: tracking code, number of its letter or register, with the year.",
    )
    dated = models.DateField(help_text="From which day its time of keeping ran.")
    due_on = models.DateField(help_text="When its time of keeping was over.")
    limit_id = models.BigIntegerField(help_text="The dated row of the limit that it was listed under.")
    provisional = models.BooleanField()
    taken_off_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=8, blank=True, choices=list(DECISIONS.items()))
    decided_until = models.DateField(null=True)
    decided_words = models.CharField(max_length=500, blank=True)
    answer = models.CharField(max_length=8, blank=True, choices=list(ANSWERS.items()))
    answered_until = models.DateField(null=True)
    answered_words = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=list(OUTCOMES.items()))
    keep_until = models.DateField(null=True, help_text="Not listed again before this day.")

    class Meta:
        indexes = [models.Index(fields=["kind", "row"], name="destruction_item_of_thing")]
        constraints = [
            models.UniqueConstraint(fields=["on_list", "kind", "row"], name="destruction_item_once"),
        ]


class Opinion(models.Model):
    """What a member of the committee thinks of an item; may be changed until the list is submitted."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="opinions", db_index=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="opinions")
    what = models.CharField(max_length=8, choices=list(OPINIONS.items()))
    until = models.DateField(null=True)
    words = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "member"], name="destruction_opinion_once")]


class Transfer(models.Model):
    """A package for the National Archives of what is kept for ever, and its hand-over."""

    id = models.BigIntegerField(primary_key=True)
    on_list = models.ForeignKey(DestructionList, models.PROTECT, related_name="transfers")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("organisation.Official", models.PROTECT, related_name="+", db_index=False)
    things = models.IntegerField()
    files = models.IntegerField()
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    left_out = models.JSONField(default=list, help_text="Files that a person left out, by their keys: attachment:12.")
    ground = models.CharField(max_length=12, blank=True, choices=list(GROUNDS.items()))
    receipt_no = models.CharField(max_length=80, blank=True)
    receiver = models.CharField(max_length=200, blank=True, help_text="Post and body that took it over.")
    handed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        "organisation.Official", models.PROTECT, null=True, related_name="+", db_index=False
    )
