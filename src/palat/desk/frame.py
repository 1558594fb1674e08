"""What stands around every page of the desk: where one may go, who one is."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from palat.desk.retention.common import sees_retention
from palat.duties.decentralisation.queries.listing import may_enter as enters_decentralisation
from palat.duties.information.queries.listing import may_enter
from palat.duties.petitions.queries.groups import reads_groups
from palat.duties.petitions.queries.listing import may_list
from palat.duties.petitions.queries.places import places_for
from palat.duties.planning.queries.listing import may_enter as may_plan
from palat.kernel.matters.acting_person import NotAnOfficial, actor_of
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.matters.queries.visibility import reads_whole_office
from palat.kernel.matters.queries.worklists import own_queue
from palat.kernel.notices.keeping import KEEPERS as OUTBOX_KEEPERS
from palat.kernel.notices.queries.inapp import unread_count
from palat.kernel.organisation.agency_side import AGENCY_ROLES, APPROVERS, MANAGERS, READER, WRITERS
from palat.kernel.organisation.procedure import CAPACITIES, ROLES
from palat.kernel.organisation.queries import agency_by_id, unit_name
from palat.kernel.pages.language import name_of
from palat.kernel.pages.listing import Count
from palat.kernel.pages.shapes import NavItem, Tab, Who
from palat.kernel.registers.procedure import KEEPERS, reads_registers
from palat.kernel.reports.queries.readers import DECIDERS, LEADS, reads_reports

DECIDERS_ABOVE = frozenset({"minister", "deputy_prime_minister", "prime_minister"})
# Whose work lies elsewhere: on the call screen, in the agency's inbox, in registers, among the files to decide.
NO_WORKLIST = AGENCY_ROLES | DECIDERS_ABOVE | {"contact_centre_agent", "administrator", "secret_registrar"}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Bring the frame to every desk page of whatever duty (a context processor)."""
    if not request.path.startswith("/desk/") or not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    try:
        return nav_for(request, actor_of(request))
    except NotAnOfficial:
        return {}


def nav_for(request: HttpRequest, by: Actor) -> dict[str, Any]:
    """Return navigation and person for the frame of a desk page."""
    roles = held_roles(by.authority)
    items = [
        (_("ดูแลระบบ"), "admin_home", "settings", roles & {"administrator"}),
        (_("เรื่องถึงหน่วยงาน"), "agency_inbox", "inbox", roles & AGENCY_ROLES),
        (_("รับจากหน่วยงานอื่น"), "agency_received", "send", roles & (WRITERS | {READER})),
        (_("งานของฉัน"), "desk_work", "inbox", roles - NO_WORKLIST),
        (
            _("แฟ้มเสนอ"),
            "desk_decisions",
            "pen",
            {role for role in roles if ROLES[role].decider or role in {"decider_secretary", "group_head"}},
        ),
        (_("หนังสือเข้า"), "incoming", "mail", roles if reads_letters(by) or sees_registers(by) else set()),
        (_("หนังสือ"), letters_place(roles), "paperclip", roles if reads_letters(by) else set()),
        (_("ทะเบียน"), "registers", "list", roles if sees_registers(by) else set()),
        (_("ระบบแลกเปลี่ยนหนังสือ"), "exchange", "merge", roles & set(KEEPERS.values())),
        (_("การเก็บและทำลาย"), "retention", "folder", roles if sees_retention(by) else set()),
        (
            _("ข้อสั่งการ"),
            "petition_orders",
            "flag",
            {role for role in roles if ROLES[role].reads not in {"status_only", "unit"}},
        ),
        (_("เรื่องทั้งหมด"), "petition_list", "file", roles if may_list(by) else set()),
        (_("ข้อมูลข่าวสาร"), "information_hub", "folder", roles if may_enter(by) else set()),
        (_("กระจายอำนาจ"), "decentralisation_hub", "merge", roles if enters_decentralisation(by) else set()),
        (_("แผนและตัวชี้วัด"), "planning_hub", "chart", roles if may_plan(by) else set()),
        (_("กลุ่มมวลชน"), "group_list", "users", roles if reads_groups(by) else set()),
        (_("ภาพรวม"), "petition_overview", "chart", roles & (LEADS | DECIDERS)),
        (_("สถิติของหน่วยงาน"), "agency_statistics", "chart", roles & (MANAGERS | APPROVERS | {READER})),
        (_("ผู้ใช้ของหน่วยงาน"), "agency_people", "users", roles & MANAGERS),
        (_("การตั้งค่าของหน่วยงาน"), "agency_rules", "settings", roles & (MANAGERS | APPROVERS)),
        (_("ประวัติของหน่วยงาน"), "agency_history", "clock", roles & (MANAGERS | APPROVERS)),
        (_("โทเคนของระบบหน่วยงาน"), "agency_tokens", "key", roles & (MANAGERS | APPROVERS)),
        (_("รายงาน"), "petition_reports", "file", roles if reads_reports(by) else set()),
        (_("ประเด็นปัญหา"), "problem_list", "flag", roles if may_list(by) else set()),
        (_("การแจ้งออก"), "outbox", "send", roles & OUTBOX_KEEPERS),
    ]
    places = [(label, name, icon) for label, name, icon, allowed in items if allowed]
    return {
        "nav": [
            NavItem(label, reverse(name), icon, current=request.path == reverse(name))
            for label, name, icon in (*places, *places_for(roles))
        ],
        "who": who_is(by),
        "unread": unread_count(by.official_id) if by.official_id else 0,
        "search_url": reverse("desk_find"),
    }


