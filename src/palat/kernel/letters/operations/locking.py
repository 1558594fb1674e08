"""One letter under lock: what must hold before an act on it, and how the act is recorded on its matters."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.models import Letter
from palat.kernel.letters.moves import STATES
from palat.kernel.letters.procedure import BadLetter, PersonMustWrite, UnknownCategory
from palat.kernel.letters.queries import letter_data, matter_ids
from palat.kernel.letters.shapes import SHAPES, missing
from palat.kernel.letters.text.first_words import BLANK
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct, acting_on_many
from palat.kernel.organisation.queries import agency_by_id


def locked(letter_id: int) -> Letter:
    """Return a letter under lock, with its petitioner and signer."""
    return Letter.objects.select_for_update(of=("self",)).select_related("person", "signed_by").get(pk=letter_id)


def record(
    letter: Letter,
    move: str,
    *,
    by: Actor,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
) -> str:
    """Make a move on every matter of a letter; return what it relied upon. Raises: as `Act.move`."""
    told = {"letter": letter.pk, "letter_kind": letter.kind, **(facts or {})}
    with acting_on_many(matter_ids=matter_ids(letter), by=by, at=at) as acts:
        for act in acts:
            act.move(move, facts=told, body=body)
        return acts[0].basis


def require_state(letter: Letter, states: Sequence[str]) -> None:
    """Refuse an act on a letter that is in another state."""
    if letter.state not in states:
        raise UnableToAct(_("ทำไม่ได้ขณะหนังสืออยู่ในสถานะ “%(state)s”") % {"state": _(STATES[letter.state])})


def require_revision(letter: Letter, revision: int | None) -> None:
    """Refuse an act on a wording that someone changed since it was read."""
    if revision is not None and revision != letter.revision:
        raise UnableToAct(_("หนังสือถูกแก้ไขหลังจากที่คุณเปิดหน้านี้ โปรดอ่านฉบับล่าสุดก่อน"))


def require_whole(letter: Letter) -> None:
    """Refuse a letter that could not be set on paper."""
    if letter.person_id is None and not letter.addressee.strip() and SHAPES[letter.form].addressee:
        if letter.agency_id is None:
            raise UnableToAct(_("หนังสือต้องมีผู้รับ"))
        letter.addressee = agency_by_id(letter.agency_id).name_th
    try:
        name = "-" if letter.person_id else ""  # whoever it is: the words that mask the name are not asked for
        letter_data(letter, today=legal_date(letter.drafted_at), name=name, numbered=False)
    except (BadLetter, PersonMustWrite, UnknownCategory) as refusal:
        raise refused(refusal) from refusal


def require_filled(letter: Letter) -> None:
    """Refuse to lay before the signers what its form cannot do without, or what still has a blank to fill."""
    if lacking := missing(letter.form, letter.particulars):
        raise UnableToAct(_("ยังไม่ได้กรอก %(fields)s") % {"fields": ", ".join(_(one) for one in lacking)})
    if BLANK in " ".join([letter.subject, letter.addressee, *_texts(letter.content)]):
        raise UnableToAct(_("ยังมีที่ว่าง “[…]” ให้เติม โปรดเติมหรือลบออกก่อน"))


def _texts(content: Iterable[Mapping[str, Any]]) -> list[str]:
    return [str(one.get("text", "")) for one in content]


def refused(refusal: Exception) -> UnableToAct:
    """Return the refusal of an act for what no letter can be, in words for the user."""
    if isinstance(refusal, UnknownCategory):
        return UnableToAct(_("ไม่มีคำขึ้นต้นและคำลงท้ายสำหรับผู้รับประเภทนี้"))
    return UnableToAct(_(str(refusal)))
