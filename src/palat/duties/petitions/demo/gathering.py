"""A coming of a group, or a problem, while it is lived by its script (`gatherings/*.toml`).

A script says how many working days ago something happened and in which state everything stands today; the steps that
lead there are spread over the days between. They are made as moves of the procedure (`lived.Life`), so that what
could not have happened is refused.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from palat.duties.petitions.demo.acts.agencies import answering_for
from palat.duties.petitions.demo.acts.deciding import DECIDERS
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.operations.meetings import Minutes, Promised, minute
from palat.duties.petitions.procedure.promise import PROMISE
from palat.duties.petitions.queries.catalogue import chain_for
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.authority import SYSTEM, Actor
from palat.kernel.matters.deciding import ORDER
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import Track
from palat.kernel.matters.operations.lived import Life

Script = Mapping[str, Any]
LONGEST_GAP = 4.7  # working days between two steps of the same thread, at most
LAST = 1.2  # the last step lies at least so many working days back
LATELY = 3.4  # what waits to be looked at came at most so many working days ago

ORDER_STEPS = {
    "ordered": (),
    "acknowledged": ("order_acknowledge",),
    "done_reported": ("order_acknowledge", "order_report"),
    "verified": ("order_acknowledge", "order_report", "order_verify"),
}


def spread(start: float, count: int) -> Iterator[float]:
    """Yield so many moments after a start, in working days before today."""
    gap = min(LONGEST_GAP, (start - LAST) / max(count, 1))
    return (start - gap * (place + 1) for place in range(count))


class Gathering:
    """A matter with its script and the steps that are still to be made."""

    def __init__(self, office: Office, script: Script, life: Life, holder: Actor, head: Actor) -> None:
        self.office, self.script, self.life, self.holder, self.head = office, script, life, holder, head
        self.start = float(script["ago"])
        self.now: datetime = life.at
        self._steps: list[tuple[float, int, Callable[[], None]]] = []
        self.ready = self.start  # when the last step of all threads so far is made

    def after(self, ago: float, step: Callable[[], None]) -> None:
        """Let a step be made so many working days before today, for which the next part waits."""
        self._steps.append((-ago, len(self._steps), step))
        self.ready = min(self.ready, ago)

    def lately(self, ago: float, step: Callable[[], None]) -> None:
        """Let a step be made in the last days, for which nothing waits: someone is yet to look at it."""
        self._steps.append((-min(ago, LATELY), len(self._steps), step))

    def play(self) -> None:
        """Make all steps in the order of their days."""
        for ago, _place, step in sorted(self._steps):
            self.now = self.office.days_ago(-ago)
            step()

    def act(self, by: Actor, move: str, **more: Any) -> None:
        """Make a move."""
        self.life.turn(by=by, at=self.now)
        self.life.move(move, **more)

    def agency(self, track: Track) -> Actor:
        """Return who answers for the agency of a track."""
        return answering_for(self.office, self.life, track, self.now)

    def agency_id(self, code: str) -> int:
        """Return an agency by its code; `@province` is that of the script."""
        return self.office.competent(code, str(self.script.get("province") or "10"))[0]

    def tracks(self, type: str) -> list[Track]:
        """Return the tracks of a type, oldest first."""
        return [track for track in self.life.tracks.values() if track.type == type]

    # Talks and joint meetings

    def meet(self, kind: str, script: Script, place: str) -> None:
        """Let talks or a joint meeting be held, and what was promised there be followed up."""
        held = max(self.start - float(script["after"]) - 0.35, LAST + 1)
        self.after(held, lambda: self._minute(kind, script, place))
        for number, one in enumerate(script.get("promises", ())):
            self._follow(number, one, held)

    def _minute(self, kind: str, script: Script, place: str) -> None:
        today = legal_date(self.now)
        promised = [
            Promised(
                words=one["words"],
                due_on=today + timedelta(days=one["due"]),
                agency_id=self.agency_id(one["agency"]) if one.get("agency") else None,
                owner_post=one.get("post", ""),
            )
            for one in script.get("promises", ())
        ]
        minutes = Minutes(
            kind=kind,
            at=self.now - timedelta(hours=1),
            place=script.get("place", place),
            attendees=script["attendees"],
            words=script["words"],
            agenda=script.get("agenda", ""),
            promises=promised,
        )
        self.life.turn(by=self.holder, at=self.now)
        minute(self.life, minutes)

    def _follow(self, number: int, script: Script, held: float) -> None:
        report = [lambda: self._promise_told(number, script)] if script.get("agency") else []
        steps: dict[str, Sequence[Callable[[], None]]] = {
            "told": report,
            "kept": (*report, lambda: self._promise_kept(number, script)),
            "lifted": (lambda: self._promise_lifted(number, script),),
        }
        made = steps.get(script["state"], ())
        for ago, step in zip(spread(held - 1, len(made)), made, strict=True):
            (self.lately if script["state"] == "told" else self.after)(ago, step)
        if not made and held - script["due"] * 5 / 7 > LAST + 2:
            self.after(held - script["due"] * 5 / 7 - 2, lambda: self._promise_chased(number))

    def _promise_told(self, number: int, script: Script) -> None:
        track = self.tracks(PROMISE)[number]
        track.answer = script["answer"]
        self.act(self.agency(track), "promise_report", track=track, body={"words": track.answer})

    def _promise_kept(self, number: int, script: Script) -> None:
        track = self.tracks(PROMISE)[number]
        track.answer = track.answer or script["answer"]
        self.act(self.holder, "promise_keep", track=track, body={"words": script["answer"]})

    def _promise_lifted(self, number: int, script: Script) -> None:
        self.act(self.head, "promise_lift", track=self.tracks(PROMISE)[number], body={"words": script["answer"]})

    def _promise_chased(self, number: int) -> None:
        track = self.tracks(PROMISE)[number]
        track.chased += 1
        self.act(SYSTEM, "promise_chase", track=track, facts={"time": track.chased})
        self.life.stop_clocks(track, ("chase",))
        self.life.start_clock("chase", f"referral.reminder_{min(track.chased + 1, 3)}", track)

    # Up the chain of levels

    def rise(self, brief: Script, *, decided: bool) -> None:
        """Let the file be laid before each level, and decided on where that is wanted."""
        levels = self._levels(brief["up_to"])
        steps: list[Callable[[], None]] = [lambda: self._submit(brief, levels)]
        steps += [self._endorse for _level in levels[:-1]]
        if decided:
            steps.append(lambda: self._decide(brief))
            steps += [lambda place=place: self._carry_out(brief, place) for place in range(3)]  # type: ignore[misc]
        for ago, step in zip(spread(self.ready, len(steps)), steps, strict=True):
            self.after(ago, step)

    def _levels(self, up_to: str) -> list[str]:
        chain = chain_for(str(self.life.matter.kind), on=legal_date(self.office.now))
        return chain[: chain.index(up_to) + 1]

    def _before(self) -> Actor:
        submission = self.life.open_submission()
        role = submission.role if submission else "group_head"
        return self.head if role == "group_head" else self.office.people[DECIDERS[role]]

    def _submit(self, brief: Script, levels: Sequence[str]) -> None:
        authority = self.head.authority
        laid = {
            "question": brief["question"],
            "who_suffers": brief["who"],
            "facts": self.facts(),
            "issues": brief["issues"],
            "law": brief.get("law", self.script.get("law_words", "")),
            "options": list(brief["options"]),
            "recommendation": brief["recommendation"],
            "order_words": brief["order"],
            "if_not": brief["if_not"],
            "contact": authority.title if authority else "",
        }
        due_on = legal_date(self.now) + timedelta(days=14)
        self.life.turn(by=self.holder, at=self.now)
        decisions.submit(self.life, purpose="order", chain=levels, brief=laid, due_on=due_on)

    def facts(self) -> str:
        """Return the facts for those who decide."""
        raise NotImplementedError

    def _endorse(self) -> None:
        self.life.turn(by=self._before(), at=self.now)
        decisions.pass_on(self.life, words="เห็นชอบตามที่เสนอ")

    def _decide(self, brief: Script) -> None:
        day = legal_date(self.now) + timedelta(days=45)
        items = [decisions.OrderItem(one["words"], self.agency_id(one["agency"]), day) for one in brief["items"]]
        self.life.turn(by=self._before(), at=self.now)
        decisions.rule(self.life, decision="approved", words=brief["order"], items=items)

    def _carry_out(self, brief: Script, place: int) -> None:
        for track, one in zip(self.tracks(ORDER), brief["items"], strict=True):
            moves = ORDER_STEPS[one["state"]]
            if place >= len(moves):
                continue
            if moves[place] == "order_report":
                track.answer = f"ดำเนินการแล้ว: {one['words']}"
            by = self.holder if moves[place] == "order_verify" else self.agency(track)
            body = {"words": track.answer} if moves[place] == "order_report" else None
            self.act(by, moves[place], track=track, body=body)
