"""Filling the demo office with complaints and checks in every state: true acts, on the days on which they would be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from palat.duties.information.demo.complaint_words import (
    ASK,
    CHECKS,
    COMMITTEES,
    COMPLAINTS,
    CONSULTATIONS,
    DEMANDS,
    EXPLAINED,
    FACTS,
    NO_MORE,
    OWN,
    PERSON,
    THOUGHT,
)
from palat.duties.information.demo.lived import Lived
from palat.duties.information.operations import consulting
from palat.duties.information.operations import handling as common
from palat.duties.information.operations.complaints import explanations, handling, measures, opinions
from palat.duties.information.operations.complaints.intake import Complained, receive_complaint
from palat.duties.information.operations.complaints.opinions import Opinion
from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT, NOT_HELD
from palat.duties.information.queries.complaints.arising import arising_from
from palat.duties.information.queries.tracking import page_for
from palat.kernel.calendar.counting import fiscal_year, legal_date
from palat.kernel.matters.authority import Actor, citizen
from palat.kernel.matters.demo_parts import PeopleByPost
from palat.kernel.matters.operations.numbering import number_matters
from palat.kernel.matters.queries.tracks import code_of, open_tracks
from palat.kernel.organisation.queries import agency_by_code

PASSER_BY = Actor("citizen")
OFFICER, HEAD, DIRECTOR = "oic-officer-1", "oic-head", "oic-director"
FOUNDED = Opinion("founded", FACTS, THOUGHT, DEMANDS, meeting="ครั้งที่ 5/2569")
SETTLED = Opinion("settled", FACTS, NO_MORE)


@dataclass
class Case(Lived):
    """One complaint of the demo office."""

    complained: Complained
    by: Actor = field(default_factory=lambda: PASSER_BY)

    def received(self) -> int:
        """Receive the complaint."""
        return receive_complaint(complained=self.complained, by=self.by, at=self.at).pk

    def taken_up(self, *, by: str = OFFICER) -> "Case":
        """Let an officer take it up."""
        common.take_up(**self.acts(by=by))
        return self

    def asked(self) -> "Case":
        """Let the agency be asked to explain."""
        explanations.ask_agency(**self.acts(after_days=1), words=ASK)
        return self

    def track(self, type: str) -> int:
        """Return its open track of a type."""
        return open_tracks([self.id], type=type)[0][1]

    def explained(self, *, accepted: bool = True) -> "Case":
        """Let the agency's explanation come by letter, and be taken."""
        track = self.track("explanation")
        acts = self.acts(after_days=6)
        explanations.record_explanation(**acts, track_id=track, words=EXPLAINED, came_on=legal_date(self.at))
        if accepted:
            explanations.accept_explanation(**self.acts(), track_id=track)
        return self

    def proposed(self, opinion: Opinion = FOUNDED) -> "Case":
        """Let an opinion be proposed."""
        opinions.propose_opinion(**self.acts(after_days=2), opinion=opinion)
        return self

    def opined(self, opinion: Opinion = FOUNDED) -> "Case":
        """Let the director give the opinion."""
        self.proposed(opinion)
        opinions.sign_opinion(**self.acts(after_days=1, by=DIRECTOR))
        return self

    def complied(self, *, accepted: bool = True) -> "Case":
        """Let the agency report by letter that it did as it was told."""
        track = self.track("compliance")
        acts = self.acts(after_days=6)
        opinions.record_compliance(
            **acts, track_id=track, words="ดำเนินการแล้วตามสำเนาหนังสือที่ส่งมา", came_on=legal_date(self.at)
        )
        if accepted:
            opinions.accept_compliance(**self.acts(), track_id=track)
        return self

    def closed(self) -> "Case":
        """Let it be closed."""
        opinions.close(**self.acts())
        return self


def _clarifying(case: Case) -> None:
    common.ask_requester(**case.taken_up().acts(after_days=1), question="ขอชื่อโครงการและวันที่ยื่นคำขอต่อหน่วยงาน")


