from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registers", "0002_refuse_gaps")]
    operations = [
        migrations.AddIndex(
            model_name="registerline",
            index=models.Index(
                condition=models.Q(("paper_number", ""), _negated=True),
                fields=["paper_number"],
                name="line_paper_number",
            ),
        ),
    ]
