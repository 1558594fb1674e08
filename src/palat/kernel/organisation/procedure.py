"""Roles, capacities and authority: plain data and rules, no database."""

from dataclasses import dataclass


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


@dataclass(frozen=True)
class Role:
    """What a post is for: how high it stands, what it reads, which screen it opens on."""

    code: str
    label: str
    level: int
    clearance: int
    first_screen: str
    reads: str  # office | unit | own | agency | in_hand | status_only | none
    decider: bool = False


ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("citizen", _("ประชาชน"), 0, 0, "portal", "none"),
        Role("contact_centre_agent", _("เจ้าหน้าที่รับสาย (จ้างเหมา)"), 1, 0, "call", "status_only"),
        Role("registry_clerk", _("เจ้าหน้าที่สารบรรณ"), 2, 0, "intake", "office"),
        Role("secret_registrar", _("นายทะเบียนข้อมูลข่าวสารลับ"), 2, 2, "registers", "none"),
        Role("intake_officer", _("เจ้าหน้าที่รับเรื่อง"), 2, 1, "intake", "office"),
        Role("shift_leader", _("หัวหน้าเวร"), 3, 1, "intake", "office"),
        Role("case_officer", _("เจ้าของเรื่อง"), 3, 1, "queue", "office"),
        Role("legal_officer", _("นิติกร"), 3, 1, "queue", "office"),
        Role("group_head", _("หัวหน้ากลุ่ม"), 4, 1, "batch", "office"),
        Role("director", _("ผู้อำนวยการ"), 5, 2, "decisions", "office", decider=True),
        Role("deputy_permanent_secretary", _("รองปลัดสำนักนายกรัฐมนตรี"), 6, 3, "decisions", "office", decider=True),
        Role("permanent_secretary", _("ปลัดสำนักนายกรัฐมนตรี"), 7, 3, "decisions", "office", decider=True),
        Role("decider_secretary", _("เลขานุการผู้บริหาร"), 4, 2, "decisions", "office"),
        Role("minister", _("รัฐมนตรีประจำสำนักนายกรัฐมนตรี"), 8, 3, "decisions", "none", decider=True),
        Role("deputy_prime_minister", _("รองนายกรัฐมนตรี"), 9, 3, "decisions", "none", decider=True),
        Role("prime_minister", _("นายกรัฐมนตรี"), 10, 3, "decisions", "none", decider=True),
        Role("inspector", _("ผู้ตรวจราชการสำนักนายกรัฐมนตรี"), 6, 2, "field", "office"),
        Role("agency_liaison", _("ผู้ประสานงานของหน่วยงาน"), 2, 0, "inbox", "agency"),
        Role("cceo", _("ผู้บริหารจัดการเรื่องร้องทุกข์ (CCEO)"), 5, 1, "inbox", "agency"),
        Role("agency_approver", _("ผู้อนุมัติของหน่วยงาน"), 4, 0, "inbox", "agency"),
        Role("agency_drafter", _("ผู้ร่างของหน่วยงาน"), 1, 0, "inbox", "in_hand"),
        Role("agency_manager", _("ผู้จัดการบัญชีของหน่วยงาน"), 2, 0, "inbox", "agency"),
        Role("agency_reader", _("ผู้อ่านของหน่วยงาน"), 1, 0, "inbox", "agency"),
        Role("agency_system", _("ระบบสารสนเทศของหน่วยงาน"), 1, 0, "inbox", "agency"),
        Role("tribunal_member", _("กรรมการวินิจฉัย"), 6, 1, "queue", "unit"),
        Role("auditor", _("ผู้ตรวจสอบ"), 5, 2, "audit", "office"),
        Role("administrator", _("ผู้ดูแลระบบ"), 3, 0, "admin", "none"),
    )
}


@dataclass(frozen=True)
class Capacity:
    """In what capacity someone holds a post, and whether a written order is needed.

    The words are those of official letters; the sections they rest on were cited from memory only,
    so each is marked provisional.
    """

    code: str
    label: str
    needs_order: bool
    mark: str = "provisional"


