"""Requests for too much or too often without reason (มาตรา 11): one official proposes, another decides."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.operations.handling import tell
from palat.duties.information.operations.ordering import drop_the_rest
from palat.duties.information.queries.excessive import repeated_with
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting_on_many
from palat.kernel.matters.queries.file import bare_file


def propose_excessive(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str, all_same: bool = False
) -> int:
    """Propose not to pursue a request, with the reason; with all others of that day that are the same, if wished.

    Returns how many. Raises: UnableToAct without a reason.
    """
    return _on_same(matter_id, by, at, seen, words, all_same, move="propose_excessive", frm=("received", "considering"))


def refuse_excessive(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str, all_same: bool = False
) -> int:
    """Decide, as another than who proposed it, that a request is not pursued; the requester reads the reason."""
    return _on_same(matter_id, by, at, seen, words, all_same, move="refuse_excessive", frm=PROPOSED)


def decline_excessive(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str, all_same: bool = False
) -> int:
    """Do not agree: the request is pursued."""
    return _on_same(matter_id, by, at, seen, words, all_same, move="decline_excessive", frm=PROPOSED)


PROPOSED = ("excessive_proposed",)


def _on_same(
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None,
    words: str,
    all_same: bool,
    *,
    move: str,
    frm: Sequence[str],
) -> int:
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    same = repeated_with(bare_file(matter_id).matter).matter_ids if all_same else (matter_id,)
    read = {matter_id: seen} if seen is not None else {}
    with acting_on_many(matter_ids=same, by=by, at=at, seen=read) as acts:
        some = [act for act in acts if act.matter.pk == matter_id or act.matter.state in frm]
        for act in some:
            _make(act, move, words, len(some))
    return len(some)


def _make(act: Act, move: str, words: str, together: int) -> None:
    told = "to_petitioner" if move == "refuse_excessive" else "words"
    act.move(move, facts={"together": together}, body={told: words})
    if move == "refuse_excessive":
        act.matter.closing = "excessive"
        drop_the_rest(act)
        tell(act, "decided")
