"""ประมวลข้อเท็จจริง: the agencies' answers, the officer's findings and the law, side by side."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.petitions.compiling import MARKS, Cell, Issue
from palat.duties.petitions.operations import opinions
from palat.duties.petitions.queries.facts import FactSource, fact_table, issues_of, law_choices, sources
from palat.duties.petitions.queries.petition import petition_of
from palat.duties.petitions.views.desk import PAGE
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.desk.acting import seen_in
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.text import TextField, choices
from palat.kernel.pages.views import sent

MOST_ISSUES = 12


class IssueForm(forms.Form):
    """One issue, with a mark and a passage for each source."""

    words = forms.CharField(label=gettext_lazy("ประเด็นข้อเท็จจริง"), max_length=300, required=False)
    finding = TextField(label=gettext_lazy("เจ้าหน้าที่ตรวจพบ"), rows=3, required=False)
    provisions = forms.MultipleChoiceField(
        label=gettext_lazy("กฎหมายที่เกี่ยวข้อง"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, tracks: list[FactSource], laws: Any, issue: Issue | None, **kwargs: Any) -> None:
        begun: dict[str, Any] = {}
        if issue is not None:
            begun = {"words": issue.words, "finding": issue.finding, "provisions": list(issue.provisions)}
        super().__init__(*args, **{**kwargs, "initial": begun})
        self.tracks, self.issue = tracks, issue
        self.fields["provisions"].choices = laws  # type: ignore[attr-defined]
        for source in tracks:
            cell = issue.cell(source.track_id) if issue else Cell(source.track_id)
            self.fields[f"mark-{source.track_id}"] = forms.ChoiceField(
                label=source.name, choices=[("", source.state), *choices(MARKS)], required=False, initial=cell.mark
            )
            self.fields[f"quote-{source.track_id}"] = TextField(
                label=_("ถ้อยคำจากรายงานของ%(agency)s") % {"agency": source.name},
                rows=2,
                required=False,
                initial=cell.quote,
            )

    def made(self) -> Issue | None:
        """Return the issue, or None where the row was left empty."""
        data = self.cleaned_data
        if not data.get("words"):
            return None
        cells = tuple(
            Cell(one.track_id, data[f"mark-{one.track_id}"], data[f"quote-{one.track_id}"]) for one in self.tracks
        )
        return Issue(data["words"], data["finding"], tuple(data["provisions"]), cells)

    def pairs(self) -> list[tuple[FactSource, Any, Any]]:
        """Return each source with its mark and its passage, for the row of the table."""
        return [(one, self[f"mark-{one.track_id}"], self[f"quote-{one.track_id}"]) for one in self.tracks]


@login_required
def facts(request: HttpRequest, code: str) -> HttpResponse:
    """Set the facts side by side; the first time it is the act of compiling."""
    by, now = actor_of(request), timezone.now()
    file = file_for(code, by)
    if file.procedure.page != PAGE:
        raise Http404
    petition = petition_of(file, by)
    if not petition.office:
        raise Http404
    may = {one.move.code for one in file.main.doable}
    tracks, laws, kept = sources(file), law_choices(legal_date(now)), issues_of(file)
    typed = request.POST if request.method == "POST" else None
    rows: list[Issue | None] = [*kept, *[None] * (2 if not kept else 1)][:MOST_ISSUES]
    forms_of = [
        IssueForm(typed, prefix=f"issue-{number}", tracks=tracks, laws=laws, issue=issue)
        for number, issue in enumerate(rows)
    ]
    extra = forms.Form(typed)
    extra.fields["law"] = TextField(label=_("ข้อกฎหมายและข้อพิจารณา"), rows=4, required=False, initial=petition.law)
    if typed is not None and all(one.is_valid() for one in forms_of) and extra.is_valid():
        issues = [issue for issue in (one.made() for one in forms_of) if issue is not None]
        act = opinions.compile_issues if "compile" in may and "keep" not in typed else opinions.amend_issues
        try:
            act(
                matter_id=file.matter.pk,
                by=by,
                at=now,
                seen=seen_in(typed),
                issues=issues,
                law=extra.cleaned_data["law"],
            )
        except UnableToAct as refused:
            extra.add_error(None, str(refused))
        else:
            sent(request, _("บันทึกประมวลข้อเท็จจริงแล้ว"), draft=f"facts-{code}")
            return redirect("petition_facts" if "keep" in typed else "petition_matter", code=code)
    context = {
        "file": file,
        "petition": petition,
        "sources": tracks,
        "rows": forms_of,
        "kept": kept,
        "table": fact_table(kept, tracks, dict(laws)),
        "extra": extra,
        "may_compile": "compile" in may,
        "may_amend": "amend_facts" in may,
    }
    return render(request, "petitions/desk/facts.html", context, status=200 if typed is None else 422)