CAPACITIES: dict[str, Capacity] = {
    capacity.code: capacity
    for capacity in (
        Capacity("substantive", _("ดำรงตำแหน่ง"), needs_order=False, mark="verified"),
        Capacity("acting_on_behalf", _("ปฏิบัติราชการแทน"), needs_order=True),
        Capacity("acting_for", _("รักษาราชการแทน"), needs_order=True),
        Capacity("acting_in_post", _("รักษาการในตำแหน่ง"), needs_order=True),
        Capacity("performing_for", _("ปฏิบัติหน้าที่แทน"), needs_order=True),
        Capacity("caretaking", _("รักษาการแทน"), needs_order=True),
    )
}


@dataclass(frozen=True)
class AgencyKind:
    """What kind of body an agency is; `local` for local governments."""

    code: str
    label: str
    local: bool = False


AGENCY_KINDS: dict[str, AgencyKind] = {
    kind.code: kind
    for kind in (
        AgencyKind("ministry", _("กระทรวง")),
        AgencyKind("department", _("กรมหรือเทียบเท่า")),
        AgencyKind("province", _("จังหวัด")),
        AgencyKind("district", _("อำเภอ")),
        AgencyKind("state_enterprise", _("รัฐวิสาหกิจ")),
        AgencyKind("public_organisation", _("องค์การมหาชน")),
        AgencyKind("autonomous_agency", _("หน่วยงานในกำกับของรัฐ")),
        AgencyKind("independent_under_pm", _("ส่วนราชการไม่สังกัดกระทรวง")),
        AgencyKind("constitutional_or_independent", _("องค์กรตามรัฐธรรมนูญหรือองค์กรอิสระ")),
        AgencyKind("special", _("หน่วยงานเฉพาะกิจหรือหน่วยงานย่อย")),
        AgencyKind("special_local_government", _("องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ"), local=True),
        AgencyKind("provincial_administration", _("องค์การบริหารส่วนจังหวัด"), local=True),
        AgencyKind("city_municipality", _("เทศบาลนคร"), local=True),
        AgencyKind("town_municipality", _("เทศบาลเมือง"), local=True),
        AgencyKind("subdistrict_municipality", _("เทศบาลตำบล"), local=True),
        AgencyKind("subdistrict_administration", _("องค์การบริหารส่วนตำบล"), local=True),
    )
}


# How the head of an agency is addressed, by the beginning of the agency's name: cited from memory, provisional.
HEADS = (
    ("สำนักงานปลัดสำนักนายกรัฐมนตรี", "ปลัดสำนักนายกรัฐมนตรี"),
    ("สำนักงานตำรวจแห่งชาติ", "ผู้บัญชาการตำรวจแห่งชาติ"),
    ("สำนักงานปลัดกระทรวง", "ปลัดกระทรวง"),
    ("กระทรวง", "ปลัดกระทรวง"),
    ("กรุงเทพมหานคร", "ผู้ว่าราชการกรุงเทพมหานคร"),
    ("จังหวัด", "ผู้ว่าราชการจังหวัด"),
    ("เมืองพัทยา", "นายกเมืองพัทยา"),
    ("องค์การบริหารส่วน", "นายกองค์การบริหารส่วน"),
    ("เทศบาล", "นายกเทศมนตรี"),
    ("อำเภอ", "นายอำเภอ"),
    ("การไฟฟ้า", "ผู้ว่าการการไฟฟ้า"),
    ("การประปา", "ผู้ว่าการการประปา"),
    ("กรม", "อธิบดีกรม"),
)
ADDRESSED_BY_NAME = frozenset(
    kind
    for kind, one in AGENCY_KINDS.items()
    if one.local or kind in {"ministry", "department", "province", "district"}
)


def head_title(kind: str, name_th: str) -> str:
    """Return how the head of an agency is addressed; `หัวหน้าหน่วยงาน` and the name where no rule says more.

    Only for kinds whose heads are named by rule, so that a company or a council is not given an อธิบดี.
    """
    if kind in ADDRESSED_BY_NAME or name_th.startswith(("การไฟฟ้า", "การประปา", "สำนักงานตำรวจ")):
        for beginning, title in HEADS:
            if name_th.startswith(beginning):
                return title + name_th.removeprefix(beginning)
    return f"หัวหน้าหน่วยงาน {name_th}"


