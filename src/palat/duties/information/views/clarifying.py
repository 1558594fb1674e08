"""What who asked or complained may do on the page of the matter: clarify what was asked."""

from django.utils.translation import gettext_lazy

from palat.duties.information.operations import requesters
from palat.kernel.casework.public import PublicAct

CLARIFY = PublicAct(
    requesters.clarify,
    gettext_lazy("ส่งคำชี้แจงแล้ว"),
    text="text",
    files=True,
    label=gettext_lazy("ชี้แจงหรือเพิ่มรายละเอียด"),
    asks=gettext_lazy("รายละเอียด"),
    button=gettext_lazy("ส่ง"),
)
