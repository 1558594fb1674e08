"""Who reads complaints and checks as a list, and who takes them in."""

from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.standing import holds, stands_in

OFFICE = "oic"  # สำนักงานคณะกรรมการข้อมูลข่าวสารของราชการ
TAKERS = frozenset({"case_officer", "group_head", "director"})
PROCEDURES = (COMPLAINT, CHECK)


def may_list_complaints(by: Actor) -> bool:
    """Say whether someone reads complaints as a list."""
    return stands_in(by, OFFICE)


def takes_complaints(by: Actor) -> bool:
    """Say whether someone takes complaints in at the counter, from the post, by e-mail."""
    return holds(by, TAKERS, OFFICE)
