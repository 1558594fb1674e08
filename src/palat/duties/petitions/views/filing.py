"""Filing a petition on the portal, part by part: what happened, who you are, look it over, send.

Nothing is kept between the parts but what the form itself carries, so that the way back, a second window and an
expired session lose nothing; a form sent whole (all parts at once) is taken as it is.
"""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palat.duties.petitions.forms.filing import PortalPetitionForm
from palat.duties.petitions.operations.intake import Brought, UnableToReceive, file_petition
from palat.duties.petitions.queries.tracking import page_for
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.matters.authority import Actor
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.shapes import Fact, Step
from palat.kernel.pages.views import sent

# Someone who files has no matter yet; the act records a citizen, nothing more.
PASSER_BY = Actor("citizen")
PARTS = ("what", "who", "review")
DRAFT = "petition"


def file(request: HttpRequest) -> HttpResponse:
    """Show the part asked for, once all before it are in order; send when told to."""
    if request.method != "POST":
        return _show(request, PortalPetitionForm(), HeldFiles(), "what")
    form, held = PortalPetitionForm(_typed(request)), hold_files(request)
    wanted = request.POST.get("go", "send")
    wrong = "what" if held.refused and wanted != "what" else _wrong_before(form, wanted)
    if wrong:
        _forget_errors_after(form, wrong)
        return _show(request, form, held, wrong, status=422)
    if wanted in PARTS:
        _forget_errors_after(form, wanted, itself=True)
        return _show(request, form, held, wanted)
    return _send(request, form, held)


def _typed(request: HttpRequest) -> QueryDict:
    """Return what was typed; a choice that was not offered yet stands as it will be offered."""
    typed = request.POST.copy()
    for name in ("kind", "answer_by"):
        typed.setdefault(name, PortalPetitionForm.base_fields[name].initial)
    typed.setdefault("tell_in", get_language() or "th")
    return typed


def _wrong_before(form: PortalPetitionForm, wanted: str) -> str:
    """Return the first part that must be mended before the wanted one may be shown or the form be sent."""
    before = PARTS[: PARTS.index(wanted)] if wanted in PARTS else PARTS
    return form.part_with_errors(*(part for part in before if part != "review"))


def _forget_errors_after(form: PortalPetitionForm, part: str, *, itself: bool = False) -> None:
    for later in PARTS[PARTS.index(part) + (0 if itself else 1) :]:
        if later != "review":
            form.forget_errors(later)


def _show(
    request: HttpRequest, form: PortalPetitionForm, held: HeldFiles, part: str, *, status: int = 200
) -> HttpResponse:
    at = PARTS.index(part)
    context = {
        "form": form,
        "part": part,
        "steps": [
            Step(label, "done" if number < at else "current" if number == at else "todo")
            for number, label in enumerate((_("เรื่องอะไร"), _("ติดต่อกลับ"), _("ตรวจทาน")))
        ],
        "hidden": form.hidden(part) if form.is_bound else [],
        "kept": held.kept,
        "refused": held.refused,
        "told": _told(form, held) if part == "review" else {},
    }
    return render(request, "petitions/portal/file.html", context, status=status)


def _told(form: PortalPetitionForm, held: HeldFiles) -> dict[str, list[Fact]]:
    """What will be sent, in the order in which it was asked; empty answers are left out."""
    told = {part: [Fact(one.label, _words(one)) for one in form.shown(part) if _words(one)] for part in form.PARTS}
    if held.kept:
        told["what"].append(Fact(_("ไฟล์แนบ"), ", ".join(one.name for one in held.kept)))
    if not form.person():
        told["who"].insert(0, Fact(_("ชื่อ"), _("ไม่ประสงค์ออกนาม")))
    return told


def _words(one) -> str:  # type: ignore[no-untyped-def]
    """Put an answer into words: the label of a choice, yes for a tick."""
    value = one.form.cleaned_data.get(one.name)
    if value is True:
        return _("ใช่")
    labels = dict(getattr(one.field, "choices", ()))
    if isinstance(value, list):
        return ", ".join(str(labels.get(each, each)) for each in value)
    return str(labels.get(value, value or ""))


def _send(request: HttpRequest, form: PortalPetitionForm, held: HeldFiles) -> HttpResponse:
    """Receive the petition; a second sending of the same form leads to the first one's receipt."""
    now = timezone.now()
    try:
        sending = send_once(
            key=request.POST.get("once_key", ""), at=now, act=lambda: _receive(form, held.claimed(now), now)
        )
    except (UnableToReceive, UnableToClaim) as error:
        form.add_error("text", str(error))
        return _show(request, form, held, "what", status=422)
    if sending.is_first:
        sent(request, _("สำนักงานได้รับเรื่องแล้ว"), draft=DRAFT)
    return redirect(sending.url)


def _receive(form: PortalPetitionForm, files: tuple[tuple[int, str], ...], now: datetime) -> str:
    data = form.cleaned_data
    matter = file_petition(
        brought=Brought(
            kind=data["kind"],
            channel="web",
            text=data["text"],
            wanted=data["wanted"],
            area_id=form.area(),
            place_words=data["place_words"],
            person=form.person(),
            conceal=tuple(data["conceal"]),
            accused=data["accused"],
            answer_by=data["answer_by"],
            tell_in=data["tell_in"],
            danger=data["danger"],
            files=files,
        ),
        by=PASSER_BY,
        at=now,
    )
    return reverse("petition_receipt", args=[matter.code])


def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt: the code, large, and what happens now."""
    page = page_for(code)
    if page is None:
        return redirect("matter_find")
    return render(request, "petitions/portal/receipt.html", {"page": page, "names": {"track": "petition_track"}})
