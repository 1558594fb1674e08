"""One thing that came in: its pages beside the entry that a clerk confirms; afterwards what becomes of it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from palat.desk.incoming.common import acted, crumbs, item_seen, number_of, reader, url_of
from palat.desk.incoming.forms import EnterItemForm
from palat.desk.incoming.showing import facts_of, files_of, history_of, pages_of, typed_in
from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.queries.messages import message_of_item
from palat.kernel.files.bounding import at_hand
from palat.kernel.files.queries import UnableToRead as Gone
from palat.kernel.files.queries import file as stored_file
from palat.kernel.files.views import file_response
from palat.kernel.incoming.operations.entering import enter_item
from palat.kernel.incoming.operations.keeping import in_units_of
from palat.kernel.incoming.procedure import (
    BY_EXCHANGE,
    CHANNELS,
    ENTERED,
    FORWARDERS,
    READ_LATER,
    READ_OCR,
    READINGS,
    WAITING,
    Suggestion,
)
from palat.kernel.incoming.queries.answers import may_answer
from palat.kernel.incoming.queries.items import (
    line_of,
    next_waiting,
    offered_matters,
    suggestion_for,
    void_number_of,
    waiting,
)
from palat.kernel.incoming.readers.reading import UnableToRead, picture
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.organisation.queries import actor_names
from palat.kernel.registers.queries import basis_to_keep, lines_of

PAGE_WIDTH = 1_100  # dots: type of a letter is read without strain on a screen


@never_cache
@login_required
def item(request: HttpRequest, number: int) -> HttpResponse:
    """Show a thing; a clerk enters what waits, and is led on to the next."""
    by, authority = reader(request)
    found = item_seen(number, by)
    keeps = bool(basis_to_keep(found.register, authority))
    if not keeps or (found.state != WAITING and request.method != "POST"):
        return render(request, "desk/incoming/item.html", _told(found, by, keeps=keeps))
    now = timezone.now()
    suggestion = suggestion_for(found)
    begun = _begun(found, suggestion, request)
    form = EnterItemForm(request.POST or None, by=by, register=found.register, initial=begun)
    if not form.is_bound:
        form.tell_earlier(number=suggestion.paper_number, sender=suggestion.sender, dated=suggestion.paper_date)
    given: list[str] = []

    def act() -> str:
        if found.state == WAITING:
            form.require_another()
        entered = enter_item(item_id=found.pk, entry=form.entry(), by=by, at=now)
        given.append(f"{entered.running}/{entered.year}")
        after = next_waiting(authority, after=found.pk)
        return url_of(after) if after else reverse("incoming")

    done = acted(request, form, act, lambda: _("ลงรับแล้ว เลขรับ %(number)s") % {"number": paper_digits(given[0])})
    if done is not None:
        return done
    if found.state != WAITING:
        told = {**_told(found, by, keeps=keeps), "too_late": _too_late(found), "typed": typed_in(form)}
        return render(request, "desk/incoming/item.html", told, status=409)
    context = {
        "item": found,
        "form": form,
        "title": suggestion.subject or found.subject or _("หนังสือรอลงทะเบียน"),
        "crumbs": crumbs(),
        "pages": pages_of(found),
        "files": files_of(found),
        "suggestion": suggestion,
        "secret_word": "" if found.register.secret else suggestion.secrecy,
        "offered": offered_matters(found, suggestion, by),
        "left": waiting(authority).count(),
        "after": next_waiting(authority, after=found.pk),
        "came_by": _(CHANNELS[found.channel]),
        "how_read": _(READINGS[found.reading]),
        "seems_forwarded": _(FORWARDERS[suggestion.forwarder]) if suggestion.forwarder else "",
        "unsure": found.reading == READ_OCR,
        "reads": found.reading == READ_LATER,
        "today": legal_date(now),
        "void_number": _void_words(found),
        "originals": list(found.originals.filter(returned_at=None).order_by("pk").values_list("what", flat=True)),
        "exchanged": message_of_item(found.pk) if found.channel == BY_EXCHANGE else None,
    }
    return render(request, "desk/incoming/enter.html", context, status=422 if form.is_bound else 200)


def _too_late(found: Any) -> str:
    """Say who dealt with a thing while somebody else typed what to enter of it."""
    if found.state != ENTERED:
        return _("มีผู้แยกฉบับนี้ไว้แล้วขณะที่คุณพิมพ์ ยังไม่ได้บันทึกสิ่งที่คุณพิมพ์")
    who = actor_names([f"official:{found.entered_by_id}"]).get(f"official:{found.entered_by_id}", "")
    said = {"who": who, "number": number_of(found)}
    return _("%(who)s ลงรับฉบับนี้แล้ว เลขรับ %(number)s ขณะที่คุณพิมพ์ ยังไม่ได้บันทึกสิ่งที่คุณพิมพ์") % said


def _begun(found: Any, suggestion: Suggestion, request: HttpRequest) -> dict[str, Any]:
    """Return what stands in the form at first: what the words seem to say, and the matter that was chosen.

    Of what was entered before under a number that is void now, what was entered then.
    """
    sure = found.reading != READ_OCR  # digits read from a picture are told beside their fields, never filled in
    return {
        "on": found.received_on,
        "paper_number": suggestion.paper_number if sure else "",
        "paper_date": suggestion.paper_date if sure else None,
        "sender": suggestion.sender,
        "subject": suggestion.subject,
        "addressee": suggestion.addressee,
        "urgency": found.urgency or suggestion.urgency,
        "forwarder": found.forwarder,
        "wants_answer": found.wants_answer and not found.answered_at,
        "about": request.GET.get("about", found.matter.code if found.matter else ""),
        "late_reason": "",
        "unit": found.unit_id,
        "postmarked_on": found.postmarked_on,
        "summary": found.summary,
        "where": found.where,
        **_words_before(found),
    }


def _void_number(found: Any) -> tuple[str, int, int] | None:
    """Return the void number under which a thing was entered in this register; in another it is none of its clerk's."""
    number = void_number_of(found.pk)
    return number if number and number[0] == found.register_id else None


