"""Where a file lies in its chain of levels (แฟ้มเสนอ), who of them is barred, and what each of them said."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import UNIT_ROLES, Actor, presents_for
from palat.kernel.matters.models import Opinion, Submission
from palat.kernel.matters.operations.acts import Act, UnableToAct
from palat.kernel.organisation.procedure import ROLES, BasisUnknown, signature_of
from palat.kernel.organisation.queries import officials_holding, post_of_role, unit_and_above


def open_submission(act: Act) -> Submission:
    """Return the submission that lies open on the matter. Raises: UnableToAct if there is none."""
    submission = act.open_submission()
    if submission is None:
        raise UnableToAct(_("เรื่องนี้ไม่ได้อยู่ในแฟ้มเสนอ"))
    return submission


def is_barred_level(act: Act, role: str) -> bool:
    """Say whether everyone who holds a level today is barred from the matter (accused, related, own office)."""
    bars = list(act.bars)
    if not bars:
        return False
    officials, agencies = {bar.official_id for bar in bars}, {bar.agency_id for bar in bars} - {None}
    units = unit_and_above(act.matter.unit_id) if role in UNIT_ROLES else ()
    holders = list(officials_holding(role, on=legal_date(act.at), unit_ids=units))
    return bool(holders) and all(one.official_id in officials or one.post.agency_id in agencies for one in holders)


def next_step(act: Act, chain: Sequence[str], start: int) -> int | None:
    """Return the first level from one on that is not barred: the matter leaves the others' queue by rule."""
    return next((step for step in range(start, len(chain)) if not is_barred_level(act, chain[step])), None)


def lay_before(act: Act, submission: Submission, step: int) -> None:
    """Lay a file before a level of its chain, as one that nobody there has seen."""
    submission.step, submission.role = step, submission.chain[step]
    submission.opened_at = submission.presented_at = None
    submission.place, submission.decision, submission.words, submission.way = 0, "", "", ""
    submission.recorded = {}
    act.alter(submission)
    act.step_role = submission.role
    act.reorder()


def leave_barred(act: Act) -> None:
    """Take an open file away from a level that has just been barred: to the next one.

    Raises: UnableToAct when no level is left; the file must first be returned and laid before others.
    """
    submission = act.open_submission()
    if submission is None or not is_barred_level(act, submission.role):
        return
    step = next_step(act, submission.chain, submission.step + 1)
    if step is None:
        raise UnableToAct(_("แฟ้มอยู่ที่ระดับสุดท้ายของลำดับ โปรดส่งคืนแฟ้มแล้วเสนอระดับที่สูงกว่าก่อน"))
    lay_before(act, submission, step)


def opened(*, submission_id: int, at: datetime) -> None:
    """Remember that the present decider opened the file: only that, never for how long."""
    Submission.objects.filter(pk=submission_id, opened_at=None, decided_at=None).update(opened_at=at)


def arrange(*, submission_ids: Sequence[int], by: Actor) -> None:
    """Put the files of one's deciders in an order. Others' files among them are left as they are."""
    roles = presents_for(by.authority) if by.authority is not None else frozenset()
    for place, submission_id in enumerate(submission_ids, start=1):
        Submission.objects.filter(pk=submission_id, decided_at=None, role__in=roles).update(place=place)


def opine(act: Act, submission: Submission, what: str, words: str) -> None:
    """Keep what the present level said, with the capacity in which it was said."""
    authority = act.by.authority
    if authority is None:
        return
    recorded = submission.recorded or {}
    on_screen = not recorded or what != "decide"
    act.add(
        Opinion(
            id=ids.take(),
            submission_id=submission.pk,
            step=submission.step,
            official_id=authority.official_id,
            post=(_capacity(act) if on_screen else _post_of(submission.role))[:300],
            act=what,
            words=words,
            at=act.at,
            opened=submission.opened_at is not None if on_screen else None,
            recorded_by_id=None if on_screen else recorded.get("by"),
        )
    )


def _capacity(act: Act) -> str:
    """Return post and capacity that the act relied upon, as they stand under a signature, without the name."""
    if act.by.authority is None:
        return ""
    try:
        return " ".join(signature_of(act.by.authority, act.basis)[1:])
    except BasisUnknown:
        return ""


def _post_of(role: str) -> str:
    post = post_of_role(role)
    return post.title_th if post else _(ROLES[role].label)


def settle(submission: Submission, act: Act, *, decision: str, words: str, way: str) -> None:
    """Close a file with what was decided, by the level before which it lay."""
    submission.decision, submission.words, submission.way = decision, words, way
    submission.decided_at, submission.decided_role = act.at, submission.role
    act.alter(submission)