@dataclass(frozen=True)
class Held:
    """A post held today, and in what capacity."""

    holding_id: int
    post_id: int
    role: str
    unit_id: int | None
    agency_id: int | None
    clearance: int
    capacity: str
    order_ref: str
    title: str
    section_id: int | None = None


@dataclass(frozen=True)
class Delegated:
    """Authority given by an order of delegation (คำสั่งมอบอำนาจ).

    No acts named means all of the post's, no subjects named means every subject. Post, role, unit and agency
    are those of the post that first gave the authority, however it was passed on.
    """

    delegation_id: int
    order_no: str
    from_post_id: int
    role: str
    unit_id: int | None
    agency_id: int | None
    acts: tuple[str, ...]
    subjects: tuple[str, ...]
    may_pass_on: bool
    title: str


@dataclass(frozen=True)
class Authority:
    """All that a person may rely on today."""

    user_id: int
    official_id: int
    name: str
    held: tuple[Held, ...]
    delegated: tuple[Delegated, ...]

    def roles(self) -> frozenset[str]:
        """The roles of all posts held and delegated."""
        return frozenset(role for role, _unit, _agency in self.places())

    def places(self) -> tuple[tuple[str, int | None, int | None], ...]:
        """Role, unit and agency of every post held or delegated."""
        return (
            *((held.role, held.unit_id, held.agency_id) for held in self.held),
            *((given.role, given.unit_id, given.agency_id) for given in self.delegated),
        )

    def clearance(self) -> int:
        """The highest class of secrecy that a post held opens."""
        return max((held.clearance for held in self.held), default=0)

    def unit_ids(self) -> frozenset[int]:
        """The units of the Office in which the person holds a post or a delegation."""
        return frozenset(unit for _role, unit, _agency in self.places() if unit is not None)

    def agency_ids(self) -> frozenset[int]:
        """The agencies outside the Office for which the person acts."""
        return frozenset(agency for _role, _unit, agency in self.places() if agency is not None)

    def section_ids(self) -> frozenset[int]:
        """The sections inside an outside agency in which the person holds a post."""
        return frozenset(held.section_id for held in self.held if held.section_id is not None)

    @property
    def title(self) -> str:
        """The first post held, as shown beside the name."""
        return self.held[0].title if self.held else ""


class BasisUnknown(Exception):
    """What was relied upon is not among the authority given."""


def signature_block(*, name: str, own_post: str, capacity: str, post_acted_for: str = "") -> tuple[str, ...]:
    """Return the lines under a signature: (name), own post, and the capacity with the post acted for."""
    lines = [f"({name})", own_post]
    if capacity != "substantive" and post_acted_for:
        lines.append(f"{CAPACITIES[capacity].label}{post_acted_for}")
    return tuple(lines)


def signature_of(authority: Authority, basis: str) -> tuple[str, ...]:
    """Return the lines under the signature of an act that relied on a basis: `holding:7` or `delegation:3`.

    One's own post is the one held substantively; who holds none such signs with the capacity alone.
    Raises: BasisUnknown.
    """
    own = next((held.title for held in authority.held if held.capacity == "substantive"), "")
    kind, _colon, number = basis.partition(":")
    for held in authority.held:
        if kind == "holding" and number == str(held.holding_id):
            own_post = held.title if held.capacity == "substantive" else own
            return _lines(authority.name, own_post, held.capacity, held.title)
    for given in authority.delegated:
        if kind == "delegation" and number == str(given.delegation_id):
            return _lines(authority.name, own or authority.title, "acting_on_behalf", given.title)
    raise BasisUnknown(basis)


def _lines(name: str, own_post: str, capacity: str, acted_for: str) -> tuple[str, ...]:
    block = signature_block(name=name, own_post=own_post, capacity=capacity, post_acted_for=acted_for)
    return tuple(line for line in block if line)
