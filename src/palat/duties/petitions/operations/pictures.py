"""Pictures sent in the chat: fetched by a job, checked and held like every upload, added to their petition."""

import io
from datetime import datetime

from django.db import transaction

from palat.duties.petitions.models import TalkPicture
from palat.duties.petitions.operations import citizens
from palat.kernel.files.operations import UnableToStore, claim, hold
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.channels.going import Refused
from palat.kernel.notices.channels.line import picture as fetch

NAME = "line-picture.jpg"  # whatever it is, it is judged by its bytes


def fetch_picture(*, picture_id: int, at: datetime) -> None:
    """Fetch one picture; of a petition that was sent meanwhile it becomes facts. One that is here is not fetched again.

    Raises: Unavailable, Unknown where LINE does not answer, so that the job is tried again.
    """
    picture = TalkPicture.objects.filter(pk=picture_id, held="", lost=False).first()
    if picture is None:
        return
    try:
        token = hold(upload=io.BytesIO(fetch(picture.message_id)), name=NAME, at=at)
    except (Refused, UnableToStore):
        TalkPicture.objects.filter(pk=picture_id).update(lost=True)
        return
    with transaction.atomic():
        held = TalkPicture.objects.select_for_update().filter(pk=picture_id, held="").first()
        if held is None:
            return
        held.held = token
        held.save(update_fields=["held"])
        if held.matter_id:
            _add(held, at)


def _add(picture: TalkPicture, at: datetime) -> None:
    taken = claim(token=picture.held, at=at)
    number = picture.matter_id or 0
    try:
        with transaction.atomic():
            files = ((taken.file_id, taken.name),)
            citizens.add_facts(matter_id=number, by=citizen(number), at=at, text="", files=files)
    except UnableToAct:  # the petition takes nothing any more
        picture.lost = True
        picture.save(update_fields=["lost"])