def _late(case: Case) -> None:
    case.taken_up().asked()
    acts = case.acts(after_days=24)
    explanations.chase(**acts, track_id=case.track("explanation"))


def _summoned(case: Case) -> None:
    case.taken_up().asked().explained()
    acts = case.acts(by=DIRECTOR)
    day = legal_date(case.now) + timedelta(days=6)
    called: dict[str, Any] = {"whom": "ผู้อำนวยการกองพัสดุ", "words": "ทะเบียนคุมครุภัณฑ์และผู้รับผิดชอบ", "place": "ห้องประชุม สขร."}
    measures.summon(**acts, **called, day=day)


def _extended(case: Case) -> None:
    case.taken_up().asked().explained(accepted=False)
    acts = case.acts(by=HEAD)
    until = legal_date(case.at) + timedelta(days=30)
    handling.extend(**acts, until=until, words="เอกสารมีจำนวนมาก และรอคำชี้แจงเพิ่มเติมจากหน่วยงาน")


def _defied(case: Case) -> None:
    case.taken_up().asked()
    late = case.acts(after_days=25, by=HEAD)
    explanations.go_without(**late, track_id=case.track("explanation"), words="มีหนังสือและโทรศัพท์ติดตามแล้วสามครั้ง")
    case.opined()
    ended = case.acts(after_days=20, by=HEAD)
    opinions.note_defiance(**ended, track_id=case.track("compliance"), words="ติดตามแล้ว หน่วยงานไม่รายงานและไม่ดำเนินการ")
    case.closed()


def _appeal(case: Case) -> None:
    words = "เป็นกรณีมีคำสั่งมิให้เปิดเผย โปรดยื่นอุทธรณ์ต่อคณะกรรมการวินิจฉัย ภายในสิบห้าวันนับแต่วันที่ได้รับแจ้งคำสั่ง"
    handling.not_admit(**case.acts(after_days=1, by=HEAD), reason="appeal", words=words)


def _withdrawn(case: Case) -> None:
    acts = {**case.acts(after_days=3), "by": citizen(case.id)}
    handling.withdraw(**acts, words="หน่วยงานให้ข้อมูลแล้ว")


def _inspecting(case: Case, day: Any) -> None:
    acts = case.acts(after_days=1, by=DIRECTOR)
    who = "นักวิชาการข้อมูลข่าวสาร (1)\nนักวิชาการข้อมูลข่าวสาร (2)"
    measures.inspect(**acts, place="ห้องเก็บเอกสารของหน่วยงาน", words="แฟ้มและทะเบียนที่เกี่ยวข้อง", who=who, day=day)


def _visiting(case: Case) -> None:
    case.taken_up().asked().explained()
    _inspecting(case, legal_date(case.now) + timedelta(days=3))


def _found(case: Case) -> None:
    case.taken_up().asked().explained()
    _inspecting(case, legal_date(case.at) + timedelta(days=4))
    acts = case.acts(after_days=4)
    looked: dict[str, Any] = {"result": "found", "words": "ตรวจร่วมกับหัวหน้าฝ่ายธุรการ พบสมุดทะเบียนในตู้ที่สอง จึงบันทึกภาพไว้"}
    measures.record_inspection(**acts, track_id=case.track("inspection"), **looked, done_on=legal_date(case.at))
    opinion = Opinion("held", "เข้าตรวจสอบแล้วพบสมุดทะเบียนในห้องเก็บเอกสาร", "หน่วยงานต้องพิจารณาคำขอ", DEMANDS)
    case.opined(opinion).complied().closed()


