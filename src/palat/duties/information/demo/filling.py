"""Filling the demo office with requests for information: true acts, made on the days on which they would have been."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from palat.duties.information.demo import complaints
from palat.duties.information.demo.lived import Lived
from palat.duties.information.demo.words import COMPANY, PERSON, REASONS, REQUESTS
from palat.duties.information.models import Party
from palat.duties.information.operations import (
    documents,
    elsewhere,
    excessive,
    fees,
    handling,
    ordering,
    parts,
    releasing,
    requesters,
    third_parties,
)
from palat.duties.information.operations.intake import Asked, receive_request
from palat.duties.information.operations.parts import Decision
from palat.duties.information.queries.catalogue import fees_on
from palat.duties.information.queries.gate import releasable
from palat.duties.information.queries.parts import part_choices
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store_made
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.demo_parts import PeopleByPost
from palat.kernel.matters.operations.numbering import number_matters
from palat.kernel.organisation.queries import agency_by_code

PASSER_BY = Actor("citizen")
OFFICER = "info-officer-1"
SAME = 12  # the same request so many times in one day


@dataclass
class Told(Lived):
    """One request of the demo office: what was asked, and how."""

    asked: str
    more: Mapping[str, Any]

    def received(self) -> int:
        """Receive the request."""
        return receive_request(asked=Asked(self.asked, **self.more), by=PASSER_BY, at=self.at).pk

    def part_ids(self) -> list[int]:
        """Return its parts, in their order."""
        return [number for number, _words in part_choices(self.id)]

    def taken_up(self, *, by: str = OFFICER) -> "Told":
        """Let an officer take it up."""
        handling.take_up(**self.acts(by=by))
        return self

    def decided(self, *decisions: Decision) -> "Told":
        """Let an officer give opinions on its parts, with a document for what may be known."""
        for number, decision in zip(self.part_ids(), decisions, strict=False):
            if decision.decision in {"full", "partial"}:
                self._found(number, redacted=decision.decision == "partial")
            parts.decide_part(**self.acts(), track_id=number, decision=decision)
        return self

    def _found(self, number: int, *, redacted: bool) -> None:
        text = f"เอกสารตัวอย่างของระบบทดลอง\n{self.asked}\n".encode()
        file = store_made(content=text, kind="txt", at=self.at)
        name = "เอกสารที่ตัดทอนแล้ว.txt" if redacted else "เอกสาร.txt"
        checked = "ตรวจทุกหน้าแล้ว ไม่มีข้อความซ่อน" if redacted else "อ่านทุกหน้าแล้ว ไม่มีสิ่งที่ต้องลบ"
        documents.add_material(
            **self.acts(), track_id=number, files=[(file.pk, name)], redacted=redacted, checked=checked
        )

    def proposed(self) -> "Told":
        """Let the order be proposed."""
        ordering.propose_order(**self.acts(after_days=1), words="ตรวจเอกสารครบทุกรายการแล้ว")
        return self

    def signed(self) -> "Told":
        """Let the director make the order."""
        ordering.sign_order(**self.acts(after_days=1, by="director-central"))
        return self

    def notified(self) -> "Told":
        """Let the requester be told."""
        acts = self.acts(after_days=1)
        ordering.notify_order(**acts, told_on=legal_date(self.at), way="page")
        return self

    def delivered(self) -> "Told":
        """Hand over what may leave."""
        free = [one.pk for one in releasable(self.id)]
        releasing.deliver(**self.acts(), way="file", part_ids=free)
        return self

    def party(self) -> int:
        """Have a company notified, and return its track."""
        acts = self.acts()
        third_parties.notify_party(
            **acts, person=COMPANY, person_kind="juristic", part_ids=self.part_ids(), told=REASONS["told"]
        )
        track = Party.objects.values_list("pk", flat=True).get(matter_id=self.id)
        acts = self.acts(after_days=2)
        third_parties.record_notice(**acts, track_id=track, told_on=legal_date(self.at))
        return track


FULL = Decision("full", holding="แฟ้มพัสดุของกองกลาง")
PARTIAL = Decision(
    "partial", ("s15_5",), "ข้อมูลข่าวสารส่วนบุคคล", REASONS["privacy"], withheld="ชื่อ ที่อยู่ และเลขบัญชีของบุคคลธรรมดา"
)
REFUSED = Decision("refused", ("s15_3",), "บันทึกความเห็นภายใน", REASONS["opinion"])
NOT_HELD = Decision("not_held", reasons=REASONS["not_held"])


OF_PERSON = {"person": PERSON}
# What was asked, how many days ago, and how.
RECEIVED: tuple[tuple[str, int, dict[str, Any]], ...] = (
    ("budget", 0, {}),
    ("meeting", 4, {**OF_PERSON, "channel": "counter"}),
    ("training", 13, {}),
    ("circular", 19, {}),
    ("english", 3, {"tell_in": "en"}),
    ("vague", 6, {}),
    ("lease", 5, {"parts": ("สัญญาเช่า", "ใบเสนอราคาของผู้ชนะ")}),
    ("archive", 16, {**OF_PERSON, "answer_by": "post"}),
    ("quotation", 8, {}),
    ("proposal", 20, {}),
    ("price", 30, {}),
    ("audit", 7, {"parts": ("รายงานการตรวจสอบ", "บันทึกความเห็น")}),
    ("complaints", 9, OF_PERSON),
    ("drawings", 12, {**OF_PERSON, "form": "certified"}),
    ("statistics", 2, {}),
    ("opinion", 15, OF_PERSON),
    ("old", 21, {}),
    ("power", 11, OF_PERSON),
    ("menu", 10, {}),
)


def fill(now: datetime, people: PeopleByPost) -> int:
    """Fill in requests in every state. Returns how many."""

    spec = sorted(RECEIVED, key=lambda one: -one[1])
    made = {key: Told(now, people, days_ago, OFFICER, REQUESTS[key], more) for key, days_ago, more in spec}
    same = [Told(now, people, 1, OFFICER, REQUESTS["same"], {}) for _number in range(SAME)]
    while number_matters(procedures=["information_request"], register="information_request", at=now):
        pass
    made["english"].taken_up(by="info-officer-2")
    for live in (_at_work, _with_parties, _ordered, _ended):
        live(made.__getitem__)
    excessive.propose_excessive(
        **same[-1].acts(), words="ข้อความเดียวกันทุกคำขอ ส่งมาในวันเดียว ให้ข้อมูลไปแล้วตามคำขอก่อนหน้า", all_same=True
    )
    return len(made) + len(same) + complaints.fill(now, people, own=made["old"].id)


def _at_work(told: Any) -> None:
    clarifying = told("vague").taken_up()
    handling.ask_requester(**clarifying.acts(after_days=1), question="หมายถึงโครงการใด ปีงบประมาณใด")
    working = told("lease").taken_up()
    working.decided(FULL)
    promised = told("archive").taken_up()
    handling.promise_finish(
        **promised.acts(after_days=9),
        due_on=legal_date(promised.now) + timedelta(days=12),
        words="เอกสารมีจำนวนมากและเก็บไว้ที่คลังนอกสำนักงาน",
    )


def _with_parties(told: Any) -> None:
    waiting = told("quotation").taken_up()
    waiting.party()
    objected = told("proposal").taken_up()
    track = objected.party()
    third_parties.party_object(**objected.acts(after_days=8), track_id=track, words=REASONS["objection"])
    embargoed = told("price").taken_up()
    track = embargoed.party()
    third_parties.party_object(**embargoed.acts(after_days=10), track_id=track, words=REASONS["objection"])
    ruled = embargoed.acts(after_days=3, by="director-central")
    third_parties.overrule_objection(**ruled, track_id=track, words=REASONS["overruled"])
    acts = embargoed.acts(after_days=2)
    third_parties.record_ruling(**acts, track_id=track, told_on=legal_date(embargoed.at))
    embargoed.decided(FULL).proposed().signed().notified()


def _ordered(told: Any) -> None:
    told("audit").taken_up().decided(FULL, REFUSED).proposed()
    told("complaints").taken_up().decided(PARTIAL).proposed().signed()
    owing = told("drawings").taken_up().decided(FULL).proposed().signed()
    owing.notified()
    fee = fees_on(legal_date(owing.now)).get(code="a3")
    fees.set_fees(**owing.acts(), pages={fee.pk: 24})


def _ended(told: Any) -> None:
    at_once = told("statistics").taken_up().decided(FULL)
    ordering.serve_at_once(**at_once.acts(), words="เผยแพร่ในหน้าสถิติของสำนักงานแล้ว")
    at_once.delivered()
    ordering.close(**at_once.acts())
    refused = told("opinion").taken_up().decided(REFUSED).proposed().signed().notified()
    ordering.close_undelivered(**refused.acts())
    missing = told("old").taken_up().decided(NOT_HELD).proposed().signed().notified()
    ordering.close_undelivered(**missing.acts())
    sent = told("power").taken_up()
    elsewhere.transfer(
        **sent.acts(by="info-head"), agency_id=agency_by_code("กฟภ").pk, words="เอกสารจัดทำและเก็บโดยหน่วยงานนี้"
    )
    back = told("menu")
    requesters.withdraw(
        **{**back.acts(after_days=1), "by": Actor("citizen", matter_id=back.id)}, words="พบข้อมูลในเว็บไซต์แล้ว"
    )
