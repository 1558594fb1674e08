"""The desk of complaints and checks: what the list, the counter and the file of one show and ask."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.acts.complaints import COMPLAINT_ACTS
from palat.duties.information.complaint_steps import STEPS, idle_of
from palat.duties.information.forms.complaints import CounterComplaint
from palat.duties.information.operations.complaints.intake import receive_complaint
from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT, FINDINGS, KINDS
from palat.duties.information.procedure.words import CHANNELS
from palat.duties.information.queries.complaints.listing import OFFICE, TAKERS
from palat.duties.information.queries.complaints.page import ShownComplaint, complaint_of, tracks_of
from palat.duties.information.queries.persons import person_behind
from palat.duties.information.views.ways_back import HOME
from palat.kernel.calendar.counting import legal_date
from palat.kernel.casework.desk import CaseDesk, Take
from palat.kernel.casework.listing import Listed
from palat.kernel.casework.sealed import Sealed
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.organisation.queries import agency_choices
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Column
from palat.kernel.pages.text import choices

TYPES = ((COMPLAINT, gettext_lazy("ร้องเรียน (มาตรา 13)")), (CHECK, gettext_lazy("ขอให้ตรวจสอบ (มาตรา 33)")))


def shown_of(file: MatterFile, _by: Actor) -> ShownComplaint:
    """Return what is read of a complaint."""
    return complaint_of(file)


COMPLAINTS = CaseDesk(
    procedure=COMPLAINT,
    also=(CHECK,),
    address="information/complaints",
    title=gettext_lazy("เรื่องร้องเรียนและการตรวจสอบ"),
    units=(OFFICE,),
    over=HOME,
    acts=COMPLAINT_ACTS,
    take=Take(
        gettext_lazy("รับเรื่องร้องเรียน"),
        CounterComplaint,
        receive_complaint,
        TAKERS,
        title=gettext_lazy("รับเรื่องร้องเรียนตามกฎหมายข้อมูลข่าวสาร"),
        done=gettext_lazy("รับเรื่องร้องเรียนแล้ว"),
        arguments=lambda form, files: {"complained": form.complained(files=files)},
        files=True,
    ),
    listed=Listed(
        columns=(
            Column(code="kind", label=gettext_lazy("เหตุที่ร้องเรียน"), value=lambda one: _(dict(KINDS)[one.kind])),
            Column(code="agency", label=gettext_lazy("หน่วยงาน"), value=lambda one: name_of(one.complaint.agency)),
        ),
        filters=(
            ChoiceFilter(code="procedure", label=gettext_lazy("ประเภท"), choices=TYPES),
            ChoiceFilter(code="kind", label=gettext_lazy("เหตุที่ร้องเรียน"), choices=lambda: choices(KINDS)),
            ChoiceFilter(
                code="agency",
                label=gettext_lazy("หน่วยงาน"),
                field="complaint__agency",
                choices=lambda: agency_choices(legal_date(timezone.now())),
            ),
            ChoiceFilter(
                code="found",
                label=gettext_lazy("ผลการพิจารณา"),
                field="complaint__found",
                choices=lambda: choices(FINDINGS),
            ),
            ChoiceFilter(
                code="channel",
                label=gettext_lazy("ช่องทาง"),
                field="complaint__channel",
                choices=lambda: choices(CHANNELS),
            ),
        ),
        related=("complaint__agency",),
        tabs=lambda _by: ((gettext_lazy("ขอให้ตรวจสอบ (มาตรา 33)"), f"procedure={CHECK}"),),
    ),
    steps=STEPS,
    sealed=Sealed(gettext_lazy("ผู้ร้องเรียน"), person_behind),
    template="information/desk/complaint.html",
    shown=shown_of,
    lines=tracks_of,
    idle=idle_of,
)
