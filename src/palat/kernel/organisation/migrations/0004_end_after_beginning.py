"""Holdings and delegations end no earlier than they begin."""

from django.db import migrations, models
from django.db.models import F, Q

IN_ORDER = Q(valid_to=None) | Q(valid_to__gte=F("valid_from"))


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_delegate_to_persons")]

    operations = [
        migrations.AddConstraint(
            "holding", models.CheckConstraint(condition=IN_ORDER, name="holding_ends_after_it_begins")
        ),
        migrations.AddConstraint(
            "delegation", models.CheckConstraint(condition=IN_ORDER, name="delegation_ends_after_it_begins")
        ),
    ]
