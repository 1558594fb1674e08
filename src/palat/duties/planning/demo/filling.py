"""Filling the demo office with agreements of three fiscal years: true acts, on the days on which they would be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from palat.duties.planning.demo.words import (
    APPEAL,
    BODIES,
    DIVISIONS,
    EVIDENCE,
    FIGURES,
    LOWERED,
    MADE_UP,
    REPORTED,
    REVIEWED,
    SENT_BACK,
)
from palat.duties.planning.models import Indicator, Report
from palat.duties.planning.operations import agreeing, issuing, reporting, reviewing, rounds
from palat.duties.planning.operations.agreeing import Wanted
from palat.duties.planning.paper import paper
from palat.duties.planning.procedure.accumulating import ROUNDS
from palat.duties.planning.procedure.words import MEASURE
from palat.duties.planning.queries.definitions import round_end
from palat.duties.planning.scorecards import Round
from palat.kernel.calendar.counting import BANGKOK, fiscal_bounds, fiscal_year, legal_date
from palat.kernel.files.operations import store_made
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.demo_parts import PeopleByPost
from palat.kernel.organisation.queries import agency_by_code, unit_id
from palat.kernel.reports.operations.tallies import recompute
from palat.kernel.reports.sheets import as_csv, as_pdf

OFFICER, REVIEWER, HEAD, DIRECTOR = "plan-officer-1", "plan-officer-2", "plan-head", "plan-director"
LIAISONS = {"กปส": "liaison-prd", "สคบ": "liaison-ocpb", "บมจอสมท": "liaison-mcot"}
KINDS = {"บมจอสมท": "enterprise"}
REPORTERS = {"psc": "director-psc", "central.information": "info-head"}
Items = Sequence[tuple[str, str, str, tuple[int, ...]]]


@dataclass
class Lived:
    """An agreement of the demo office while it is lived through."""

    now: datetime
    people: PeopleByPost
    year: int
    body: str
    items: Items
    id: int = 0

    def at(self, day: date, hour: int) -> datetime:
        """Return an hour of a day, never one to come."""
        return min(datetime.combine(day, time(hour, 10), tzinfo=BANGKOK), self.now - timedelta(minutes=20 - hour))

    def on(self, day: date, hour: int, by: str) -> dict[str, Any]:
        """Return who acts on it and when."""
        return {"matter_id": self.id, "by": self.people(by), "at": self.at(day, hour)}

    def reporter(self) -> Actor:
        """Return who reports for the body."""
        return self.people(LIAISONS.get(self.body) or REPORTERS[self.body])

    def runs(self) -> "Lived":
        """Open it, set its indicators, and let it be agreed."""
        day = fiscal_bounds(self.year)[0] + timedelta(days=5)
        by, at = self.people(OFFICER), self.at(day, 9)
        if self.body in DIVISIONS:
            body: dict[str, Any] = {"kind": "division", "division_id": unit_id(self.body)}
        else:
            kind = KINDS.get(self.body, "agency")
            body = {"kind": kind, "agency_id": agency_by_code(self.body).pk}
        self.id = agreeing.open_agreement(year=self.year, by=by, at=at, **body).pk
        agreeing.set_items(**self.on(day, 10, OFFICER), wanted=[_wanted(*one) for one in self.items])
        agreeing.propose_agreement(**self.on(day, 11, OFFICER))
        agreeing.agree(**self.on(day, 13, DIRECTOR), agreed_on=day, words=MADE_UP)
        agreeing.start_running(**self.on(day, 14, OFFICER))
        return self

    def opened(self, round: int) -> dict[str, tuple[int, bool]]:
        """Open a round; return its tracks, and whether the system computes them, by the code of the indicator."""
        rounds.open_round(**self.on(self.day(round), 9, OFFICER), round=round)
        found = Report.objects.filter(item__agreement=self.id, round=round).select_related(
            "item__definition__indicator"
        )
        return {one.item.definition.indicator.code: (one.pk, one.item.definition.source == MEASURE) for one in found}

    def day(self, round: int) -> date:
        """Return the day on which it reports for a round."""
        return round_end(self.year, round) + timedelta(days=6)

    def reports(self, round: int, *, without: Sequence[str] = ()) -> dict[str, int]:
        """Let everything be reported in a round but for some; return the tracks that were."""
        done = {}
        for code, (track, computed) in self.opened(round).items():
            if code in without:
                continue
            at = self.at(self.day(round), 11)
            if computed:
                reporting.compute_report(matter_id=self.id, track_id=track, at=at)
            else:
                file = store_made(content=f"{EVIDENCE}{code} {round}\n".encode(), kind="txt", at=at)
                said = {f"figure_{name}": figure for name, figure in FIGURES[code][round].items()}
                reporting.submit_report(
                    matter_id=self.id,
                    track_id=track,
                    by=self.reporter(),
                    at=at,
                    words=REPORTED,
                    said=said,
                    files=[(file.pk, "หลักฐานสมมติ.txt")],
                )
            done[code] = track
        return done

    def reviewed(self, round: int) -> dict[str, int]:
        """Let everything be reported and reviewed in a round."""
        done = self.reports(round)
        for track in done.values():
            reviewing.review_report(**self.on(self.day(round), 14, REVIEWER), track_id=track, words=REVIEWED)
        return done


def _wanted(code: str, weight: str, target: str, steps: tuple[int, ...]) -> Wanted:
    number = Indicator.objects.get(code=code).pk
    return Wanted(number, Decimal(weight), Decimal(target), tuple(Decimal(one) for one in steps))


def fill(now: datetime, people: PeopleByPost) -> int:
    """Make the agreements of the last two fiscal years and of this one. Returns how many."""
    recompute(at=now)  # what is computed from matters needs their rollups
    this = fiscal_year(legal_date(now))
    past = [_past(Lived(now, people, this - 2, "กปส", BODIES["กปส"]))]
    last = [Lived(now, people, this - 1, body, items) for body, items in {**BODIES, **DIVISIONS}.items()]
    for one in last:
        _last_year(one)
    coming = [Lived(now, people, this, body, items).runs() for body, items in {**BODIES, **DIVISIONS}.items()]
    agreeing.number_all(at=now)
    _issued(Round(this - 1, 4), people(DIRECTOR), now)
    return len(past) + len(last) + len(coming)


def _past(one: Lived) -> Lived:
    one.runs()
    for round in ROUNDS:
        one.reviewed(round)
    agreeing.evaluate(**one.on(one.day(12) + timedelta(days=20), 10, DIRECTOR))
    agreeing.close(**one.on(one.day(12) + timedelta(days=30), 10, HEAD))
    return one


def _last_year(one: Lived) -> None:
    """Live through last year; each body stands at another place at its end."""
    one.runs()
    one.reviewed(6)
    nine = one.reviewed(9) if one.body != "สคบ" else one.reports(9)
    if one.body == "สคบ":
        _lowered_and_appealed(one, nine)
    if one.body == "บมจอสมท":
        one.opened(12)  # owed, and late by now
    elif one.body == "สคบ":
        one.reports(12, without=["OPS-05"])  # one is owed, the other lies before the reviewer
    elif one.body == "กปส":
        _sent_back(one)
    else:
        one.reviewed(12)
    if one.body == "central.information":
        agreeing.evaluate(**one.on(one.day(12) + timedelta(days=20), 10, DIRECTOR))


def _sent_back(one: Lived) -> None:
    """Let all be reviewed in the last round but one report, which came back yesterday."""
    for code, track in one.reports(12).items():
        if code == "OPS-06":
            yesterday = one.on(legal_date(one.now) - timedelta(days=1), 15, REVIEWER)
            reviewing.return_report(**yesterday, track_id=track, words=SENT_BACK)
        else:
            reviewing.review_report(**one.on(one.day(12), 14, REVIEWER), track_id=track, words=REVIEWED)


def _lowered_and_appealed(one: Lived, tracks: dict[str, int]) -> None:
    """Let one score be set lower than computed, with the reason, and an appeal be made."""
    day = one.day(9)
    reviewing.review_report(**one.on(day, 14, REVIEWER), track_id=tracks["OPS-07"], words=REVIEWED)
    track = tracks["OPS-05"]
    acts = one.on(day, 14, REVIEWER)
    reviewing.review_report(**acts, track_id=track, words=REVIEWED, score=Decimal(60), reason=LOWERED)
    acts = {**one.on(day + timedelta(days=3), 9, REVIEWER), "by": one.reporter()}
    reviewing.appeal_score(**acts, track_id=track, words=APPEAL)


def _issued(period: Round, by: Actor, now: datetime) -> None:
    """Let last year's scorecards be issued, so that the public page lives."""
    on = legal_date(now)
    issuing.write(period, by=by, at=now, obstacles=MADE_UP, recommendations="")

    def laid_out(make: Any) -> Any:
        return lambda drawn: make(paper(drawn, on=on, draft=False))

    issuing.issue_scorecards(period, as_of=on, by=by, at=now, pdf=laid_out(as_pdf), csv=laid_out(as_csv))
