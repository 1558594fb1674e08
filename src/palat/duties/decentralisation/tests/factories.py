"""Small honest factories: lists taken over by the real operations, transfers with cells. All names are made up."""

from datetime import UTC, date, datetime
from typing import Any

from palat.duties.decentralisation.models import Cell, LoadedList, LocalGovernment, Mission
from palat.duties.decentralisation.operations import cells, lists, transfers
from palat.duties.decentralisation.operations.ledger import Said
from palat.duties.decentralisation.operations.lists import Brought
from palat.duties.decentralisation.procedure.cells import LEGS
from palat.kernel.files.operations import store_made
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.matters.tests.factories import NOW, holder

TODAY = date(2026, 6, 8)
DAY = date(2026, 3, 2)
LOCAL_HEADINGS = "code,type,name_th,province_code,district_code,from,to,legal_ref,ended,into_code"
LOCALS = (
    "L1,pao,อบจ.สมมติหนึ่ง,12,,,,,,",
    "L2,sao,อบต.สมมติสอง,12,1201,2005-01-01,,ประกาศสมมติ 1,,",
    "L3,sao,อบต.สมมติสาม,12,1202,,,,,",
    "L4,tambon,เทศบาลตำบลสมมติสี่,13,1301,,,,,",
)
CELL_HEADINGS = "local_code,state,on,task,money,people,assets,law"
MISSION_HEADINGS = "code,name_th,field,kind,giver,receivers,deadline,legal_basis,plan,plan_version"
MISSIONS = (
    "M1,ภารกิจสมมติหนึ่ง,1,duty,สธ,pao,2026-12-31,กฎหมายสมมติ,แผนสมมติ,2",
    "M2,ภารกิจสมมติสอง,3,option,มท,sao|tambon,,,,",
)


def officer() -> Actor:
    """Return an officer of the decentralisation office."""
    return holder("odloc-officer-1")


def head() -> Actor:
    """Return the head who takes lists over."""
    return holder("odloc-head")


def brought(kind: str, headings: str, *lines: str, mapping: str = "", transfer_id: int | None = None) -> Brought:
    """Return a list as a file that was brought."""
    content = "\n".join((headings, *lines)).encode()
    file = store_made(content=content, kind="csv", at=NOW)
    return Brought(kind, mapping or kind, (file.pk, "รายการ.csv"), transfer_id)


def checked(kind: str, headings: str, *lines: str, **more: Any) -> LoadedList:
    """Bring a list to be looked at."""
    return lists.check(brought=brought(kind, headings, *lines, **more), by=officer(), at=NOW)


def locals_here(*lines: str, at: datetime = NOW) -> LoadedList:
    """Take over a list of local governments."""
    found = checked("locals", LOCAL_HEADINGS, *(lines or LOCALS))
    return lists.apply(list_id=found.pk, by=head(), at=at)


def missions_here(*lines: str) -> LoadedList:
    """Take over a list of missions."""
    return lists.apply(list_id=checked("missions", MISSION_HEADINGS, *(lines or MISSIONS)).pk, by=head(), at=NOW)


def local_ids(*codes: str) -> list[int]:
    """Return local governments by their codes."""
    return list(LocalGovernment.objects.filter(code__in=codes).order_by("code").values_list("pk", flat=True))


def transfer(mission: str = "M2", programme: str = "แผนงานสมมติ") -> Matter:
    """Open a transfer."""
    return transfers.open_transfer(
        mission_id=Mission.objects.get(code=mission).pk, programme=programme, by=officer(), at=NOW
    )


def planned(*codes: str, mission: str = "M2", on: date = DAY, **more: Any) -> tuple[Matter, list[int]]:
    """Open a transfer with local governments in its plan, and let it begin. Returns it and its cells."""
    matter = transfer(mission, **more)
    cells.plan_cells(matter_id=matter.pk, by=officer(), at=NOW, local_ids=local_ids(*codes), said=Said(on))
    transfers.begin(matter_id=matter.pk, by=head(), at=NOW)
    return matter, cell_ids(matter)


def cell_ids(matter: Matter) -> list[int]:
    """Return the cells of a transfer in the order of their local governments."""
    return list(Cell.objects.filter(transfer=matter.pk).order_by("local__code").values_list("pk", flat=True))


def legs(matter: Matter, cells_of: list[int], to: int, *, on: date = DAY, which: tuple[str, ...] = tuple(LEGS)) -> None:
    """Record the same of several legs."""
    for leg in which:
        cells.record_leg(matter_id=matter.pk, by=officer(), at=NOW, cell_ids=cells_of, leg=leg, to=to, said=Said(on))


def came_to(matter: Matter, cells_of: list[int], *states: int, on: date = DAY) -> None:
    """Let cells come to one state after another."""
    for state in states:
        said = Said(on, evidence="บันทึกข้อตกลงสมมติ")
        cells.advance_cells(matter_id=matter.pk, by=officer(), at=NOW, cell_ids=cells_of, to=state, said=said)


__all__ = ["NOW", "UTC"]
