"""Peers of the government's exchange: kept with their dialects, tried, given another address, stopped."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.peer_form import PeerForm, begun
from palat.desk.admin.tables import Row, Table
from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.operations import collecting
from palat.kernel.egif.operations import peers as operations
from palat.kernel.egif.operations.peers import UnableToKeepPeer, certificates_in, is_identified
from palat.kernel.egif.procedure import KINDS, OUT, REFUSALS
from palat.kernel.egif.queries import peers as queries
from palat.kernel.egif.queries.peers import Peer
from palat.kernel.letters.paper.sealing import UnableToSeal, certificate_at
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.notices.procedure import FAILURES
from palat.kernel.notices.showing import state_badge
from palat.kernel.organisation.procedure import Authority
from palat.kernel.pages import pieces
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Action, Crumb, Fact


def _by(request: HttpRequest) -> Authority:
    authority = administrator(request).authority
    if authority is None:
        raise Http404
    return authority


def _state(one: Peer) -> Any:
    if one.stopped_at:
        return pieces.badge(_("หยุดเชื่อมต่อ"))
    if one.failure:
        return pieces.badge(_("ขอรับไม่ได้"), tone="danger")
    return pieces.badge(_("เชื่อมต่ออยู่"), tone="good")


def _proved(one: Peer) -> Any:
    if one.tried_on:
        return pieces.badge(_("ทดสอบร่วมกันแล้ว"), tone="good", icon_name="check")
    return pieces.badge(_("ยังไม่ได้ทดสอบร่วมกัน"), tone="warn")


def _is_set(there: Any) -> Any:
    return pieces.badge(_("ตั้งแล้ว"), tone="good", icon_name="key") if there else pieces.badge(_("ยังไม่ได้ตั้ง"))


def _last_day(iso: str) -> Any:
    return pieces.display(date.fromisoformat(iso))


def own_facts() -> list[Fact]:
    """Return how the Office itself stands in the exchange: its codes, and whether it has a key."""
    try:
        certificate = certificate_at(timezone.now())
    except UnableToSeal:
        certificate = None
    return [
        Fact(_("รหัสหน่วยงานของสำนักงาน"), _is_set(is_identified())),
        Fact(_("กุญแจลงลายมือชื่อของสำนักงาน"), _is_set(certificate)),
        *([Fact(_("ใบรับรองของสำนักงานใช้ได้ถึง"), _last_day(certificate.valid_to))] if certificate else []),
    ]


@login_required
def every(request: HttpRequest) -> HttpResponse:
    """Every peer, whose it is, whether it is connected and proved."""
    administrator(request)
    rows = [
        Row(
            one.name,
            [name_of(one.agency), _state(one), _proved(one), _is_set(one.certificate)],
            reverse("admin_peer", args=[one.pk]),
        )
        for one in queries.peers()
    ]
    title = _("ระบบแลกเปลี่ยนหนังสือ")
    heads = [_("ระบบ"), _("หน่วยงาน"), _("สถานะ"), _("รูปแบบข้อความ"), _("ใบรับรองของผู้ส่ง")]
    context = {
        "title": title,
        "intro": _("ระบบสารบรรณของหน่วยงานที่รับส่งหนังสือกับสำนักงานโดยตรงด้วยข้อความ TH e-GIF"),
        "crumbs": crumbs(title),
        "facts": own_facts(),
        "actions": [Action(_("เชื่อมต่อหน่วยงาน"), reverse("admin_peer_new"), icon="plus", style="primary")],
        "tables": [Table(heads, rows, empty=_("ยังไม่มีหน่วยงานที่เชื่อมต่อ"))],
    }
    return render(request, "desk/admin/table.html", context)


def _crumbs(title: str) -> list[Crumb]:
    return [*crumbs("")[:1], Crumb(_("ระบบแลกเปลี่ยนหนังสือ"), reverse("admin_peers")), Crumb(title)]


@never_cache
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Keep a new peer; the address at which it reaches us is shown once."""
    by = _by(request)
    form = PeerForm(request.POST or None, initial=begun(None))
    if form.is_valid():
        try:
            made, address = operations.add(wanted=form.wanted(), by=by, at=timezone.now())
        except UnableToKeepPeer as refused:
            form.add_error(None, str(refused))
        else:
            return _address(request, made, address)
    title = _("เชื่อมต่อหน่วยงาน")
    context = {"title": title, "crumbs": _crumbs(title), "form": form, "button": _("บันทึกและออกที่อยู่ให้ปลายทาง")}
    return render(request, "desk/admin/peer.html", context, status=422 if form.is_bound else 200)


