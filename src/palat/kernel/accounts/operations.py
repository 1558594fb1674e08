"""Opening accounts for trial: they work only while debug is on."""

from django.conf import settings
from django.contrib.auth.hashers import make_password

from palat.kernel.accounts.hashers import TrialHasher
from palat.kernel.accounts.models import User


class OnlyForTrial(RuntimeError):
    """A trial account was asked for where debug is off."""


def open_trial_accounts(usernames: list[str], *, password: str) -> dict[str, User]:
    """Open accounts with one shared password, that no installation without debug accepts. Raises: OnlyForTrial."""
    if not settings.TRIAL:
        raise OnlyForTrial("PALAT_DEBUG=0")
    kept = make_password(password, hasher=TrialHasher())  # one for all: each takes a tenth of a second
    made = User.objects.bulk_create(User(username=username, password=kept) for username in usernames)
    return {user.username: user for user in made}
