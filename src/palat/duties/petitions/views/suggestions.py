"""What was proposed by machine, how much of it officers took, and which classifier proposes."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palat.duties.petitions.procedure.contacts import READERS
from palat.duties.petitions.queries.acceptance import versions, weeks
from palat.duties.petitions.views.contacts import with_role


@require_safe
@login_required
def acceptance(request: HttpRequest) -> HttpResponse:
    """Proposals of the last weeks by target: taken, among the first five, unsure, told and right."""
    with_role(request, READERS)
    now = timezone.now()
    targets = (("category", _("ประเภทเรื่อง")), ("agency", _("หน่วยงาน")))
    groups = [(label, weeks(code, at=now), versions(code)) for code, label in targets]
    return render(request, "petitions/suggestions/acceptance.html", {"groups": groups})
