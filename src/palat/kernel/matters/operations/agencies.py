"""Which agency an act reaches: the one named, or whoever took its place."""

from datetime import datetime

from django.utils.translation import gettext as _

from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.models import Agency
from palat.kernel.organisation.queries import AgencyUnknown, current_agency


def in_its_place(agency_id: int, *, on: datetime) -> Agency:
    """Return an agency, or its successor if it was abolished. Raises: UnableToAct where none took its place."""
    try:
        return current_agency(agency_id, on=on)
    except AgencyUnknown as gone:
        raise UnableToAct(
            _("%(agency)s ถูกยุบเลิกแล้ว และไม่มีหน่วยงานใดรับหน้าที่ต่อในระบบ โปรดเลือกหน่วยงานอื่น") % {"agency": gone}
        ) from gone
