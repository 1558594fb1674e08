"""Where people who take contacts may go, by role: for the navigation of the desk."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from palat.duties.petitions.procedure.contacts import CALLERS, EDITORS, READERS, SAMPLERS, SUPERVISORS, TAKERS


def places_for(roles: Collection[str]) -> list[tuple[str, str, str]]:
    """Return label, name of the address and icon of each place that someone with these roles may open."""
    held = set(roles)
    listed = (
        (_("รับสาย"), "contact_call", "phone", TAKERS - {"case_officer", "group_head"}),
        (_("รับเรื่อง"), "petition_take_in", "plus", TAKERS),
        (_("นัดติดต่อกลับ"), "contact_call_backs", "clock", CALLERS),
        (_("การติดต่อ"), "contact_list", "list", (READERS | TAKERS) - {"auditor", "case_officer"}),
        (_("คลังความรู้"), "knowledge_list", "help", TAKERS),
        (_("บัญชีเวร"), "roster_list", "users", TAKERS - {"case_officer"}),
        (_("ส่งเวร"), "shift_list", "refresh", EDITORS),
        (_("โทรสุ่มถาม"), "sample_calls", "star", SAMPLERS),
        (_("สุ่มตรวจ"), "sample_list", "star", SUPERVISORS | EDITORS),
        (_("เรื่องถ้อยคำเดียวกัน"), "campaign_list", "copy", SUPERVISORS | EDITORS | {"intake_officer", "case_officer"}),
        (_("ข้อเสนอของระบบ"), "suggestion_list", "chart", SUPERVISORS | EDITORS),
    )
    return [(label, name, icon) for label, name, icon, allowed in listed if held & allowed]