# How many days ago each came, for what, and what became of it.
LIVES: Mapping[str, tuple[int, str, dict[str, Any], Callable[[Case], object]]] = {
    "new": (0, "not_open", {}, lambda case: None),
    "today": (2, "no_reply", {}, lambda case: None),
    "vague": (6, "not_provided", {}, _clarifying),
    "working": (4, "late", {"person": PERSON}, lambda case: case.taken_up()),
    "asked": (8, "no_reply", {}, lambda case: case.taken_up().asked()),
    "late": (28, "no_reply", {"person": PERSON}, _late),
    "answered": (12, "not_provided", {}, lambda case: case.taken_up().asked().explained(accepted=False)),
    "summoned": (15, "not_provided", {"person": PERSON}, _summoned),
    "extended": (24, "not_provided", {}, _extended),
    "proposed": (20, "not_provided", {}, lambda case: case.taken_up().asked().explained().proposed()),
    "complying": (26, "not_open", {"person": PERSON}, lambda case: case.taken_up().asked().explained().opined()),
    "reported": (
        34,
        "no_convenience",
        {},
        lambda case: case.taken_up().asked().explained().opined().complied(accepted=False),
    ),
    "settled": (18, "late", {"person": PERSON}, lambda case: case.taken_up().asked().explained().opined(SETTLED)),
    "complied": (48, "late", {}, lambda case: case.taken_up().asked().explained().opined().complied().closed()),
    "defied": (75, "no_reply", {"person": PERSON}, _defied),
    "appeal": (9, "not_provided", {"person": PERSON}, _appeal),
    "withdrawn": (11, "late", {}, _withdrawn),
    "denied": (3, NOT_HELD, {"person": PERSON}, lambda case: case.taken_up(by="oic-officer-2")),
    "visiting": (14, NOT_HELD, {}, _visiting),
    "found": (60, NOT_HELD, {"person": PERSON}, _found),
}


def fill(now: datetime, people: PeopleByPost, *, own: int) -> int:
    """Fill in complaints and checks in every state; one arises from a request to this Office. Returns how many."""
    words = {**COMPLAINTS, **CHECKS}
    spec = sorted(LIVES.items(), key=lambda one: -one[1][0])
    made = {}
    for key, (days_ago, kind, more, _live) in spec:
        wanted, text, agency = words[key]
        asked_on = legal_date(now) - timedelta(days=days_ago + 40)
        complained = Complained(kind, agency_by_code(agency).pk, wanted, text, asked_on, **more)
        made[key] = Case(now, people, days_ago, OFFICER, complained)
    mine = Case(now, people, 1, OFFICER, _of_request(own), citizen(own))
    for procedure in (COMPLAINT, CHECK):
        while number_matters(procedures=[procedure], register=procedure, at=now):
            pass
    for key, (_days, _kind, _more, live) in spec:
        live(made[key])
    mine.taken_up()
    _consulted(now, people(OFFICER))
    return len(made) + 1


def _consulted(now: datetime, by: Actor) -> None:
    """Fill in consultations, and what some agencies reported of their committees last year and this."""
    today = legal_date(now)
    for days_ago, agency, subject, answer in CONSULTATIONS:
        came_on = today - timedelta(days=days_ago)
        agency_id = agency_by_code(agency).pk if agency else None
        kept = consulting.record_consultation(asked=consulting.Asked(came_on, subject, agency_id), by=by, at=now)
        if answer:
            answered_on = min(came_on + timedelta(days=6), today)
            consulting.answer_consultation(number=kept.pk, answered_on=answered_on, answer=answer, by=by, at=now)
    for year in (fiscal_year(today) - 1, fiscal_year(today)):
        for code, has in COMMITTEES[: None if year < fiscal_year(today) else 3]:
            reported = consulting.Reported(agency_by_code(code).pk, year, has, today)
            consulting.record_committee(reported=reported, by=by, at=now)


def _of_request(request_id: int) -> Complained:
    code = code_of(request_id)
    page = page_for(code)
    if page is None:
        raise LookupError(code)
    known = arising_from(page)
    return Complained(
        kind=NOT_HELD,
        agency_id=known.agency_id,
        wanted=known.wanted,
        text=OWN,
        asked_on=known.asked_on,
        request_id=known.request_id,
        person_id=known.person_id,
    )
