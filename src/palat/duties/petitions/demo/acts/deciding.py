"""Facts, opinion and decision, lived: the file that goes up the chain."""

from collections.abc import Sequence
from datetime import timedelta

from palat.duties.petitions.demo import briefs
from palat.duties.petitions.demo.acts.agencies import Agencies
from palat.duties.petitions.queries.catalogue import chain_for
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import Track

DECIDERS = {
    "director": "director-psc",
    "deputy_permanent_secretary": "deputy-ps",
    "permanent_secretary": "ps",
    "minister": "minister",
    "deputy_prime_minister": "dpm",
    "prime_minister": "pm",
}


class Deciding(Agencies):
    """Acts of those who lay a file before others, and of those who decide."""

    def compile(self) -> None:
        findings, law = briefs.findings(self.told), briefs.law(self.told)
        self.act(self.desk.officer, "compile", body={"findings": findings, "law": law})
        self.petition.findings, self.petition.law = findings, law

    def submit(self, up_to: str, purpose: str, *, urgent: bool = False) -> None:
        today = legal_date(self.at)
        chain = chain_for(self.matter.kind, on=today)
        levels = chain[: chain.index(up_to) + 1]
        brief = briefs.brief(self.told, purpose=purpose, people=self.office.people)
        self.life.turn(by=self.desk.officer, at=self.at)
        due_on = today + timedelta(days=3 if urgent else self.rng.randrange(7, 21))
        decisions.submit(self.life, purpose=purpose, chain=levels, brief=brief, due_on=due_on)

    def before(self) -> Actor:
        """Return who decides now: the post before which the file lies."""
        submission = self.life.open_submission()
        role = submission.role if submission else "group_head"
        if role == "group_head":
            return self.desk.head
        return self.office.people[DECIDERS[role]]

    def endorse(self) -> None:
        self.life.turn(by=self.before(), at=self.at)
        decisions.pass_on(self.life, words=briefs.endorsement(self.told))

    def give_back(self) -> None:
        self.life.turn(by=self.before(), at=self.at)
        decisions.give_back(self.life, words=briefs.returned(self.told))

    def decide(self, decision: str, agency_ids: Sequence[int]) -> list[Track]:
        self.life.turn(by=self.before(), at=self.at)
        words = briefs.decided(self.told, decision)
        decisions.rule(self.life, decision=decision, words=words, items=self._items(agency_ids))
        return self.tracks("order")

    def take_down(self, decision: str, way: str) -> None:
        self.life.turn(by=self.office.people["secretary"], at=self.at)
        decisions.take_down(self.life, decision=decision, words=briefs.spoken(self.told), way=way)

    def confirm(self, agency_ids: Sequence[int]) -> list[Track]:
        self.life.turn(by=self.office.people["secretary-2"], at=self.at)
        decisions.confirm(self.life, items=self._items(agency_ids))
        return self.tracks("order")

    def _items(self, agency_ids: Sequence[int]) -> list[decisions.OrderItem]:
        day = legal_date(self.at) + timedelta(days=self.rng.choice([15, 30, 30, 45]))
        return [decisions.OrderItem(briefs.order_item(self.told), agency_id, day) for agency_id in agency_ids]

    def order_report(self, track: Track) -> None:
        by = self.agency(track)
        track.answer = self.told.done()
        self.on_track(by, "order_report", track, track.answer)
