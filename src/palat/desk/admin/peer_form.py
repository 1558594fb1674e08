"""What an administrator types of a peer: who it is, where its system is, and how it speaks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.kernel.calendar.counting import legal_date
from palat.kernel.egif.operations.peers import Wanted
from palat.kernel.egif.procedure import ADDRESSINGS, NUMBERINGS, TO_NAMES, Profile
from palat.kernel.egif.queries.peers import Peer
from palat.kernel.organisation.queries import agency_choices

CODES = {"secrecy_codes": gettext_lazy("รหัสชั้นความลับ"), "urgency_codes": gettext_lazy("รหัสชั้นความเร็ว")}


class PeerForm(forms.Form):
    """Who the other side is, where its system is, and how it speaks."""

    agency_id = forms.TypedChoiceField(label=gettext_lazy("หน่วยงาน"), coerce=int)
    name = forms.CharField(
        label=gettext_lazy("ชื่อระบบ"), max_length=120, help_text=gettext_lazy("เช่น ระบบสารบรรณ กรมตัวอย่าง")
    )
    url = forms.CharField(
        label=gettext_lazy("ที่อยู่ที่ส่งไป"),
        max_length=500,
        help_text=gettext_lazy("เช่น https://ecms.example.go.th/ecms-ws01/service2"),
    )
    ministry = forms.CharField(label=gettext_lazy("รหัสกระทรวง"), max_length=20)
    department = forms.CharField(label=gettext_lazy("รหัสกรม"), max_length=20)
    certificate = forms.CharField(
        label=gettext_lazy("ใบรับรองของผู้ส่ง (PEM)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("เมื่อมีใบรับรอง ข้อความที่ไม่ได้ลงลายมือชื่อด้วยใบรับรองนี้จะไม่รับ ใส่ได้หลายใบระหว่างเปลี่ยน"),
    )
    allow_private = forms.BooleanField(
        label=gettext_lazy("อยู่ในเครือข่ายภายในที่อนุญาต"),
        required=False,
        help_text=gettext_lazy("ใช้ได้เฉพาะเครือข่ายที่ระบุใน PALAT_WEBHOOK_NETWORKS"),
    )
    addressing = forms.ChoiceField(label=gettext_lazy("เนมสเปซของส่วนหัว"), choices=list(ADDRESSINGS.items()))
    to_name = forms.ChoiceField(
        label=gettext_lazy("ชื่อช่องที่อยู่ในส่วนหัว"), choices=[(one, f"wsa:{one}") for one in TO_NAMES]
    )
    numbering = forms.ChoiceField(label=gettext_lazy("แบบเลขข้อความ"))
    secrecy_codes = forms.CharField(
        label=CODES["secrecy_codes"], max_length=100, help_text=gettext_lazy("เรียงจาก ปกติ ลับ ลับมาก ลับที่สุด")
    )
    urgency_codes = forms.CharField(
        label=CODES["urgency_codes"], max_length=100, help_text=gettext_lazy("เรียงจาก ปกติ ด่วน ด่วนมาก ด่วนที่สุด")
    )
    extras = forms.BooleanField(
        label=gettext_lazy("รู้จักช่องเหตุที่ปฏิเสธและวันที่ลงรับ"),
        required=False,
        help_text=gettext_lazy("ถ้าไม่รู้จัก เหตุที่ปฏิเสธจะต่อท้ายชื่อเรื่อง"),
    )
    remembers = forms.BooleanField(
        label=gettext_lazy("จำเลขข้อความที่รับไปแล้ว"),
        required=False,
        help_text=gettext_lazy("ถ้าจำได้ ระบบส่งซ้ำเองเมื่อสายขาด ถ้าจำไม่ได้ เจ้าหน้าที่ตัดสินใจ"),
    )
    receipts = forms.BooleanField(label=gettext_lazy("ต้องการหนังสือตอบรับ"), required=False)
    signs = forms.BooleanField(label=gettext_lazy("ลงลายมือชื่อดิจิทัลในข้อความที่ส่งไป"), required=False)
    collects = forms.BooleanField(
        label=gettext_lazy("ไม่ส่งมาเอง ให้ระบบไปขอรับทุกนาที"),
        required=False,
        help_text=gettext_lazy("เช่น eCMS กลางที่เก็บหนังสือไว้ในคิว"),
    )
    classified = forms.BooleanField(
        label=gettext_lazy("ส่งหนังสือที่มีชั้นความลับทางนี้ได้"),
        required=False,
        help_text=gettext_lazy("เปิดเมื่อนายทะเบียนข้อมูลข่าวสารลับเห็นชอบแล้วเท่านั้น"),
    )

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["agency_id"].choices = [("", "—"), *agency_choices(legal_date(timezone.now()))]  # type: ignore[attr-defined]
        self.fields["numbering"].choices = [(code, _(label)) for code, label in NUMBERINGS.items()]  # type: ignore[attr-defined]

    def _codes(self, name: str) -> dict[str, str]:
        typed: str = self.cleaned_data[name]
        words: list[str] = list(getattr(Profile(), name))
        codes = typed.replace(",", " ").split()
        if len(codes) != len(words):
            raise forms.ValidationError(_("ต้องมีรหัส %(count)s ตัว") % {"count": len(words)})
        return dict(zip(words, codes, strict=True))

    def clean_secrecy_codes(self) -> dict[str, str]:
        return self._codes("secrecy_codes")

    def clean_urgency_codes(self) -> dict[str, str]:
        return self._codes("urgency_codes")

    def wanted(self) -> Wanted:
        """Return what was typed."""
        data = self.cleaned_data
        dialect = {name: data[name] for name in Profile.__dataclass_fields__}
        rest = {name: data[name] for name in Wanted.__dataclass_fields__ if name != "profile"}
        return Wanted(**rest, profile=Profile(**dialect))


OF_PEER = ("agency_id", "name", "url", "ministry", "department", "certificate", "allow_private")


def begun(peer: Peer | None) -> dict[str, Any]:
    profile = peer.dialect if peer else Profile()
    told = {name: getattr(peer, name) for name in OF_PEER} if peer else {}
    told |= profile.as_kept()
    return told | {name: " ".join(getattr(profile, name).values()) for name in CODES}
