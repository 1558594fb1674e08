from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incoming", "0008_ordinary_mail")]
    operations = [
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("state", "entered")), fields=["-year", "-running", "-id"], name="item_number"
            ),
        ),
    ]
