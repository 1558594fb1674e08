from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("incoming", "0007_scan_lets_its_file_go")]
    operations = [
        migrations.AlterField(
            model_name="posting",
            name="code",
            field=models.CharField(
                help_text="Number of the post (S10), if it has one.", max_length=13, null=True, unique=True
            ),
        ),
    ]
