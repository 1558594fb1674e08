from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from palat.kernel.identities.models import Person
from palat.kernel.identities.operations import create_person

AT = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
SOMEONE = {
    "title": "นาย",
    "given_name": "สมมติ",
    "family_name": "ตัวอย่าง",
    "national_id": "1-2345-67890-12-1",
    "phone": "081-234-5678",
    "email": "Somebody@Example.org",
    "address": "99/1 หมู่ 4\nตำบลตัวอย่าง",
    "postcode": "12000",
}


@pytest.fixture
def person(db: None) -> Person:
    return create_person(kind="natural", fields=SOMEONE, at=AT)


@pytest.fixture
def with_keys(settings: object) -> Callable[..., None]:
    """Set the seal keys by name, newest first."""

    def set_keys(*names: str) -> None:
        written = {"old": "b" * 43 + "=", "new": "c" * 43 + "="}
        settings.SEAL_KEYS = [f"{name}:{written[name]}" for name in names]

    return set_keys
