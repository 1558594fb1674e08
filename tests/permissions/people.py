"""The columns of the matrix: who asks, and how near they stand to the one sample matter.

The sample is a petition in the hands of officer-1 (Coordination Group 1), referred to กฟภ, with an item of an order
to กฟภ; where an act belongs to whoever a file lies before, it lies before the director. `own` is the holder, the
holder's unit or the agency of the track; `other` is the same role elsewhere.
"""

from datetime import datetime

from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import SYSTEM, Actor, citizen
from palat.kernel.organisation.models import Agency, Post
from palat.kernel.organisation.queries import authority_of, forget
from palat.kernel.organisation.tests.seating import seat

POSTS = {
    "agent": "agent-1",
    "clerk": "clerk-1",
    "secret_registrar": "secret-registrar-1",
    "intake": "intake-1",
    "shift_leader": "shift-1",
    "officer_own": "officer-1",
    "officer_unit": "officer-2",
    "officer_other": "officer-4",
    "head_own": "head-1",
    "head_other": "head-2",
    "legal": "legal-1",
    "director": "director-psc",
    "deputy_ps": "deputy-ps",
    "ps": "ps",
    "secretary": "secretary",
    "minister": "minister",
    "dpm": "dpm",
    "pm": "pm",
    "inspector": "inspector-1",
    "auditor": "auditor-1",
    "admin": "admin-1",
    "info_officer": "info-officer-1",
    "info_head": "info-head",
    "info_director": "director-central",
    "oic_officer": "oic-officer-1",
    "oic_head": "oic-head",
    "oic_director": "oic-director",
    "tribunal_secretary": "tribunal-secretary-1",
    "tribunal_head": "tribunal-head",
    "tribunal_member": "tribunal-society-1",
    "other_member": "tribunal-economy-1",
    "odloc_officer": "odloc-officer-1",
    "odloc_head": "odloc-head",
    "odloc_director": "odloc-director",
    "plan_officer": "plan-officer-1",
    "plan_director": "plan-director",
}
AGENCIES = {
    "liaison_own": ("agency_liaison", "กฟภ"),
    "liaison_other": ("agency_liaison", "กปภ"),
    "cceo_own": ("cceo", "กฟภ"),
    "cceo_other": ("cceo", "กปภ"),
    "approver_own": ("agency_approver", "กฟภ"),
    "drafter_own": ("agency_drafter", "กฟภ"),
    "manager_own": ("agency_manager", "กฟภ"),
    "reader_own": ("agency_reader", "กฟภ"),
}
ACT_COLUMNS = (*POSTS, *AGENCIES, "citizen_own", "citizen_other", "system")
# Pages are asked by fewer: those whose pages could differ. Sign-in and the portal do not look at posts.
DESK_COLUMNS = (
    *(
        "anonymous",
        "no_post",
        "agent",
        "intake",
        "shift_leader",
        "officer_own",
        "officer_other",
        "head_own",
        "director",
    ),
    *("secretary", "minister", "auditor", "admin", "liaison_own", "liaison_other"),
)
# Those who work on official information are asked for the pages of that duty.
INFORMATION_COLUMNS = ("info_officer", "info_head", "info_director", "oic_officer")
# Those of the tribunals are asked for the pages of appeals, sittings, members and rulings.
TRIBUNAL_COLUMNS = ("tribunal_secretary", "tribunal_head", "oic_director", "tribunal_member", "other_member")
# Those of the decentralisation office are asked for the pages of its duty.
DECENTRALISATION_COLUMNS = ("odloc_officer", "odloc_head", "inspector")
# Those who plan and evaluate are asked for the pages of agreements, indicators and scorecards.
PLANNING_COLUMNS = ("plan_officer", "plan_director")
# Those who keep registers are asked for the pages of registers.
KEEPER_COLUMNS = ("clerk", "secret_registrar")
# The head of the agency decides on lists of what may be destroyed.
HEAD_COLUMNS = ("ps",)
# The people of an agency are asked for the pages of its own side. The track is in nobody's hand: a drafter has none.
AGENCY_COLUMNS = ("approver_own", "drafter_own", "manager_own", "reader_own")
PUBLIC_COLUMNS = ("anonymous", "officer_own")


def users() -> dict[str, User]:
    """Return the users by column, those of agencies seated first; `no_post` may sign in and holds nothing."""
    found = {column: User.objects.get(username=code) for column, code in POSTS.items()}
    for column, (role, code) in AGENCIES.items():
        post = Post.objects.create(
            code=column, title_th="ผู้ประสานงาน", role=role, agency=Agency.objects.get(code=code), clearance=0
        )
        seat(post)
        found[column] = User.objects.get(username=column)
    found["no_post"] = User.objects.create_user("no-post")
    forget()
    return found


def actor(column: str, known: dict[str, User], *, matter_id: int, at: datetime) -> Actor:
    """Return who acts in a column of acts."""
    if column == "system":
        return SYSTEM
    if column.startswith("citizen"):
        return citizen(matter_id if column == "citizen_own" else matter_id + 1)
    return Actor("official", authority_of(user_id=known[column].pk, on=legal_date(at)))
