"""What stands around every public page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.kernel.pages.shapes import NavItem


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation of the portal; the desk brings its own."""
    if request.path.startswith("/desk/"):
        return {}
    items = (
        (_("แจ้งเรื่อง"), "petition_file", "pen"),
        (_("ขอข้อมูลข่าวสาร"), "information_home", "folder"),
        (_("ติดตามเรื่อง"), "matter_find", "search"),
        (_("สถิติ"), "statistics", "chart"),
    )
    return {
        "nav": [
            NavItem(label, reverse(name), icon, current=request.path == reverse(name)) for label, name, icon in items
        ]
    }
