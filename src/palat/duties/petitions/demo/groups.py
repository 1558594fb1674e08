"""Groups of people (กลุ่มมวลชน): their lasting files, each time they came, what was agreed and reported."""

import random
import tomllib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from palat.duties.petitions.demo import names
from palat.duties.petitions.demo.composing import HERE
from palat.duties.petitions.demo.gathering import LAST, Gathering, Script, spread
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import MassGroup
from palat.duties.petitions.operations.comings import Came, build_coming, hand_in
from palat.duties.petitions.operations.groups import GroupFacts, add_representative, close_group, open_group, tell
from palat.duties.petitions.operations.situation import Situation, build_report, facts_of
from palat.duties.petitions.procedure.group import DEMAND
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.lived import Life
from palat.kernel.writing import copy_many

Tell = Callable[[datetime, str, Actor, dict[str, Any]], None]

DEMAND_STEPS = {
    "stated": (),
    "sent": ("send",),
    "in_progress": ("send", "agency_accept"),
    "returned": ("send", "agency_return"),
    "reported": ("send", "agency_accept", "agency_report"),
    "accepted": ("send", "agency_accept", "agency_report", "accept_report"),
    "dropped": ("send", "drop_demand"),
}


@cache
def scripts(name: str) -> tuple[Script, ...]:
    """Return the scripts of a file: its groups, or its problems."""
    text = (HERE / "gatherings" / f"{name}s.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[name])


def some_hour(ago: int, rng: random.Random) -> float:
    """Return some hour of the working day that lies so many before today."""
    return ago + rng.uniform(0.1, 0.85)


def fill(office: Office) -> None:
    """Fill in the groups."""
    came = 0
    for number, script in enumerate(scripts("group")):
        came += len(script["coming"])
        _group(office, script, number)
    office.filled["groups"] = came


def _group(office: Office, script: Script, number: int) -> None:
    rng, head = office.rng("group", number), office.people["head-3"]
    comings = [{**one, "ago": some_hour(one["ago"], rng), "province": script["province"]} for one in script["coming"]]
    opened = office.days_ago(comings[0]["ago"] + 0.06)
    area_id = rng.choice(office.subdistricts[script["province"]])
    facts = GroupFacts(script["name"], script["about"], area_id, script["place"])
    group = open_group(facts=facts, by=head, at=opened)
    for _speaker in range(script["speakers"]):
        who = names.name(rng)
        fields = {"full_name": f"{who.title}{who.given} {who.family}", "phone": names.telephone(rng)}
        add_representative(group_id=group.pk, fields=fields, by=head, at=opened)
    told: list[tuple[datetime, str, Actor, dict[str, Any]]] = []
    lives = [_coming(office, group, one, told) for one in comings]
    copy_many(row for life in lives for row in life.rows())
    for at, kind, by, of_it in sorted(told, key=lambda one: one[0]):
        tell(group.pk, kind, by, at, **of_it)
    MassGroup.objects.filter(pk=group.pk).update(last_at=max(at for at, *_rest in told))
    if script.get("closed"):
        close_group(group_id=group.pk, by=head, at=max(life.at for life in lives) + timedelta(days=30))
    office.codes.setdefault(f"group {script['coming'][-1]['state']}", lives[-1].matter.code)


def _coming(office: Office, group: MassGroup, script: Script, told: list[Any]) -> Life:
    officer = script["officer"]
    by = office.people[f"officer-{officer}"] if officer else office.people["head-3"]
    at = office.days_ago(script["ago"])
    came = Came(
        subject=script["subject"],
        place=script["place"],
        people=script["people"],
        counted_by=script["counted_by"],
        demands=[one["words"] for one in script["demands"]],
        gist=script["gist"],
    )
    received, coming = build_coming(group, came, by, at)
    life = Life(received, by=by, at=at)
    hand_in(life, came.demands)
    life.add(coming)
    told.append((at, "group_came", by, {"matter": life.matter.pk, "people": came.people}))
    one = Coming(office, script, life, by, office.people["head-3"])
    one.tell(group.pk, told)
    one.play()
    return life


class Coming(Gathering):
    """A coming of a group while it is lived."""

    def tell(self, group_id: int, told: list[Any]) -> None:
        """Lay out everything that is to happen."""
        for number, one in enumerate(self.script["demands"]):
            self._demand(number, one)
        if "talks" in self.script:
            self.meet("talks", self.script["talks"], self.script["place"])
        if "report" in self.script:
            self.after(self.start - 0.3, lambda: self._report(group_id, self.script["report"], told))
        self._end(self.script["state"])

    def _demand(self, number: int, script: Script) -> None:
        steps = DEMAND_STEPS[script["state"]]
        waits = script["state"] in {"returned", "reported"}
        for ago, step in zip(spread(self.start - 1, len(steps)), steps, strict=True):
            make = partial(self._on_demand, step, number, script)
            (self.lately if waits and step == steps[-1] else self.after)(ago, make)

    def _on_demand(self, step: str, number: int, script: Script) -> None:
        track = self.tracks(DEMAND)[number]
        words = {"words": script["answer"]} if script["answer"] else None
        if step == "send":
            track.agency_id = self.agency_id(script["agency"])
            self.act(self.holder, "send_demand", track=track, facts={"agency": track.agency_id})
            self.life.stop_clocks(self.life.main, ("forward",))
        elif step == "agency_report":
            by = self.agency(track)
            track.answer, track.result = script["answer"], "solved"
            self.act(by, step, track=track, facts={"result": "solved", "files": 0}, body=words)
        elif step == "accept_report":
            self.act(self.holder, step, track=track)
        elif step == "drop_demand":
            self.act(self.holder, step, track=track, body=words)
        else:
            self.act(self.agency(track), step, track=track, body=words if step == "agency_return" else None)

    def _report(self, group_id: int, script: Script, told: list[Any]) -> None:
        situation = Situation(
            place=self.script["place"],
            people=self.script["people"],
            counted_by=self.script["counted_by"],
            mood=script["mood"],
            demands=script["demands"],
            needs=script["needs"],
            next_step=script["next"],
            send_to=("director", "deputy_permanent_secretary"),
        )
        matter_id = self.life.matter.pk
        report = build_report(group_id=group_id, situation=situation, by=self.holder, at=self.now, matter_id=matter_id)
        self.act(self.holder, "report_situation", facts=facts_of(report))
        self.life.add(report)
        told.append((self.now, "situation_reported", self.holder, facts_of(report)))

    def _end(self, state: str) -> None:
        if state in {"compiling", "submitted", "ordered"}:
            self._next(lambda: self.act(self.holder, "compile"))
        if state in {"submitted", "ordered"}:
            self.rise(self.script["brief"], decided=state == "ordered")
        if state in {"answered", "closed"}:
            told = {"to_petitioner": self.script["answer"]}
            self._next(lambda: self.act(self.holder, "answer_group", facts={"way": "meeting"}, body=told))
        if state == "closed":
            self._next(lambda: self.act(self.head, "close"))

    def _next(self, step: Callable[[], None]) -> None:
        """Let a step be made after all others."""
        self.after(max(self.ready - 2, LAST + (self.ready - LAST) / 2), step)

    def facts(self) -> str:
        return "\n".join([self.script["gist"], *(one["answer"] for one in self.script["demands"] if one["answer"])])
