"""Recurring problems (ประเด็นปัญหา): the cases that show them, their causes, joint meetings, proposals."""

from palat.duties.petitions.demo.gathering import LAST, Gathering, Script
from palat.duties.petitions.demo.groups import scripts, some_hour
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.problems import ProblemFacts, build_problem, gather_into, set_owners
from palat.kernel.matters.operations.lived import Life
from palat.kernel.writing import copy_many

# Who heads the group of each officer.
HEADS = {1: "head-1", 2: "head-1", 3: "head-1", 4: "head-2", 5: "head-2", 6: "head-2", 7: "head-3", 8: "head-3"}
UNITS = {"head-1": "psc.coordination1", "head-2": "psc.coordination2", "head-3": "psc.coordination3"}


def fill(office: Office) -> None:
    """Fill in the problems."""
    for number, script in enumerate(scripts("problem")):
        _problem(office, {**script, "ago": some_hour(script["ago"], office.rng("problem", number))})
    office.filled["problems"] = len(scripts("problem"))


def _problem(office: Office, script: Script) -> None:
    by, head = office.people[f"officer-{script['officer']}"], HEADS[script["officer"]]
    at, unit_id = office.days_ago(script["ago"]), office.unit(UNITS[head])
    facts = ProblemFacts(
        title=script["title"],
        harm=script["harm"],
        cause=script["cause"],
        provisions=script["provisions"],
        law_words=script["law_words"],
        owners=[office.agency(code) for code in script["owners"]],
        category=script["category"],
        area_id=script["province"] or None,
    )
    received, problem = build_problem(facts, unit_id=unit_id, by=by, at=at)
    problem.outcome = script.get("outcome", "")
    life = Life(received, by=by, at=at)
    life.hold(unit_id=unit_id, officer_id=by.official_id)
    one = Recurring(office, script, life, by, office.people[head])
    one.tell(facts)
    one.play()
    copy_many([*life.rows(), problem])
    set_owners(life.matter.pk, facts, at)
    office.codes.setdefault(f"problem {script['state']}", life.matter.code)


class Recurring(Gathering):
    """A problem while it is lived."""

    def tell(self, facts: ProblemFacts) -> None:
        """Lay out everything that is to happen."""
        self.gathered: set[int] = set()
        most = self.script["cases"]
        self._gather(most * 2 // 3)
        if facts.cause:
            self.after(max(self.start - 4, LAST), lambda: self._write(facts))
        if self.start > 15:
            self.after(self.start - 8, lambda: self._gather(most - most * 2 // 3))
        if "meeting" in self.script:
            self.meet("joint", self.script["meeting"], "")
        state = self.script["state"]
        if state in {"compiling", "submitted", "ordered"}:
            self.after(LAST + (self.ready - LAST) * 0.8, lambda: self.act(self.holder, "compile"))
        if state in {"submitted", "ordered"}:
            self.rise(self.script["brief"], decided=state == "ordered")
        if state == "closed":
            self.after(LAST + (self.ready - LAST) * 0.8, self._close)

    def _gather(self, many: int) -> None:
        """Gather the latest cases of the category and place that are not in it yet."""
        category, area = self.script["category"], self.script["province"]
        self.life.turn(by=self.holder, at=self.now)
        shown = Petition.objects.filter(
            matter__category=category,
            matter__restricted="",
            matter__secrecy=0,
            matter__merged_into=None,
            matter__received_at__lt=self.now,
        ).exclude(pk__in=self.gathered)
        if area:
            shown = shown.filter(matter__area__code__startswith=area)
        wanted = list(shown.order_by("-matter__received_at", "-pk").values_list("pk", flat=True)[:many])
        if wanted:
            gather_into(self.life, wanted)
            self.gathered |= set(wanted)

    def _write(self, facts: ProblemFacts) -> None:
        self.act(
            self.holder,
            "write_problem",
            facts={"provisions": list(facts.provisions), "owners": list(facts.owners)},
            body={"harm": facts.harm, "cause": facts.cause, "law": facts.law_words},
        )

    def _close(self) -> None:
        self.act(self.head, "close", body={"words": self.script["outcome"]}, met=True, decided=False)

    def facts(self) -> str:
        return f"{self.script['harm']}\n{self.script['cause']}"
