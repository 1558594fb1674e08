"""Plans in versions and what stands in them. Seeded as far as indicators need it; the plan hierarchy takes it over."""

from django.db import models


class Plan(models.Model):
    """A plan in one version. It keeps its name when it is amended, so whatever points at a plan points at a version."""

    code = models.CharField(max_length=40)
    level = models.SmallIntegerField(help_text="1 national strategy; 2 master plans, NESDP; 3 action plans.")
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    from_year = models.SmallIntegerField(help_text="First year, Buddhist Era.")
    to_year = models.SmallIntegerField()
    version = models.SmallIntegerField(default=1)
    gazette_ref = models.CharField(max_length=200, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, related_name="superseded_by")
    mark = models.CharField(max_length=12, default="provisional")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_plan_of_a_version")]


class PlanItem(models.Model):
    """One thing in a version of a plan: vision, mission, strategy, issue, sub-plan, target."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, help_text="vision, mission, strategy, issue, subplan, target")
    words_th = models.CharField(max_length=600)
    words_en = models.CharField(max_length=600, blank=True)
    order = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="one_item_of_a_code")]
