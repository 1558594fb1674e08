"""The dated lists that this duty rests on: grounds of the Act, classes to publish, branches, fees."""

from django.db import models
from django.utils.translation import get_language


class Dated(models.Model):
    """A row that holds from a day on, with the provision that it rests on and a mark: verified or provisional."""

    code = models.CharField(max_length=20)
    name_th = models.CharField(max_length=400)
    name_en = models.CharField(max_length=400)
    provision = models.CharField(max_length=60, help_text="Code of the provision that it rests on.")
    mark = models.CharField(max_length=12, default="provisional")
    order = models.SmallIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="%(class)s_of_a_day_once")]


class ExemptionGround(Dated):
    """Why information may not be, or need not be, disclosed: s.14 and s.15 (1)–(7)."""

    number = models.CharField(max_length=20, help_text="As a letter cites it: มาตรา 15 (5).")

    @property
    def cited(self) -> str:
        """How a page cites it, in the language of the page."""
        return self.number if get_language() != "en" else self.number.replace("มาตรา", "s.")


class PublicationClass(Dated):
    """A class of information that every agency publishes or lays open: s.7 (1)–(5), s.9 (1)–(8)."""

    number = models.CharField(max_length=20)


class Branch(Dated):
    """A branch of the tribunals that rule on appeals (คณะกรรมการวินิจฉัยการเปิดเผยข้อมูลข่าวสาร)."""


class Fee(Dated):
    """What a page of a copy costs at most, by its paper."""

    satang = models.IntegerField(help_text="For one page.")
