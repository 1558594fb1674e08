from collections.abc import Iterator

import pytest

from palat.kernel.calendar import queries


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Keep nothing of the calendar from one test to the next: a test's commit is only played."""
    queries.forget()
    yield
    queries.forget()
