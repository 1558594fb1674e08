from django.db.models import Q, QuerySet

from .models import OnceKey, SavedFilter


def saved_filters(*, listing: str, viewer_id: int) -> QuerySet[SavedFilter]:
    """Return the filters that the viewer may use on a listing: their own, and those others share."""
    return SavedFilter.objects.filter(Q(owner_id=viewer_id) | Q(shared=True), listing=listing).order_by("name", "pk")


def first_result(key: str) -> str:
    """Return the address that the first sending of a form led to; "" if there was none."""
    return OnceKey.objects.filter(key=key).values_list("result_url", flat=True).first() or ""
