"""The opinion: drafted from the file, kept as a draft, laid before the first level; and its memo on paper."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.petitions.acts.by_procedure import first_values
from palat.duties.petitions.forms.decisions import OpinionForm, OptionForms, brief_of, item_forms
from palat.duties.petitions.memo import memo_pdf
from palat.duties.petitions.operations import opinions
from palat.duties.petitions.queries.drafting import came_back, draft_of, opinion_begun, opinion_returned, sources_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import pdf_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.decisions import NotBefore, decision_file
from palat.kernel.pages.operations import UnableToClaim, send_once
from palat.kernel.pages.views import sent


@login_required
def opinion(request: HttpRequest, code: str) -> HttpResponse:
    """Write the opinion beside what it rests on; keep it, or lay it before the first level."""
    by, now = actor_of(request), timezone.now()
    file = file_for(code, by)
    if not {"submit", "write_note"} & {one.move.code for one in file.main.doable}:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    today, draft = legal_date(now), draft_of(file)
    begun = draft or opinion_returned(file) or opinion_begun(file, by, first_values("submit", file))
    form = OpinionForm(typed, initial=begun["form"], kind=file.matter.kind, today=today)
    options = OptionForms(typed, prefix="options", initial=begun["options"] if typed is None else None)
    items = item_forms(today, typed)
    if typed is None:
        items = item_forms(today, None, begun["items"])
    if typed is not None and "save" in typed:
        raw, read = _raw(form, options, items), typed.get("draft_read")
        try:
            opinions.save_draft(matter_id=file.matter.pk, by=by, at=now, content=raw, draft_read=read)
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("เก็บร่างความเห็นแล้ว ยังไม่ได้เสนอ"))
            return redirect("petition_opinion", code=code)
    elif typed is not None and form.is_valid() and options.is_valid() and items.is_valid():
        try:
            act = partial(_submit, file, by, now, typed, (form, options, items))
            done = send_once(key=typed.get("once_key", ""), at=now, act=act)
            if done.is_first:
                sent(request, _("เสนอแฟ้มแล้ว"), draft=f"opinion-{code}")
            return redirect(done.url)
        except (UnableToAct, UnableToClaim) as refused:
            form.add_error(None, str(refused))
    context = {
        "file": file,
        "form": form,
        "options": options,
        "rows": items,
        "sources": sources_of(file),
        "draft": draft,
        "came_back": came_back(file),
    }
    return render(request, "petitions/desk/opinion.html", context, status=200 if typed is None else 422)


def _submit(file: Any, by: Any, now: Any, typed: Any, forms: Any) -> str:
    form, options, items = forms
    data = form.cleaned_data
    opinions.submit_brief(
        matter_id=file.matter.pk,
        by=by,
        at=now,
        seen=seen_in(typed),
        draft_read=typed.get("draft_read"),
        purpose=data["purpose"],
        up_to=data["up_to"],
        brief=brief_of(form, options, items),
        due_on=data["due_on"],
    )
    return reverse("petition_matter", args=[file.matter.code])


def _raw(form: Any, options: Any, items: Any) -> dict[str, Any]:
    """Return what was typed, whether or not it could be submitted, so that a draft loses nothing."""

    def typed(one: Any) -> dict[str, Any]:
        return {field.name: field.value() for field in one if field.value() not in (None, "")}

    return {
        "form": typed(form),
        "options": [row for row in map(typed, options) if row],
        "items": [row for row in map(typed, items) if row],
    }


@login_required
def file_memo(request: HttpRequest, code: str) -> HttpResponse:
    """The file that lies before the viewer, as a memo on paper, to be signed or ordered upon by pen."""
    by = actor_of(request)
    try:
        page = decision_file(code=code, by=by)
    except NotBefore:
        raise Http404 from None
    return pdf_response(memo_pdf(page), f"memo-{code}")
