"""Publishing a ruling without names: one person makes the public text, another reads it and lets it out."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Ruling
from palat.duties.information.queries.appealing.naming import LEAST_TEXT, named_in
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Event, UnableToAct, acting


def prepare_public(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, title: str, text: str) -> Event:
    """Write the text that anybody may read; what is published already is taken down by it. Raises: UnableToAct."""
    if not title.strip() or len(text.strip()) < LEAST_TEXT:
        raise UnableToAct(_("โปรดเขียนชื่อเรื่องและคำวินิจฉัยฉบับเผยแพร่"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        event = act.move("prepare_public", facts={"length": len(text)})
        Ruling.objects.filter(pk=matter_id).update(public_title=title[:300], public_text=text, published_at=None)
        return event


def publish_ruling(
    *, matter_id: int, by: Actor, at: datetime, seen: int | None = None, read_through: bool, words: str = ""
) -> Event:
    """Publish a ruling. Raises: UnableToAct while it was not read through, or somebody can be told from it.

    A name, number or address of the appellant or of a third party refuses it in any case; what the rules merely take
    for personal data may be answered for in words by who publishes.
    """
    if not read_through:
        raise UnableToAct(_("โปรดอ่านฉบับเผยแพร่ทั้งฉบับก่อน แล้วยืนยัน"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("publish_ruling")
        appeal = Appeal.objects.select_related("party", "ruling").get(pk=matter_id)
        ruling = appeal.ruling
        if not ruling.public_text:
            raise UnableToAct(_("ยังไม่มีคำวินิจฉัยฉบับเผยแพร่"))
        found = named_in(appeal, f"{ruling.public_title}\n{ruling.public_text}")
        if found.known:
            raise UnableToAct(_("ฉบับเผยแพร่ยังมีชื่อหรือข้อมูลของผู้อุทธรณ์หรือผู้มีประโยชน์ได้เสีย ต้องแก้ก่อนเผยแพร่"))
        if found.guessed and not words.strip():
            raise UnableToAct(
                _("พบข้อความที่อาจเป็นข้อมูลส่วนบุคคล %(number)d แห่ง โปรดแก้ หรือระบุเหตุผลว่าไม่ใช่") % {"number": len(found.guessed)}
            )
        event = act.move(
            "publish_ruling", facts={"answered": len(found.guessed)}, body={"words": words} if words else None
        )
        ruling.published_at = at
        ruling.save(update_fields=["published_at"])
        return event


def take_down_ruling(*, matter_id: int, by: Actor, at: datetime, seen: int | None = None, words: str) -> Event:
    """Take a published ruling down, with the reason. Raises: UnableToAct where it is not published."""
    if not words.strip():
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
        act.require("take_down_ruling")
        if not Ruling.objects.filter(pk=matter_id, published_at__isnull=False).exists():
            raise UnableToAct(_("คำวินิจฉัยนี้ยังไม่ได้เผยแพร่"))
        event = act.move("take_down_ruling", body={"words": words})
        Ruling.objects.filter(pk=matter_id).update(published_at=None)
        return event
