"""The viewer: a document page by page as it will leave, its marks, and what is done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from palat.kernel.files.bounding import at_hand
from palat.kernel.files.holding import hold_files
from palat.kernel.files.models import StoredFile
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.shapes import Crumb
from palat.kernel.redaction import reading
from palat.kernel.redaction.forms import MarkForm, ReasonForm, TitleForm, WithholdForm
from palat.kernel.redaction.models import Source
from palat.kernel.redaction.operations import marks, packaging, sets
from palat.kernel.redaction.queries.sets import Opened, copies_of, marks_of
from palat.kernel.redaction.showing import finding_lines, leak_lines, mark_lines, place_lines, unread_words
from palat.kernel.redaction.views.common import (
    UNREADABLE,
    acted,
    address_of,
    crumbs,
    grounds_today,
    number,
    set_or_404,
    source_or_404,
)
from palat.kernel.redaction.views.sets import told

WIDTH = 1_240  # dots across a page on the screen
MOST_LISTED = 300  # marks listed beside a page


@login_required
@never_cache
def document(request: HttpRequest, set_id: int, source_id: int) -> HttpResponse:
    """A page of a document with its marks; sent, another mark."""
    found = set_or_404(request, set_id)
    source = source_or_404(found, source_id)
    by, now = actor_of(request), timezone.now()
    sent = request.POST if request.method == "POST" else None
    page = number((sent or request.GET).get("page"), source.pages)
    grounds = grounds_today(found)
    standing = marks_of(source)
    last = max(standing, key=lambda one: one.pk, default=None)
    first = {"page": page, "ground": last.ground if last else "", "words": last.words if last else ""}
    form = MarkForm(sent, grounds=grounds, initial=first)

    def act() -> str:
        data = form.cleaned_data
        spots = [(source.pk, data["page"], form.box())]
        marks.mark(set_id=set_id, spots=spots, ground=data["ground"], words=data["words"], by=by, at=now)
        return address_of(source, data["page"])

    done = acted(request, form, act, _("ปกปิดแล้ว"))
    if done is not None:
        return done
    context = {**_shown(found, source, page), "form": form, "marks": mark_lines(standing[:MOST_LISTED], grounds)}
    context["here"] = [one for one in context["marks"] if one["mark"].page == page]
    return render(request, "redaction/document.html", context, status=422 if form.is_bound else 200)


def _shown(found: Opened, source: Source, page: int) -> dict[str, Any]:
    copy = copies_of(found.release_set).get(source.pk)
    url = reverse("release_document", args=[found.release_set.pk, source.pk])
    findings = finding_lines(source)
    return {
        "found": found,
        "set": found.release_set,
        "source": source,
        "page": page,
        "previous": page - 1 if page > 1 else 0,
        "next": page + 1 if page < source.pages else 0,
        "has_pages": source.state == "ready" and source.pages > 0,
        "may_mark": found.may_prepare and source.state == "ready" and source.pages > 0 and not source.withheld_ground,
        "leaves_drawn": page in source.drawn,
        "findings": findings,
        "findings_here": [one for one in findings if one.page == page],
        "copy": copy,
        "copy_has_pages": copy is not None and source.pages > 0,
        "leaks": leak_lines(copy, url) if copy else [],
        "unread": unread_words(copy),
        "places": place_lines(copy.places, {source.pk: source}) if copy else [],
        "title_form": TitleForm(initial={"title": source.title}),
        "withhold_form": WithholdForm(
            grounds=grounds_today(found), initial={"ground": source.withheld_ground, "words": source.withheld_words}
        ),
        "reason_form": ReasonForm(),
        "crumbs": crumbs(found, Crumb(source.title)),
    }


@login_required
@never_cache
def page_image(request: HttpRequest, set_id: int, source_id: int, page: int) -> HttpResponse:
    """A page of a document as it is marked on."""
    found = set_or_404(request, set_id)
    source = source_or_404(found, source_id)
    return _image(source.base or source.file, source, page)


@login_required
@never_cache
def copy_image(request: HttpRequest, set_id: int, source_id: int, page: int) -> HttpResponse:
    """A page of the copy as it will leave."""
    found = set_or_404(request, set_id)
    source = source_or_404(found, source_id)
    copy = copies_of(found.release_set).get(source.pk)
    if copy is None:
        raise Http404
    return _image(copy.file, source, page)


def _image(stored: StoredFile, source: Source, page: int) -> HttpResponse:
    if source.state != "ready" or not 1 <= page <= source.pages:
        raise Http404
    try:
        with at_hand(stored) as path:
            content = reading.draw(path, source.kind, page, width=WIDTH)
    except UNREADABLE as fault:
        raise Http404 from fault
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _undo(request: HttpRequest, work: dict[str, Any], _source: Source) -> None:
    said = request.POST.get("mark", "")
    mark_id = int(said) if said.isdecimal() and len(said) < 20 else 0
    marks.take_back(**work, mark_id=mark_id, together=request.POST.get("together") == "1")


def _name(request: HttpRequest, work: dict[str, Any], source: Source) -> None:
    form = TitleForm(request.POST)
    sets.call(**work, source_id=source.pk, title=form.cleaned_data["title"] if form.is_valid() else "")


def _withhold(request: HttpRequest, work: dict[str, Any], source: Source) -> None:
    ground, words = request.POST.get("ground", ""), request.POST.get("words", "")
    sets.withhold(**work, source_id=source.pk, ground=ground, words=words)


def _bring(request: HttpRequest, work: dict[str, Any], source: Source) -> None:
    held = hold_files(request)
    if held.refused:
        raise UnableToAct(" · ".join(held.refused))
    if len(held.tokens) != 1:
        raise UnableToAct(_("โปรดแนบ PDF หนึ่งไฟล์"))
    with transaction.atomic():
        ((file_id, _name),) = held.claimed(work["at"])
        sets.bring_pdf(**work, source_id=source.pk, file_id=file_id)


def _remove(_request: HttpRequest, work: dict[str, Any], source: Source) -> None:
    sets.remove(**work, source_id=source.pk)


def _answer(request: HttpRequest, work: dict[str, Any], source: Source) -> None:
    form = ReasonForm(request.POST)
    packaging.answer_for(**work, source_id=source.pk, reason=form.cleaned_data["reason"] if form.is_valid() else "")


ACTS: dict[str, tuple[Callable[[HttpRequest, dict[str, Any], Source], None], Any]] = {
    "undo": (_undo, gettext_lazy("เลิกทำแล้ว")),
    "name": (_name, gettext_lazy("ตั้งชื่อเอกสารแล้ว")),
    "withhold": (_withhold, gettext_lazy("บันทึกแล้ว")),
    "bring": (_bring, gettext_lazy("นำ PDF เข้าแล้ว กำลังตรวจหาข้อมูลแฝง")),
    "remove": (_remove, gettext_lazy("นำเอกสารออกจากชุดแล้ว")),
    "answer": (_answer, gettext_lazy("บันทึกเหตุผลในประวัติของเรื่องแล้ว")),
}
TO_SET = frozenset({"bring", "remove", "withhold", "answer"})


@require_POST
@login_required
def act(request: HttpRequest, set_id: int, source_id: int, what: str) -> HttpResponse:
    """Do something with a document; a refusal is told on the page that follows."""
    found = set_or_404(request, set_id)
    source = source_or_404(found, source_id)
    if what not in ACTS:
        raise Http404
    make, said = ACTS[what]
    work = {"set_id": set_id, "by": actor_of(request), "at": timezone.now()}
    page = number(request.POST.get("page"), source.pages)
    back = reverse("release_set", args=[set_id]) if what in TO_SET else address_of(source, page)
    return told(request, lambda: make(request, work, source), str(said), back)
