"""Pages of drafts: initials, remarks beside the text, two wordings compared, and the letters that wait for someone."""

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
from palat.kernel.letters.drafts.comparing import changes, compared
from palat.kernel.letters.drafts.queries import drafted_by, office_copy, to_initial, to_mend, wordings_of
from palat.kernel.letters.drafts.showing import review_lines
from palat.kernel.letters.forms import AskForm, ReturnForm
from palat.kernel.letters.listings import MINE
from palat.kernel.letters.models import Letter, Wording
from palat.kernel.letters.operations import initialling, signing
from palat.kernel.letters.operations.remarks import Said
from palat.kernel.letters.paper.views import pdf_response
from palat.kernel.letters.pens.queries import to_confirm
from palat.kernel.letters.showing import letter_page
from palat.kernel.letters.views import Letters, letter_or_404
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.pages.acting import acted

WAYS = ("inline", "side")


def office_letter(letter_id: int, by: Actor) -> Letter:
    """Return a letter to an official of the Office; to an agency its drafting does not exist. Raises: Http404."""
    if by.authority is None or not reads_whole_office(by.authority):
        raise Http404
    return letter_or_404(letter_id, by)


@method_decorator(login_required, name="dispatch")
class Mine(Letters):
    """หนังสือของฉัน: drafts that the viewer has to mend or to initial, and all that the viewer drafted."""

    listing = MINE
    title = gettext_lazy("หนังสือของฉัน")
    can_export = False
    LISTS = {"mend": to_mend, "initial": to_initial, "confirm": to_confirm, "drafted": drafted_by}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.tab = request.GET.get("tab") or "mend"
        if self.tab not in self.LISTS:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def rows(self) -> QuerySet[Letter]:
        return self.LISTS[self.tab](self.by)


@login_required
def copy(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The Office's copy, with the initials of who drafted, typed, read and checked."""
    found = office_letter(letter_id, actor_of(request))
    return pdf_response(office_copy(found, at=timezone.now()), f"copy-{found.code}")


@require_POST
@login_required
def initial(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Ask for initials, give them or take them back; a refusal is told on the letter's page."""
    by, now, data = actor_of(request), timezone.now(), request.POST
    office_letter(letter_id, by)
    what, part = data.get("do", ""), data.get("part", "")
    try:
        if what == "give":
            revision = data.get("revision", "")
            initialling.give(
                letter_id=letter_id, part=part, by=by, at=now, revision=int(revision) if revision.isdecimal() else 0
            )
            messages.success(request, _("ลงชื่อย่อแล้ว"))
        elif what == "back":
            initialling.take_back(letter_id=letter_id, part=part, by=by, at=now)
            messages.success(request, _("ถอนชื่อย่อแล้ว"))
        elif what == "ask":
            form = AskForm(data, today=legal_date(now))
            if not form.is_valid():
                raise UnableToAct(_("โปรดเลือกส่วนและผู้ที่จะขอชื่อย่อ"))
            initialling.ask(letter_id=letter_id, by=by, at=now, **form.cleaned_data)
            messages.success(request, _("ส่งร่างไปขอชื่อย่อแล้ว"))
        else:
            raise Http404
    except UnableToAct as refused:
        messages.error(request, str(refused))
    return redirect("letter", letter_id=letter_id)


@login_required
def review(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Read a draft place by place and send it back with the reason and remarks; nothing typed is lost by a refusal."""
    by, now = actor_of(request), timezone.now()
    found = office_letter(letter_id, by)
    page = letter_page(found, by, at=now)
    if page.draft is None or not page.draft.may_review:
        return redirect("letter", letter_id=letter_id)
    typed = {name.removeprefix(SAID): str(said) for name, said in request.POST.items() if name.startswith(SAID)}
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = [Said(place, words) for place, words in typed.items()]
        run = signing.give_back if "return" in page.can else initialling.send_back
        given = {"words": form.cleaned_data["words"], "said": said, "revision": form.cleaned_data["revision"]}

        def act() -> str:
            run(letter_id=letter_id, by=by, at=now, **given)
            return reverse("letter", args=[letter_id])

        done = acted(request, form, act, _("ส่งคืนให้แก้ไขแล้ว"), refusals=(UnableToAct,))
        if done:
            return done
    context = {"page": page, "form": form, "lines": review_lines(found, typed)}
    return render(request, "letters/review.html", context, status=422 if form.errors else 200)


SAID = "said-"  # before the name of the place that a remark is about


@login_required
def compare(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Two wordings of a draft, in one line of reading or side by side, the changed words marked."""
    by = actor_of(request)
    found = office_letter(letter_id, by)
    kept = wordings_of(found)
    if len(kept) < 2:
        return redirect("letter", letter_id=letter_id)
    newest = kept[0]
    after = _wording(kept, request.GET.get("after"), newest)
    older = [one for one in kept if one.revision < after.revision] or kept[-1:]
    before = _wording(kept, request.GET.get("before"), older[0])
    way = request.GET.get("way", WAYS[0])
    pairs = compared(found.form, before.words, after.words)
    context = {
        "letter": found,
        "wordings": kept,
        "before": before,
        "after": after,
        "way": way if way in WAYS else WAYS[0],
        "pairs": pairs,
        "changes": changes(pairs),
    }
    return render(request, "letters/compare.html", context)


def _wording(kept: list[Wording], typed: str | None, usual: Wording) -> Wording:
    """Return the wording of the revision asked for. Raises: Http404 for one that was never kept."""
    if not typed:
        return usual
    found = next((one for one in kept if str(one.revision) == typed), None)
    if found is None:
        raise Http404
    return found
