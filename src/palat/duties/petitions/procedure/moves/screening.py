"""From the door: taking a petition up, asking for facts, refusing, answering at once."""

from palat.duties.petitions.procedure.guards import DANGER_LOOKED_INTO
from palat.duties.petitions.procedure.roles import AGENT, CITIZEN, HOLDER, SCREENERS, SHIFT, SUPERVISORS, WORKERS
from palat.duties.petitions.procedure.states import OPEN
from palat.kernel.matters.procedure import ClockStart, Move


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


SCREENING = (
    Move(
        "accept",
        _("รับไว้พิจารณา"),
        by=SCREENERS,
        frm=("received", "info_requested"),
        to="in_hand",
        stops=("screening", "info"),
        starts=(ClockStart("forward", "petition.referral"),),
        public=_("รับเรื่องไว้พิจารณา"),
        style="primary",
        bulk=True,
    ),
    Move(
        "ask_petitioner",
        _("ขอข้อเท็จจริงเพิ่มเติมจากผู้ร้อง"),
        by=(*SCREENERS, HOLDER),
        frm=("received", "in_hand"),
        to="info_requested",
        pauses=("screening", "forward"),
        starts=(ClockStart("info", "petition.info_request"),),
        public=_("ขอข้อเท็จจริงเพิ่มเติม"),
    ),
    Move(
        "add_facts",
        _("เพิ่มข้อเท็จจริง"),
        by=(CITIZEN, AGENT, *SCREENERS, *WORKERS),
        frm=(*OPEN, "merged"),
        or_to=("received", "in_hand"),
        from_final=True,  # one whose petition was merged still knows more; it reaches the case's officer
        public=_("ผู้ร้องเพิ่มข้อเท็จจริง"),
        conflicts=(),
        resumes=("screening", "forward"),
        stops=("info",),
    ),
    Move(
        "propose_refusal",
        _("เสนอไม่รับเรื่อง"),
        by=SCREENERS,
        frm=("received", "info_requested", "in_hand"),
        to="refusal_proposed",
        stops=("screening", "info"),
        starts=(ClockStart("refusal", "petition.refusal"),),
    ),
    Move(
        "approve_refusal",
        _("อนุมัติไม่รับเรื่องไว้พิจารณา"),
        by=SUPERVISORS,
        frm=("refusal_proposed",),
        to="not_accepted",
        not_by_maker_of=("propose_refusal",),
        guards=(DANGER_LOOKED_INTO,),
        public=_("ไม่รับเรื่องไว้พิจารณา พร้อมแจ้งเหตุผลและช่องทางอื่น"),
        style="danger",
    ),
    Move(
        "decline_refusal",
        _("ไม่เห็นชอบ ให้รับไว้พิจารณา"),
        by=SUPERVISORS,
        frm=("refusal_proposed",),
        to="in_hand",
        stops=("refusal",),
        starts=(ClockStart("forward", "petition.referral"),),
        public=_("รับเรื่องไว้พิจารณา"),
    ),
    Move(
        "note",
        _("รับทราบไว้ขั้นต้น"),
        by=(*SUPERVISORS, SHIFT),
        frm=("received", "in_hand"),
        to="noted",
        guards=(DANGER_LOOKED_INTO,),
        public=_("รับทราบไว้ขั้นต้น"),
        bulk=True,
    ),
    Move(
        "answer_at_once",
        _("ชี้แจงทันที"),
        by=(*SCREENERS, HOLDER),
        frm=("received", "in_hand"),
        to="answered",
        guards=(DANGER_LOOKED_INTO,),
        public=_("ชี้แจงแล้ว"),
    ),
)
