"""Which answers an agency may give on a track now, by whom, and the drafts of them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from palat.kernel.agencies.models import Draft, DraftFile
from palat.kernel.agencies.procedure import ACCEPT, OPEN_DRAFTS, WRITTEN
from palat.kernel.agencies.queries.inbox import roles_in
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Track
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.procedure import Move, TrackType
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.organisation.agency_side import APPROVERS, WRITERS, is_held_back
from palat.kernel.organisation.queries import approval_of


def kind_of(track: Track) -> TrackType:
    """Return the type of a track in the procedure of its matter."""
    return procedure_of(track.matter.procedure, track.matter.version).track(track.type)


def moves_now(track: Track) -> dict[str, Move]:
    """Return the answers that a track takes now, by what each is among an agency's answers."""
    kind = kind_of(track)
    state = kind.state(track.state)
    return {move.answers: move for move in kind.moves if move.answers and move.leads_from(state)}


def move_for(track: Track, answer: str) -> str:
    """Return the move by which a track is answered so. Raises: UnableToAct where it takes no such answer at all."""
    found = next((move.code for move in kind_of(track).moves if move.answers == answer), None)
    if found is None:
        raise UnableToAct(_("เรื่องชนิดนี้ตอบเช่นนี้ไม่ได้"))
    return found


def state_label(track: Track) -> str:
    """Return the state of a track in words."""
    return _(kind_of(track).state(track.state).label)


def type_label(track: Track) -> str:
    """Return what kind of request a track is, in words."""
    return _(kind_of(track).label)


@dataclass(frozen=True)
class May:
    """What someone may do about a track now: answers given at once, answers drafted for an approver."""

    accept: bool
    at_once: tuple[tuple[str, str], ...]  # what it is among answers, its label
    drafts: tuple[tuple[str, str], ...]
    approves: bool


def may_answer(track: Track, by: Actor) -> May:
    """Return what someone may do about a track now, by role and by the agency's own rule; the act asks again."""
    agency_id = track.agency_id or 0
    roles, now, approval = roles_in(by, agency_id), moves_now(track), approval_of(agency_id)
    at_once, drafts = [], []
    for answer in WRITTEN:
        move = now.get(answer)
        if move is None:
            continue
        may = roles & {one.role for one in move.who}
        pair = (answer, _(move.label))
        if may and (not is_held_back(approval, answer) or may & APPROVERS):
            at_once.append(pair)
        elif roles & WRITERS:
            drafts.append(pair)
    accept = now.get(ACCEPT)
    return May(
        accept=accept is not None and bool(roles & {one.role for one in accept.who}),
        at_once=tuple(at_once),
        drafts=tuple(drafts),
        approves=bool(roles & APPROVERS),
    )


def open_draft(track_id: int) -> Draft | None:
    """Return the draft of a track that is still open."""
    found = Draft.objects.filter(track_id=track_id, state__in=OPEN_DRAFTS)
    return found.select_related("author", "changed_by", "decided_by").prefetch_related("files").first()


def file_of_draft(track_id: int, number: int) -> DraftFile | None:
    """Return a file of a draft that was written on a track."""
    return DraftFile.objects.select_related("file").filter(draft__track_id=track_id, pk=number).first()


def drafts_of(track_id: int) -> QuerySet[Draft]:
    """Return every draft that was written on a track, newest first."""
    return Draft.objects.filter(track_id=track_id).select_related("author", "decided_by").order_by("-pk")
