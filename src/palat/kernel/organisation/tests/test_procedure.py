"""Roles, capacities and signature blocks: plain rules."""

import pytest

from palat.kernel.organisation.procedure import (
    CAPACITIES,
    ROLES,
    Authority,
    BasisUnknown,
    Delegated,
    Held,
    head_title,
    signature_block,
    signature_of,
)

SCREENS = {
    "registers",
    "call",
    "intake",
    "queue",
    "batch",
    "board",
    "decisions",
    "inbox",
    "field",
    "audit",
    "admin",
    "portal",
}
READS = {"office", "unit", "own", "agency", "in_hand", "status_only", "none"}


def held(number, title, capacity="substantive"):
    return Held(number, 10 + number, "director", 3, None, 2, capacity, "12/2569", title)


def test_every_role_of_the_charter_is_there_and_opens_on_a_screen():
    assert set(ROLES) == {
        "citizen",
        "contact_centre_agent",
        "registry_clerk",
        "secret_registrar",
        "intake_officer",
        "shift_leader",
        "case_officer",
        "group_head",
        "legal_officer",
        "director",
        "deputy_permanent_secretary",
        "permanent_secretary",
        "decider_secretary",
        "minister",
        "deputy_prime_minister",
        "prime_minister",
        "inspector",
        "agency_liaison",
        "cceo",
        "agency_approver",
        "agency_drafter",
        "agency_manager",
        "agency_reader",
        "agency_system",
        "tribunal_member",
        "auditor",
        "administrator",
    }
    assert {role.first_screen for role in ROLES.values()} <= SCREENS
    assert {role.reads for role in ROLES.values()} <= READS
    assert all(code == role.code and 0 <= role.clearance <= 3 for code, role in ROLES.items())


def test_a_file_climbs_in_the_order_of_the_office():
    climb = ["case_officer", "group_head", "director", "deputy_permanent_secretary", "permanent_secretary"]
    climb += ["minister", "deputy_prime_minister", "prime_minister"]
    levels = [ROLES[role].level for role in climb]
    assert levels == sorted(set(levels))


def test_who_decides_and_who_only_reads_a_status():
    deciders = {code for code, role in ROLES.items() if role.decider}
    assert deciders == {
        "director",
        "deputy_permanent_secretary",
        "permanent_secretary",
        "minister",
        "deputy_prime_minister",
        "prime_minister",
    }
    assert ROLES["contact_centre_agent"].reads == "status_only"
    assert not ROLES["decider_secretary"].decider


@pytest.mark.parametrize(
    ("capacity", "acted_for", "lines"),
    [
        ("substantive", "", ("(นางสมมุติ นามสมมุติ)", "รองปลัดสำนักนายกรัฐมนตรี")),
        (
            "acting_on_behalf",
            "ปลัดสำนักนายกรัฐมนตรี",
            ("(นางสมมุติ นามสมมุติ)", "รองปลัดสำนักนายกรัฐมนตรี", "ปฏิบัติราชการแทนปลัดสำนักนายกรัฐมนตรี"),
        ),
        (
            "acting_for",
            "ปลัดสำนักนายกรัฐมนตรี",
            ("(นางสมมุติ นามสมมุติ)", "รองปลัดสำนักนายกรัฐมนตรี", "รักษาราชการแทนปลัดสำนักนายกรัฐมนตรี"),
        ),
        (
            "acting_in_post",
            "ผู้อำนวยการ",
            ("(นางสมมุติ นามสมมุติ)", "รองปลัดสำนักนายกรัฐมนตรี", "รักษาการในตำแหน่งผู้อำนวยการ"),
        ),
        (
            "performing_for",
            "ประธาน",
            ("(นางสมมุติ นามสมมุติ)", "รองปลัดสำนักนายกรัฐมนตรี", "ปฏิบัติหน้าที่แทนประธาน"),
        ),
        ("caretaking", "ผู้อำนวยการ", ("(นางสมมุติ นามสมมุติ)", "รองปลัดสำนักนายกรัฐมนตรี", "รักษาการแทนผู้อำนวยการ")),
    ],
)
def test_the_signature_block_names_the_capacity(capacity, acted_for, lines):
    block = signature_block(
        name="นางสมมุติ นามสมมุติ", own_post="รองปลัดสำนักนายกรัฐมนตรี", capacity=capacity, post_acted_for=acted_for
    )
    assert block == lines


