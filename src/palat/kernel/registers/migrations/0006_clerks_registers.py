"""What a clerk needs of a register: lines, blocks, late entries, the number as it was written; dates of use."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0005_registers_of_letters_and_orders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterBlock",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("year", models.SmallIntegerField()),
                ("first", models.IntegerField()),
                ("last", models.IntegerField()),
                ("why", models.CharField(max_length=200)),
                ("reserved_for", models.CharField(help_text="Unit or post that will use them.", max_length=200)),
                ("due_on", models.DateField(help_text="The day by which each number is accounted for.")),
                ("reserved_on", models.DateField()),
                ("reserved_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="RegisterLine",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="line",
                        serialize=False,
                        to="registers.registerentry",
                    ),
                ),
                (
                    "paper_number",
                    models.CharField(blank=True, help_text="ที่: the number that the paper bears.", max_length=80),
                ),
                ("paper_date", models.DateField(help_text="ลงวันที่: the day that the sender wrote on it.", null=True)),
                ("sender", models.CharField(blank=True, max_length=300)),
                ("addressee", models.CharField(blank=True, max_length=300)),
                ("subject", models.CharField(max_length=300)),
                (
                    "action",
                    models.CharField(
                        blank=True, help_text="การปฏิบัติ: to whom it was given, what was done.", max_length=200
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=300)),
                ("about", models.CharField(blank=True, help_text="What it belongs to: matter:123.", max_length=60)),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="register",
            name="days_of_grace",
            field=models.SmallIntegerField(
                default=31, help_text="How many days of a new year the old one still takes papers of its own days."
            ),
        ),
        migrations.AddField(
            model_name="register",
            name="kind",
            field=models.CharField(
                default="other", help_text="What it is for, and so which acts use it.", max_length=20
            ),
        ),
        migrations.AddField(
            model_name="register",
            name="valid_from",
            field=models.DateField(help_text="First day on which it gives numbers; empty: always did.", null=True),
        ),
        migrations.AddField(
            model_name="register",
            name="valid_to",
            field=models.DateField(help_text="First day on which it gives none any more.", null=True),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="late_reason",
            field=models.CharField(blank=True, help_text="Why it was entered on a later day.", max_length=200),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="text",
            field=models.CharField(
                default="", help_text="The number as written on the day when it was given.", max_length=80
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="registerentry",
            name="ref",
            field=models.CharField(help_text="What carries it: matter:123, letter:5, paper, reserved.", max_length=60),
        ),
        migrations.AddConstraint(
            model_name="register",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None), ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="register_ends_after_it_begins",
            ),
        ),
        migrations.AddField(
            model_name="registerblock",
            name="register",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="registers.register"),
        ),
        migrations.AddField(
            model_name="registerblock",
            name="reserved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="block",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="registers.registerblock",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(fields=["register", "-id"], name="entry_newest"),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("block__isnull", False)), fields=["block", "id"], name="entry_of_block"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ref", "reserved"), _negated=True), ("block__isnull", False), _connector="OR"
                ),
                name="reserved_in_a_block",
            ),
        ),
        migrations.AddField(
            model_name="registerline",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="registerblock",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__gte", 1), ("last__gte", models.F("first"))), name="block_holds_numbers"
            ),
        ),
        migrations.AddConstraint(
            model_name="registerblock",
            constraint=models.UniqueConstraint(fields=("register", "year", "first"), name="block_once"),
        ),
    ]
