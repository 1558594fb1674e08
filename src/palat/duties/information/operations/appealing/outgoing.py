"""What goes out on appeals: that there is news, never what it is; and what the desk is told."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.duties.information.models import Appeal, Sitting
from palat.duties.information.operations.appealing import admission
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.queries.tracks import code_of, officer_of
from palat.kernel.notices.operations.telling import News, tell_official, tell_officials, tell_person
from palat.kernel.pages.dates import display_moment
from palat.kernel.pages.pieces import spaced


def tell_appellant(*, matter_id: int, what: str, at: datetime) -> None:
    """Tell an appellant that there is news on the tracking page."""
    person_id = Appeal.objects.values_list("person_id", flat=True).get(pk=matter_id)
    code = code_of(matter_id)
    link = str(settings.PUBLIC_URL).rstrip("/") + reverse("information_appeal_track", args=[code])
    news = News(f"information.{what}", about=f"matter:{matter_id}", link=link, values={"code": spaced(code)})
    tell_person(person_id=person_id, news=news, at=at)


def tell_of_appeal(*, matter_id: int, at: datetime) -> None:
    """Tell the appellant that it was received, and the officer of the request that its order is appealed."""
    tell_appellant(matter_id=matter_id, what="appeal_received", at=at)
    _tell_our_own(matter_id, _("มีผู้อุทธรณ์คำสั่งตามคำขอ %(code)s"), at)


def tell_file_called(*, matter_id: int, at: datetime) -> None:
    """Tell the officer of a request to the Office that the tribunal calls its file: no letter is written within."""
    _tell_our_own(matter_id, _("คณะกรรมการวินิจฉัยเรียกสำนวนคำขอ %(code)s โปรดส่งให้เลขานุการ"), at)


def _tell_our_own(matter_id: int, words: str, at: datetime) -> None:
    request_id = Appeal.objects.values_list("request_id", flat=True).get(pk=matter_id)
    officer_id = officer_of(request_id) if request_id is not None else None
    if request_id is not None and officer_id is not None:
        code, link = code_of(request_id), reverse("matter", args=[code_of(request_id)])
        tell_official(official_id=officer_id, subject=words % {"code": spaced(code)}, link=link, at=at)


def take_answer(*, matter_id: int, text: str, files: Sequence[tuple[int, str]], at: datetime) -> bool:
    """Add an answer to a notice to the appeal, as if written on its page. False: it takes none any more."""
    try:
        with transaction.atomic():
            admission.add_words(matter_id=matter_id, by=citizen(matter_id), at=at, text=text, files=tuple(files))
    except UnableToAct:
        return False
    return True


def tell_panel(*, matter_id: int, official_ids: Sequence[int], at: datetime) -> None:
    """Tell members that they sit on an appeal, or that it stands on the list of a sitting."""
    code = code_of(matter_id)
    subject = _("องค์คณะหรือวาระประชุมของคำอุทธรณ์ %(code)s มีการกำหนด") % {"code": spaced(code)}
    tell_officials(
        subjects=dict.fromkeys(official_ids, subject), link=reverse("information_appeal", args=[code]), at=at
    )


def tell_sitting(*, sitting_id: int, official_ids: Sequence[int], at: datetime) -> None:
    """Tell members that a sitting on whose list they have something was moved, or is not held."""
    sitting = Sitting.objects.get(pk=sitting_id)
    words = _("ยกเลิกการประชุม %(day)s") if sitting.state == "cancelled" else _("ย้ายการประชุมเป็น %(day)s")
    subject = words % {"day": display_moment(sitting.starts_at)}
    link = reverse("information_sitting", args=[sitting_id])
    tell_officials(subjects=dict.fromkeys(official_ids, subject), link=link, at=at)


def tell_secretary(*, matter_id: int, what: str, at: datetime) -> None:
    """Tell the secretary of an appeal what happened on it."""
    officer_id, code = officer_of(matter_id), code_of(matter_id)
    words = {"conflict": _("กรรมการแจ้งว่ามีส่วนได้เสีย โปรดกำหนดองค์คณะใหม่ %(code)s")}
    if officer_id is not None:
        link = reverse("information_appeal", args=[code])
        tell_official(official_id=officer_id, subject=words[what] % {"code": spaced(code)}, link=link, at=at)
