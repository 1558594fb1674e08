from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("language", "0002_search_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="learntclassifier",
            name="held",
            field=models.BooleanField(
                default=False, help_text="An administrator chose it: no newer one takes its place."
            ),
        ),
        migrations.AddConstraint(
            model_name="learntclassifier",
            constraint=models.CheckConstraint(
                condition=Q(held=False) | Q(in_force=True), name="only_what_proposes_is_held"
            ),
        ),
    ]
