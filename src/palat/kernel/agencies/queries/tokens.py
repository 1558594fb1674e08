"""The tokens of an agency."""

from django.db.models import QuerySet

from palat.kernel.agencies.models import Token


def tokens(agency_id: int) -> QuerySet[Token]:
    """Return the tokens of an agency, newest first; nobody can read their secrets."""
    return Token.objects.filter(agency_id=agency_id).select_related("made_by").order_by("-made_at", "-pk")
