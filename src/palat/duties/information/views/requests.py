"""The desk of requests: what the list, the counter and the file of a request show and ask."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.duties.information.acts.table import REQUEST_ACTS
from palat.duties.information.forms.requests import CounterForm
from palat.duties.information.next_steps import STEPS, idle_of
from palat.duties.information.operations.intake import receive_request
from palat.duties.information.procedure.request import REQUEST_1
from palat.duties.information.procedure.words import CHANNELS, KINDS
from palat.duties.information.queries.listing import TAKERS, UNIT
from palat.duties.information.queries.persons import person_behind
from palat.duties.information.queries.request import Shown, request_of
from palat.duties.information.views.ways_back import HOME
from palat.kernel.calendar.counting import legal_date
from palat.kernel.casework.desk import CaseDesk, Take
from palat.kernel.casework.listing import Listed
from palat.kernel.casework.sealed import Sealed
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.pages.filters import ChoiceFilter
from palat.kernel.pages.listing import Column
from palat.kernel.pages.text import choices


def shown_of(file: MatterFile, _by: Actor) -> Shown:
    """Return what is read of a request today."""
    return request_of(file, legal_date(timezone.now()))


def lines_of(_file: MatterFile, shown: Shown) -> dict[int, Any]:
    """Return what is shown of each part, and of each third party."""
    return {**{one.id: one for one in shown.parts}, **shown.parties}


REQUESTS = CaseDesk(
    procedure=REQUEST_1.code,
    address="information/requests",
    title=gettext_lazy("คำขอข้อมูลข่าวสาร"),
    units=(UNIT,),
    over=HOME,
    acts=REQUEST_ACTS,
    take=Take(
        gettext_lazy("รับคำขอ"),
        CounterForm,
        receive_request,
        TAKERS,
        title=gettext_lazy("รับคำขอข้อมูลข่าวสาร"),
        done=gettext_lazy("รับคำขอแล้ว"),
        arguments=lambda form: {"asked": form.asked()},
    ),
    listed=Listed(
        columns=(Column(code="kind", label=gettext_lazy("ชนิดของคำขอ"), value=lambda one: _(dict(KINDS)[one.kind])),),
        filters=(
            ChoiceFilter(code="kind", label=gettext_lazy("ชนิดของคำขอ"), choices=lambda: choices(KINDS)),
            ChoiceFilter(
                code="channel",
                label=gettext_lazy("ช่องทาง"),
                field="information__channel",
                choices=lambda: choices(CHANNELS),
            ),
        ),
        related=("information",),
    ),
    steps=STEPS,
    sealed=Sealed(gettext_lazy("ผู้ขอ"), person_behind),
    template="information/desk/request.html",
    shown=shown_of,
    lines=lines_of,
    idle=idle_of,
)
