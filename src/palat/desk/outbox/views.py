"""The outbox: what goes out, in which state, why not; sent again or given up by those who look after it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from palat.desk.outbox.listing import OUTBOX
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import codes_of
from palat.kernel.notices.keeping import KEEPERS, NotAllowed, basis_of
from palat.kernel.notices.operations import outcomes
from palat.kernel.notices.operations.outcomes import UnableToChangeNotice
from palat.kernel.notices.procedure import ANSWERS, TROUBLE
from palat.kernel.notices.queries.outbox import answers_to, outbox, outgoing, tallies
from palat.kernel.notices.showing import channel_label, kind_label, state_badge, why_not
from palat.kernel.organisation.procedure import Authority
from palat.kernel.pages import pieces
from palat.kernel.pages.export import CHUNK
from palat.kernel.pages.shapes import Action, Crumb, Fact, Tab
from palat.kernel.pages.views import ListingView, safe_next

MOST_AT_ONCE = 200


def keeper(request: HttpRequest) -> tuple[Actor, Authority]:
    """Return who looks after the outbox. Raises: Http404 for everybody else."""
    by = actor_of(request)
    if by.authority is None or basis_of(by.authority, KEEPERS) is None:
        raise Http404
    return by, by.authority


@method_decorator(login_required, name="dispatch")
class Outbox(ListingView):
    """Everything that went out or waits, the newest first."""

    listing = OUTBOX
    title = gettext_lazy("การแจ้งออก")
    intro = gettext_lazy("ที่อยู่ผู้รับปิดผนึกไว้ ระบบเปิดเองเมื่อส่งและบันทึกทุกครั้ง หน้านี้จึงบอกเพียงว่าแจ้งเรื่องใด ทางใด ถึงไหน")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by, self.authority = keeper(request)
        self.bulk_actions = (
            Action(_("ส่งอีกครั้ง"), reverse("outbox_again"), icon="send", style="secondary"),
            Action(_("เลิกส่ง"), reverse("outbox_give_up"), icon="x", style="secondary"),
        )
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        shown = outbox()
        return shown.filter(state__in=TROUBLE) if self.request.GET.get("tab") == "trouble" else shown

    def prepared(self, rows: Iterable[Any]) -> Iterator[Any]:
        """Bring the codes of the matters, as far as the viewer may open them."""
        left = iter(rows)
        while part := list(islice(left, CHUNK)):
            numbers = {number for one in part if (number := _matter_of(one.about))}
            codes = codes_of(numbers, self.by) if numbers else {}
            for one in part:
                one.code = codes.get(_matter_of(one.about) or 0, "")
                yield one

    def tabs(self) -> list[Tab]:
        trouble = self.request.GET.get("tab") == "trouble"
        return [
            Tab(_("ทั้งหมด"), "?", current=not trouble),
            Tab(_("ต้องดู"), "?tab=trouble", badge=tallies().trouble or "", current=trouble),
        ]


def _matter_of(about: str) -> int | None:
    kind, _colon, number = about.partition(":")
    return int(number) if kind == "matter" and number.isdecimal() else None


@login_required
def notice(request: HttpRequest, number: int) -> HttpResponse:
    """One notice: how far it came, and what may be done with it."""
    by, authority = keeper(request)
    found = outgoing(number)
    if found is None:
        raise Http404
    code = codes_of({_matter_of(found.about) or 0}, by).get(_matter_of(found.about) or 0, "")
    context = {
        "title": kind_label(found.kind) or _("การแจ้ง"),
        "crumbs": [Crumb(_("การแจ้งออก"), reverse("outbox")), Crumb(str(found.pk))],
        "notice": found,
        "state": state_badge(found),
        "facts": _facts(found),
        "answers": [(_(ANSWERS.get(one.what, one.what)), one.at) for one in answers_to(found.pk)],
        "code": code,
        "again": found.state in TROUBLE,
        "give_up": found.state in {"waiting", "unsure"},
        "replay": found.channel == "webhook"
        and found.state not in {"waiting", "sending"}
        and basis_of(authority, {"administrator"}) is not None,
    }
    return render(request, "desk/outbox/notice.html", context)


def _facts(one: Any) -> list[Fact]:
    listed = (
        (_("ช่องทาง"), channel_label(one.channel)),
        (_("ระบบผู้รับ"), one.receiver.name if one.receiver else ""),
        (_("เหตุ"), why_not(one)),
        (_("ทำเมื่อ"), pieces.display(one.made_at)),
        (_("ส่งแล้วกี่ครั้ง"), one.attempts),
        (_("ส่งครั้งต่อไป"), pieces.display(one.next_at) if one.next_at and one.state == "waiting" else ""),
        (_("ปลายทางรับเมื่อ"), pieces.display(one.sent_at) if one.sent_at else ""),
        (_("ถึงผู้รับเมื่อ"), pieces.display(one.delivered_at) if one.delivered_at else ""),
        (_("เปิดลิงก์เมื่อ"), pieces.display(one.read_at) if one.read_at else ""),
        (_("เลขของปลายทาง"), one.provider_ref if one.channel != "email" else ""),
    )
    return [Fact(label, value) for label, value in listed if value not in {"", None}]


Act = Callable[..., Any]


@require_POST
@login_required
def again(request: HttpRequest) -> HttpResponse:
    """Send the chosen notices again."""
    return _each(request, outcomes.send_again, lambda n: ngettext("ส่งอีกครั้ง %d รายการ", "ส่งอีกครั้ง %d รายการ", n) % n)


@require_POST
@login_required
def give_up(request: HttpRequest) -> HttpResponse:
    """Try the chosen notices no more."""
    return _each(request, outcomes.give_up, lambda n: ngettext("เลิกส่ง %d รายการ", "เลิกส่ง %d รายการ", n) % n)


@require_POST
@login_required
def replay(request: HttpRequest) -> HttpResponse:
    """Send the chosen events to their receivers once more."""
    return _each(request, outcomes.replay, lambda n: ngettext("ส่งซ้ำ %d รายการ", "ส่งซ้ำ %d รายการ", n) % n)


def _each(request: HttpRequest, act: Act, done: Callable[[int], str]) -> HttpResponse:
    """Act on each chosen notice; what is refused is said, and holds up no other."""
    _by, authority = keeper(request)
    numbers = [int(one) for one in request.POST.getlist("row") if one.isdecimal()][:MOST_AT_ONCE]
    refused: list[str] = []
    acted = 0
    for number in numbers:
        try:
            act(notice_id=number, by=authority, at=timezone.now())
            acted += 1
        except (UnableToChangeNotice, NotAllowed) as error:
            refused.append(str(error))
    if acted:
        messages.success(request, done(acted))
    for words in dict.fromkeys(refused):
        messages.warning(request, words)
    if not numbers:
        messages.warning(request, _("โปรดเลือกรายการก่อน"))
    return redirect(safe_next(request, reverse("outbox")))
