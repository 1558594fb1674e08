"""What every act on cells shares: the lock, the checks, the rows that it writes, the counts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from palat.duties.decentralisation.models import Cell, Transfer, TransferAct, TransferStep
from palat.duties.decentralisation.operations.tallies import count_anew
from palat.duties.decentralisation.procedure.cells import BY_CODE, LEG_STATES, LEGS
from palat.duties.decentralisation.queries.standing import among, names_of, standing_of, types_on
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import Act, Event, UnableToAct, acting
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.pages.dates import display_date
from palat.kernel.writing import copy_values

Step = tuple[int, int, int | None, int, str]  # cell, leg, before, after, type on the day


@dataclass(frozen=True)
class Said:
    """What comes with every act on cells: the legal day, the evidence, words, files."""

    on: date
    evidence: str = ""
    words: str = ""
    files: tuple[tuple[int, str], ...] = ()


@dataclass
class Work:
    """An act on cells of one transfer under lock."""

    act: Act
    kind: str
    transfer: Transfer
    said: Said
    event: Event | None = None
    steps: list[Step] = field(default_factory=list)

    def standing(self, cell_ids: Collection[int]) -> list[Any]:
        """Return the chosen cells as they stand. Raises: UnableToAct where one is not of this transfer."""
        found = standing_of(self.transfer.pk, cell_ids, self.said.on)
        if not found or len(found) != len(set(cell_ids)):
            raise UnableToAct(_("ไม่พบบางแห่งที่เลือกในแผนงานนี้ โปรดเลือกใหม่"))
        return found

    def record(self, count: int, **facts: Any) -> None:
        """Append the event of the act to the matter. `count`: how many cells it touches. Raises: UnableToAct."""
        if not count:
            raise UnableToAct(_("ไม่มีแห่งใดที่เปลี่ยนแปลง"))
        told = {**facts, "count": count, "on": self.said.on.isoformat()}
        self.event = self.act.move(self.kind, facts=told, body={"words": self._words(count, facts)})
        for file_id, name in self.said.files:
            of = self.act.matter.pk
            self.act.add(attachment(matter_id=of, file_id=file_id, name=name, origin="office", at=self.act.at))

    def _words(self, count: int, facts: Mapping[str, Any]) -> str:
        """Return what the history tells of the act: to what, where, since when, by what, and the words said with it."""
        with override("th"):
            parts = [
                f"{_(LEGS[facts['leg']])}: {_(LEG_STATES[facts['to_leg']])}" if "leg" in facts else "",
                _(BY_CODE[facts["to_state"]].label) if "to_state" in facts else "",
                _("%(count)s แห่ง") % {"count": f"{count:,}"},
                _("มีผล %(day)s") % {"day": display_date(self.said.on)},
                _("หลักฐาน: %(what)s") % {"what": self.said.evidence} if self.said.evidence else "",
            ]
            told = " · ".join(str(part) for part in parts if part)
        return f"{told}\n{self.said.words.strip()}".strip()

    def write(self) -> None:
        """Write the act, its steps, and the counts of the transfer."""
        event = self.event
        if event is None:
            return
        TransferAct.objects.create(
            id=event.pk,
            transfer=self.transfer,
            seq=event.seq,
            kind=event.kind,
            on=self.said.on,
            evidence=self.said.evidence,
            count=len({step[0] for step in self.steps}),
            at=event.at,
        )
        names = ("id", "cell", "act", "leg", "before", "after", "type")
        numbers = ids.take_many(len(self.steps))
        rows = ((number, cell, event.pk, *rest) for number, (cell, *rest) in zip(numbers, self.steps, strict=True))
        copy_values(TransferStep, names, rows)
        count_anew([self.transfer.pk])


@contextmanager
def working(
    kind: str, *, matter_id: int, by: Actor, at: datetime, said: Said, seen: int | None = None
) -> Iterator[Work]:
    """Lock a transfer for an act on its cells by whoever may, and write what it did. Raises: UnableToAct."""
    if said.on > legal_date(at):
        raise UnableToAct(_("วันที่มีผลต้องไม่เกินวันนี้"))
    try:
        with acting(matter_id=matter_id, by=by, at=at, seen=seen) as act:
            transfer = Transfer.objects.select_related("mission").filter(pk=matter_id).first()
            if transfer is None:
                raise UnableToAct(_("เรื่องนี้ไม่ใช่แผนงานถ่ายโอน"))
            act.require(kind)
            work = Work(act, kind, transfer, said)
            yield work
            work.write()
    except IntegrityError as error:  # another programme of the same mission was quicker
        raise UnableToAct(_("มีผู้บันทึกภารกิจเดียวกันให้แห่งเดียวกันก่อนแล้ว โปรดเปิดหน้าใหม่")) from error


def refuse(local_ids: Sequence[int], why: str) -> None:
    """Refuse an act because of some local governments, naming the first. Raises: UnableToAct."""
    if local_ids:
        said = {"count": len(local_ids), "names": names_of(local_ids), "why": why}
        raise UnableToAct(_("%(why)s %(count)s แห่ง เช่น %(names)s") % said)


def require_receivers(transfer: Transfer, types: Mapping[int, str], local_ids: Collection[int]) -> None:
    """Refuse local governments that did not exist on the day, or were then of a type that may not receive.

    Raises: UnableToAct.
    """
    refuse([one for one in local_ids if one not in types], _("ยังไม่มีหรือสิ้นสุดไปแล้วในวันที่มีผล"))
    may = set(transfer.mission.receivers)
    refuse([one for one in local_ids if types[one] not in may], _("เป็นประเภทที่ภารกิจนี้ไม่ให้รับโอนในวันที่มีผล"))


def types_of(local_ids: Collection[int], day: date) -> dict[int, str]:
    """Return the types on a day, as `require_receivers` wants them."""
    return types_on(local_ids, day)


def insert_cells(transfer: Transfer, rows: Sequence[tuple[int, int, date, tuple[int, ...]]]) -> list[int]:
    """Write new cells: local government, state, since when, legs. Returns their numbers."""
    numbers = ids.take_many(len(rows))
    names = ("id", "transfer", "mission", "local", "state", "held", "since", *LEGS)
    first = (transfer.pk, transfer.mission_id)
    copy_values(
        Cell,
        names,
        (
            (number, *first, local, state, 0, since, *legs)
            for number, (local, state, since, legs) in zip(numbers, rows, strict=True)
        ),
    )
    return numbers


def set_cells(cell_ids: Sequence[int], **values: Any) -> None:
    """Write the same values into some cells, in one statement; a value may be SQL over the row (`F`)."""
    Cell.objects.filter(pk__in=among(cell_ids)).update(**values)


def resume_cells(cell_ids: Sequence[int], since: date) -> None:
    """Let suspended cells stand again where each was suspended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE decentralisation_cell SET state = held, held = 0, since = %s WHERE id = ANY(%s)",
            [since, list(cell_ids)],
        )
