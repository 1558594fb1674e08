"""Letters by the exchange: what went, what came, what needs a person; one letter, with all that was told of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.desk.exchange.listing import EXCHANGED
from palat.desk.exchange.showing import facts_of, told_lines
from palat.desk.incoming.common import keeps_a_box
from palat.kernel.egif.operations import sending, sent_back, telling
from palat.kernel.egif.procedure import IN, OUT, SENT_BACK
from palat.kernel.egif.queries.messages import (
    NotVisible,
    count_to_look_at,
    later_of,
    message_for,
    to_look_at,
    told_of,
    visible_messages,
)
from palat.kernel.egif.showing import state_badge
from palat.kernel.files.queries import UnableToRead, open_file
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.incoming.procedure import WAITING
from palat.kernel.letters.queries import matter_ids, may_do
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.notices.keeping import NotAllowed
from palat.kernel.notices.procedure import TROUBLE
from palat.kernel.notices.showing import why_not
from palat.kernel.pages import acting
from palat.kernel.pages.shapes import Crumb, Tab
from palat.kernel.pages.views import ListingView
from palat.kernel.registers.operations.entries import NotKeeper
from palat.kernel.registers.queries import basis_to_keep

REFUSALS = (UnableToAct, UnableToTake, NotKeeper, NotAllowed)
VIEWS = {OUT: gettext_lazy("หนังสือส่ง"), IN: gettext_lazy("หนังสือรับ"), "look": gettext_lazy("ต้องดู")}


def reader(request: HttpRequest) -> Actor:
    """Return who asks. Raises: Http404 for those of whose work letters are no part."""
    by = actor_of(request)
    if by.authority is None or not (reads_whole_office(by.authority) or keeps_a_box(by.authority)):
        raise Http404
    return by


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way back to the list."""
    return [Crumb(_("ระบบแลกเปลี่ยนหนังสือ"), reverse("exchange")), *more]


