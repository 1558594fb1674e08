from django.db import models
from django.db.models import Q

from palat.kernel.identities.procedure import FINGERPRINTED, KINDS


def fingerprint_column() -> "models.BinaryField[bytes | None, bytes | None]":
    """A keyed fingerprint, null when the person gave nothing."""
    return models.BinaryField(null=True)


class Person(models.Model):
    """Who a citizen is, sealed. Erasure empties the row; it never goes away, since matters point to it."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    seal_key = models.CharField(max_length=20, help_text="Name of the key that sealed the fields.")
    sealed = models.BinaryField(help_text="All fields, each sealed by itself.")
    national_id_fp = fingerprint_column()
    passport_fp = fingerprint_column()
    juristic_id_fp = fingerprint_column()
    phone_fp = fingerprint_column()
    phone2_fp = fingerprint_column()
    email_fp = fingerprint_column()
    line_id_fp = fingerprint_column()
    created_at = models.DateTimeField()
    retention_until = models.DateField(null=True, help_text="Last day on which the fields are kept.")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        # Null fingerprints are left out, so that a person costs one index entry per thing given.
        indexes = [
            *(
                models.Index(fields=[f"{name}_fp"], name=f"person_{name}", condition=Q(**{f"{name}_fp__isnull": False}))
                for name in FINGERPRINTED
            ),
            models.Index(
                fields=["retention_until"],
                name="person_retention",
                condition=Q(retention_until__isnull=False, erased_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="erased_person_is_empty",
                condition=Q(erased_at=None) | Q(sealed=b"", **{f"{name}_fp": None for name in FINGERPRINTED}),
            )
        ]


class Reveal(models.Model):
    """Someone opened a seal: who, whose, what, why. Appended, never changed: the database refuses it."""

    id = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="reveals", db_index=False)
    official_id = models.BigIntegerField(null=True, help_text="The official who opened it; empty: the system, to send.")
    fields = models.JSONField(help_text="Names of the fields that were opened.")
    purpose = models.CharField(max_length=20, help_text="A code of PURPOSES, or of DISPATCH for the system.")
    words = models.CharField(max_length=500, blank=True)
    matter = models.CharField(max_length=60, blank=True, help_text="Code of the matter on which it was needed.")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="reveal_person"),
            models.Index(fields=["official_id", "-at"], name="reveal_official"),
            models.Index(fields=["-at"], name="reveal_newest"),
        ]
        constraints = [models.CheckConstraint(name="reveal_has_purpose", condition=~Q(purpose=""))]
