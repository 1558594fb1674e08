from collections.abc import Iterator

import pytest

from palat.kernel.organisation.kept import forget


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    """Let no test read what another kept."""
    forget()
    yield
    forget()
