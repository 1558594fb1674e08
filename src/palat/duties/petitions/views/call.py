"""The call screen: the first screen of whoever answers the telephone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from palat.duties.petitions.forms.contacts import (
    ContactForm,
    CoordinateForm,
    SaidForm,
    StatusForm,
    promise_begins,
)
from palat.duties.petitions.operations import contacts, status
from palat.duties.petitions.operations.citizens import object_to_result
from palat.duties.petitions.operations.intake import UnableToReceive, log_contact
from palat.duties.petitions.procedure.contacts import ENDINGS, TAKERS, may_end_as
from palat.duties.petitions.procedure.words import CHANNELS, CONTACT_ONLY, KINDS, OUTCOMES
from palat.duties.petitions.queries import hotline
from palat.duties.petitions.queries.contacts import open_promises
from palat.duties.petitions.queries.status import Status, status_by_id
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages import pieces
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.shapes import Fact

KEYS = "1234567890"


def taker(request: HttpRequest) -> Actor:
    """Return who takes contacts. Raises: Http404 for everyone else."""
    by = actor_of(request)
    if not TAKERS & held_roles(by.authority):
        raise Http404
    return by


def tiles(chosen: str, channel: str) -> list[dict[str, Any]]:
    """Return the choice of kinds: those that end as contacts stay here, the others lead to the one-minute form."""
    found = []
    for key, (code, label) in zip(KEYS, KINDS, strict=True):
        stays = code in CONTACT_ONLY
        place = reverse("contact_call") if stays else reverse("petition_take_in")
        found.append(
            {
                "key": key,
                "label": _(label),
                "url": f"{place}?kind={code}&channel={channel}",
                "case": not stays,
                "current": code == chosen,
            }
        )
    return found


def _known(value: str, pairs: Any, otherwise: str = "") -> str:
    return value if value in dict(pairs) else otherwise


@never_cache
@login_required
def call(request: HttpRequest) -> HttpResponse:
    """Choose the kind of contact; what is no case is logged here in two clicks."""
    by, now = taker(request), timezone.now()
    source = request.POST if request.method == "POST" else request.GET
    kind = _known(source.get("kind", ""), KINDS)
    channel = _known(source.get("channel", ""), CHANNELS, "hotline")
    if request.method != "POST":
        form = ContactForm(initial={"kind": kind, "channel": channel, **promise_begins(now)})
        return _screen(request, by, kind, channel, form=form)
    form = ContactForm(request.POST)
    outcome = _known(request.POST.get("outcome", ""), OUTCOMES)
    if form.is_valid():
        try:
            sent = send_once(
                key=request.POST.get("once_key", ""), at=now, act=lambda: _log(form, outcome, by=by, now=now)
            )
        except (UnableToReceive, UnableToClaim, UnableToAct) as refused:
            form.add_error(None, str(refused))
        else:
            if sent.is_first:
                messages.success(request, _("บันทึกการติดต่อแล้ว: %(what)s") % {"what": _(dict(OUTCOMES)[outcome])})
            return redirect(sent.url)
    return _screen(request, by, kind, channel, form=form, problem=422)


def _log(form: ContactForm, outcome: str, *, by: Actor, now: Any) -> str:
    data = form.cleaned_data
    if not may_end_as(data["kind"], outcome):
        raise UnableToReceive(_("โปรดเลือกว่าการติดต่อนี้จบอย่างไร"))
    if outcome == "call_back":
        when = form.call_back_at()
        if when is None:
            raise UnableToReceive(_("โปรดระบุวันเวลาที่จะติดต่อกลับ"))
        contacts.promise_call_back(
            kind=data["kind"],
            channel=data["channel"],
            words=data["words"],
            phone=data["phone"],
            call_back_at=when,
            by=by,
            at=now,
        )
    else:
        log_contact(kind=data["kind"], channel=data["channel"], outcome=outcome, words=data["words"], by=by, at=now)
    return f"{reverse('contact_call')}?channel={data['channel']}"


def _screen(
    request: HttpRequest,
    by: Actor,
    kind: str,
    channel: str,
    *,
    form: ContactForm,
    asked: StatusForm | None = None,
    problem: int = 200,
) -> HttpResponse:
    now = timezone.now()
    day = legal_date(now)
    promised, late = open_promises(by, now)
    context = {
        "tiles": tiles(kind, channel),
        "kind": kind,
        "kind_label": _(dict(KINDS)[kind]) if kind else "",
        "channel": channel,
        "channels": [(code, _(label), code == channel) for code, label in CHANNELS],
        "endings": [(code, _(dict(OUTCOMES)[code])) for code in ENDINGS.get(kind, ()) if code != "call_back"],
        "may_promise": "call_back" in ENDINGS.get(kind, ()),
        "form": form,
        "asked": asked or StatusForm(),
        "pages": hotline.beside(day=day, kind=kind),
        "numbers": hotline.emergency_numbers(day),
        "promised": promised,
        "late": late,
    }
    return render(request, "petitions/call/screen.html", context, status=problem)


@login_required
def knowledge(request: HttpRequest) -> HttpResponse:
    """The pages beside a form, as a part of it: by the kind and category chosen, or by words typed."""
    taker(request)
    pages = hotline.beside(
        day=legal_date(timezone.now()),
        kind=_known(request.GET.get("kind", ""), KINDS),
        category=request.GET.get("category", "")[:60],
        words=request.GET.get("words", "")[:200],
    )
    return render(request, "petitions/call/_pages.html", {"pages": pages})


@never_cache
@login_required
@require_POST
def ask_status(request: HttpRequest) -> HttpResponse:
    """Check a caller lightly, and lead to the state that may be read out."""
    by, now = taker(request), timezone.now()
    channel = _known(request.POST.get("channel", ""), CHANNELS, "hotline")
    asked = StatusForm(request.POST)
    if asked.is_valid():
        data = asked.cleaned_data
        try:
            found = status.read_status(
                typed=data["code"], phone=data["phone"], filed_on=data["filed_on"], channel=channel, by=by, at=now
            )
        except (UnableToReceive, UnableToAct) as refused:
            asked.add_error(None, str(refused))
        else:
            if found is not None:
                token = status.call_token(matter_id=found.matter_id, contact_id=found.contact_id, by=by)
                return redirect("contact_status", token=token)
            asked.add_error(None, _("ไม่พบเรื่องที่ตรงกับข้อมูลทั้งหมด โปรดทวนกับผู้โทรอีกครั้ง หากยังไม่ตรงให้โอนสายหัวหน้าเวร"))
    form = ContactForm(initial={"kind": "follow_up", "channel": channel, **promise_begins(now)})
    return _screen(request, by, "follow_up", channel, form=form, asked=asked, problem=422)


@never_cache
@login_required
def verified(request: HttpRequest, token: str) -> HttpResponse:
    """The public state of a case, to be read out; and what the caller may do in the same call."""
    by, now = taker(request), timezone.now()
    try:
        matter_id, contact_id = status.of_token(token, by)
    except UnableToReceive as refused:
        messages.error(request, str(refused))
        return redirect(f"{reverse('contact_call')}?kind=follow_up")
    found = status_by_id(matter_id, contact_id=contact_id or 0)
    if found is None:
        raise Http404
    today = legal_date(now)
    what = request.POST.get("what", "")
    said = SaidForm(request.POST if what in {"add", "object"} else None, prefix=what or "add")
    spoken = CoordinateForm(request.POST if what == "coordinate" else None, today=today, prefix="coordinate")
    active: Any = spoken if what == "coordinate" else said
    if what and active.is_valid():
        try:
            _in_call(what, token, active.cleaned_data, matter_id, by, now)
        except (UnableToAct, UnableToReceive) as refused:
            active.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกลงในเรื่องแล้ว"))
            return redirect("contact_status", token=token)
    context = {
        "status": found,
        "facts": _facts(found),
        "said": said,
        "spoken": spoken,
        "what": what,
        "on_duty": hotline.on_duty(now, words=request.GET.get("q", "")),
        "duty_words": request.GET.get("q", ""),
        "numbers": hotline.emergency_numbers(today),
        "just_taken": contact_id is None,
    }
    return render(request, "petitions/call/status.html", context, status=422 if what else 200)


def _facts(found: Status) -> list[Fact]:
    last = f"{found.last} · {pieces.display(legal_date(found.last_at))}" if found.last_at else ""
    listed = (
        (_("ขั้นตอน"), found.step),
        (_("รับเรื่องเมื่อ"), legal_date(found.received_at)),
        (_("ความเคลื่อนไหวล่าสุด"), last),
        (_("ขั้นตอนนี้มีกำหนดถึง"), found.due),
        (_("เลขทะเบียน"), found.number),
    )
    return [Fact(label, value) for label, value in listed if value]


def _in_call(what: str, token: str, data: dict[str, Any], matter_id: int, by: Actor, now: Any) -> None:
    if what == "coordinate":
        status.coordinate_now(token=token, by=by, at=now, **data)
    elif what == "object":
        object_to_result(matter_id=matter_id, by=by, at=now, new_facts=data["words"])
    else:
        status.add_said(token=token, by=by, at=now, words=data["words"])
