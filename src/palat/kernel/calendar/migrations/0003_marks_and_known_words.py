"""Marks, addresses of provisions, office hours of limits; the database holds the words that are allowed."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models


def hashed_code() -> models.Func:
    return models.Func(models.F("code"), models.Value(0), function="hashtextextended")


MARKS = [("verified", "ตรวจสอบแล้ว"), ("provisional", "ยังไม่ได้ตรวจสอบ")]
SCOPES = [("national", "ทั่วประเทศ"), ("region", "ภาค"), ("province", "จังหวัด"), ("agency", "หน่วยงาน")]
STATUSES = [("proclaimed", "ประกาศแล้ว"), ("withdrawn", "ยกเลิกแล้ว"), ("projected", "คาดการณ์")]
UNITS = [("hours", "ชั่วโมง"), ("working_days", "วันทำการ"), ("calendar_days", "วัน"), ("months", "เดือน")]
AFTER_HOURS = [("same_day", "นับวันที่รับ"), ("next_working_day", "นับเป็นรับในวันทำการถัดไป")]
LAST = "First day on which it no longer holds."


class Migration(migrations.Migration):
    dependencies = [("calendar", "0002_due_date")]
    operations = [
        migrations.AddField("holiday", "mark", models.CharField(choices=MARKS, default="provisional", max_length=12)),
        migrations.AlterField("holiday", "name_en", models.CharField(blank=True, max_length=300)),
        migrations.AlterField("holiday", "name_th", models.CharField(max_length=300)),
        migrations.AlterField(
            "holiday",
            "place",
            models.CharField(blank=True, help_text="The region, province or agency of its scope.", max_length=60),
        ),
        migrations.AlterField("holiday", "resolution", models.CharField(blank=True, max_length=300)),
        migrations.AlterField("holiday", "scope", models.CharField(choices=SCOPES, default="national", max_length=12)),
        migrations.AlterField(
            "holiday", "status", models.CharField(choices=STATUSES, default="proclaimed", max_length=12)
        ),
        migrations.AddField("provision", "url", models.URLField(blank=True, max_length=300)),
        migrations.AlterField("provision", "valid_to", models.DateField(help_text=LAST, null=True)),
        migrations.AlterField("version", "number", models.BigIntegerField(default=0)),
        migrations.AddField(
            "limit",
            "closes_at",
            models.TimeField(help_text="What comes later counts as received on the next working day.", null=True),
        ),
        migrations.AlterField(
            "limit", "after_hours", models.CharField(choices=AFTER_HOURS, default="same_day", max_length=20)
        ),
        migrations.AlterField("limit", "unit", models.CharField(choices=UNITS, max_length=14)),
        migrations.AlterField("limit", "valid_to", models.DateField(help_text=LAST, null=True)),
        migrations.RenameField("limit", "provision", "provision_code"),
        migrations.AddField(
            "limit",
            "provision",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="limits", to="calendar.provision"
            ),
        ),
        migrations.AddConstraint(
            "holiday",
            models.CheckConstraint(
                condition=models.Q(scope__in=[word for word, _label in SCOPES]), name="holiday_scope_known"
            ),
        ),
        migrations.AddConstraint(
            "holiday",
            models.CheckConstraint(
                condition=models.Q(status__in=[word for word, _label in STATUSES]), name="holiday_status_known"
            ),
        ),
        migrations.AddConstraint(
            "holiday",
            models.CheckConstraint(
                condition=models.Q(models.Q(("scope", "national"), _negated=True), ("place", ""), _connector="OR"),
                name="national_holiday_has_no_place",
            ),
        ),
        migrations.AddConstraint(
            "limit",
            models.CheckConstraint(
                condition=models.Q(unit__in=[word for word, _label in UNITS]), name="limit_unit_known"
            ),
        ),
        migrations.AddConstraint(
            "limit",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("after_hours", "same_day"), ("closes_at", None)),
                    models.Q(("after_hours", "next_working_day"), ("closes_at__isnull", False)),
                    _connector="OR",
                ),
                name="limit_after_hours_known",
            ),
        ),
        migrations.AddConstraint(
            "limit",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agency", None), ("scope", 0)),
                    models.Q(("agency__isnull", False), ("scope", models.F("agency"))),
                    _connector="OR",
                ),
                name="limit_scope_is_its_agency",
            ),
        ),
        migrations.AddConstraint(
            "provision",
            django.contrib.postgres.constraints.ExclusionConstraint(
                name="one_provision_at_a_time",
                expressions=[
                    (models.Func(hashed_code(), hashed_code(), models.Value("[]"), function="int8range"), "&&"),
                    (models.Func(models.F("valid_from"), models.F("valid_to"), function="daterange"), "&&"),
                ],
            ),
        ),
    ]