@method_decorator(login_required, name="dispatch")
class Exchange(ListingView):
    """What went by the exchange, what came, and what needs a person."""

    listing = EXCHANGED
    title = gettext_lazy("ระบบแลกเปลี่ยนหนังสือ")
    intro = gettext_lazy(
        "หนังสือที่รับส่งกับระบบสารบรรณของหน่วยงานอื่นด้วยข้อความ TH e-GIF ส่งจากหน้าหนังสือที่ลงนามแล้ว ลงรับจากกล่องหนังสือเข้า"
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = reader(request)
        asked = request.GET.get("view", "")
        self.view = asked if asked in VIEWS else OUT
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        if self.view == "look":
            return to_look_at(self.by)
        return visible_messages(self.by, direction=self.view)

    def tabs(self) -> list[Tab]:
        waiting = count_to_look_at(self.by)
        return [
            Tab(label, f"?view={view}", badge=(waiting or "") if view == "look" else "", current=view == self.view)
            for view, label in VIEWS.items()
        ]


def seen(number: int, by: Actor) -> Any:
    """Return a letter of the exchange that the viewer may see. Raises: Http404."""
    try:
        return message_for(number, by)
    except NotVisible as hidden:
        raise Http404 from hidden


@login_required
def message(request: HttpRequest, number: int) -> HttpResponse:
    """One letter: what it said, what was told of it by both sides, what may be done."""
    by = reader(request)
    found = seen(number, by)
    later = later_of(found)
    context = {
        "message": found,
        "title": found.subject or _("หนังสือ"),
        "over": _("ส่งออกทางระบบแลกเปลี่ยน") if found.direction == OUT else _("รับเข้าทางระบบแลกเปลี่ยน"),
        "crumbs": crumbs(),
        "state": state_badge(found),
        "provisional": found.peer.tried_on is None,
        "facts": facts_of(found),
        "told": told_lines(told_of(found)),
        "later": later,
        "enclosures": list(found.enclosures.order_by("place")),
        "trouble": why_not(found.notice) if found.notice and found.notice.state in TROUBLE else "",
        "unsure": bool(found.notice and found.notice.state == "unsure"),
        "again": later is None and sends_again(found, by),
        "settles": settles(found, by),
        "rejects": rejects(found, by),
        "tells_again": found.state == "wrong_number" and keeps(found, by),
    }
    return render(request, "desk/exchange/message.html", context)


def sends_again(found: Any, by: Actor) -> bool:
    """Say whether the viewer may send a letter again, and there is reason to."""
    if found.direction != OUT or found.letter is None or found.notice is None:
        return False
    waits = found.state in SENT_BACK and found.settled_at is None
    reason = waits or (not found.state and found.notice.state in TROUBLE)
    return reason and "letter_dispatch" in may_do(matter_ids(found.letter), by)


def settles(found: Any, by: Actor) -> bool:
    """Say whether the viewer may settle a letter that was sent back."""
    waits = found.direction == OUT and found.state in SENT_BACK and found.settled_at is None
    return waits and found.letter is not None and "mail_settled" in may_do(matter_ids(found.letter), by)


def keeps(found: Any, by: Actor) -> bool:
    """Say whether the viewer keeps the register in whose box a letter lies."""
    return bool(found.item and by.authority and basis_to_keep(found.item.register, by.authority))


def rejects(found: Any, by: Actor) -> bool:
    """Say whether a letter can still be sent back by the viewer."""
    return found.direction == IN and found.item is not None and found.item.state == WAITING and keeps(found, by)


@login_required
def source(request: HttpRequest, number: int) -> HttpResponse:
    """Give the message as it went or came, byte for byte."""
    found = seen(number, reader(request))
    if found.file is None:
        raise Http404
    try:
        with open_file(found.file) as kept:
            content = bytes(kept.read())
    except UnableToRead as gone:
        raise Http404 from gone
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="exchange-{found.pk}.xml"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


class WhyForm(forms.Form):
    """Why a letter is sent back."""

    words = forms.CharField(
        label=gettext_lazy("เหตุที่ปฏิเสธ"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("ส่งไปถึงหน่วยงานผู้ส่งตามที่พิมพ์ เช่น ส่งผิดหน่วยงาน สิ่งที่ส่งมาด้วยไม่ครบ"),
    )


@login_required
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Send a letter again, once that is confirmed."""
    by = reader(request)
    found = seen(number, by)
    if not sends_again(found, by) or later_of(found) is not None:
        raise Http404
    anew = found.state in SENT_BACK
    words = (
        _("ส่งเป็นข้อความใหม่ด้วยหนังสือฉบับเดิม หากต้องแก้ข้อความในหนังสือ ให้ร่างและลงนามฉบับใหม่แทน")
        if anew
        else _("ใช้เลขข้อความเดิม หากปลายทางได้รับไปแล้วแต่จำเลขไม่ได้ ปลายทางอาจได้หนังสือสองฉบับ")
    )

    def do() -> str:
        sent = sending.send_again(message_id=found.pk, by=by, at=timezone.now())
        return reverse("exchange_message", args=[sent.pk])

    return _confirmed(request, found, do, title=_("ส่งอีกครั้ง"), words=words, done=_("ส่งอีกครั้งแล้ว"))


@login_required
def reject(request: HttpRequest, number: int) -> HttpResponse:
    """Send a letter that waits back to its sender, with the reason."""
    by = reader(request)
    found = seen(number, by)
    if not rejects(found, by):
        raise Http404
    form = WhyForm(request.POST or None)

    def do() -> str:
        telling.reject(item_id=found.item_id, words=form.cleaned_data["words"], by=by, at=timezone.now())
        return reverse("incoming")

    return _confirmed(
        request,
        found,
        do,
        form=form,
        title=_("ปฏิเสธกลับผู้ส่ง"),
        words=_("ฉบับนี้จะไม่ได้เลขรับ และนำกลับมาไม่ได้ ผู้ส่งแก้ไขแล้วส่งมาใหม่ได้"),
        done=_("ปฏิเสธแล้ว ระบบกำลังแจ้งผู้ส่ง"),
        danger=True,
    )


class HowForm(forms.Form):
    """How a letter that was sent back was dealt with."""

    words = forms.CharField(
        label=gettext_lazy("จัดการอย่างไร"),
        max_length=300,
        help_text=gettext_lazy("เช่น ส่งทางไปรษณีย์แทน ร่างหนังสือฉบับใหม่ถึงหน่วยงานที่ถูกต้องแล้ว"),
    )


@login_required
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Settle a letter that was sent back, otherwise than by sending it anew."""
    by = reader(request)
    found = seen(number, by)
    if not settles(found, by):
        raise Http404
    form = HowForm(request.POST or None)

    def do() -> str:
        sent_back.settle(message_id=found.pk, words=form.cleaned_data["words"], by=by, at=timezone.now())
        return reverse("exchange_message", args=[found.pk])

    words = _("กำหนดเวลาจัดการหนังสือที่ถูกส่งคืนของเรื่องนี้จะหยุดนับ")
    return _confirmed(request, found, do, form=form, title=_("บันทึกว่าจัดการแล้ว"), words=words, done=_("บันทึกแล้ว"))


@login_required
def tell_again(request: HttpRequest, number: int) -> HttpResponse:
    """Tell the number of an entered letter again."""
    by = reader(request)
    found = seen(number, by)
    if found.state != "wrong_number" or not keeps(found, by):
        raise Http404

    def do() -> str:
        telling.tell_number_again(message_id=found.pk, by=by, at=timezone.now())
        return reverse("exchange_message", args=[found.pk])

    words = _("ผู้ส่งแจ้งว่าเลขรับที่ได้ไปผิด โปรดตรวจเลขในทะเบียนก่อน")
    return _confirmed(request, found, do, title=_("แจ้งเลขรับอีกครั้ง"), words=words, done=_("แจ้งเลขรับอีกครั้งแล้ว"))


def _confirmed(
    request: HttpRequest, found: Any, do: Callable[[], str], *, done: str, form: Any = None, **shown: Any
) -> HttpResponse:
    form = form or forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        response = acting.acted(request, form, do, done, refusals=REFUSALS)
        if response is not None:
            return response
    url = reverse("exchange_message", args=[found.pk])
    context = {
        "form": form,
        "crumbs": crumbs(Crumb(found.subject or _("หนังสือ"), url)),
        "question": found.subject or _("หนังสือ"),
        "button": shown["title"],
        "action": request.path,
        "cancel_url": url,
        **shown,
    }
    return render(request, "pages/confirm.html", context, status=422 if form.is_bound and form.errors else 200)
