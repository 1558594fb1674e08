"""The procedure of a citizen's petition (เรื่องราวร้องทุกข์), as data that an official can read.

Sources: ระเบียบสำนักนายกรัฐมนตรีว่าด้วยการจัดการเรื่องราวร้องทุกข์ พ.ศ. 2552 and the Office's own
practice. Every limit is a dated row of `calendar`, named here by its code only.
"""

from palat.duties.petitions.procedure.moves.handling import HANDLING
from palat.duties.petitions.procedure.moves.keeping import KEEPING
from palat.duties.petitions.procedure.moves.reopening import REOPENING
from palat.duties.petitions.procedure.moves.screening import SCREENING
from palat.duties.petitions.procedure.referral import REFERRAL_TRACK
from palat.duties.petitions.procedure.roles import AGENCY_SIDE, SUPERVISORS, WORKERS
from palat.duties.petitions.procedure.states import MAIN_STATES
from palat.kernel.matters.deciding import order_track
from palat.kernel.matters.procedure import MAIN, ClockStart, Procedure, TrackType


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


ORDER_TRACK = order_track(workers=WORKERS, supervisors=SUPERVISORS, agencies=AGENCY_SIDE)
MAIN_MOVES = (*SCREENING, *HANDLING, *REOPENING, *KEEPING)

PETITION_1 = Procedure(
    code="petition",
    version=1,
    duty="petitions",
    label=_("เรื่องราวร้องทุกข์"),
    tracks=(
        TrackType(MAIN, _("เรื่อง"), MAIN_STATES, MAIN_MOVES, initial="received"),
        REFERRAL_TRACK,
        ORDER_TRACK,
    ),
    starts=(ClockStart("screening", "petition.screening"),),
    phases=(
        ("received", _("รับเรื่อง")),
        ("considering", _("พิจารณา")),
        ("agencies", _("หน่วยงานดำเนินการ")),
        ("deciding", _("ประมวลและสั่งการ")),
        ("answered", _("แจ้งผล")),
    ),
    page="petition_matter",
    public_page="petition_track",
)
