"""Tell numbers of classified letters from those of others: both registers wrote them alike (provisional).

Numbers already given keep the words they were given with; a template that the Office changed stands.
"""

from django.db import migrations

ALIKE, SIGNED = "นร 0105.04/{running}", "นร 0105.04/ล.{running}"
CHANGE = "UPDATE registers_register SET template = %s WHERE code = 'secret_out' AND template = %s"


class Migration(migrations.Migration):
    dependencies = [("registers", "0003_paper_numbers")]
    operations = [migrations.RunSQL([(CHANGE, [SIGNED, ALIKE])], [(CHANGE, [ALIKE, SIGNED])])]
