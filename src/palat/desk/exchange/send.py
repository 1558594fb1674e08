"""Sending a signed letter by the exchange: to whom, with which enclosures; and the enclosures that went."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.exchange.views import crumbs, reader, seen
from palat.kernel.egif.queries.messages import last_of_letter
from palat.kernel.egif.queries.peers import peer_for
from palat.kernel.files.holding import hold_files
from palat.kernel.files.operations import UnableToClaim
from palat.kernel.files.queries import UnableToRead
from palat.kernel.files.views import file_response
from palat.kernel.letters.operations.sending import dispatch
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.letters.queries import matter_ids, may_do
from palat.kernel.letters.views import letter_or_404
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages import acting
from palat.kernel.pages.shapes import Crumb, Fact


@login_required
def send(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Send a signed letter, with the files of its enclosures; the act itself judges who may."""
    by = reader(request)
    letter = letter_or_404(letter_id, by)
    peer = peer_for(letter)
    if peer is None or letter.state != "signed" or "letter_dispatch" not in may_do(matter_ids(letter), by):
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)
    held = hold_files(request) if request.method == "POST" else None
    if held and form.is_valid() and not held.refused:

        def do() -> str:
            now = timezone.now()
            dispatch(letter_id=letter.pk, by=by, at=now, way="exchange", files=held.claimed(now))
            found = last_of_letter(letter.pk)
            return reverse("exchange_message", args=[found.pk]) if found else reverse("exchange")

        done = acting.acted(request, form, do, _("ฝากส่งแล้ว ระบบกำลังส่งถึงปลายทาง"), refusals=(UnableToAct, UnableToClaim))
        if done is not None:
            return done
    context = {
        "title": _("ส่งทางระบบแลกเปลี่ยน"),
        "crumbs": crumbs(Crumb(letter.subject, reverse("letter", args=[letter.pk]))),
        "letter": letter,
        "peer": peer,
        "form": form,
        "kept": held.kept if held else [],
        "refused": held.refused if held else [],
        "facts": [
            Fact(_("ที่"), paper_digits(letter.number)),
            Fact(_("ถึง"), letter.addressee),
            Fact(_("ระบบปลายทาง"), peer.name),
            *([Fact(_("สิ่งที่ส่งมาด้วย"), " · ".join(letter.enclosures))] if letter.enclosures else []),
        ],
    }
    return render(request, "desk/exchange/send.html", context, status=422 if form.is_bound else 200)


@login_required
def enclosure(request: HttpRequest, number: int, place: int) -> Any:
    """Give a file that went with a letter of ours."""
    found = seen(number, reader(request))
    one = found.enclosures.filter(place=place).select_related("file").first()
    if one is None:
        raise Http404
    try:
        return file_response(one.file, one.name)
    except UnableToRead as gone:
        raise Http404 from gone
