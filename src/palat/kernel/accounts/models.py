from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone

from palat.kernel.accounts.hashers import TrialHasher


class UserManager(BaseUserManager["User"]):
    """Creates users; a user alone may do nothing: authority comes from posts."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user who may sign in."""
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who can sign in."""

    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    language = models.CharField(max_length=5, default="th")
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def check_password(self, raw_password: str | None) -> bool:
        """Say whether a password is right. That of a trial account is never kept anew in the lasting way."""
        if self.password.startswith(f"{TrialHasher.algorithm}$"):
            return check_password(raw_password, self.password)
        return super().check_password(raw_password)