DEPUTY = Authority(
    user_id=1,
    official_id=2,
    name="นายสมมุติ นามสมมุติ",
    held=(held(1, "รองปลัดสำนักนายกรัฐมนตรี"), held(2, "ผู้อำนวยการศูนย์", "acting_for")),
    delegated=(Delegated(5, "7/2569", 9, "permanent_secretary", 1, None, (), (), may_pass_on=False, title="ปลัด"),),
)


@pytest.mark.parametrize(
    ("basis", "lines"),
    [
        ("holding:1", ("รองปลัดสำนักนายกรัฐมนตรี",)),
        ("holding:2", ("รองปลัดสำนักนายกรัฐมนตรี", "รักษาราชการแทนผู้อำนวยการศูนย์")),
        ("delegation:5", ("รองปลัดสำนักนายกรัฐมนตรี", "ปฏิบัติราชการแทนปลัด")),
    ],
)
def test_a_signature_follows_what_the_act_relied_on(basis, lines):
    assert signature_of(DEPUTY, basis) == ("(นายสมมุติ นามสมมุติ)", *lines)


@pytest.mark.parametrize("basis", ["holding:9", "delegation:1", "receipt", "", "holding:"])
def test_a_signature_without_its_basis_is_refused(basis):
    with pytest.raises(BasisUnknown):
        signature_of(DEPUTY, basis)


def test_who_only_acts_signs_with_the_capacity_alone():
    acting = Authority(1, 2, "นางสมมุติ", (held(2, "ผู้อำนวยการศูนย์", "acting_in_post"),), ())
    assert signature_of(acting, "holding:2") == ("(นางสมมุติ)", "รักษาการในตำแหน่งผู้อำนวยการศูนย์")


def test_only_holding_ones_own_post_needs_no_order():
    assert {code for code, capacity in CAPACITIES.items() if not capacity.needs_order} == {"substantive"}
    assert all(capacity.mark == "provisional" for capacity in CAPACITIES.values() if capacity.needs_order)


@pytest.mark.parametrize(
    ("kind", "name", "title"),
    [
        ("province", "จังหวัดนนทบุรี", "ผู้ว่าราชการจังหวัดนนทบุรี"),
        ("ministry", "กระทรวงคมนาคม", "ปลัดกระทรวงคมนาคม"),
        ("department", "กรมทางหลวง", "อธิบดีกรมทางหลวง"),
        ("department", "สำนักงานปลัดกระทรวงคมนาคม", "ปลัดกระทรวงคมนาคม"),
        ("independent_under_pm", "สำนักงานตำรวจแห่งชาติ", "ผู้บัญชาการตำรวจแห่งชาติ"),
        ("state_enterprise", "การไฟฟ้าส่วนภูมิภาค", "ผู้ว่าการการไฟฟ้าส่วนภูมิภาค"),
        ("special_local_government", "กรุงเทพมหานคร", "ผู้ว่าราชการกรุงเทพมหานคร"),
        ("subdistrict_administration", "องค์การบริหารส่วนตำบลบางด้วน", "นายกองค์การบริหารส่วนตำบลบางด้วน"),
        ("city_municipality", "เทศบาลนครนนทบุรี", "นายกเทศมนตรีนครนนทบุรี"),
        ("state_enterprise", "บริษัท ขนส่ง จำกัด", "หัวหน้าหน่วยงาน บริษัท ขนส่ง จำกัด"),
        ("department", "สำนักงบประมาณ", "หัวหน้าหน่วยงาน สำนักงบประมาณ"),
    ],
)
def test_the_head_of_an_agency_is_addressed_by_rule_or_plainly(kind, name, title):
    assert head_title(kind, name) == title
