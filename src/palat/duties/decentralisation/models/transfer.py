"""The ledger of transfers: programmes, their cells, what was done on them, and counts kept in the same transaction."""

from django.db import models
from django.db.models import Q

from palat.duties.decentralisation.models.local import LENGTH, LocalGovernment
from palat.duties.decentralisation.models.mission import Mission
from palat.duties.decentralisation.procedure.cells import DONE, LEGS, NOT_LIVE, PLANNED, SELDOM, SETTLED


class Transfer(models.Model):
    """The transfer of a mission in one programme; the rest of it is the matter's."""

    matter = models.OneToOneField("matters.Matter", models.PROTECT, primary_key=True, related_name="transfer")
    mission = models.ForeignKey(Mission, models.PROTECT, related_name="transfers")
    programme = models.CharField(max_length=200)
    begins_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mission", "programme"], name="one_matter_a_programme")]


class Cell(models.Model):
    """One mission and one local government: its state as a whole and its five legs (`procedure/cells.py`).

    `mission` repeats what the transfer says, so that the database itself refuses the same mission twice.
    """

    id = models.BigIntegerField(primary_key=True)
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="cells", db_index=False)
    mission = models.ForeignKey(Mission, models.DO_NOTHING, db_index=False, db_constraint=False, related_name="+")
    local = models.ForeignKey(LocalGovernment, models.PROTECT, related_name="cells", db_index=False)
    state = models.SmallIntegerField(default=PLANNED)
    held = models.SmallIntegerField(default=0, help_text="The state from which it was suspended; 0: it is not.")
    task = models.SmallIntegerField(default=0)
    money = models.SmallIntegerField(default=0)
    people = models.SmallIntegerField(default=0)
    assets = models.SmallIntegerField(default=0)
    law = models.SmallIntegerField(default=0)
    since = models.DateField(help_text="Since when it is in this state.")

    class Meta:
        indexes = [
            models.Index(fields=["local", "id"], name="cell_local"),
            models.Index(fields=["state", "id"], name="cell_aside", condition=Q(state__in=SELDOM)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["transfer", "local"], name="cell_once"),
            models.UniqueConstraint(
                fields=["mission", "local"], name="mission_once_a_local", condition=~Q(state__in=NOT_LIVE)
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(DONE)) | Q(**{f"{leg}__in": SETTLED for leg in LEGS}),
                name="transferred_with_five_legs",
            ),
        ]


class TransferAct(models.Model):
    """What one act recorded on cells of a transfer: to what, on which day, by which evidence. Never changed."""

    id = models.BigIntegerField(primary_key=True, help_text="Number of the event in the history.")
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="acts")
    seq = models.IntegerField(help_text="Place of the event in the matter's chain.")
    kind = models.CharField(max_length=30)
    on = models.DateField(help_text="The legal day on which it was so.")
    evidence = models.CharField(max_length=300, blank=True)
    count = models.IntegerField()
    at = models.DateTimeField()


class TransferStep(models.Model):
    """One step of one cell: the leg (0: the state as a whole), from, to, and its type on that day. Appended only."""

    id = models.BigIntegerField(primary_key=True)
    cell = models.ForeignKey(Cell, models.PROTECT, related_name="steps", db_constraint=False)
    act = models.ForeignKey(TransferAct, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    leg = models.SmallIntegerField()
    before = models.SmallIntegerField(null=True)
    after = models.SmallIntegerField()
    type = models.CharField(max_length=LENGTH, help_text="Type of the local government on the legal day.")


class TransferTally(models.Model):
    """How many cells of a transfer stand where, of one type in one province. Counted anew in the act that changes them.

    By state; and of the live ones by leg: under way, and settled (done or not needed). The rest of a leg is not begun.
    """

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="tallies", db_index=False)
    province = models.CharField(max_length=2)
    type = models.CharField(max_length=LENGTH)
    planned = models.IntegerField()
    prepared = models.IntegerField()
    agreed = models.IntegerField()
    transferred = models.IntegerField()
    operating = models.IntegerField()
    refused = models.IntegerField()
    returned = models.IntegerField()
    suspended = models.IntegerField()
    withdrawn = models.IntegerField()
    task_under_way = models.IntegerField()
    task_settled = models.IntegerField()
    money_under_way = models.IntegerField()
    money_settled = models.IntegerField()
    people_under_way = models.IntegerField()
    people_settled = models.IntegerField()
    assets_under_way = models.IntegerField()
    assets_settled = models.IntegerField()
    law_under_way = models.IntegerField()
    law_settled = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["transfer", "province", "type"], name="tally_once")]
