from django.db import models
from django.db.models.expressions import RawSQL

CURRENT_TRANSACTION = RawSQL("pg_current_xact_id()::text::bigint", ())


class Event(models.Model):
    """One thing that was done. Appended, never changed: the database refuses it."""

    id = models.BigIntegerField(primary_key=True)
    chain = models.CharField(max_length=60)
    seq = models.IntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    basis = models.CharField(max_length=120, blank=True)
    public = models.BooleanField(default=False)
    facts = models.TextField(default="{}")
    body_digest = models.BinaryField(null=True)
    previous = models.BinaryField()
    hash = models.BinaryField()
    transaction = models.BigIntegerField(db_default=CURRENT_TRANSACTION)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="event_seq_unique_in_chain")]
        indexes = [models.Index(fields=["transaction"], name="event_transaction")]


class Body(models.Model):
    """What was said in an event: personal text may stand here, so it can be erased, never edited."""

    event = models.OneToOneField(Event, models.DO_NOTHING, primary_key=True, db_constraint=False)
    salt = models.BinaryField()
    content = models.TextField()


class ChainHead(models.Model):
    """Where a chain stands that belongs to no matter (roles, limits, reveals, settings)."""

    chain = models.CharField(max_length=60, primary_key=True)
    seq = models.IntegerField(default=0)
    hash = models.BinaryField()


class Root(models.Model):
    """The signed root over the heads of all chains that grew in one day."""

    day = models.DateField(primary_key=True)
    cut = models.BigIntegerField(help_text="First transaction number that this root does not cover.")
    system = models.CharField(max_length=40, help_text="Database cluster whose transaction numbers the cut counts.")
    chains = models.IntegerField()
    tree = models.BinaryField()
    previous = models.BinaryField()
    root = models.BinaryField()
    signature = models.BinaryField()
    key = models.CharField(max_length=64, help_text="Public key (hex) that checks the signature.")
    at = models.DateTimeField()


class Leaf(models.Model):
    """The head of one chain as a day's root covers it."""

    root = models.ForeignKey(Root, models.PROTECT)
    chain = models.CharField(max_length=60)
    seq = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "root"], name="leaf_once_a_day")]
