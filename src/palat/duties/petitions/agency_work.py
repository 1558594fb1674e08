"""What petitions bring to the agencies' side: what is asked, and the operation behind each answer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.duties.petitions.operations import promises, referrals
from palat.duties.petitions.procedure.words import CLOSINGS
from palat.duties.petitions.queries.asked import AskedOf, asked_of, message_to
from palat.kernel.agencies.procedure import Answer
from palat.kernel.history.queries import events_of
from palat.kernel.matters.authority import Actor
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