def _void_words(found: Any) -> str:
    number = _void_number(found)
    return paper_digits(f"{number[2]}/{number[1]}") if number else ""


def _words_before(found: Any) -> dict[str, Any]:
    number = _void_number(found)
    line = lines_of([number]).get(number) if number else None
    names = ("paper_number", "paper_date", "sender", "subject", "addressee", "remark")
    return {name: getattr(line, name) for name in names} if line else {}


def _told(found: Any, by: Any, *, keeps: bool) -> dict[str, Any]:
    line = line_of(found)
    copies = list(found.copies.select_related("unit").order_by("pk"))
    entered = found.state == ENTERED
    return {
        "item": found,
        "line": line,
        "title": line.subject if line else found.subject or _("หนังสือเข้า"),
        "over": _("เลขรับ %(number)s") % {"number": number_of(found)} if entered else "",
        "crumbs": crumbs(),
        "facts": facts_of(found, line),
        "files": files_of(found),
        "pages": pages_of(found),
        "events": history_of(found),
        "stays": list(found.stays.order_by("-pk")),
        "originals": list(found.originals.order_by("pk")),
        "copies": copies,
        "keeps": keeps,
        "entered": entered,
        "aside": found.state == "aside",
        "takes": entered and found.taken_at is None and in_units_of(found.unit_id, by),
        "sees_copy": any(one.seen_at is None and in_units_of(one.unit_id, by) for one in copies),
        "moves": entered and (keeps or in_units_of(found.unit_id, by)),
        "answers": entered and found.wants_answer and found.answered_at is None,
        "may_answer": [(one.number, paper_digits(one.number), one) for one in may_answer(found, by)] if entered else [],
        "exchanged": message_of_item(found.pk) if found.channel == BY_EXCHANGE else None,
        "entry_url": reverse("register_entry", args=[found.register_id, found.year, found.running]) if entered else "",
    }


@login_required
def page(request: HttpRequest, number: int, place: int, page: int) -> HttpResponse:
    """Give one page of a file as a picture, drawn by a process of its own."""
    by, _authority = reader(request)
    found = item_seen(number, by)
    file = next((one for one in found.files.all() if one.place == place and one.file_id), None)
    if file is None:
        raise Http404
    try:
        with at_hand(file.file) as path:
            drawn = picture(path, page, width=PAGE_WIDTH)
    except (UnableToRead, Gone) as gone:
        raise Http404 from gone
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
def file(request: HttpRequest, number: int, place: int) -> Any:
    """Give a file as it was taken in."""
    by, _authority = reader(request)
    found = item_seen(number, by)
    one = next((one for one in found.files.all() if one.place == place and one.file_id), None)
    if one is None:
        raise Http404
    try:
        return file_response(stored_file(one.file_id), one.name, inline=request.GET.get("show") == "1")
    except Gone as gone:
        raise Http404 from gone
