"""Proposing a document that was handed over on a request to the register of publications."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.duties.information.forms.publications import ReleasedForm
from palat.duties.information.operations.publishing_released import propose_released
from palat.duties.information.procedure.request import REQUEST_1
from palat.duties.information.queries.public_gate import publishable
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.desk.pages import file_for
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.pages.acting import acted
from palat.kernel.pages.shapes import Crumb


@login_required
def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the document and say what it is; a copy of it goes through the gate of the register."""
    by = actor_of(request)
    file = file_for(code, by, procedure=REQUEST_1.code)
    if not file.may_make("propose_publication"):
        raise Http404
    materials = [(one.pk, one.attachment.name) for one in publishable(file.matter.pk)]
    form = ReleasedForm(
        request.POST if request.method == "POST" else None,
        today=legal_date(timezone.now()),
        materials=materials,
        initial={"class_code": "9_8", "title_th": file.matter.subject},
    )

    def act() -> str:
        data = form.cleaned_data
        found = propose_released(
            matter_id=file.matter.pk,
            material_id=data["material"],
            entry=form.entry(),
            note=data["note"],
            by=by,
            at=timezone.now(),
        )
        return reverse("information_publication", args=[found.pk])

    done = acted(request, form, act, _("เสนอเผยแพร่แล้ว รออนุมัติ"), refusals=(UnableToAct,))
    if done:
        return done
    context = {
        "form": form,
        "files": False,
        "title": _("เสนอเผยแพร่ต่อสาธารณะ"),
        "words": _("สิ่งที่เปิดเผยแก่คนหนึ่งแล้ว เปิดให้ทุกคนอ่านได้โดยไม่ต้องขออีก")
        if materials
        else _("ยังไม่มีเอกสารที่ส่งมอบแล้วและเผยแพร่ได้"),
        "button": _("เสนอ"),
        "draft": f"publish-{code}",
        "back": desk_url(file.matter),
        "crumbs": [
            Crumb(_("คำขอ"), reverse("information_request_list")),
            Crumb(file.matter.subject, desk_url(file.matter)),
        ],
    }
    return render(request, "information/desk/publication_form.html", context, status=422 if form.is_bound else 200)
