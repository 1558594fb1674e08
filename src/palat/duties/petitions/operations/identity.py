"""Opening who a petitioner is: the one way, an act on the matter with its purpose, refused to whoever has no need."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.queries.identity import OPEN_ADDRESS, OPEN_IDENTITY, OPENINGS, POSTING, opened_by
from palat.duties.petitions.queries.visits import person_behind
from palat.kernel.identities.queries import fields_given
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct, acting
from palat.kernel.matters.operations.opening import unseal


def open_identity(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    purpose: str,
    words: str = "",
    move: str = OPEN_IDENTITY,
    track_id: int = 0,
) -> dict[str, str]:
    """Open the petitioner's identity as far as the act allows; the matter and the seal both keep that it was done.

    The event names fields and purpose, never what they say; the reason in words lies with the seal alone.
    Raises: UnableToAct, NotAuthorised; UnableToReveal without a purpose.
    """
    if move not in OPENINGS:
        raise UnableToAct(_("ไม่พบการดำเนินการนี้"))
    row = Petition.objects.get(pk=matter_id)
    purpose = POSTING if move == OPEN_ADDRESS else purpose
    with acting(matter_id=matter_id, by=by, at=at) as act:
        fields = opened_by(move, row, act.matter.kind)
        track = act.track(track_id) if track_id else None
        act.move(move, track=track, facts={"fields": list(fields), "purpose": purpose})
        return unseal(act, row.person_id, fields, purpose, words)


def open_statement(*, matter_id: int, statement_id: int, by: Actor, at: datetime, words: str) -> dict[str, str]:
    """Open who gave a statement on a visit, to those who may open the petitioner, with the reason in words.

    Raises: UnableToAct for a statement not of this matter, NotAuthorised; UnableToReveal without a reason.
    """
    person_id = person_behind(matter_id, statement_id)
    fields = sorted(fields_given(person_id)) if person_id is not None else []
    with acting(matter_id=matter_id, by=by, at=at) as act:
        act.move(OPEN_IDENTITY, facts={"statement": statement_id, "fields": fields, "purpose": "other"})
        return unseal(act, person_id, fields, "other", words)
