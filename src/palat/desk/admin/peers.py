"""Peers of the government's exchange: kept with their dialects, tried, given another address, stopped."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table
from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.operations import collecting
from palat.kernel.egif.operations import peers as operations
from palat.kernel.egif.operations.peers import UnableToKeepPeer, Wanted, certificates_in, is_identified
from palat.kernel.egif.procedure import ADDRESSINGS, KINDS, NUMBERINGS, OUT, REFUSALS, TO_NAMES, Profile
from palat.kernel.egif.queries import peers as queries
from palat.kernel.egif.queries.peers import Peer
from palat.kernel.letters.paper.sealing import UnableToSeal, certificate_at
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.notices.procedure import FAILURES
from palat.kernel.notices.showing import state_badge
from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages import pieces
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Action, Crumb, Fact

FLAGS = ("extras", "remembers", "receipts", "signs", "collects", "classified")
CODES = {"secrecy_codes": gettext_lazy("รหัสชั้นความลับ"), "urgency_codes": gettext_lazy("รหัสชั้นความเร็ว")}


class PeerForm(forms.Form):
    """Who the other side is, where its system is, and how it speaks."""

    agency_id = forms.TypedChoiceField(label=gettext_lazy("หน่วยงาน"), coerce=int)
    name = forms.CharField(
        label=gettext_lazy("ชื่อระบบ"), max_length=120, help_text=gettext_lazy("เช่น ระบบสารบรรณ กรมตัวอย่าง")
    )
    url = forms.CharField(
        label=gettext_lazy("ที่อยู่ที่ส่งไป"),
        max_length=500,
        help_text=gettext_lazy("เช่น https://ecms.example.go.th/ecms-ws01/service2"),
    )
    ministry = forms.CharField(label=gettext_lazy("รหัสกระทรวง"), max_length=20)
    department = forms.CharField(label=gettext_lazy("รหัสกรม"), max_length=20)
    certificate = forms.CharField(
        label=gettext_lazy("ใบรับรองของผู้ส่ง (PEM)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("เมื่อมีใบรับรอง ข้อความที่ไม่ได้ลงลายมือชื่อด้วยใบรับรองนี้จะไม่รับ ใส่ได้หลายใบระหว่างเปลี่ยน"),
    )
    allow_private = forms.BooleanField(
        label=gettext_lazy("อยู่ในเครือข่ายภายในที่อนุญาต"),
        required=False,
        help_text=gettext_lazy("ใช้ได้เฉพาะเครือข่ายที่ระบุใน PALAT_WEBHOOK_NETWORKS"),
    )
    addressing = forms.ChoiceField(label=gettext_lazy("เนมสเปซของส่วนหัว"), choices=list(ADDRESSINGS.items()))
    to_name = forms.ChoiceField(
        label=gettext_lazy("ชื่อช่องที่อยู่ในส่วนหัว"), choices=[(one, f"wsa:{one}") for one in TO_NAMES]
    )
    numbering = forms.ChoiceField(label=gettext_lazy("แบบเลขข้อความ"))
    secrecy_codes = forms.CharField(
        label=CODES["secrecy_codes"], max_length=100, help_text=gettext_lazy("เรียงจาก ปกติ ลับ ลับมาก ลับที่สุด")
    )
    urgency_codes = forms.CharField(
        label=CODES["urgency_codes"], max_length=100, help_text=gettext_lazy("เรียงจาก ปกติ ด่วน ด่วนมาก ด่วนที่สุด")
    )
    extras = forms.BooleanField(
        label=gettext_lazy("รู้จักช่องเหตุที่ปฏิเสธและวันที่ลงรับ"),
        required=False,
        help_text=gettext_lazy("ถ้าไม่รู้จัก เหตุที่ปฏิเสธจะต่อท้ายชื่อเรื่อง"),
    )
    remembers = forms.BooleanField(
        label=gettext_lazy("จำเลขข้อความที่รับไปแล้ว"),
        required=False,
        help_text=gettext_lazy("ถ้าจำได้ ระบบส่งซ้ำเองเมื่อสายขาด ถ้าจำไม่ได้ เจ้าหน้าที่ตัดสินใจ"),
    )
    receipts = forms.BooleanField(label=gettext_lazy("ต้องการหนังสือตอบรับ"), required=False)
    signs = forms.BooleanField(label=gettext_lazy("ลงลายมือชื่อดิจิทัลในข้อความที่ส่งไป"), required=False)
    collects = forms.BooleanField(
        label=gettext_lazy("ไม่ส่งมาเอง ให้ระบบไปขอรับทุกนาที"),
        required=False,
        help_text=gettext_lazy("เช่น eCMS กลางที่เก็บหนังสือไว้ในคิว"),
    )
    classified = forms.BooleanField(
        label=gettext_lazy("ส่งหนังสือที่มีชั้นความลับทางนี้ได้"),
        required=False,
        help_text=gettext_lazy("เปิดเมื่อนายทะเบียนข้อมูลข่าวสารลับเห็นชอบแล้วเท่านั้น"),
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(legal_date(timezone.now()))]  # type: ignore[attr-defined]
        self.fields["numbering"].choices = [(code, _(label)) for code, label in NUMBERINGS.items()]  # type: ignore[attr-defined]

    def _codes(self, name: str) -> dict[str, str]:
        typed: str = self.cleaned_data[name]
        words: list[str] = list(getattr(Profile(), name))
        codes = typed.replace(",", " ").split()
        if len(codes) != len(words):
            raise forms.ValidationError(_("ต้องมีรหัส %(count)s ตัว") % {"count": len(words)})
        return dict(zip(words, codes, strict=True))

    def clean_secrecy_codes(self) -> dict[str, str]:
        return self._codes("secrecy_codes")

    def clean_urgency_codes(self) -> dict[str, str]:
        return self._codes("urgency_codes")

    def wanted(self) -> Wanted:
        """Return what was typed."""
        data = self.cleaned_data
        dialect = {name: data[name] for name in Profile.__dataclass_fields__}
        rest = {name: data[name] for name in Wanted.__dataclass_fields__ if name != "profile"}
        return Wanted(**rest, profile=Profile(**dialect))


OF_PEER = ("agency_id", "name", "url", "ministry", "department", "certificate", "allow_private")


def _begun(peer: Peer | None) -> dict[str, Any]:
    profile = peer.dialect if peer else Profile()
    told = {name: getattr(peer, name) for name in OF_PEER} if peer else {}
    told |= profile.as_kept()
    return told | {name: " ".join(getattr(profile, name).values()) for name in CODES}


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
    form = PeerForm(request.POST or None, initial=_begun(None))
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
    form = PeerForm(request.POST or None, initial=_begun(one))
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
