"""Files that come with a form: held as they arrive, so that a form sent back loses none of them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.files.operations import UnableToClaim, UnableToStore, claim, held_number, hold
from palat.kernel.files.queries import held_files
from palat.kernel.files.uploads import refused as refused_uploads
from palat.kernel.pages.shapes import Kept

MOST_FILES = 10


@dataclass
class HeldFiles:
    """The files of one form: those held, and what was refused, in words."""

    tokens: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def kept(self) -> list[Kept]:
        """The held files as the form shows them again."""
        numbers = {held_number(token): token for token in self.tokens}
        found = held_files(numbers, at=timezone.now()) if numbers else []
        return [Kept(one.name, one.file.size, remove_value=numbers[one.pk]) for one in found]

    def claimed(self, at: datetime) -> tuple[tuple[int, str], ...]:
        """Take the held files for the act, within its transaction: stored file and name of each."""
        taken = [claim(token=token, at=at) for token in self.tokens]
        return tuple((one.file_id, one.name) for one in taken)


def hold_files(request: HttpRequest, *, most: int = MOST_FILES) -> HeldFiles:
    """Check and hold the files sent with a form, besides those held from an earlier sending of it.

    Those beyond the limit are named among the refused: nothing that was chosen goes missing without a word.
    """
    now = timezone.now()
    removed = set(request.POST.getlist("remove_file"))
    held = HeldFiles()
    for token in request.POST.getlist("held_file")[:most]:
        try:
            held_number(token)
        except UnableToClaim as lost:
            held.refused.append(str(lost))
        else:
            held.tokens += [token] if token not in removed else []
    held.refused += [_("“%(name)s” ใหญ่เกินกำหนด โปรดแนบไฟล์ที่เล็กลง") % {"name": name} for name in refused_uploads(request)]
    over: list[str] = []
    for upload in request.FILES.getlist("files"):
        if len(held.tokens) >= most:
            over.append(f"“{upload.name}”")
            continue
        try:
            held.tokens.append(hold(upload=upload, name=upload.name or "", at=now))
        except UnableToStore as refused:
            held.refused.append(str(refused))
    if over:
        held.refused.append(_over(over, most))
    return held


def _over(names: list[str], most: int) -> str:
    said = {"most": most, "names": ", ".join(names)}
    return _("แนบได้ครั้งละไม่เกิน %(most)d ไฟล์ ยังไม่ได้รับ %(names)s ไว้ โปรดส่งอีกครั้งเพื่อใช้เฉพาะไฟล์ที่รับไว้แล้ว") % said
