"""Who looks after what goes out: the administrator, and the shift leader."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from palat.kernel.organisation.procedure import Authority

KEEPERS = frozenset({"administrator", "shift_leader"})


class NotAllowed(Exception):
    """The person may not do this; the message says so."""


def basis_of(by: Authority, roles: Collection[str]) -> str | None:
    """Return the post or order by which someone has one of these roles, or None."""
    held = next((one for one in by.held if one.role in roles), None)
    if held:
        return f"holding:{held.holding_id}"
    given = next((one for one in by.delegated if one.role in roles and not one.acts), None)
    return f"delegation:{given.delegation_id}" if given else None


def require(by: Authority, roles: Collection[str] = KEEPERS) -> str:
    """Return what someone relies on to look after the outbox. Raises: NotAllowed."""
    basis = basis_of(by, roles)
    if basis is None:
        raise NotAllowed(_("คุณไม่มีหน้าที่ดูแลการแจ้ง"))
    return basis
