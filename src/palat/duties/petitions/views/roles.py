"""Pages for those who hold certain roles; for everyone else they are not there."""

from typing import Any, ClassVar

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.utils.decorators import method_decorator

from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.pages.views import ListingView


def with_role(request: HttpRequest, roles: frozenset[str]) -> Actor:
    """Return who holds one of these roles. Raises: Http404 for everyone else."""
    by = actor_of(request)
    if not roles & held_roles(by.authority):
        raise Http404
    return by


@method_decorator(login_required, name="dispatch")
class RoleListing(ListingView):
    """A list for those who hold one of its `roles`; `by` is who opened it."""

    roles: ClassVar[frozenset[str]]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = with_role(request, self.roles)
        return super().dispatch(request, *args, **kwargs)
