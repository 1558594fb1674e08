"""Who may read figures on the whole Office."""

from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.procedure import ROLES

DECIDERS = frozenset({"minister", "deputy_prime_minister", "prime_minister"})
LEADS = frozenset(
    {"group_head", "director", "deputy_permanent_secretary", "permanent_secretary", "inspector", "auditor"}
)


def reads_reports(by: Actor) -> bool:
    """Say whether someone may read figures on the whole Office: its own readers, and those who decide above it."""
    roles = by.authority.roles() if by.authority else frozenset()
    return any(ROLES[role].reads == "office" for role in roles) or bool(roles & DECIDERS)
