"""The door, lived: what is accepted, asked, refused, noted, suspended, withdrawn."""

from datetime import timedelta

from palat.duties.petitions.demo import answers
from palat.duties.petitions.demo.acts.base import Begun
from palat.duties.petitions.operations.visits import Visited, visit_place
from palat.kernel.matters.authority import Actor


class Screening(Begun):
    """Acts of those who screen and hold a petition."""

    def accept(self) -> None:
        self.act(self.screener(), "accept", facts={"officer": self.desk.officer.official_id})
        self.life.hold(unit_id=self.office.unit(self.desk.unit), officer_id=self.desk.officer.official_id)

    def assign(self, to: Actor, unit: str, by: Actor, reason: str) -> None:
        facts = {"officer": to.official_id, "unit": self.office.unit(unit), "before": self.matter.officer_id}
        self.act(by, "assign", facts=facts, body={"reason": reason})
        self.life.hold(unit_id=self.office.unit(unit), officer_id=to.official_id)

    def ask_petitioner(self) -> None:
        by = self.screener() if self.state == "received" else self.desk.officer
        self.act(by, "ask_petitioner", body={"to_petitioner": answers.question(self.told)})

    def add_facts(self) -> None:
        to = None
        if self.state == "info_requested":
            to = "in_hand" if self.matter.officer_id else "received"
        self.act(
            self.petitioner(),
            "add_facts",
            to=to,
            facts={"files": 0},
            body={"from_petitioner": answers.reply(self.told)},
        )

    def propose_refusal(self) -> None:
        ground, words = answers.refusal(self.told)
        self.act(self.screener(), "propose_refusal", facts={"ground": ground}, body={"words": words})
        self.petition.ground, self.petition.answer_reasons = ground, words

    def approve_refusal(self) -> None:
        self.act(
            self.supervisor(),
            "approve_refusal",
            facts={"ground": self.petition.ground},
            body={"to_petitioner": self.petition.answer_reasons},
        )
        self.matter.closing, self.petition.told_at = "not_accepted", self.at

    def note(self) -> None:
        self.matter.closing = "noted"
        self.act(self.one_of("intake-head", "shift-1", "shift-2"), "note", body={"words": self.told.done()})

    def answer_at_once(self) -> None:
        words = answers.at_once(self.told)
        self.matter.closing = "explained"
        reasons = answers.at_once_reasons(self.told)
        self.act(self.screener(), "answer_at_once", body={"to_petitioner": words, "reasons": reasons})
        self.petition.answer_found, self.petition.answer_reasons = words, reasons
        self.petition.told_at = self.at

    def coordinate(self, agency_id: int) -> None:
        spoke, words = answers.telephoned(self.told)
        body = {"spoke_with": spoke, "words": words}
        self.act(self.screener(), "coordinate", facts={"agency": agency_id}, body=body)
        self.life.stop_clocks(self.life.main, ("life",))

    def suspend(self) -> None:
        self.act(self.desk.head, "suspend", body={"words": answers.suspended(self.told)})

    def withdraw(self) -> None:
        self.matter.closing = "withdrawn"
        self.act(self.petitioner(), "withdraw", body={"from_petitioner": answers.withdrawn(self.told)})

    def write_note(self) -> None:
        self.act(self.desk.officer, "write_note", body={"words": answers.note(self.told)})

    def visit(self) -> None:
        self.life.turn(by=self.desk.officer, at=self.at)
        words = f"{self.told.found()} {answers.heard(self.told)}"
        visit_place(self.life, Visited(at=self.at - timedelta(hours=2), place=self.petition.place_words, words=words))
