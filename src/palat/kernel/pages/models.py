from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

NAME_LENGTH, QUERY_LENGTH = 100, 2_000


class SavedFilter(models.Model):
    """A list narrowed in a way somebody wants to come back to."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    listing = models.CharField(max_length=80)
    name = models.CharField(_("ชื่อตัวกรอง"), max_length=NAME_LENGTH)
    query = models.CharField(max_length=QUERY_LENGTH, blank=True)
    shared = models.BooleanField(_("ให้ทุกคนที่เห็นรายการนี้ใช้ได้"), default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "listing", "name"], name="saved_filter_name_once"),
        ]
        indexes = [models.Index(fields=["listing", "shared"], name="saved_filter_listing")]


class OnceKey(models.Model):
    """A form that has been sent: the same key again is the same sending, and gets the same answer."""

    key = models.CharField(primary_key=True, max_length=64)
    at = models.DateTimeField()
    result_url = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="once_key_at")]
