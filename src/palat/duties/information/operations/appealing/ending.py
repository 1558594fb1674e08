"""What becomes of an appeal's request, of its third party and of its place on a list when the appeal ends."""

from datetime import datetime

from palat.duties.information.models import Appeal, Hearing, Request
from palat.duties.information.operations import ordering, third_parties
from palat.duties.information.procedure.appeal_words import ALLOWS, DISCLOSE, DISMISS, IN_PART, OBJECTION, WITHHOLD
from palat.kernel.matters.authority import SYSTEM
from palat.kernel.matters.operations.acts import Act

ORDERED = frozenset({"notified", "delivered", "closed"})


def end_without_ruling(act: Act, appeal: Appeal) -> None:
    """End what an appeal kept waiting that comes to no ruling: its place on a list, its third party's embargo."""
    Hearing.objects.filter(appeal=appeal, state="set").update(state="put_off")
    if appeal.party is not None and appeal.request_id is not None and appeal.party.track.state == "appealed":
        third_parties.appeal_ended(
            matter_id=appeal.request_id, track_id=appeal.party_id or 0, by=SYSTEM, at=act.at, words=act.matter.reference
        )


def carry_out(appeal: Appeal, outcome: str, words: str, at: datetime) -> None:
    """Carry a ruling out on our own request: let its third party's part go or stay, consider anew what was refused.

    Another agency carries it out itself, and reports it.
    """
    if appeal.request_id is None:
        return
    if appeal.matter.kind == OBJECTION:
        _rule_on_party(appeal, outcome, words, at)
    if outcome in {DISCLOSE, IN_PART, WITHHOLD}:
        _consider_again(appeal.request_id, words, at)


def _rule_on_party(appeal: Appeal, outcome: str, words: str, at: datetime) -> None:
    party = appeal.party
    if party is None or party.track.state != "appealed" or appeal.request_id is None:
        return  # what it concerned had left before the appeal, which was late
    act = {"matter_id": appeal.request_id, "track_id": party.pk, "by": SYSTEM, "at": at, "words": words}
    if outcome == DISMISS:
        third_parties.appeal_ended(**act)
    elif outcome in ALLOWS:
        third_parties.tribunal_allows(**act)
    else:
        third_parties.tribunal_bars(**act)


def _consider_again(request_id: int, words: str, at: datetime) -> None:
    """Open a request again whose order was made; one that is still considered goes on by itself."""
    state = Request.objects.values_list("matter__state", flat=True).get(pk=request_id)
    if state in ORDERED:
        ordering.reopen(matter_id=request_id, by=SYSTEM, at=at, words=words)
