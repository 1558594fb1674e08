"""Every limit rests on a provision: the database holds it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendar", "0004_point_limits_at_provisions")]
    operations = [
        migrations.AlterField(
            "limit",
            "provision",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="limits", to="calendar.provision"
            ),
        ),
        # The code had no default: on the way back it begins empty and 0004 fills it.
        migrations.AlterField("limit", "provision_code", models.CharField(max_length=60, default="")),
        migrations.RemoveField("limit", "provision_code"),
    ]
