"""The concealed copy (ฉบับปกปิด): one person prepares the words that may leave the Office, another approves them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.duties.petitions.queries.concealing import APPROVE, KINDS, PREPARE, found_in, waiting_in
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting


def prepare(
    *,
    matter_id: int,
    by: Actor,
    at: datetime,
    seen: int | None = None,
    text: str,
    subject: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Event:
    """Prepare the words that may leave, and the subject that goes with them; nothing leaves by it yet.

    `reasons` say, for each kind of data that is still found, why it may stay. Raises: UnableToAct for an empty copy,
    or for what was found and has no reason.
    """
    if not text.strip():
        raise UnableToAct(_("ฉบับปกปิดต้องมีข้อความ"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require(PREPARE)
        subject = subject.strip() or act.matter.subject
        found = found_in(Petition.objects.get(pk=matter_id), subject=subject, text=text)
        said = {kind: (reasons or {}).get(kind, "").strip() for kind in found}
        _refuse_unsaid(kind for kind in found if not said[kind])
        return act.move(PREPARE, facts={"kinds": list(found)}, body={"subject": subject, "text": text, "reasons": said})


def approve(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None) -> Event:
    """Approve, as another person, the copy that was prepared: these words and this subject may leave the Office.

    The subject stands in letters, inboxes and lists, so it is replaced; what the petitioner wrote stays.
    Raises: UnableToAct where none waits, or where more is found in it by now than was given a reason.
    """
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        waiting = waiting_in(act.told())
        copy = waiting.body if waiting else {}
        event = act.move(
            APPROVE,
            facts={"prepared": waiting.seq} if waiting else None,
            body={"text": copy.get("text", ""), "subject_before": act.matter.subject},
            copy_prepared=bool(copy),
        )
        found = found_in(Petition.objects.get(pk=matter_id), subject=copy["subject"], text=copy["text"])
        _refuse_unsaid(kind for kind in found if not copy["reasons"].get(kind))
        act.matter.subject = copy["subject"]
        Petition.objects.filter(pk=matter_id).update(concealed_text=copy["text"], concealed_at=at)
        return event


def _refuse_unsaid(kinds: Iterable[str]) -> None:
    left = ", ".join(_(KINDS[kind]) for kind in kinds)
    if left:
        raise UnableToAct(_("ฉบับปกปิดยังมี: %(kinds)s โปรดลบออก หรือระบุเหตุผลที่ให้คงไว้") % {"kinds": left})
