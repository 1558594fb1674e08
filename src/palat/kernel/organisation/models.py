from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value


def dated(key: str, *, upper: str = "valid_to") -> list[tuple[Func, str]]:
    """Return the expressions by which dated rows of one key may not overlap (core ranges only)."""
    return [
        (Func(F(key), F(key), Value("[]"), function="int8range"), "&&"),
        (Func(F("valid_from"), F(upper), function="daterange"), "&&"),
    ]


class Area(models.Model):
    """A province, district or subdistrict, by its TIS 1099 code."""

    code = models.CharField(max_length=6, primary_key=True)
    kind = models.CharField(max_length=12)  # province | district | subdistrict
    name_th = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True)
    postcodes = ArrayField(models.CharField(max_length=5), default=list)


class Agency(models.Model):
    """A body outside or above the Office: ministry, department, province, enterprise, independent body."""

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=30)
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    abbreviation = models.CharField(max_length=40, blank=True)
    letter_code = models.CharField(max_length=20, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    area = models.ForeignKey(Area, models.PROTECT, null=True)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    has_account = models.BooleanField(default=False)
    abolished_on = models.DateField(null=True, help_text="First day on which it no longer exists.")
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors")
    # Twice the longest name; compared by code points whatever the database's own collation.
    sort_key = models.CharField(max_length=620, blank=True, db_collation="C")
    mark = models.CharField(max_length=12, default="provisional")

    class Meta:
        indexes = [models.Index(fields=["sort_key"], name="agency_sort")]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor=None) | Q(abolished_on__isnull=False), name="only_the_abolished_have_heirs"
            ),
            models.CheckConstraint(condition=~Q(successor=F("pk")), name="no_heir_of_oneself"),
        ]

    def __str__(self) -> str:
        return self.name_th


class AgencyName(models.Model):
    """What an agency was called, and what kind of body it was, from day to day."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="names")
    name_th = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=30)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [ExclusionConstraint(name="one_name_at_a_time", expressions=dated("agency"))]


class Unit(models.Model):
    """A unit of the Office."""

    code = models.CharField(max_length=60, unique=True)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    abbreviation = models.CharField(max_length=40, blank=True)
    letter_prefix = models.CharField(max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    telephone = models.CharField(max_length=60, blank=True)
    mark = models.CharField(max_length=12, default="provisional")


class Section(models.Model):
    """A part of an outside agency to which it gives work (กอง, ฝ่าย, เขต): the agency's own list."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="sections")
    name = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, help_text="First day on which no work is given to it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="one_section_of_a_name", condition=Q(ended_on=None))
        ]

    def __str__(self) -> str:
        return self.name


class AgencyRule(models.Model):
    """What an outside agency settles about its own answers."""

    agency = models.OneToOneField(Agency, models.PROTECT, primary_key=True, related_name="rule")
    approval = models.CharField(max_length=12, default="none", help_text="Which answers an approver sends.")
    changed_at = models.DateTimeField()


class Post(models.Model):
    """A post: what someone may do comes from here, never from the person."""

    code = models.CharField(max_length=60, unique=True)
    title_th = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True)
    section = models.ForeignKey(Section, models.PROTECT, null=True)
    clearance = models.SmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["role", "unit"], name="post_role")]


class Official(models.Model):
    """A person who can hold posts."""

    user = models.OneToOneField("accounts.User", models.PROTECT, null=True, related_name="official")
    title = models.CharField(max_length=40, blank=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100, blank=True)
    telephone = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.title}{self.given_name} {self.family_name}".strip()


class Holding(models.Model):
    """Someone holds a post from a day, in a capacity, by an order."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    official = models.ForeignKey(Official, models.PROTECT, related_name="holdings", db_index=False)
    capacity = models.CharField(max_length=20, default="substantive")
    order_no = models.CharField(max_length=60, blank=True)
    order_date = models.DateField(null=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="First day on which it no longer holds.")

    class Meta:
        indexes = [models.Index(fields=["official"], name="holding_official")]
        constraints = [
            ExclusionConstraint(
                name="one_holder_at_a_time", expressions=dated("post"), condition=Q(capacity="substantive")
            ),
            models.CheckConstraint(condition=Q(capacity="substantive") | ~Q(order_no=""), name="acting_needs_an_order"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="holding_ends_after_it_begins"
            ),
        ]


class Delegation(models.Model):
    """An order of delegation (คำสั่งมอบอำนาจ): which acts of which post, to whom, from when to when.

    Given to whoever holds a post, or to one person by name. What was passed on is not passed on again.
    """

    order_no = models.CharField(max_length=60)
    order_date = models.DateField()
    from_post = models.ForeignKey(Post, models.PROTECT, related_name="delegations_given")
    to_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="delegations_held")
    to_official = models.ForeignKey(Official, models.PROTECT, null=True, related_name="delegations_held")
    acts = ArrayField(models.CharField(max_length=60), default=list)
    subjects = ArrayField(models.CharField(max_length=60), default=list)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    may_pass_on = models.BooleanField(default=False)
    passed_on_from = models.ForeignKey("self", models.PROTECT, null=True)
    provision = models.CharField(max_length=60, blank=True)
    mark = models.CharField(max_length=12, default="provisional")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_post=None) ^ Q(to_official=None), name="delegated_to_a_post_or_a_person"
            ),
            models.CheckConstraint(
                condition=Q(passed_on_from=None) | Q(may_pass_on=False), name="what_was_passed_on_goes_no_further"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="delegation_ends_after_it_begins"
            ),
        ]
