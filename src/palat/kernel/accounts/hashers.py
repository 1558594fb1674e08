"""The password of trial accounts."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class TrialHasher(PBKDF2PasswordHasher):
    """Keeps the shared password of trial accounts; with debug off nothing here reads it, so none of them signs in."""

    algorithm = "trial"
