"""What petitions bring to the agencies' side: what is asked, and the operation behind each answer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.forms import Field
from django.utils.translation import gettext as _

from palat.duties.petitions.acts.by_procedure import ACTS_OF
from palat.duties.petitions.operations import promises, referrals
from palat.duties.petitions.procedure.promise import PROMISE
from palat.duties.petitions.procedure.words import CLOSINGS
from palat.duties.petitions.queries.asked import AskedOf, asked_of, message_to
from palat.kernel.agencies.procedure import Answer
from palat.kernel.history.queries import events_of
from palat.kernel.jobs.operations import enqueue
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.operations import orders
from palat.kernel.matters.queries.file import MatterFile, TrackView

Make = Callable[..., Any]
ANSWERS: dict[str, tuple[Make, Callable[[Answer], dict[str, Any]]]] = {
    "agency_accept": (referrals.agency_accept, lambda _said: {}),
    "agency_return": (referrals.agency_return, lambda said: {"words": said.words, "suggests": said.suggests}),
    "agency_ask": (referrals.agency_ask, lambda said: {"words": said.words}),
    "agency_progress": (referrals.agency_progress, lambda said: {"words": said.words}),
    "agency_report": (
        referrals.agency_report,
        lambda said: {"report": referrals.Report(said.words, said.result, said.files)},
    ),
    "order_acknowledge": (orders.acknowledge, lambda _said: {}),
    "order_report": (orders.report, lambda said: {"words": said.words}),
    "promise_report": (promises.report, lambda said: {"words": said.words}),
}
LINK_ANSWERS = (
    *("agency_accept", "agency_report", "agency_progress", "agency_ask", "agency_return"),
    *("order_report", "order_acknowledge", "promise_report"),
)
TOLD_AS = {ORDER: "order", PROMISE: "promise"}  # by the track, what its agency is told of
TAKES_FILES = frozenset({"agency_report"})  # files become part of the act itself; of others they are laid beside it


class AgencyWork:
    """Answers to petitions, demands of groups, orders and promises."""

    results = CLOSINGS
    takes_files = TAKES_FILES

    def asked(self, file: MatterFile, view: TrackView, by: Actor) -> AskedOf:
        """Return what is asked on a track."""
        return asked_of(file, view, by)

    def message(self, file: MatterFile, view: TrackView) -> str:
        """Return what the officer wrote when the matter was sent to the agency of a track."""
        return message_to(view.track.agency_id, events_of(f"matter:{file.matter.pk}"))

    def figures(self, file: MatterFile, view: TrackView, move: str) -> Mapping[str, Field]:
        """Ask for no figures."""
        return {}

    def why_not_onward(self, file: MatterFile) -> str:
        """Keep accusations where they were sent: they leave by signed letter only, as they came."""
        if file.matter.kind in {"accusation", "tip_off"}:
            return _("เรื่องร้องเรียนกล่าวโทษและแจ้งเบาะแสไม่ส่งต่อออกนอกหน่วยงานผ่านระบบ โปรดทำเป็นหนังสือลงนาม")
        return ""

    def answer(
        self, move: str, *, matter_id: int, track_id: int, by: Actor, at: datetime, seen: int | None, answer: Answer
    ) -> None:
        """Make an agency's move with what it says."""
        make, values = ANSWERS[move]
        make(matter_id=matter_id, track_id=track_id, by=by, at=at, seen=seen, **values(answer))

    def link_acts(self, file: MatterFile) -> Mapping[str, DeskAct]:
        """Return the answers that a single-use link takes."""
        acts = ACTS_OF[file.procedure.code]
        return {code: acts[code] for code in LINK_ANSWERS if code in acts}

    def send_link_again(self, track_id: int, type: str) -> None:
        """Tell the agency anew of what it is still to report on."""
        enqueue("petitions.tell_agency", track_id=track_id, what=TOLD_AS.get(type, "referral"))