def reads_letters(by: Actor) -> bool:
    """Say whether letters are part of someone's work: all who read matters as the Office."""
    return by.authority is not None and reads_whole_office(by.authority)


def sees_registers(by: Actor) -> bool:
    """Say whether registers are part of someone's work: all who read them, and the registrar of classified papers."""
    return by.authority is not None and (reads_registers(by.authority) or KEEPERS[True] in held_roles(by.authority))


def letters_place(roles: AbstractSet[str]) -> str:
    """Return where letters begin for someone: what waits for a signature, one's own drafts, or the register."""
    if any(ROLES[role].decider or role == "group_head" for role in roles):
        return "letters_to_sign"
    return "letters_mine" if roles & {"case_officer", "legal_officer"} else "letters_out"


def who_is(by: Actor) -> Who:
    """Return the name and capacity of the person at the desk."""
    authority = by.authority
    if authority is None or not authority.held:
        return Who("")
    held = authority.held[0]
    capacity = "" if held.capacity == "substantive" else _(CAPACITIES[held.capacity].label) + " "
    return Who(authority.name, capacity + held.title)


def tabs_for(tallies: Mapping[str, Count], queue: str) -> list[Tab]:
    """Return one tab for each queue that is not empty, and the one that is open."""
    return [
        Tab(_queue_name(one), f"?tab={one}", badge=_badge(count), current=one == queue)
        for one, count in tallies.items()
        if count.number or one == queue
    ]


def _badge(count: Count) -> str:
    if not count.number:
        return ""
    return f"{count.number:,}+" if count.more else f"{count.number:,}"


def queue_of_tab(tallies: Mapping[str, Count], tab: str, *, by: Actor) -> str:
    """Return the queue of a tab, or the first that holds work. Raises: Http404 for another's queue."""
    if tab:
        if tab not in tallies:
            raise Http404
        return tab
    held = (one for one, count in tallies.items() if count.number and not one.startswith("waiting:"))
    return next(held, own_queue(by))


def _queue_name(queue: str) -> str:
    kind, _colon, rest = queue.partition(":")
    if kind == "official":
        return _("ในมือฉัน")
    if kind == "waiting":
        return _("รอหน่วยงาน")
    if kind == "unit":
        return unit_name(int(rest))
    if kind == "agency":
        return name_of(agency_by_id(int(rest)))
    if kind == "restricted":
        return _("คิวจำกัดผู้เห็น")
    return _("รอ%(role)s") % {"role": _(ROLES[rest.split(":")[0]].label)}
