"""Jobs of the agencies' side."""

from datetime import timedelta

from django.utils import timezone

from palat.kernel.agencies.operations import tokens
from palat.kernel.agencies.procedure import REMEMBERED_DAYS
from palat.kernel.jobs.operations import job


@job("agencies.forget_old", every="20 18 * * *")
def forget_old(timestamp: int) -> None:
    """Forget requests of the API that nobody can send again, at night in Thailand."""
    tokens.forget_old(before=timezone.now() - timedelta(days=REMEMBERED_DAYS))
