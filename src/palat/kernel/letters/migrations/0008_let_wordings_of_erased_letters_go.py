"""A letter that was destroyed under a list says so; its wordings may go with it, and with nothing else."""

from django.db import migrations, models

KEEP = """
CREATE OR REPLACE FUNCTION letters_refuse_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM letters_letter l WHERE l.id = OLD.letter_id AND l.erased_at IS NOT NULL)
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'a wording of a draft is never altered: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION letters_refuse_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a wording of a draft is never altered: % is refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("letters", "0007_signed_by_pen")]
    operations = [
        migrations.AddField(
            model_name="letter",
            name="erased_at",
            field=models.DateTimeField(help_text="When its words and file were destroyed under a list.", null=True),
        ),
        migrations.RunSQL(KEEP, BEFORE),
    ]
