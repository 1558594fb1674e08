from django.conf import settings
from django.db import models
from django.db.models import Q


class Register(models.Model):
    """A register of official numbers (ทะเบียน) of one office; each calendar year begins again at 1."""

    code = models.CharField(max_length=30, primary_key=True)
    office = models.CharField(max_length=60, default="psc", help_text="Code of the unit that keeps it.")
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    template = models.CharField(max_length=60, help_text="How a number is written: {running}, {year}, {yy}.")
    secret = models.BooleanField(default=False, help_text="Kept apart, for classified papers only.")
    mark = models.CharField(max_length=12, default="provisional")


class RegisterYear(models.Model):
    """The last number given in a year of the Buddhist Era (calendar year, not fiscal: provisional)."""

    register = models.ForeignKey(Register, models.PROTECT)
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "year"], name="register_year_once")]


class RegisterEntry(models.Model):
    """A number that was given, and to what. Never deleted, never given again; it may be marked void once."""

    register = models.ForeignKey(Register, models.PROTECT)
    year = models.SmallIntegerField()
    running = models.IntegerField()
    ref = models.CharField(max_length=60, help_text="What carries it: matter:123, letter:5.")
    on_date = models.DateField(help_text="The day that the paper bears; its year is the number's year.")
    issued_at = models.DateTimeField()
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
        ]
        indexes = [models.Index(fields=["ref"], name="entry_ref")]
