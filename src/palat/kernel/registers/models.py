from django.db import models


class Register(models.Model):
    """A register of official numbers (ทะเบียน)."""

    code = models.CharField(max_length=30, primary_key=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    template = models.CharField(max_length=60, help_text="How a number is written: {running}, {year}, {yy}.")


class RegisterYear(models.Model):
    """The last number given in a year of the Buddhist Era."""

    register = models.ForeignKey(Register, models.PROTECT)
    year = models.SmallIntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "year"], name="register_year_once")]


class RegisterEntry(models.Model):
    """A number that was given, and to what. Never deleted, never given again; it may be marked void."""

    register = models.ForeignKey(Register, models.PROTECT)
    year = models.SmallIntegerField()
    running = models.IntegerField()
    ref = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["register", "year", "running"], name="number_given_once")]
        indexes = [models.Index(fields=["ref"], name="entry_ref")]
