"""What comes back to notices on petitions: an answer by mail, or word that the petitioner was not reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.petitions.operations import citizens, outgoing
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.tracks import code_of, officer_of
from palat.kernel.notices.operations.telling import tell_official
from palat.kernel.notices.queries.outbox import told_lately
from palat.kernel.pages.pieces import spaced


def take(*, matter_id: int, text: str, files: Sequence[tuple[int, str]], at: datetime) -> bool:
    """Add an answer to the facts of a petition, as if written on its page. False: it takes none any more."""
    try:
        with transaction.atomic():
            citizens.add_facts(matter_id=matter_id, by=citizen(matter_id), at=at, text=text, files=tuple(files))
    except UnableToAct:
        _say_not_taken(matter_id, at)
        return False
    return True


def _say_not_taken(matter_id: int, at: datetime) -> None:
    """Say that an answer could not be added, once a day at most: two machines must not write to each other."""
    if not told_lately(about=f"matter:{matter_id}", kind="petition.not_taken", since=at - timedelta(days=1)):
        outgoing.tell_petitioner(matter_id=matter_id, what="not_taken", at=at)


def tell_not_reached(*, matter_id: int, at: datetime, surely: bool = True) -> None:
    """Tell the officer who holds a petition that a notice did not reach the petitioner, or perhaps did not."""
    officer_id = officer_of(matter_id)
    if officer_id is None:
        return
    code = code_of(matter_id)
    words = _("แจ้งผู้ร้องไม่ถึง โปรดติดต่อทางอื่น %(code)s") if surely else _("ไม่แน่ว่าแจ้งผู้ร้องถึง โปรดติดต่อทางอื่น %(code)s")
    subject = words % {"code": spaced(code)}
    tell_official(official_id=officer_id, subject=subject, link=reverse("petition_matter", args=[code]), at=at)
