"""Local governments' revenue, year by year (รายได้ขององค์กรปกครองส่วนท้องถิ่น)."""

from django.db import models


class RevenueYear(models.Model):
    """What a source tells of a fiscal year. Appended only: a correction is a new row, and the newest counts."""

    id = models.BigIntegerField(primary_key=True)
    year = models.SmallIntegerField(help_text="Fiscal year in the Buddhist Era.")
    share = models.DecimalField(max_digits=5, decimal_places=2, help_text="In a hundred of the net revenue.")
    local = models.BigIntegerField(null=True, help_text="All revenue of local governments, in satang.")
    net = models.BigIntegerField(null=True, help_text="Net revenue of the government, in satang.")
    own = models.BigIntegerField(null=True)
    collected = models.BigIntegerField(null=True)
    shared = models.BigIntegerField(null=True)
    subsidy = models.BigIntegerField(null=True)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=12, default="provisional")
    words = models.CharField(max_length=500, blank=True, help_text="Why a row was corrected, or leaps.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("organisation.Official", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["year", "-id"], name="revenue_newest")]

    def __str__(self) -> str:
        return str(self.year)
