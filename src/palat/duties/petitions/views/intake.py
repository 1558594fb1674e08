"""The one-minute form: register what came by any of the six channels, or add it to a case that is here already."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from palat.duties.petitions.forms.intake import IntakeForm
from palat.duties.petitions.models import Contact
from palat.duties.petitions.operations.contacts import join_case
from palat.duties.petitions.operations.intake import Brought, UnableToReceive, file_petition, log_contact
from palat.duties.petitions.operations.merging import file_merged
from palat.duties.petitions.operations.status import call_token
from palat.duties.petitions.procedure.contacts import may_end_as
from palat.duties.petitions.queries import hotline, likeness
from palat.duties.petitions.queries.campaigns import may_merge
from palat.duties.petitions.queries.contacts import contacts_of
from palat.duties.petitions.queries.suggesting import Advice, advice_while_typing, danger_alone
from palat.duties.petitions.views.call import taker
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.incoming.operations.keeping import became, open_sender
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.incoming.queries.items import NotVisible as NotVisibleLetter
from palat.kernel.incoming.queries.items import entered_letter, files_of_letter
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import NotVisible, open_file
from palat.kernel.pages.operations import UnableToClaim, send_once

MOST_WORDS = 20_000  # of a letter's text, offered as what it says


@never_cache
@login_required
def take_in(request: HttpRequest) -> HttpResponse:
    """Register a petition or log a contact; likely cases and pages of knowledge appear while typing."""
    by, now = taker(request), timezone.now()
    today = legal_date(now)
    clearance = by.authority.clearance() if by.authority else 0
    contact, letter = _contact(request, by), _letter(request, by)
    if request.method != "POST":
        begun = {"arrived_on": today, **_begun(request.GET, contact, letter), **_writer(letter, by, now)}
        form = IntakeForm(today=today, clearance=clearance, initial=begun)
        return _page(request, form, contact=contact, letter=letter, kind=begun.get("kind", ""))
    form = IntakeForm(request.POST, today=today, clearance=clearance)
    held = hold_files(request)
    if form.is_valid() and not held.refused:
        try:
            sent = send_once(
                key=request.POST.get("once_key", ""),
                at=now,
                act=lambda: _take_in(form, request.POST, held, _From(contact, letter), by, now),
            )
        except (UnableToReceive, UnableToClaim, UnableToAct, UnableToTake) as error:
            form.add_error(None, str(error))
        else:
            return _done(request, form, sent.url, is_first=sent.is_first)
    return _page(request, form, contact=contact, letter=letter, held=held, kind=request.POST.get("kind", ""))


def _contact(request: HttpRequest, by: Actor) -> Contact | None:
    """Return the contact of which a case is to be made, if the address names one that the viewer may read."""
    number = request.POST.get("contact") or request.GET.get("contact") or ""
    if not number.isdecimal():
        return None
    found = contacts_of(by).filter(pk=int(number)).first()
    if found is None:
        raise Http404
    return found


def _letter(request: HttpRequest, by: Actor) -> Any:
    """Return the letter from the registry of which a case is to be made, if the address names one. Raises: Http404."""
    number = request.POST.get("incoming") or request.GET.get("incoming") or ""
    if not number.isdecimal():
        return None
    try:
        return entered_letter(int(number), by)
    except NotVisibleLetter as hidden:
        raise Http404 from hidden


def _writer(letter: Any, by: Actor, now: Any) -> dict[str, str]:
    """Return who wrote an e-mail, opened for registering it as a recorded reveal, so that nobody types it again."""
    if letter is None or letter.person_id is None:
        return {}
    said = open_sender(item_id=letter.pk, by=by, at=now)
    return {**said, "answer_by": "email"} if said.get("email") else said


@dataclass(frozen=True)
class _From:
    """Of what a case is made: a contact logged before, or a letter that the registry entered."""

    contact: Contact | None
    letter: Any


def _begun(query: QueryDict, contact: Contact | None, letter: Any = None) -> dict[str, Any]:
    if letter is not None:
        channel = "post" if letter.channel in {"post", "fax"} else "walk_in" if letter.channel == "hand" else "web"
        words = letter.text if letter.reading in {"layer", "mail"} else letter.summary
        days = {"arrived_on": letter.received_on, "postmarked_on": letter.postmarked_on}
        return {"channel": channel, "text": words.strip()[:MOST_WORDS], **days}
    if contact is not None:
        return {"channel": contact.channel, "kind": contact.kind, "text": contact.words}
    return {name: query[name] for name in ("channel", "kind") if query.get(name)}


def _page(
    request: HttpRequest,
    form: IntakeForm,
    *,
    kind: str,
    contact: Contact | None = None,
    letter: Any = None,
    held: HeldFiles | None = None,
) -> HttpResponse:
    day = form.today
    context = {
        "form": form,
        "contact": contact,
        "letter": letter,
        "kept": held.kept if held else [],
        "refused": held.refused if held else [],
        "pages": hotline.beside(day=day, kind=kind, category=request.POST.get("category", "")),
        "numbers": [one for one in hotline.emergency_numbers(day) if one.life],
    }
    return render(request, "petitions/desk/take_in.html", context, status=422 if form.is_bound else 200)


def _take_in(form: IntakeForm, post: QueryDict, held: HeldFiles, source: _From, by: Actor, now: Any) -> str:
    data, contact_id = form.cleaned_data, source.contact.pk if source.contact else None
    files = (*files_of_letter(source.letter), *held.claimed(now))
    if code := post.get("join"):
        matter = join_case(
            code=code,
            kind=data["kind"],
            channel=data["channel"],
            words=data["text"],
            by=by,
            at=now,
            files=files,
            contact_id=contact_id,
        )
        _note(source, matter, by, now)
        return f"{reverse('petition_taken', args=[matter.code])}?joined=1"
    if post.get("as_contact") and form.ends_as_contact and source.contact is None and source.letter is None:
        outcome = str(post["as_contact"])
        if not may_end_as(data["kind"], outcome):
            raise UnableToReceive(_("โปรดเลือกว่าการติดต่อนี้จบอย่างไร"))
        log_contact(kind=data["kind"], channel=data["channel"], outcome=outcome, by=by, at=now, words=data["text"])
        return reverse("petition_take_in")
    if data["kind"] == "nuisance":
        raise UnableToReceive(_("การติดต่อที่รบกวนไม่ลงทะเบียนเป็นเรื่อง และไม่เก็บตัวตนของผู้ติดต่อ โปรดเลือกชนิดอื่นหากมีเรื่องให้ช่วย"))
    brought = _brought(form, files)
    if code := post.get("merge"):
        reason = _("ถ้อยคำหรือปัญหาเดียวกัน พบขณะรับเรื่อง")
        matter = file_merged(brought=brought, code=code, by=by, at=now, reason=reason, contact_id=contact_id)
        _note(source, matter, by, now)
        return f"{reverse('petition_taken', args=[matter.code])}?merged=1"
    matter = file_petition(brought=brought, by=by, at=now, contact_id=contact_id)
    _note(source, matter, by, now)
    place = reverse("petition_taken", args=[matter.code])
    speakable = not matter.restricted and not matter.secrecy
    if matter.urgency == 0:
        return f"{place}?life={call_token(matter_id=matter.pk, contact_id=None, by=by) if speakable else '1'}"
    return place


def _note(source: _From, matter: Any, by: Actor, now: Any) -> None:
    """Tell the registry which case was made of its letter."""
    if source.letter is not None:
        became(item_id=source.letter.pk, matter_id=matter.pk, by=by, at=now)


def _brought(form: IntakeForm, files: tuple[tuple[int, str], ...]) -> Brought:
    data = form.cleaned_data
    return Brought(
        kind=data["kind"],
        channel=data["channel"],
        text=data["text"],
        wanted=data["wanted"],
        category=data["category"],
        area_id=form.area(),
        place_words=data["place_words"],
        person_kind=data["person_kind"],
        person=form.person(),
        proxy=form.proxy(),
        conceal=tuple(data["conceal"]),
        accused=data["accused"],
        answer_by=data["answer_by"],
        danger=data["danger"],
        restricted=data["restricted"],
        secrecy=data.get("secrecy") or 0,
        alias=data["alias"],
        files=files,
        arrival=form.arrival(),
    )


def _done(request: HttpRequest, form: IntakeForm, url: str, *, is_first: bool) -> HttpResponse:
    """Lead on, say what to look at again, and let the browser forget the draft."""
    if is_first:
        messages.success(request, _("บันทึกแล้ว"), extra_tags="draft:take-in")
        for words in form.to_look_at():
            messages.warning(request, words)
    return redirect(url)


@never_cache
@login_required
def taken(request: HttpRequest, code: str) -> HttpResponse:
    """What an intake officer reads out: the code. Shown whether or not the role may open the file."""
    by = actor_of(request)
    try:
        open_file(code=code, by=by)
        may_open = True
    except NotVisible:
        may_open = False
    life = request.GET.get("life", "")
    context = {
        "code": code,
        "may_open": may_open,
        "joined": bool(request.GET.get("joined")),
        "merged": bool(request.GET.get("merged")),
        "life": life,
        "token": life if len(life) > 1 else "",
        "numbers": [one for one in hotline.emergency_numbers(legal_date(timezone.now())) if one.life] if life else [],
    }
    return render(request, "petitions/desk/taken.html", context)


@never_cache
@login_required
def similar(request: HttpRequest) -> HttpResponse:
    """While the officer types: cases of the same person and like ones, as far as the officer may see.

    What was typed comes in the body, never in the address: addresses end up in logs.
    """
    by = taker(request)
    said = {name: request.POST.get(name, "") for name in ("phone", "national_id", "email", "category", "place_words")}
    said["phone"] = said["phone"] or request.POST.get("caller_phone", "")
    found = likeness.likely_same(by=by, at=timezone.now(), text=request.POST.get("text", ""), **said)
    context = {
        "found": found,
        "joining": True,
        "may_merge": may_merge(by),
        "choosing": True,
        "advice": _advice(request.POST),
    }
    return render(request, "petitions/desk/_while_typing.html", context)


def _advice(said: QueryDict) -> Advice:
    """Return what is proposed; of what an officer marked as restricted or classified no more than danger to life."""
    text, place = said.get("text", ""), said.get("place_words", "")
    if said.get("restricted") or said.get("secrecy", "0") not in {"", "0"}:
        return danger_alone(text)
    return advice_while_typing(text=text, place_words=place, channel=said.get("channel", ""), at=timezone.now())
