"""Agencies: a mark, a sort key long enough for any name and compared by code points, heirs only of the abolished."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [
        migrations.AddField("agency", "mark", models.CharField(default="provisional", max_length=12)),
        migrations.AlterField(
            "agency",
            "abolished_on",
            models.DateField(help_text="First day on which it no longer exists.", null=True),
        ),
        migrations.AlterField("agency", "sort_key", models.CharField(blank=True, db_collation="C", max_length=620)),
        migrations.AddConstraint(
            "agency",
            models.CheckConstraint(
                condition=Q(successor=None) | Q(abolished_on__isnull=False), name="only_the_abolished_have_heirs"
            ),
        ),
        migrations.AddConstraint(
            "agency", models.CheckConstraint(condition=~Q(successor=F("pk")), name="no_heir_of_oneself")
        ),
    ]
