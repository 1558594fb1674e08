"""Pages of letters: those to sign, the register, one letter, its paper, and the page where anyone can check one."""

from datetime import datetime
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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.carriers import page_to_send
from palat.kernel.letters.drafts.queries import to_initial, to_mend
from palat.kernel.letters.forms import AskForm, DispatchForm, LetterForm, ReservedForm, StartForm
from palat.kernel.letters.listings import REGISTER, WAITING
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import drafting, sending, signing
from palat.kernel.letters.operations.signing import Reserved
from palat.kernel.letters.pens.forms import SignerForm
from palat.kernel.letters.pens.queries import confirms, to_confirm
from palat.kernel.letters.queries import (
    NotVisible,
    letter_for,
    outgoing,
    reserved_numbers,
    signs_alone,
    to_sign,
)
from palat.kernel.letters.showing import letter_page
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import NotVisible as MatterNotVisible
from palat.kernel.matters.queries.file import open_file
from palat.kernel.matters.queries.visibility import reads_as_office, reads_whole_office
from palat.kernel.pages.shapes import Action, Tab
from palat.kernel.pages.views import ListingView
from palat.kernel.registers.postal import BadPostalNumber, parse_postal_number

MOST_COUNTED = 100  # more waiting letters are not counted on a tab


def letter_or_404(letter_id: int, by: Actor, *, also_destroyed: bool = False) -> Letter:
    """Return a letter that someone may read; one that was destroyed only where asked for. Raises: Http404."""
    try:
        found = letter_for(letter_id, by)
    except NotVisible:
        raise Http404 from None
    if found.erased_at and not also_destroyed:
        raise Http404
    return found


class Letters(ListingView):
    """What the lists of letters share: only officials of the Office open them. `tab` is which of several lists."""

    tab = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by: Actor = actor_of(request)
        if self.by.authority is None or not reads_whole_office(self.by.authority):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def tabs(self) -> list[Tab]:
        mine, here = reverse("letters_mine"), self.request.path
        waiting = (
            (_("รอฉันแก้ไขหรือเสนอ"), f"{mine}?tab=mend", to_mend(self.by)),
            (_("รอชื่อย่อของฉัน"), f"{mine}?tab=initial", to_initial(self.by)),
            (_("รอลงนาม"), reverse("letters_to_sign"), to_sign(self.by)),
            *(((_("รอยืนยัน"), f"{mine}?tab=confirm", to_confirm(self.by)),) if confirms(self.by) else ()),
        )
        others = (
            (_("ที่ฉันร่าง"), f"{mine}?tab=drafted"),
            (_("ทะเบียนหนังสือส่ง"), reverse("letters_out")),
            (_("หนังสือเป็นชุด"), reverse("letter_batches")),
        )
        place = f"{here}?tab={self.tab}" if self.tab else here
        return [
            *(Tab(label, url, rows[:MOST_COUNTED].count() or "", url == place) for label, url, rows in waiting),
            *(Tab(label, url, current=url == place) for label, url in others),
        ]


@method_decorator(login_required, name="dispatch")
class ToSign(Letters):
    """แฟ้มเสนอ เพื่อลงนาม: ordinary letters may be signed together, each that was ticked; decisions one by one."""

    listing = WAITING
    title = gettext_lazy("หนังสือเสนอเพื่อลงนาม")
    intro = gettext_lazy("เลือกลงนามพร้อมกันได้เฉพาะหนังสือทั่วไป คำสั่งและหนังสือแจ้งไม่รับเรื่องต้องเปิดอ่านแล้วลงนามทีละฉบับ")
    can_export = False

    @property
    def bulk_actions(self) -> tuple[Action, ...]:  # type: ignore[override]
        return (Action(_("ลงนามฉบับที่เลือก"), reverse("letters_sign"), icon="pen", style="primary", method="post"),)

    def actions(self) -> list[Action]:
        query = self.request.GET.urlencode()
        address = reverse("letters_sign_all") + (f"?{query}" if query else "")
        return [Action(_("ลงนามทั้งรายการที่กรอง"), address, icon="pen")]

    def rows(self) -> QuerySet[Letter]:
        return to_sign(self.by)


@method_decorator(login_required, name="dispatch")
class Register(Letters):
    """ทะเบียนหนังสือส่ง: every number given, the void ones among them."""

    listing = REGISTER
    title = gettext_lazy("ทะเบียนหนังสือส่ง")

    def rows(self) -> QuerySet[Letter]:
        return outgoing(self.by)


@require_POST
@login_required
def sign_many(request: HttpRequest) -> HttpResponse:
    """Sign each letter that was ticked; each stands or falls by itself, and is told of."""
    by, now = actor_of(request), timezone.now()
    chosen = [int(one) for one in request.POST.getlist("row") if one.isdecimal()]
    if not chosen:
        messages.warning(request, _("โปรดเลือกหนังสืออย่างน้อยหนึ่งฉบับ"))
    signed = 0
    for letter in to_sign(by).filter(pk__in=chosen):
        if signs_alone(letter):
            messages.warning(request, _("“%(subject)s” ต้องเปิดอ่านและลงนามรายฉบับ") % {"subject": letter.subject})
            continue
        try:
            signing.sign(letter_id=letter.pk, by=by, at=now, revision=letter.revision)
            signed += 1
        except UnableToAct as refused:
            messages.error(request, f"“{letter.subject}”: {refused}")
    if signed:
        messages.success(request, _("ลงนามแล้ว %(count)s ฉบับ") % {"count": signed})
    return redirect("letters_to_sign")


