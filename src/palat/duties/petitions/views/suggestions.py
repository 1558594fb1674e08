"""What was proposed by machine, how much of it officers took, and which classifier proposes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palat.duties.petitions.procedure.contacts import READERS
from palat.duties.petitions.queries.acceptance import Tenth, Week, kept_words, tenths_when_tried, weeks
from palat.duties.petitions.views.contacts import with_role
from palat.kernel.language.queries.classifying import Version, learnt
from palat.kernel.reports.charts import Chart, kept_word


@dataclass(frozen=True)
class Group:
    """What is shown of one target."""

    code: str
    label: str
    weeks: Sequence[Week]
    versions: Sequence[Version]
    tenths: Sequence[tuple[str, Sequence[Tenth]]]

    @property
    def chart(self) -> Chart:
        """How often it was right when it said how likely it was."""
        words = _("ระบบบอกว่าจะตรงเพียงใด เทียบกับที่ตรงจริง: %(target)s") % {"target": self.label}
        series = {name: [(one.told, one.right, one.cases) for one in tenths] for name, tenths in self.tenths}
        return kept_word(words, series, told=_("ระบบบอกว่าจะตรง"), came_true=_("ตรงจริง"))


@require_safe
@login_required
def acceptance(request: HttpRequest) -> HttpResponse:
    """Proposals of the last weeks by target: taken, among the first five, unsure, told and right."""
    with_role(request, READERS)
    targets = (("category", _("ประเภทเรื่อง")), ("agency", _("หน่วยงาน")))
    groups = [_group(code, label) for code, label in targets]
    return render(request, "petitions/suggestions/acceptance.html", {"groups": groups})


def _group(code: str, label: str) -> Group:
    now = timezone.now()
    versions = learnt(code)
    tried = next((tenths_when_tried(one) for one in versions if one.in_force), [])
    found = ((_("ลองกับเรื่องที่กันไว้"), tried), (_("เจ้าหน้าที่ตัดสินใน 12 สัปดาห์"), kept_words(code, at=now)))
    return Group(code, label, weeks(code, at=now), versions, [one for one in found if one[1]])
