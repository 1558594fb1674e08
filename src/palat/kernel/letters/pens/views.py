"""Pages of pens: a letter signed on paper, orders in its margin, their scans, and their confirmation."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.files.views import file_response
from palat.kernel.letters.drafts.views import office_letter
from palat.kernel.letters.models import MarginOrder, PaperSignature
from palat.kernel.letters.operations import margin, on_paper
from palat.kernel.letters.operations.margin import Penned
from palat.kernel.letters.operations.on_paper import OnPaper
from palat.kernel.letters.paper.views import pdf_response
from palat.kernel.letters.pens.forms import OrderForm, PaperSignatureForm, RecordOrderForm, SignerForm
from palat.kernel.letters.queries import reserved_numbers
from palat.kernel.letters.showing import LetterPage, letter_page
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.acting import acted


@login_required
def sign_on_paper(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Record that a letter was signed on paper, with its scan."""
    by, now = actor_of(request), timezone.now()
    found = office_letter(letter_id, by)
    page = letter_page(found, by, at=now)
    if page.pen is None or not page.pen.may_record_signature:
        return redirect("letter", letter_id=letter_id)
    numbers = reserved_numbers(found, at=now)
    form = PaperSignatureForm(request.POST or None, letter=found, numbers=numbers, today=legal_date(now))

    def act(scan_id: int) -> None:
        paper = OnPaper(
            signer_id=form.cleaned_data["signer_id"],
            on=form.cleaned_data["on"],
            scan_id=scan_id,
            reserved=form.reserved(),
        )
        revision = form.cleaned_data["revision"]
        on_paper.record_signature(letter_id=letter_id, by=by, at=now, revision=revision, paper=paper)

    words = _("บันทึกการลงนามบนกระดาษแล้ว รอเจ้าหน้าที่อีกคนหนึ่งยืนยัน")
    return _with_scan(request, page, form, act, now, template="letters/on_paper.html", done=words)


@require_POST
@login_required
def print_for_pen(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The paper to be signed by pen, with the block of who is to sign it; a petitioner's name is opened, recorded."""
    by, now = actor_of(request), timezone.now()
    office_letter(letter_id, by)
    form = SignerForm(request.POST, today=legal_date(now))
    try:
        if not form.is_valid():
            raise UnableToAct(_("โปรดเลือกผู้ที่จะลงนาม"))
        found, content = on_paper.paper_for_pen(letter_id=letter_id, by=by, at=now, **form.cleaned_data)
    except UnableToAct as refused:
        messages.error(request, str(refused))
        return redirect("letter", letter_id=letter_id)
    return pdf_response(content, f"letter-{found.code}")


@login_required
def margin_order(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Write an order on a letter oneself, or take down one that was written by pen."""
    by, now = actor_of(request), timezone.now()
    page = letter_page(office_letter(letter_id, by), by, at=now)
    if page.pen is None or not (page.pen.may_order or page.pen.may_record_order):
        return redirect("letter", letter_id=letter_id)
    if page.pen.may_order:
        form = OrderForm(request.POST or None)

        def order(_scan_id: int) -> None:
            margin.order(letter_id=letter_id, by=by, at=now, words=form.cleaned_data["words"])

        return _with_scan(request, page, form, order, now, template="letters/margin.html", done=_("บันทึกข้อสั่งการแล้ว"))
    taken = RecordOrderForm(request.POST or None, letter=page.letter, today=legal_date(now))

    def take_down(scan_id: int) -> None:
        penned = Penned(by_id=taken.cleaned_data["by_id"], on=taken.cleaned_data["on"], scan_id=scan_id)
        margin.record_order(letter_id=letter_id, by=by, at=now, words=taken.cleaned_data["words"], penned=penned)

    words = _("บันทึกเกษียนสั่งการแล้ว รอเจ้าหน้าที่อีกคนหนึ่งยืนยัน")
    return _with_scan(request, page, taken, take_down, now, template="letters/margin.html", done=words)


def _with_scan(
    request: HttpRequest,
    page: LetterPage,
    form: Form,
    act: Callable[[int], None],
    now: datetime,
    *,
    template: str,
    done: str,
) -> HttpResponse:
    """Show a form, or make its act once with its scan; a refusal loses neither words nor file."""
    posted, needs_scan = request.method == "POST", not isinstance(form, OrderForm)
    held = hold_files(request) if posted and needs_scan else HeldFiles()
    if posted and form.is_valid() and not held.refused:
        if needs_scan and len(held.tokens) != 1:
            form.add_error(None, _("โปรดแนบภาพสแกนหนึ่งไฟล์ (PDF หรือภาพ) ถ้ามีหลายหน้าให้รวมเป็น PDF เดียว"))
        else:
            led_on = acted(request, form, lambda: _made(page, act, held, now), done, refusals=(UnableToAct,))
            if led_on:
                return led_on
    context = {"page": page, "form": form, "held": held, "needs_scan": needs_scan}
    return render(request, template, context, status=422 if posted else 200)


def _made(page: LetterPage, act: Callable[[int], None], held: HeldFiles, now: datetime) -> str:
    files = held.claimed(now)
    act(files[0][0] if files else 0)
    return reverse("letter", args=[page.letter.pk])


@require_POST
@login_required
def settle_signature(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Confirm what was recorded of a signature, or refuse it."""
    by, now = actor_of(request), timezone.now()
    office_letter(letter_id, by)
    if request.POST.get("do") == "confirm":
        return _settled(
            request,
            letter_id,
            lambda: on_paper.confirm_signature(letter_id=letter_id, by=by, at=now),
            _("ยืนยันการลงนามและออกเลขแล้ว"),
        )
    words = request.POST.get("words", "")
    return _settled(
        request,
        letter_id,
        lambda: on_paper.refuse_signature(letter_id=letter_id, by=by, at=now, words=words),
        _("ไม่ยืนยันการลงนาม หนังสือกลับไปรอลงนาม"),
    )


@require_POST
@login_required
def settle_order(request: HttpRequest, letter_id: int, number: int) -> HttpResponse:
    """Confirm what was taken down of an order, or refuse it."""
    by, now = actor_of(request), timezone.now()
    office_letter(letter_id, by)
    given: dict[str, Any] = {"letter_id": letter_id, "order_id": number, "by": by, "at": now}
    if request.POST.get("do") == "confirm":
        return _settled(request, letter_id, lambda: margin.confirm_order(**given), _("ยืนยันเกษียนสั่งการแล้ว"))
    words = request.POST.get("words", "")
    return _settled(request, letter_id, lambda: margin.refuse_order(**given, words=words), _("ไม่ยืนยันเกษียนสั่งการแล้ว"))


def _settled(request: HttpRequest, letter_id: int, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except UnableToAct as refused:
        messages.error(request, str(refused))
    return redirect("letter", letter_id=letter_id)


@login_required
def scan(request: HttpRequest, letter_id: int, what: str, number: int) -> HttpResponseBase:
    """A scan of what was signed or ordered by pen."""
    found = office_letter(letter_id, actor_of(request))
    kept: PaperSignature | MarginOrder | None = None
    if what == "signature":
        kept = PaperSignature.objects.filter(letter=found, pk=number).select_related("scan").first()
    elif what == "order":
        kept = MarginOrder.objects.filter(letter=found, pk=number).select_related("scan").first()
    if kept is None or kept.scan is None:
        raise Http404
    return file_response(kept.scan, f"{what}-{found.code}-{number}", inline=True)
