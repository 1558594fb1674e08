"""The list of complaints and checks that someone may see, and who takes them in."""

from django.db.models import QuerySet

from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.standing import holds, stands_in
from palat.kernel.matters.queries.visibility import Matter, visible

OFFICE = "oic"  # สำนักงานคณะกรรมการข้อมูลข่าวสารของราชการ
TAKERS = frozenset({"case_officer", "group_head", "director"})
PROCEDURES = (COMPLAINT, CHECK)


def listed_complaints(by: Actor) -> QuerySet[Matter]:
    """Return the complaints and checks that someone may see, with what a list shows of each, in one statement."""
    return visible(by).filter(procedure__in=PROCEDURES).select_related("complaint__agency", "unit", "officer")


def may_list_complaints(by: Actor) -> bool:
    """Say whether someone reads complaints as a list."""
    return stands_in(by, OFFICE)


def takes_complaints(by: Actor) -> bool:
    """Say whether someone takes complaints in at the counter, from the post, by e-mail."""
    return holds(by, TAKERS, OFFICE)