@login_required
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter: its pages, where it stands, what the viewer may do with it."""
    by, now = actor_of(request), timezone.now()
    found = letter_or_404(letter_id, by, also_destroyed=True)
    if found.erased_at:
        return render(request, "letters/gone.html", {"letter": found})
    page = letter_page(found, by, at=now)
    if "sign" in page.can:
        signing.opened(letter_id=letter_id, at=now)
    numbers = reserved_numbers(found, at=now) if "sign" in page.can else []
    context = {
        "page": page,
        "sending": DispatchForm(found) if "dispatch" in page.can else None,
        "carried_url": page_to_send(found) if "dispatch" in page.can else "",
        "printing": SignerForm(today=legal_date(now)) if page.pen and page.pen.may_print else None,
        "asking": AskForm(today=legal_date(now)) if page.draft and page.draft.may_ask else None,
        "reserved": ReservedForm(numbers=numbers) if numbers else None,
    }
    return render(request, "letters/letter.html", context)


@login_required
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Begin a letter on a matter: which kind, to which agency."""
    by, now = actor_of(request), timezone.now()
    try:
        file = open_file(code=code, by=by)
    except MatterNotVisible:
        raise Http404 from None
    if by.authority is None or not reads_as_office(by.authority):
        raise Http404
    form = StartForm(request.POST or None, today=legal_date(now), duty=file.matter.duty)
    if request.method == "POST" and form.is_valid():
        try:
            begun = drafting.start(matter_id=file.matter.pk, by=by, at=now, **form.cleaned_data)
            return redirect("letter_edit", letter_id=begun.pk)
        except UnableToAct as refused:
            form.add_error(None, str(refused))
    status = 422 if form.errors else 200
    return render(request, "letters/start.html", {"form": form, "file": file}, status=status)


@login_required
def edit(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Change a draft; saving shows the pages as they will be printed."""
    by, now = actor_of(request), timezone.now()
    found = letter_or_404(letter_id, by)
    if found.state not in {"draft", "returned"}:
        return redirect("letter", letter_id=letter_id)
    form = LetterForm(found, request.POST or None)
    settled = [int(one) for one in request.POST.getlist("settled") if one.isdecimal()]
    if request.method == "POST" and form.is_valid():
        revision = request.POST.get("revision", "")
        try:
            drafting.edit(
                letter_id=letter_id,
                by=by,
                at=now,
                revision=int(revision) if revision.isdecimal() else 0,
                changes=form.changes(),
                settled=settled,
            )
            if "submit" in request.POST:
                return _made(request, letter_id, "submit", by)
            messages.success(request, _("บันทึกร่างแล้ว"))
            return redirect("letter_edit", letter_id=letter_id)
        except UnableToAct as refused:
            form.add_error(None, str(refused))
    context = {"page": letter_page(found, by, at=now), "form": form, "settled": settled}
    return render(request, "letters/edit.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def act(request: HttpRequest, letter_id: int, what: str) -> HttpResponse:
    """One act on a letter; a refusal is told on its page."""
    by = actor_of(request)
    letter_or_404(letter_id, by)
    return _made(request, letter_id, what, by)


def _made(request: HttpRequest, letter_id: int, what: str, by: Actor) -> HttpResponse:
    now, data = timezone.now(), request.POST
    words = data.get("words", "")
    revision = int(data["revision"]) if data.get("revision", "").isdecimal() and what == "sign" else None
    acts: dict[str, tuple[Any, dict[str, Any], str]] = {
        "submit": (drafting.submit, {}, _("เสนอเพื่อลงนามแล้ว")),
        "take-back": (drafting.take_back, {}, _("นำร่างกลับมาแก้ไขแล้ว")),
        "sign": (signing.sign, {"revision": revision}, _("ลงนามและออกเลขแล้ว")),
        "issue": (signing.issue, {}, _("ออกหนังสือแล้ว")),
        "return": (signing.give_back, {"words": words}, _("ส่งคืนให้แก้ไขแล้ว")),
        "cancel": (signing.cancel, {"words": words}, _("ยกเลิกหนังสือแล้ว")),
        "dispatch": (
            sending.dispatch,
            {"way": data.get("way", ""), "post_code": data.get("post_code", "")},
            _("บันทึกการส่งออกแล้ว"),
        ),
    }
    if what not in acts:
        raise Http404
    run, given, done = acts[what]
    try:
        if "running" in data and what == "sign":
            given["reserved"] = _reserved(request, letter_id, now)
        if what == "dispatch" and data.get("way") == "post":
            given["post_code"] = _post_code(data.get("post_code", ""))
        run(letter_id=letter_id, by=by, at=now, **given)
        messages.success(request, done)
    except UnableToAct as refused:
        messages.error(request, str(refused))
    return redirect("letter", letter_id=letter_id)


def _post_code(typed: str) -> str:
    """Return the number of the post as it is kept: one that was mistyped would be followed by nobody.

    Raises: UnableToAct where it is no sound number; ordinary mail has none.
    """
    if not typed.strip():
        return ""
    try:
        return parse_postal_number(typed)
    except BadPostalNumber as wrong:
        raise UnableToAct(_(str(wrong))) from wrong


def _reserved(request: HttpRequest, letter_id: int, now: datetime) -> Reserved:
    """Return the reserved number that the letter bears on paper. Raises: UnableToAct where it cannot be read."""
    form = ReservedForm(request.POST, numbers=reserved_numbers(Letter.objects.get(pk=letter_id), at=now))
    if not form.is_valid():
        raise UnableToAct(_("โปรดเลือกเลขที่จองไว้ และพิมพ์วันที่บนหนังสือ"))
    return Reserved(**form.cleaned_data)
