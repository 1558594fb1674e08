"""Letters that went by post: followed by their numbers, cards that came back, letters that came back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from palat.desk.incoming import forms
from palat.desk.incoming.common import acted, crumbs
from palat.desk.small_forms import form_page
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import pdf_response
from palat.kernel.incoming import printing
from palat.kernel.incoming.operations import posting as operations
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.incoming.procedure import POSTED, POSTINGS, RETURNED, SETTLEMENTS, WHY_RETURNED
from palat.kernel.incoming.queries.postings import (
    dispatched_letter,
    follows_post,
    posted_on,
    posting_of_code,
    visible_postings,
)
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.letters.queries import addressee, visible_letters
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.pages import pieces
from palat.kernel.pages.addresses import address_of
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter
from palat.kernel.pages.listing import Column, Listing
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Action, Crumb, Fact, Tone
from palat.kernel.pages.views import ListingView
from palat.kernel.registers.postal import service_of

TONES: dict[str, Tone] = {"posted": "info", "delivered": "good", "returned": "danger", "settled": "neutral"}
MOST_ON_A_SHEET = 500


def reader(request: HttpRequest) -> Actor:
    """Return who follows the post. Raises: Http404 for those of whose work it is no part."""
    by = actor_of(request)
    if not follows_post(by):
        raise Http404
    return by


def code_of(one: Any) -> str:
    """Return the number of the post, or that there is none."""
    return one.code or _("ไปรษณีย์ธรรมดา")


def _state(one: Any) -> Any:
    return pieces.badge(_(POSTINGS[one.state]), tone=TONES[one.state])


POST = Listing(
    code="incoming.postings",
    columns=(
        Column(code="code", label=gettext_lazy("เลขไปรษณีย์"), title=True, css="nowrap", value=code_of),
        Column(code="state", label=gettext_lazy("ผล"), show=_state, value=lambda one: _(POSTINGS[one.state])),
        Column(
            code="letter",
            label=pgettext_lazy("letter", "หนังสือ"),
            value=lambda one: paper_digits(one.letter.number),
            css="nowrap",
        ),
        Column(code="subject", label=pgettext_lazy("letter", "เรื่อง"), value="letter.subject", css="cell-words"),
        Column(code="addressee", label=gettext_lazy("ผู้รับ"), value=lambda one: addressee(one.letter)),
        Column(code="posted_on", label=gettext_lazy("วันที่ส่งไปรษณีย์"), css="nowrap"),
        Column(code="ended_on", label=gettext_lazy("วันที่ทราบผล"), css="nowrap"),
        Column(
            code="why", label=gettext_lazy("เหตุที่ตีกลับ"), value=lambda one: _(WHY_RETURNED[one.why]) if one.why else ""
        ),
    ),
    order=("-id",),
    filters=(
        ChoiceFilter(code="state", label=gettext_lazy("ผล"), choices=forms.worded(POSTINGS.items())),
        DateRangeFilter(code="posted_on", label=gettext_lazy("วันที่ส่งไปรษณีย์")),
    ),
    row_url=address_of("posting"),
    empty=gettext_lazy("ยังไม่มีหนังสือที่บันทึกเลขไปรษณีย์"),
)


def way(*more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(_("ไปรษณีย์และใบตอบรับ"), reverse("postings")), *more)


@method_decorator(login_required, name="dispatch")
class Postings(ListingView):
    """What was posted under a number; a number that is scanned opens its own page."""

    listing = POST
    title = gettext_lazy("ไปรษณีย์และใบตอบรับ")
    template_name = "desk/incoming/postings.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.by = reader(request)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if code := request.GET.get("code", "").strip():
            found = posting_of_code(code, self.by)
            if found is not None:
                return redirect("posting", number=found.pk)
            messages.warning(request, _("ไม่พบเลขไปรษณีย์ %(code)s โปรดบันทึกเลขกับหนังสือก่อน") % {"code": code[:20]})
        return super().get(request, *args, **kwargs)

    def rows(self) -> QuerySet[Any]:
        return visible_postings(self.by)

    def crumbs(self) -> list[Crumb]:
        return crumbs()

    def actions(self) -> list[Action]:
        return [
            Action(_("บันทึกการส่งไปรษณีย์"), reverse("posting_new"), icon="plus", style="primary"),
            Action(_("ไปรษณีย์ธรรมดาตีกลับ"), reverse("posting_returned"), icon="return"),
            Action(_("ใบนำส่งของวันนี้"), reverse("posting_sheet"), icon="printer"),
        ]


def _letter(form: Any, by: Actor) -> Any:
    """Return the dispatched letter of the number that was typed. Raises: UnableToTake."""
    letter = dispatched_letter(form.cleaned_data.pop("letter"), by)
    if letter is None:
        raise UnableToTake(_("ไม่พบหนังสือที่ส่งออกแล้วตามเลขที่นี้"))
    return letter


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Record that a letter was posted, under which number."""
    return _recorded(request, forms.PostForm, operations.record_posting, _("บันทึกการส่งไปรษณีย์"))


