"""An entry knows the day its paper bears, and who marked it void and when; a register knows its office."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

FILL = """
ALTER TABLE registers_registerentry DISABLE TRIGGER number_kept;
UPDATE registers_registerentry SET on_date = CASE
  WHEN extract(year FROM (issued_at AT TIME ZONE 'Asia/Bangkok')) = year - 543
  THEN (issued_at AT TIME ZONE 'Asia/Bangkok')::date
  ELSE make_date(year - 543, 12, 31) END;
ALTER TABLE registers_registerentry ENABLE TRIGGER number_kept;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("registers", "0002_registers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "register",
            "office",
            models.CharField(default="psc", help_text="Code of the unit that keeps it.", max_length=60),
        ),
        migrations.AddField(
            "register",
            "secret",
            models.BooleanField(default=False, help_text="Kept apart, for classified papers only."),
        ),
        migrations.AddField("register", "mark", models.CharField(default="provisional", max_length=12)),
        migrations.AddField("registerentry", "on_date", models.DateField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            "registerentry",
            "on_date",
            models.DateField(help_text="The day that the paper bears; its year is the number's year."),
        ),
        migrations.AddField("registerentry", "voided_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "registerentry",
            "voided_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            "registerentry",
            "ref",
            models.CharField(help_text="What carries it: matter:123, letter:5.", max_length=60),
        ),
        migrations.AddConstraint(
            "registerentry",
            models.CheckConstraint(
                condition=Q(("void_reason", ""), ("voided_at__isnull", True), ("voided_by__isnull", True))
                | (~Q(void_reason="") & Q(voided_at__isnull=False, voided_by__isnull=False)),
                name="void_is_explained",
            ),
        ),
        migrations.AddConstraint(
            "registerentry",
            models.CheckConstraint(condition=Q(on_date__year=F("year") - 543), name="number_of_its_year"),
        ),
    ]
