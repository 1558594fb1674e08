"""A petition of the demo office while it is lived: each official act of the procedure, with the words that it leaves.

The acts mirror `operations`: the same facts and bodies in the history, the same columns of the petition; what those
enqueue (e-mail, notices) is not done, since it happened long ago.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model

from palat.duties.petitions.demo import answers, briefs
from palat.duties.petitions.demo.composing import Composed
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.intake import Brought, build_petition
from palat.duties.petitions.operations.referrals import open_referral
from palat.duties.petitions.procedure.words import REFERRAL
from palat.duties.petitions.queries.catalogue import chain_for
from palat.duties.petitions.queries.petition import leaves_concealed
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import SYSTEM, Actor, citizen
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import Track
from palat.kernel.matters.operations.lived import Life
from palat.kernel.matters.operations.onetime import used_link

SARABAN = "saraban@example.org"


@dataclass(frozen=True)
class Desk:
    """Who handles a case: its officer, the head, and their unit."""

    unit: str
    officer: Actor
    head: Actor


class Case:
    """One petition and its life so far."""

    def __init__(
        self, office: Office, told: Composed, brought: Brought, by: Actor, desk: Desk, rng: random.Random
    ) -> None:
        self.office, self.told, self.brought, self.desk, self.rng = office, told, brought, desk, rng
        # The hour of the morning has a chance of its own: the calendar must not change what becomes of a case.
        self.hours = random.Random(rng.random())  # noqa: S311
        self.taken_by = by
        self.at: datetime
        self.closed = 0.9  # share of its category that is closed at the year's end
        self.up_to: str | None = None  # the level that is to decide, if any
        self.purpose = "order"
        self.wants = ""  # what a scene wants to happen for certain: return, ask, word, screen
        self.only_agencies = ""  # instead of those that the story names

    @property
    def matter_kind(self) -> str:
        """The kind of the petition."""
        return self.brought.kind

    def receive(self, at: datetime) -> None:
        """Let it be received: the real operation seals the person and builds the matter."""
        received, rows = build_petition(brought=self.brought, by=self.taken_by, at=at)
        self.at = at
        self.life = Life(received, by=self.taken_by, at=at)
        self.beside: list[Model] = rows
        self.petition = next(row for row in rows if isinstance(row, Petition))

    def rows(self) -> list[Model]:
        """Return everything to write, the matter first."""
        return [*self.life.rows(), *self.beside]

    @property
    def matter(self) -> Any:
        """The matter as it stands."""
        return self.life.matter

    @property
    def state(self) -> str:
        """The state of its main track."""
        return self.life.main.state

    def tracks(self, type: str) -> list[Track]:
        """Return its tracks of a type that are not final."""
        return [track for track in self.life.tracks.values() if track.type == type and not track.final]

    def act(self, by: Actor, move: str, **more: Any) -> None:
        """Make a move."""
        self.life.turn(by=by, at=self.at)
        self.life.move(move, **more)

    def one_of(self, *names: str) -> Actor:
        """Return one of several people."""
        return self.office.people[self.rng.choice(names)]

    def screener(self) -> Actor:
        """Return someone who screens."""
        return self.one_of("intake-1", "intake-2", "intake-3", "intake-4", "shift-1")

    def supervisor(self) -> Actor:
        """Return the head of the group that holds the case."""
        return self.desk.head if self.matter.officer_id else self.office.people["intake-head"]

    def office_chaser(self) -> Actor:
        """Return who chases: the system by its clock, now and then the officer."""
        return self.desk.officer if self.rng.random() < 0.1 else SYSTEM

    def petitioner(self) -> Actor:
        """Return the petitioner, by receipt code."""
        return citizen(self.matter.pk)

    # Screening

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
        self.act(self.screener(), "answer_at_once", body={"to_petitioner": words})
        self.petition.answer_found, self.petition.told_at = words, self.at

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
        body = {"place": self.petition.place_words, "words": f"{self.told.found()} {answers.heard(self.told)}"}
        self.act(self.desk.officer, "site_visit", body=body)

    # Agencies

    def approve_concealed_copy(self) -> None:
        text = answers.concealed(self.told)
        self.act(self.desk.head, "approve_concealed_copy", body={"text": text})
        self.petition.concealed_text, self.petition.concealed_at = text, self.at

    def refer(self, agency_ids: Sequence[int]) -> list[Track]:
        if leaves_concealed(self.petition, self.matter.kind) and self.petition.concealed_at is None:
            self.approve_concealed_copy()
        by_letter = self.matter.kind == "accusation"
        self.act(
            self.desk.officer,
            "refer",
            facts={"agencies": list(agency_ids), "by_letter": by_letter},
            **self._guards(by_letter=by_letter),
        )
        return [open_referral(self.life, agency_id) for agency_id in agency_ids]

    def _guards(self, *, by_letter: bool) -> dict[str, bool]:
        ready = not leaves_concealed(self.petition, self.matter.kind) or self.petition.concealed_at is not None
        return {"concealed_copy_ready": ready, "by_letter": by_letter}

    def agency(self, track: Track) -> Actor:
        """Return who answers for the agency of a track: its liaison, or someone by a single-use link."""
        liaison = self.office.answers_for(track.agency_id or 0)
        if liaison is not None:
            return liaison
        link = used_link(track_id=track.pk, sent_to=SARABAN, at=self.life.at, used_at=self.at)
        self.life.add(link)
        return Actor("link", matter_id=self.matter.pk, track_id=track.pk, link_id=link.pk)

    def on_track(self, by: Actor, move: str, track: Track, words: str = "", **facts: Any) -> None:
        """Make a move on a track."""
        self.act(by, move, track=track, facts=facts or None, body={"words": words} if words else None)

    def agency_return(self, track: Track) -> None:
        self.on_track(self.agency(track), "agency_return", track, answers.not_ours(self.told))

    def agency_ask(self, track: Track) -> None:
        self.on_track(self.agency(track), "agency_ask", track, answers.agency_question(self.told))

    def reply_agency(self, track: Track) -> None:
        self.act(
            self.desk.officer,
            "reply_agency",
            track=track,
            body={"words": answers.agency_reply(self.told)},
            **self._guards(by_letter=True),
        )

    def agency_progress(self, track: Track) -> None:
        track.chased = 0
        self.on_track(self.agency(track), "agency_progress", track, answers.progress(self.told))

    def agency_report(self, track: Track) -> str:
        words, result = answers.report(self.told)
        by = self.agency(track)
        track.answer, track.result = words, result
        self.on_track(by, "agency_report", track, words, result=result, files=0)
        return result

    def send_back(self, track: Track) -> None:
        reason = self.rng.choice(["off_point", "no_evidence", "only_in_progress"])
        self.on_track(self.desk.officer, "send_back", track, answers.send_back(reason), reason=reason)

    def reroute(self, track: Track, agency_id: int) -> Track:
        self.act(
            self.desk.officer,
            "reroute",
            track=track,
            facts={"agencies": [agency_id]},
            **self._guards(by_letter=self.matter.kind == "accusation"),
        )
        return open_referral(self.life, agency_id, track.label)

    def chase(self, track: Track, by: Actor) -> None:
        track.chased += 1
        self.on_track(by, "chase", track, time=track.chased)
        self.life.stop_clocks(track, ("chase",))
        self.life.start_clock("chase", f"referral.reminder_{min(track.chased + 1, 3)}", track)

    def agencies(self) -> list[int]:
        """Return the agencies to which it goes: one of the story's choices, by its weight."""
        options, weights = [], []
        for written in (self.only_agencies or self.told.story.agencies).split():
            option, _star, weight = written.partition("*")
            options.append(option)
            weights.append(int(weight or 1))
        return self.office.competent(self.rng.choices(options, weights)[0], self.matter.area_id)

    def free_agency(self) -> int | None:
        """Return an agency that does not have the case yet, if one draw finds it."""
        busy = {track.agency_id for track in self.tracks(REFERRAL)}
        return next((one for one in self.agencies() if one not in busy), None)

    # Facts, opinion, decision

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

    # Ending

    def conclude(self, closing: str) -> None:
        self.matter.closing = closing
        self.act(self.desk.officer, "conclude", facts={"closing": closing})

    def write_answer(self) -> None:
        answer = answers.answer(self.told, self.matter.closing, self.at)
        self.act(self.desk.officer, "write_answer", body=dict(answer))
        self.petition.answer_found, self.petition.answer_next = answer["found"], answer["happens"]
        self.petition.answer_can_do, self.petition.answer_reasons = answer["can_do"], answer["reasons"]

    def notify(self) -> None:
        body = {
            "to_petitioner": self.petition.answer_found,
            "next": self.petition.answer_next,
            "can_do": self.petition.answer_can_do,
            "reasons": self.petition.answer_reasons,
        }
        self.act(self.desk.officer, "notify", body=body, answer_written=True)
        self.petition.told_at = self.at

    def close(self) -> None:
        told = self.petition.told_at is not None
        self.act(self.desk.head, "close", facts={"closing": self.matter.closing}, told=told)

    def object(self) -> None:
        body = {"from_petitioner": answers.new_facts(self.told)}
        self.act(self.petitioner(), "object", body=body, new_facts=True)

    def accept_review(self) -> None:
        self.matter.closing = ""
        by = self.supervisor()
        self.act(by, "accept_review")
        self.petition.told_at = None
        if not self.matter.officer_id:
            self.assign(self.desk.officer, self.desk.unit, by, "จ่ายเรื่องที่รับทบทวน")

    def decline_review(self) -> None:
        self.act(self.supervisor(), "decline_review", body={"to_petitioner": answers.kept(self.told)})

    def rate(self) -> None:
        stars = self.rng.choices((5, 4, 3, 2, 1), (40, 28, 16, 8, 8))[0]
        words = answers.rating(stars) if self.rng.random() < 0.3 else ""
        self.act(
            self.petitioner(),
            "rate",
            facts={"stars": stars, "way": "link"},
            body={"from_petitioner": words} if words else None,
        )
        self.petition.stars, self.petition.stars_words, self.petition.stars_way = stars, words, "link"


DECIDERS = {
    "director": "director-psc",
    "deputy_permanent_secretary": "deputy-ps",
    "permanent_secretary": "ps",
    "minister": "minister",
    "deputy_prime_minister": "dpm",
    "prime_minister": "pm",
}
