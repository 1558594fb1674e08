from django.conf import settings
from django.db import models
from django.db.models import F, Q

from palat.kernel.registers.procedure import RESERVED


class Register(models.Model):
    """A register of official numbers (ทะเบียน) of one office; each calendar year begins again at 1."""

    code = models.CharField(max_length=30, primary_key=True)
    office = models.CharField(max_length=60, default="psc", help_text="Code of the unit that keeps it.")
    kind = models.CharField(max_length=20, default="other", help_text="What it is for, and so which acts use it.")
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    template = models.CharField(max_length=60, help_text="How a number is written: {running}, {year}, {yy}.")
    secret = models.BooleanField(default=False, help_text="Kept apart, for classified papers only.")
    valid_from = models.DateField(null=True, help_text="First day on which it gives numbers; empty: always did.")
    valid_to = models.DateField(null=True, help_text="First day on which it gives none any more.")
    days_of_grace = models.SmallIntegerField(
        default=31, help_text="How many days of a new year the old one still takes papers of its own days."
    )
    mark = models.CharField(max_length=12, default="provisional")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="register_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]


class RegisterYear(models.Model):
    """The last number given in a year of the Buddhist Era (calendar year, not fiscal: provisional)."""

    register = models.ForeignKey(Register, models.PROTECT, db_index=False)
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "year"], name="register_year_once")]


class RegisterBlock(models.Model):
    """Numbers reserved (จองเลข) for papers that are made while the system cannot be reached."""

    id = models.BigIntegerField(primary_key=True)
    register = models.ForeignKey(Register, models.PROTECT, db_index=False)
    year = models.SmallIntegerField()
    first = models.IntegerField()
    last = models.IntegerField()
    why = models.CharField(max_length=200)
    reserved_for = models.CharField(max_length=200, help_text="Unit or post that will use them.")
    due_on = models.DateField(help_text="The day by which each number is accounted for.")
    reserved_on = models.DateField()
    reserved_at = models.DateTimeField()
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="block_holds_numbers", condition=Q(first__gte=1, last__gte=F("first"))),
            models.UniqueConstraint(fields=["register", "year", "first"], name="block_once"),
        ]


class RegisterEntry(models.Model):
    """A number that was given, and to what. Never deleted, never given again; it may be marked void once.

    A reserved number is an entry from the beginning; once, it is settled: with what it was used for, and the day
    which that paper bears.
    """

    register = models.ForeignKey(Register, models.PROTECT, db_index=False)
    year = models.SmallIntegerField()
    running = models.IntegerField()
    text = models.CharField(max_length=80, help_text="The number as written on the day when it was given.")
    ref = models.CharField(max_length=60, help_text="What carries it: matter:123, letter:5, paper, reserved.")
    on_date = models.DateField(help_text="The day that the paper bears; its year is the number's year.")
    issued_at = models.DateTimeField()
    late_reason = models.CharField(max_length=200, blank=True, help_text="Why it was entered on a later day.")
    block = models.ForeignKey(RegisterBlock, models.PROTECT, null=True, related_name="entries")
    void_reason = models.CharField(max_length=200, blank=True)
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "year", "running"], name="number_given_once"),
            models.CheckConstraint(
                name="void_is_explained",
                condition=Q(void_reason="", voided_at__isnull=True, voided_by__isnull=True)
                | (~Q(void_reason="") & Q(voided_at__isnull=False, voided_by__isnull=False)),
            ),
            models.CheckConstraint(name="number_of_its_year", condition=Q(on_date__year=models.F("year") - 543)),
            models.CheckConstraint(name="reserved_in_a_block", condition=~Q(ref=RESERVED) | Q(block__isnull=False)),
        ]
        indexes = [
            models.Index(fields=["ref"], name="entry_ref"),
            models.Index(fields=["register", "-id"], name="entry_newest"),
            models.Index(fields=["block", "id"], name="entry_of_block", condition=Q(block__isnull=False)),
        ]


class RegisterLine(models.Model):
    """What a clerk wrote in the columns of a register, for a paper that the system itself did not make."""

    entry = models.OneToOneField(RegisterEntry, models.PROTECT, primary_key=True, related_name="line")
    paper_number = models.CharField(max_length=80, blank=True, help_text="ที่: the number that the paper bears.")
    paper_date = models.DateField(null=True, help_text="ลงวันที่: the day that the sender wrote on it.")
    sender = models.CharField(max_length=300, blank=True)
    addressee = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=300)
    action = models.CharField(max_length=200, blank=True, help_text="การปฏิบัติ: to whom it was given, what was done.")
    remark = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=60, blank=True, help_text="What it belongs to: matter:123.")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["paper_number"], name="line_paper_number", condition=~Q(paper_number=""))]
