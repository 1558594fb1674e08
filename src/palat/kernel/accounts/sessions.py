"""Who is asking: the session and its user, read in each request by statements built once."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from palat.kernel.accounts.models import User
from palat.kernel.reading import rows


class SessionStore(DatabaseSessions):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        """Return the row of this session while it lasts; none, and a new key at the next writing, afterwards."""
        found = rows(Session, "WHERE session_key = %s AND expire_date > %s", [self.session_key, timezone.now()])
        if not found:
            self._session_key = None
            return None
        return found[0]


class Backend(AuthenticationBackend):
    """Sign-in as allauth does it."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the user of a session, if the account may still be used."""
        found = rows(User, "WHERE id = %s", [user_id])
        return found[0] if found and self.user_can_authenticate(found[0]) else None
