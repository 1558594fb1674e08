"""One person to be telephoned: take the call on, open the number as a recorded act, say what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from palat.duties.petitions.operations.intake import UnableToReceive
from palat.kernel.identities.operations import UnableToReveal
from palat.kernel.matters.operations.acts import UnableToAct


@dataclass(frozen=True)
class Calling:
    """The three acts of a call, what its form is sent as, the words when it is recorded, and the list to return to."""

    take: Callable[[], Any]
    number: Callable[[], str]
    record: Callable[[Any], Any]
    sent_as: str
    recorded: str
    back: str

    def form(self, request: HttpRequest, kind: type[forms.Form]) -> Any:
        """Return the form of what came of the call, filled when it was sent."""
        return kind(request.POST if request.POST.get("what") == self.sent_as else None)

    def make(self, request: HttpRequest, form: Any) -> tuple[HttpResponse | None, str]:
        """Make the act that was asked for; return where it leads, if anywhere, and the number when it was opened."""
        what = request.POST.get("what", "")
        try:
            if what == "take":
                self.take()
                return redirect(request.path), ""
            if what == "open":
                return None, self.number()
            if what == self.sent_as and form.is_valid():
                self.record(form)
                messages.success(request, self.recorded)
                return redirect(self.back), ""
        except (UnableToReceive, UnableToAct, UnableToReveal) as refused:
            if form.is_bound:
                form.add_error(None, str(refused))
            else:
                messages.error(request, str(refused))
        return None, ""