def _address(request: HttpRequest, one: Peer, address: str) -> HttpResponse:
    context = {"title": one.name, "crumbs": _crumbs(one.name), "peer": one, "address": address}
    return render(request, "desk/admin/peer_address.html", context)


@login_required
def peer(request: HttpRequest, number: int) -> HttpResponse:
    """One peer: change it, see what went and came of late, what was refused, what may be done."""
    by, one = _by(request), queries.peer(number)
    if one is None:
        raise Http404
    form = PeerForm(request.POST or None, initial=begun(one))
    if form.is_valid():
        try:
            operations.change(peer_id=number, wanted=form.wanted(), by=by, at=timezone.now())
        except UnableToKeepPeer as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("admin_peer", number=number)
    context = {
        "title": one.name,
        "crumbs": _crumbs(one.name),
        "peer": one,
        "state": _state(one),
        "proved": _proved(one),
        "facts": _facts(one),
        "form": form,
        "button": _("บันทึก"),
        "sent": [
            (_(KINDS[m.kind].label), m.direction == OUT, m.at, paper_digits(m.number), _way(m))
            for m in queries.last_messages(number)
        ],
        "refusals": [(_(REFUSALS.get(r.why, r.why)), r.at, r.size) for r in queries.refusals_of(number)],
    }
    return render(request, "desk/admin/peer.html", context, status=422 if form.is_bound else 200)


def _way(message: Any) -> Any:
    return state_badge(message.notice) if message.notice else ""


def _facts(one: Peer) -> list[Fact]:
    facts = [Fact(_("ใบรับรองของผู้ส่ง"), _is_set(one.certificate))]
    facts += [
        Fact(_("ใบรับรองของผู้ส่งใช้ได้ถึง"), pieces.display(legal_date(certificate.not_valid_after_utc)))
        for certificate in certificates_in(one.certificate)
    ]
    facts.append(Fact(_("ที่อยู่ที่ปลายทางส่งมา"), _is_set(one.salt)))
    if one.tried_on:
        facts.append(Fact(_("ทดสอบร่วมกันเมื่อ"), pieces.display(one.tried_on)))
    if one.asked_at:
        facts.append(Fact(_("ขอรับครั้งล่าสุด"), pieces.display(one.asked_at)))
    return [*facts, *own_facts()]


@never_cache
@require_POST
@login_required
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Try the connection, say that it was proved, give another address, stop, go on."""
    by, now = _by(request), timezone.now()
    one = queries.peer(number)
    if one is None or what not in {"try", "proved", "address", "stop", "resume"}:
        raise Http404
    if what == "try":
        _tried(request, one)
        return redirect("admin_peer", number=number)
    if what == "address":
        return _address(request, *operations.renew_address(peer_id=number, by=by, at=now))
    try:
        if what == "proved":
            operations.mark_tried(peer_id=number, by=by, at=now)
            messages.success(request, _("บันทึกว่าทดสอบร่วมกันแล้ว"))
        else:
            operations.stop(peer_id=number, by=by, at=now, again=what == "resume")
            messages.success(request, _("เชื่อมต่อต่อแล้ว") if what == "resume" else _("หยุดเชื่อมต่อแล้ว"))
    except UnableToKeepPeer as refused:
        messages.error(request, str(refused))
    return redirect("admin_peer", number=number)


def _tried(request: HttpRequest, one: Peer) -> None:
    tried = collecting.try_peer(one, at=timezone.now())
    if tried.well:
        messages.success(request, _("ติดต่อได้ ปลายทางตอบตามรูปแบบ (%(status)s)") % {"status": tried.status})
        return
    why = _(FAILURES.get(tried.why, tried.why))
    words = {"why": why, "status": tried.status or "—"}
    messages.error(request, _("ติดต่อไม่สำเร็จ: %(why)s (%(status)s)") % words)
