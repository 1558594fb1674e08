"""What this duty brings to letters: first words. The kernel discovers it."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Complaint, Request
from palat.duties.information.operations import drafting
from palat.duties.information.operations.appealing import wording as appeals
from palat.duties.information.operations.complaints import drafting as complaints
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.moves import Draft
from palat.kernel.letters.queries import SignedLetter
from palat.kernel.letters.text.first_words import plain
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.file import MatterFile


class Correspondence:
    """Letters of official information."""

    sets_going: frozenset[str] = frozenset()

    def read_ahead(self, files: Sequence[MatterFile]) -> None:
        """Read the requests of many matters at once."""
        prefetch_related_objects([file.matter for file in files], "information", "complaint", "information_appeal")

    def first_draft(self, kind: str, *, file: MatterFile, agency_id: int | None, at: datetime) -> Draft:
        """Return the first words of a letter on a request. Raises: UnableToAct where there are none."""
        if kind == "memo":
            return plain(kind, agency_id=None, on=legal_date(at))
        request = _request_of(file)
        if kind == "information_decision" and request is not None:
            if file.matter.state not in {"decided", "notified", "delivered", "closed"}:
                raise UnableToAct(_("ยังไม่มีคำสั่งตามคำขอนี้"))
            return drafting.decision(file.matter, request, at)
        complaint = _complaint_of(file)
        if kind == "information_opinion" and complaint is not None:
            if complaint.opined_on is None:
                raise UnableToAct(_("ยังไม่มีความเห็นในเรื่องนี้"))
            return complaints.letter_of_opinion(file.matter, complaint, agency_id=agency_id, at=at)
        appeal = _appeal_of(file)
        if kind == "tribunal_ruling" and appeal is not None:
            return appeals.ruling_to(file.matter, appeal, agency_id=agency_id, at=at)
        raise UnableToAct(_("หนังสือชนิดนี้จัดทำเมื่อดำเนินการในขั้นนั้น ไม่ออกเป็นรายเรื่อง"))

    def person_of(self, file: MatterFile) -> int | None:
        """Return the requester, complainant or appellant who gave a name."""
        row = _request_of(file) or _complaint_of(file) or _appeal_of(file)
        return row.person_id if row else None

    def on_signed(self, letter: SignedLetter, *, at: datetime) -> None:
        """Set nothing going: an order is made at the desk, its letter tells of it."""


def _request_of(file: MatterFile) -> Request | None:
    return getattr(file.matter, "information", None)


def _complaint_of(file: MatterFile) -> Complaint | None:
    return getattr(file.matter, "complaint", None)


def _appeal_of(file: MatterFile) -> Appeal | None:
    return getattr(file.matter, "information_appeal", None)
