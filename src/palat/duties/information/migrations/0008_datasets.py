import uuid

import django.db.models.deletion
from django.db import migrations, models

from palat.kernel.tables import TablesTogether


class Migration(TablesTogether):
    dependencies = [
        ("information", "0007_consultations"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dataset",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                (
                    "name",
                    models.CharField(
                        help_text="In the address: small letters, digits, - and _.", max_length=100, unique=True
                    ),
                ),
                ("title_th", models.CharField(max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("notes_th", models.TextField()),
                ("notes_en", models.TextField(blank=True)),
                ("keywords", models.CharField(blank=True, help_text="Parted by |.", max_length=500)),
                ("group", models.CharField(max_length=20)),
                ("licence", models.CharField(max_length=20)),
                ("frequency", models.CharField(max_length=20)),
                ("contact_name", models.CharField(max_length=200)),
                ("contact_email", models.EmailField(blank=True, max_length=200)),
                ("from_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                (
                    "source",
                    models.CharField(
                        blank=True, help_text="The statistic that the system makes; or brought.", max_length=40
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ยังไม่เผยแพร่"), ("published", "เผยแพร่อยู่"), ("withdrawn", "ถอนแล้ว")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("withdrawn_reason", models.TextField(blank=True)),
                ("added_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.official",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.agency"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-changed_at", "-id"], name="dataset_changed")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("source",),
                        name="one_dataset_of_a_statistic",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="published_since_a_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("uid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("number", models.SmallIntegerField()),
                ("title_th", models.CharField(max_length=300)),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("notes_th", models.TextField(blank=True)),
                ("notes_en", models.TextField(blank=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "dataset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resources", to="information.dataset"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("dataset", "number"), name="resource_number_once")],
            },
        ),
        migrations.CreateModel(
            name="ResourceVersion",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.SmallIntegerField()),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("proposed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.official",
                    ),
                ),
                (
                    "looked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="information.looked"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.official",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="information.resource"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("resource", "number"), name="resource_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")), fields=("resource",), name="one_file_waits"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "current")), fields=("resource",), name="one_file_is_current"
                    ),
                ],
            },
        ),
    ]
