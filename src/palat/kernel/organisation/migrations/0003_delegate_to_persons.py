"""Delegations: to a post or to one person by name; what was passed on goes no further."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_mark_and_order_agencies")]

    operations = [
        migrations.AddField(
            "delegation",
            "to_official",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations_held",
                to="organisation.official",
            ),
        ),
        migrations.AlterField(
            "delegation",
            "to_post",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="delegations_held",
                to="organisation.post",
            ),
        ),
        migrations.AddConstraint(
            "delegation",
            models.CheckConstraint(
                condition=Q(to_post=None) ^ Q(to_official=None), name="delegated_to_a_post_or_a_person"
            ),
        ),
        migrations.AddConstraint(
            "delegation",
            models.CheckConstraint(
                condition=Q(passed_on_from=None) | Q(may_pass_on=False), name="what_was_passed_on_goes_no_further"
            ),
        ),
    ]
