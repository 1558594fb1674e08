"""How officials sign in: accounts are given by the administrator, never opened by the visitor."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class OfficialsOnly(DefaultAccountAdapter):
    """No open sign-up; no word about whether a user name exists.

    Guessing is slowed by allauth's rate limits per address and per user name (`ACCOUNT_RATE_LIMITS`): an account
    is never locked for good, since that would let anyone lock an officer out on a busy day.
    """

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
