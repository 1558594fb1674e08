"""What the pages of the register share: how states look, the way back, who may look at a list."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.information.views import ways_back
from palat.duties.information.views.guarding import register_reader
from palat.kernel.pages.shapes import Crumb, Tone
from palat.kernel.pages.views import ListingView

TONES: dict[str, Tone] = {"draft": "neutral", "published": "good", "withdrawn": "danger"}


VERSION_TONES: dict[str, Tone] = {
    "waiting": "warn",
    "current": "good",
    "former": "neutral",
    "returned": "danger",
    "taken_back": "danger",
}


LOOK_TONES: dict[str, Tone] = {
    "unseen": "info",
    "clean": "good",
    "asks": "warn",
    "stopped": "danger",
    "answered": "good",
}


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to the register."""
    return ways_back.crumbs(Crumb(_("ทะเบียนการเผยแพร่"), reverse("information_publications")), *more)


class RegisterView(ListingView):
    """A list of the register, for those who keep it or answer for an entry."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let those in who have to do with the register."""
        self.by = register_reader(request)
        return super().dispatch(request, *args, **kwargs)
