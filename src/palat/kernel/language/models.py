"""The index by which things are found; which classifiers were learnt, how good each was, which proposes today."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, Lookup, Q, When
from django.db.models.functions import Length


class LearntClassifier(models.Model):
    """One learning of a target. Its weights lie in a folder named after target and version."""

    target = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    learnt_at = models.DateTimeField()
    cases = models.IntegerField()
    figures = models.JSONField(default=dict, help_text="How good it was on cases held back, and its predecessor there.")
    in_force = models.BooleanField(default=False, help_text="Proposes today; the last one stays until it is beaten.")
    held = models.BooleanField(default=False, help_text="An administrator chose it: no newer one takes its place.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "version"], name="classifier_version"),
            models.UniqueConstraint(fields=["target"], condition=Q(in_force=True), name="one_classifier_in_force"),
            models.CheckConstraint(condition=Q(held=False) | Q(in_force=True), name="only_what_proposes_is_held"),
        ]


class Document(models.Model):
    """The words of one thing that can be found, and the signs by which it is narrowed. Made anew at any time."""

    id = models.BigIntegerField(primary_key=True)
    words = SearchVectorField()
    received_at = models.DateTimeField()
    version = models.CharField(max_length=12, help_text="The dictionary that it was read with.")

    class Meta:
        indexes = [
            # Entries go in at once: a list of pending ones would be read through by every search.
            GinIndex(fields=["words"], name="document_words", fastupdate=False),
        ]


class Word(models.Model):
    """A word or sign of the index, and how many documents have it: what is rare is looked up another way."""

    word = models.CharField(max_length=120, primary_key=True, db_collation="C")
    documents = models.IntegerField()
    letters = models.GeneratedField(
        expression=Case(When(word__regex="[0-9§]", then=0), default=Length("word")),
        output_field=models.SmallIntegerField(),
        db_persist=True,
        help_text="How long a word is; nothing for numbers and signs, which nobody mistypes in a way to be guessed.",
    )

    class Meta:
        indexes = [models.Index(fields=["letters"], name="word_letters")]


class Synonym(models.Model):
    """Words that the Office takes for one another when it searches."""

    words = models.CharField(max_length=400, help_text="Separated by commas.")


class Mark(models.Model):
    """How far along the history the index is, and which dictionary it was read with."""

    name = models.CharField(max_length=20, primary_key=True)
    cut = models.BigIntegerField()
    system = models.CharField(max_length=40)
    version = models.CharField(max_length=12)
    at = models.DateTimeField()


@SearchVectorField.register_lookup
class Matches(Lookup):  # type: ignore[type-arg]
    """`words__matches`: a tsquery that was written here; it goes through no parser, which would cut Thai apart."""

    lookup_name = "matches"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection):  # type: ignore[no-untyped-def]
        return "%s", (value,)

    def as_sql(self, compiler, connection):  # type: ignore[no-untyped-def]
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} @@ {right}::tsquery", [*left_params, *right_params]
