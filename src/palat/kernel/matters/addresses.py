"""Where a matter of whatever duty has its page: its procedure names the address."""

from django.urls import reverse

from palat.kernel.matters.models import Matter
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.pages.addresses import address


def desk_url(matter: Matter) -> str:
    """Return the address of a matter's page at the desk; the one that leads on where its procedure names none."""
    return address(procedure_of(matter.procedure, matter.version).page or "matter", matter.code)


def public_url(code: str) -> str:
    """Return the address at which the public follows the matter of a code; empty where there is none."""
    matter = Matter.objects.filter(code=code).only("procedure", "version").first()
    page = procedure_of(matter.procedure, matter.version).public_page if matter else ""
    return reverse(page, args=[code]) if page else ""
