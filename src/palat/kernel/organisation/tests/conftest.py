import pytest

from palat.kernel.organisation.tests.seating import vacate


@pytest.fixture(autouse=True)
def _nobody_at_a_post(request: pytest.FixtureRequest) -> None:
    """Let each test appoint whom it is about."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        vacate()
