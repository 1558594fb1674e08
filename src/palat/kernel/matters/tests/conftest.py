from collections.abc import Iterator

import pytest

from palat.kernel.calendar import queries as calendar
from palat.kernel.organisation.kept import forget


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Let no test read what another kept: a test's commit is only played."""
    forget()
    calendar.forget()
    yield
    forget()
    calendar.forget()
