"""Filling the demo office's ledger: lists taken over, programmes in every state, cells on their way; true acts all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from palat.duties.decentralisation.demo.words import HOSPITAL_WORDS, HOSPITALS, MISSIONS, PROVINCES, REASONS, WORDS
from palat.duties.decentralisation.models import Cell, LocalGovernment, Mission
from palat.duties.decentralisation.operations import cells, lists, transfers
from palat.duties.decentralisation.operations.ledger import Said
from palat.duties.decentralisation.operations.lists import Brought
from palat.duties.decentralisation.procedure.cells import (
    AGREED,
    CLOSED,
    LEGS,
    NOT_NEEDED,
    OPERATING,
    PREPARED,
    REFUSED,
    RETURNED,
    SUSPENDED,
    TRANSFERRED,
    UNDER_WAY,
)
from palat.kernel.calendar.counting import BANGKOK, legal_date
from palat.kernel.files.operations import store_made
from palat.kernel.matters.demo_parts import PeopleByPost

OFFICER, HEAD, DIRECTOR = "odloc-officer-1", "odloc-head", "odloc-director"
LOCALS = "code,type,name_th,province_code,district_code,from,to,legal_ref,ended,into_code"
MISSION_COLUMNS = "code,name_th,field,kind,giver,receivers,deadline,legal_basis,plan,plan_version"


@dataclass
class Programme:
    """One transfer of the demo office while it is lived through."""

    now: datetime
    people: PeopleByPost
    id: int
    days_ago: int
    said: dict[str, Any] = field(default_factory=dict)

    def acts(self, by: str = OFFICER) -> dict[str, Any]:
        """Return who acts on it and when: some days after what was done before."""
        self.days_ago = max(self.days_ago - 6, 1)
        day = legal_date(self.now) - timedelta(days=self.days_ago)
        at = datetime.combine(day, time(10, 5), tzinfo=BANGKOK)
        self.said = {"on": day}
        return {"matter_id": self.id, "by": self.people(by), "at": min(at, self.now)}

    def cells(self) -> list[int]:
        """Return its cells, in their order."""
        return list(Cell.objects.filter(transfer=self.id).order_by("pk").values_list("pk", flat=True))

    def plan(self, local_ids: Sequence[int]) -> None:
        """Put local governments into its plan, and let it begin."""
        acts = self.acts()
        cells.plan_cells(**acts, local_ids=local_ids, said=Said(**self.said, evidence="แผนปฏิบัติการ (ตัวอย่าง)"))
        transfers.begin(**self.acts(HEAD))

    def legs(self, chosen: Sequence[int], to: int, legs: Sequence[str] = tuple(LEGS), words: str = "") -> None:
        """Record the same of some legs."""
        acts = self.acts()
        for leg in legs:
            cells.record_leg(**acts, cell_ids=chosen, leg=leg, to=to, said=Said(**self.said, words=words))

    def came_to(self, chosen: Sequence[int], *states: int) -> None:
        """Let cells come to one state after another."""
        for state in states:
            acts = self.acts()
            said = Said(**self.said, evidence="บันทึกข้อตกลง (ตัวอย่าง)")
            cells.advance_cells(**acts, cell_ids=chosen, to=state, said=said)

    def aside(self, chosen: Sequence[int], to: int, words: str) -> None:
        """Record that cells were refused, returned or suspended."""
        acts = self.acts(HEAD)
        cells.set_aside_cells(**acts, cell_ids=chosen, to=to, said=Said(**self.said, words=words))


def fill(now: datetime, people: PeopleByPost) -> int:
    """Fill in the ledger. Returns how many programmes."""
    _list("locals", LOCALS, _locals(), now - timedelta(days=400), people)
    _list("missions", MISSION_COLUMNS, _missions(), now - timedelta(days=398), people)
    _list("locals", LOCALS, _upgrades(now), now - timedelta(days=40), people)
    _list("locals", LOCALS, ["X-1,sao,อบต.สมมติใหม่,12,,,,,,", "X-2,sao,อบต.สมมติผิด,99,,,,,,"], now, people, use=False)
    made = [
        _programme(now, people, HOSPITALS, "รอบปีงบประมาณ 2569 (ตัวอย่าง)", HOSPITAL_WORDS, _hospitals),
        _programme(now, people, "D-02", "ระยะที่หนึ่ง (ตัวอย่าง)", "", _roads),
        _programme(now, people, "D-04", "ระยะที่หนึ่ง (ตัวอย่าง)", "", _begun),
        _programme(now, people, "D-10", "ปีงบประมาณ 2570 (ตัวอย่าง)", "", _planned),
        _programme(now, people, "D-12", "พิพิธภัณฑ์นำร่อง (ตัวอย่าง)", "", _finished),
        _programme(now, people, "D-07", "นำร่อง (ตัวอย่าง)", "", None),
    ]
    return len(made)


def _list(
    kind: str, headings: str, lines: Sequence[str], at: datetime, people: PeopleByPost, *, use: bool = True
) -> None:
    content = "\n".join((headings, *lines)).encode()
    file = store_made(content=content, kind="csv", at=at)
    brought = Brought(kind, kind, (file.pk, "รายการตัวอย่าง.csv"))
    found = lists.check(brought=brought, by=people(OFFICER), at=at)
    if use:
        lists.apply(list_id=found.pk, by=people(HEAD), at=at + timedelta(minutes=25))


def _locals() -> list[str]:
    lines = []
    for province in PROVINCES:
        lines.append(f"S{province}00,pao,อบจ.สมมติ {province},{province},,,,,,")
        kinds = (("city", "เทศบาลนคร"), ("town", "เทศบาลเมือง"), ("tambon", "เทศบาลตำบล"), *(("sao", "อบต."),) * 6)
        for number, ((kind, word), name) in enumerate(zip(kinds, WORDS, strict=True), 1):
            lines.append(f"S{province}{number:02},{kind},{word}{name} {province},{province},,,,,,")
    return lines


def _missions() -> list[str]:
    basis, plan = "กฎหมายตัวอย่าง", "แผนปฏิบัติการ (ตัวอย่าง),1"
    return [",".join((*mission, basis, plan)) for mission in MISSIONS]


def _upgrades(now: datetime) -> list[str]:
    day = (legal_date(now) - timedelta(days=60)).isoformat()
    return [
        f"S1204,tambon,เทศบาลตำบล{WORDS[3]} 12,12,,{day},,ประกาศยกฐานะ (ตัวอย่าง),,",
        f"S1303,town,เทศบาลเมือง{WORDS[2]} 13,13,,{day},,ประกาศเปลี่ยนฐานะ (ตัวอย่าง),,",
        f"S2009,sao,อบต.{WORDS[8]} 20,20,,,{day},ประกาศรวม (ตัวอย่าง),merged,S2008",
    ]


def _programme(now: datetime, people: PeopleByPost, code: str, name: str, words: str, live: Any) -> int:
    mission = Mission.objects.get(code=code)
    at = now - timedelta(days=380)
    opened = transfers.open_transfer(
        mission_id=mission.pk, programme=name, by=people(OFFICER), at=at, begins_on=legal_date(at), words=words
    )
    one = Programme(now, people, opened.pk, 372)
    if live is not None:
        rows = LocalGovernment.objects.filter(type__in=mission.receivers, ended_on=None)
        live(one, list(rows.order_by("code").values_list("pk", flat=True)))
    return opened.pk


def _hospitals(one: Programme, locals: Sequence[int]) -> None:
    one.plan(locals)
    found = one.cells()
    one.aside(found[9:], REFUSED, REASONS["refused"])
    going, slow = found[:6], found[6:8]
    one.legs([*going, *slow], UNDER_WAY)
    one.came_to([*going, *slow], PREPARED)
    one.legs(going, CLOSED, ("task", "money", "assets"))
    one.legs(going[:5], CLOSED, ("people",))
    one.legs(going[:4], CLOSED, ("law",))
    one.came_to(going, AGREED)
    one.came_to(going[:4], TRANSFERRED)
    one.came_to(going[:3], OPERATING)
    one.aside(slow[:1], SUSPENDED, REASONS["suspended"])
    one.aside(going[2:3], RETURNED, REASONS["returned"])


def _roads(one: Programme, locals: Sequence[int]) -> None:
    one.plan(locals[:60])
    found = one.cells()
    one.legs(found[:45], CLOSED, ("task", "money"))
    one.legs(found[:45], UNDER_WAY, ("people", "assets"))
    one.legs(found[:45], NOT_NEEDED, ("law",), REASONS["law"])
    one.came_to(found[:45], PREPARED)
    one.legs(found[:25], CLOSED, ("people", "assets"))
    one.came_to(found[:30], AGREED)
    one.came_to(found[:22], TRANSFERRED)
    acts = one.acts(HEAD)
    cells.step_back_cells(**acts, cell_ids=found[20:22], said=Said(**one.said, words=REASONS["back"]))
    one.came_to(found[:12], OPERATING)


def _begun(one: Programme, locals: Sequence[int]) -> None:
    one.days_ago = 130
    one.plan(locals[:40])
    one.legs(one.cells()[:18], UNDER_WAY, ("task", "money"))


def _planned(one: Programme, locals: Sequence[int]) -> None:
    one.days_ago = 24
    acts = one.acts()
    cells.plan_cells(**acts, local_ids=locals[:30], said=Said(**one.said))


def _finished(one: Programme, locals: Sequence[int]) -> None:
    one.plan(locals[:4])
    found = one.cells()
    one.legs(found, CLOSED)
    one.came_to(found, PREPARED, AGREED, TRANSFERRED)
    transfers.finish(**one.acts(HEAD), words="ถ่ายโอนครบตามแผน")