@login_required
def returned(request: HttpRequest) -> HttpResponse:
    """Record that a letter came back that had no number of the post."""
    return _recorded(request, forms.UnnumberedReturnForm, operations.returned_unnumbered, _("บันทึกไปรษณีย์ธรรมดาที่ตีกลับ"))


def _recorded(request: HttpRequest, kind: type, record: Callable[..., Any], title: str) -> HttpResponse:
    """Show a form that names a letter, or record what it says of the letter's post."""
    by, now = reader(request), timezone.now()
    form = kind(request.POST or None, initial={"on": legal_date(now), "letter": request.GET.get("letter", "")})

    def act() -> str:
        letter = _letter(form, by)
        made = record(letter_id=letter.pk, by=by, at=now, **form.cleaned_data)
        return reverse("posting", args=[made.pk])

    done = acted(request, form, act, _("บันทึกแล้ว"))
    if done is not None:
        return done
    return form_page(request, form, title=title, button=_("บันทึก"), back=reverse("postings"), crumbs=way())


def _found(number: int, by: Actor) -> Any:
    found = visible_postings(by).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def title_of(found: Any) -> str:
    """Return what a posting is called: its number, or the letter's where it has none."""
    number = paper_digits(found.letter.number)
    return found.code or _("ไปรษณีย์ธรรมดา หนังสือที่ %(number)s") % {"number": number}


def _service(found: Any) -> str:
    if not found.code:
        return _("ไปรษณีย์ธรรมดา")
    return _(service_of(found.code)) if service_of(found.code) else ""


@login_required
def posting(request: HttpRequest, number: int) -> HttpResponse:
    """Show what became of one letter at the post."""
    by = reader(request)
    found = _found(number, by)
    facts = [
        (_("ผล"), _(POSTINGS[found.state])),
        (_("บริการ"), _service(found)),
        (_("มีใบตอบรับ"), _("มี") if found.receipt else ""),
        (_("ผู้รับ"), addressee(found.letter)),
        (pgettext("letter", "เรื่อง"), found.letter.subject),
        (_("วันที่ส่งไปรษณีย์"), display(found.posted_on)),
        (_("วันที่ทราบผล"), display(found.ended_on) if found.ended_on else ""),
        (_("เหตุที่ตีกลับ"), _(WHY_RETURNED[found.why]) if found.why else ""),
        (_("จัดการอย่างไร"), _(SETTLEMENTS[found.settlement]) if found.settlement else ""),
        (_("หมายเหตุ"), found.words),
    ]
    opens = visible_letters(by).filter(pk=found.letter_id).exists()
    url = reverse("letter", args=[found.letter_id]) if opens else ""
    letter = Fact(pgettext("letter", "หนังสือ"), paper_digits(found.letter.number), url=url)
    context = {
        "posting": found,
        "title": title_of(found),
        "over": _("ไปรษณีย์"),
        "crumbs": way(),
        "facts": [letter, *(Fact(label, value) for label, value in facts if value)],
        "waits": found.state == POSTED,
        "returned": found.state == RETURNED,
        "letter_number": found.letter.number,
    }
    return render(request, "desk/incoming/posting.html", context)


@dataclass(frozen=True)
class PostAct:
    """An act on a posting."""

    do: Callable[..., Any]
    form: type
    title: Any
    frm: str


ACTS: Mapping[str, PostAct] = {
    "delivered": PostAct(operations.delivered, forms.DeliveredForm, gettext_lazy("บันทึกใบตอบรับ"), POSTED),
    "returned": PostAct(operations.returned, forms.ReturnedForm, gettext_lazy("บันทึกหนังสือตีกลับ"), POSTED),
    "settle": PostAct(operations.settle, forms.SettleReturnedForm, gettext_lazy("บันทึกการจัดการหนังสือตีกลับ"), RETURNED),
}


@login_required
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Record what became of a letter; who may is judged by each of its matters."""
    by, now = reader(request), timezone.now()
    found, one = _found(number, by), ACTS.get(what)
    if one is None or found.state != one.frm or (what == "delivered" and found.code is None):
        raise Http404
    form = one.form(request.POST if request.method == "POST" else None, initial={"on": legal_date(now)})

    def do() -> str:
        one.do(posting_id=found.pk, by=by, at=now, **form.cleaned_data)
        return reverse("postings") if what == "delivered" else reverse("posting", args=[found.pk])

    done = acted(request, form, do, _("บันทึกแล้ว"))
    if done is not None:
        return done
    back = reverse("posting", args=[found.pk])
    return form_page(
        request,
        form,
        title=one.title,
        button=_("บันทึก"),
        over=title_of(found),
        back=back,
        crumbs=way(Crumb(title_of(found), back)),
    )


@login_required
def sheet(request: HttpRequest) -> HttpResponse:
    """Give the list with which today's letters are handed to the post."""
    by, now = reader(request), timezone.now()
    today = legal_date(now)
    found = list(posted_on(today, by)[:MOST_ON_A_SHEET])
    if not found:
        messages.warning(request, _("วันนี้ยังไม่มีหนังสือที่บันทึกเลขไปรษณีย์"))
        return redirect("postings")
    return pdf_response(printing.posting_sheet(found, on=today, at=now), f"post-{today.isoformat()}")
