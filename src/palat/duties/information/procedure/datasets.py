"""Open data, as data: states, licences, frequencies, groups, with the addresses by which DCAT names them."""

from dataclasses import dataclass


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


DRAFT, PUBLISHED, WITHDRAWN = "draft", "published", "withdrawn"
STATES: dict[str, str] = {DRAFT: _("ยังไม่เผยแพร่"), PUBLISHED: _("เผยแพร่อยู่"), WITHDRAWN: _("ถอนแล้ว")}
WAITING, CURRENT, FORMER, RETURNED, TAKEN_BACK = "waiting", "current", "former", "returned", "taken_back"
EVENTS: dict[str, str] = {
    "added": _("เพิ่มชุดข้อมูล"),
    "described": _("แก้คำอธิบาย"),
    "resource_brought": _("เสนอไฟล์"),
    "resource_returned": _("ส่งคืนให้แก้ไข"),
    "resource_removed": _("นำไฟล์ออก"),
    "resource_taken_back": _("ถอนฉบับก่อนของไฟล์"),
    "findings_answered": _("รับรองข้อมูลแฝงที่พบ"),
    "published": _("เผยแพร่แล้ว"),
    "made_anew": _("ระบบทำข้อมูลใหม่"),
    "withdrawn": _("ถอนชุดข้อมูล"),
}
PUBLIC_EVENTS = frozenset({"published", "made_anew", "resource_removed", "resource_taken_back", "withdrawn"})
AGENCY = "agency-"  # with the number of an agency: its name in the catalogue
NAME = r"[a-z0-9][a-z0-9_-]{1,98}[a-z0-9]"


@dataclass(frozen=True)
class Term:
    """A word of a list: its name in both languages, and the address by which the world knows it."""

    th: str
    en: str
    uri: str


_EU = "http://publications.europa.eu/resource/authority"
LICENCES: dict[str, Term] = {
    "cc-by": Term("ครีเอทีฟคอมมอนส์ แสดงที่มา 4.0", "Creative Commons Attribution 4.0", f"{_EU}/licence/CC_BY_4_0"),
    "cc-zero": Term("ครีเอทีฟคอมมอนส์ สละสิทธิ (CC0)", "Creative Commons CC0", f"{_EU}/licence/CC0"),
    "odc-by": Term("โอเพนดาตาคอมมอนส์ แสดงที่มา", "Open Data Commons Attribution", f"{_EU}/licence/ODC_BY"),
}
FREQUENCIES: dict[str, Term] = {
    "daily": Term("รายวัน", "Daily", f"{_EU}/frequency/DAILY"),
    "monthly": Term("รายเดือน", "Monthly", f"{_EU}/frequency/MONTHLY"),
    "quarterly": Term("รายไตรมาส", "Quarterly", f"{_EU}/frequency/QUARTERLY"),
    "annual": Term("รายปี", "Annual", f"{_EU}/frequency/ANNUAL"),
    "irregular": Term("ไม่แน่นอน", "Irregular", f"{_EU}/frequency/IRREG"),
}
GROUPS: dict[str, Term] = {
    "government": Term("ภาครัฐและการบริการประชาชน", "Government and public service", f"{_EU}/data-theme/GOVE"),
    "economy": Term("เศรษฐกิจและการคลัง", "Economy and finance", f"{_EU}/data-theme/ECON"),
    "society": Term("ประชากรและสังคม", "Population and society", f"{_EU}/data-theme/SOCI"),
    "regions": Term("พื้นที่และท้องถิ่น", "Regions and local government", f"{_EU}/data-theme/REGI"),
    "justice": Term("กฎหมายและความยุติธรรม", "Law and justice", f"{_EU}/data-theme/JUST"),
}
FORMATS: dict[str, str] = {"csv": "CSV", "xlsx": "XLSX", "pdf": "PDF", "txt": "TXT", "docx": "DOCX", "odt": "ODT"}
FILE_TYPE = f"{_EU}/file-type/"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
THAILAND, THAI, ENGLISH = f"{_EU}/country/THA", f"{_EU}/language/THA", f"{_EU}/language/ENG"
