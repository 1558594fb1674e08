import pytest

from palat.kernel.organisation.models import Holding
from palat.kernel.organisation.queries import forget


@pytest.fixture(autouse=True)
def _nobody_at_a_post(request: pytest.FixtureRequest) -> None:
    """Let each test appoint whom it is about.

    Those who held the posts stay, without one: to take an official away, every table that may name one is asked.
    """
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        Holding.objects.all().delete()
        forget()
