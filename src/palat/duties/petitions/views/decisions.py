"""The decider's page: one phone screen, one decision; and what a secretary does around it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.duties.petitions.forms.decisions import ORDERING, RecordForm, RulingForm, item_forms, items_of
from palat.duties.petitions.operations import rulings
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.deciding import DECISIONS, levels_below
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.operations import decisions, levels
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.decisions import DecisionFile, NotBefore, decision_file
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.views import sent

LABELS = dict(DECISIONS)
# What else may be done with a file than to decide on it, and the move that it is.
OTHER = {
    "endorse": "endorse",
    "return_draft": "return_draft",
    "record": "record_decision",
    "withdraw": "withdraw_recorded",
    "confirm": "confirm_decision",
    "present": "present",
}


def _label(what: str) -> str:
    return {
        "endorse": _("เห็นชอบและเสนอต่อ"),
        "return_draft": _("ส่งคืนให้แก้ไข"),
        "record": _("บันทึกคำสั่ง (ปากกาหรือวาจา)"),
        "withdraw": _("ถอนคำสั่งที่บันทึกไว้"),
        "confirm": _("ยืนยันคำสั่งที่บันทึกไว้"),
        "present": _("กลั่นกรองและเสนอแฟ้ม"),
    }.get(what) or _(LABELS[what])


@login_required
def decision(request: HttpRequest, code: str) -> HttpResponse:
    """Show the file that lies before the viewer; `?do=` asks for one of its acts, and takes it."""
    by, now = actor_of(request), timezone.now()
    page = _page(code, by)
    if page.may & {"decide", "endorse"}:
        levels.opened(submission_id=page.submission_id, at=now)
    what = request.GET.get("do", "")
    if not what:
        return render(request, "petitions/desk/decision.html", {"page": page, "buttons": _buttons(page)})
    if what not in LABELS and what not in OTHER:
        raise Http404
    if OTHER.get(what, "decide") not in page.may:
        raise Http404
    return _act(request, page, what, by, now)


def _page(code: str, by: Actor) -> DecisionFile:
    try:
        return decision_file(code=code, by=by)
    except NotBefore:
        raise Http404 from None


def _buttons(page: DecisionFile) -> list[tuple[str, str, bool]]:
    """Return what the viewer may do: code, label, whether it is the first thing to do. Never many at once."""
    may = page.may
    shown: list[tuple[str, str, bool]] = []
    if page.recorded:  # it is confirmed, or withdrawn, before anything else
        confirms = "confirm_decision" in may and not page.recorded.mine
        shown += [("confirm", _label("confirm"), True)] if confirms else []
        return shown + ([("withdraw", _label("withdraw"), False)] if "withdraw_recorded" in may else [])
    if "endorse" in may and not page.last_level:
        shown.append(("endorse", _label("endorse"), True))
    if "decide" in may:
        rulings_open = [what for what in LABELS if what != "entrusted" or levels_below(page.role)]
        shown += [(what, _label(what), what == "approved" and page.last_level) for what in rulings_open]
    if "return_draft" in may:
        shown.append(("return_draft", _label("return_draft"), False))
    if "record_decision" in may:
        shown += [("present", _label("present"), False), ("record", _label("record"), False)]
    return shown


def _act(request: HttpRequest, page: DecisionFile, what: str, by: Actor, now: Any) -> HttpResponse:
    today, data = legal_date(now), request.POST if request.method == "POST" else None
    form: forms.Form = (
        RecordForm(data, role=page.role) if what == "record" else RulingForm(data, decision=what, role=page.role)
    )
    rows = None
    if what in ORDERING | {"record"}:
        proposed = page.items if what != "ordered_otherwise" else ()
        rows = item_forms(today, data, proposed)
    held = hold_files(request) if data is not None else HeldFiles()
    if data is not None and form.is_valid() and (rows is None or rows.is_valid()) and not held.refused:
        making = _Making(page, by, now, seen_in(data), form.cleaned_data, items_of(rows or ()), held)
        try:
            done = send_once(key=data.get("once_key", ""), at=now, act=lambda: _make(what, making))
            if done.is_first:
                sent(request, _("บันทึก “%(act)s” แล้ว") % {"act": _label(what)}, draft=f"{what}-{page.code}")
            return redirect(done.url)
        except (UnableToAct, UnableToClaim) as refused:
            form.add_error(None, str(refused))
    context = {"page": page, "what": what, "label": _label(what), "form": form, "rows": rows, "held": held}
    return render(request, "petitions/desk/decide.html", context, status=200 if data is None else 422)


class _Making:
    """One act on a file with its clean values."""

    def __init__(
        self, page: DecisionFile, by: Actor, at: Any, seen: int, data: dict[str, Any], items: Any, held: HeldFiles
    ) -> None:
        self.common = {"matter_id": page.matter_id, "by": by, "at": at, "seen": seen}
        self.words, self.data, self.items, self.held = data["words"], data, items, held
        self.entrust_to = data.get("entrust_to", "")


def _make(what: str, making: _Making) -> str:
    common, words = making.common, making.words
    if what == "endorse":
        decisions.endorse(**common, words=words)
    elif what == "return_draft":
        decisions.return_draft(**common, words=words)
    elif what == "present":
        decisions.present(**common, words=words)
    elif what == "withdraw":
        decisions.withdraw_recorded(**common, words=words)
    elif what == "confirm":
        rulings.confirm(**common)
    elif what == "record":
        rulings.record(
            **common,
            decision=making.data["decision"],
            words=words,
            way=making.data["way"],
            items=making.items,
            entrust_to=making.entrust_to,
            scans=making.held.claimed(common["at"]),
        )
    else:
        rulings.decide(**common, decision=what, words=words, items=making.items, entrust_to=making.entrust_to)
    return reverse("desk_decisions")


@require_POST
@login_required
def arrange(request: HttpRequest) -> HttpResponse:
    """Keep the order in which a secretary puts the files of a decider."""
    pairs = [
        (request.POST.get(f"place-{one}", ""), int(one)) for one in request.POST.getlist("file") if one.isdecimal()
    ]
    wanted = sorted(pairs, key=lambda pair: (int(pair[0]) if pair[0].isdecimal() else len(pairs), pair[1]))
    levels.arrange(submission_ids=[number for _place, number in wanted], by=actor_of(request))
    messages.success(request, _("จัดลำดับแฟ้มแล้ว"))
    return redirect("desk_decisions")
