"""What the yearly report counts, read one by one: complaints, checks, requests, and what agencies answered."""

from collections.abc import Sequence

from palat.duties.information.models import CommitteeReturn, Complaint, Consultation, Request
from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT, COMPLIANCE, EXPLANATION
from palat.duties.information.queries.consulting import central_agencies
from palat.duties.information.yearly import CONSULTATION, REQUEST, Asked, Case, Committee, Counted
from palat.kernel.calendar.counting import legal_date
from palat.kernel.reports.measures import open_to_all
from palat.kernel.reports.procedure import Year
from palat.kernel.reports.queries.runs import Run, asked_tracks, runs_of

ENDED = frozenset({"accepted", "silent", "complied", "defied"})
FOLLOWED = ((EXPLANATION, "explain"), (COMPLIANCE, "comply"))


def counted_in_year(year: Year) -> list[Counted]:
    """Return everything of which the report of a year speaks, as it stands now; nothing secret or restricted."""
    cases = [one for one in (*_complaints(), *_requests(), *_consultations()) if one.is_load(year)]
    return [*cases, *_asked(year), *_committees(year)]


def _complaints() -> list[Case]:
    rows = Complaint.objects.filter(**open_to_all("matter__"))
    runs = runs_of("consider", rows.values("matter_id"))
    told = rows.order_by("pk").values_list("pk", "matter__procedure", "matter__kind", "matter__closing", "found")
    return [
        Case(number, procedure, kind, _received(runs[number]), _ended(runs[number]), _timing(runs[number]), result)
        for number, procedure, kind, closing, found in told
        for result in [closing if closing in {"not_admitted", "withdrawn"} else found]
        if runs[number]
    ]


def _requests() -> list[Case]:
    rows = Request.objects.filter(**open_to_all("matter__"))
    runs = runs_of("reply", rows.values("matter_id"))
    told = rows.order_by("pk").values_list("pk", "matter__kind", "matter__closing", "told_on", "matter__closed_at")
    found = []
    for number, kind, closing, told_on, closed_at in told:
        ended = told_on or (legal_date(closed_at) if closed_at else None)
        of = runs[number]
        if of:
            end = ended.isoformat() if ended else ""
            found.append(Case(number, REQUEST, kind, _received(of), end, of[-1].timing, closing if ended else ""))
    return found


def _consultations() -> list[Case]:
    rows = Consultation.objects.order_by("pk").values_list("pk", "came_on", "answered_on", "agency_id")
    return [
        Case(
            number,
            CONSULTATION,
            "agency" if agency_id else "person",
            came_on.isoformat(),
            answered_on.isoformat() if answered_on else "",
            "",
            "answered" if answered_on else "",
        )
        for number, came_on, answered_on, agency_id in rows
    ]


def _committees(year: Year) -> list[Committee]:
    told = dict(CommitteeReturn.objects.filter(year=year.year).values_list("agency_id", "has"))
    words = {True: "yes", False: "no", None: ""}
    return [Committee(agency_id, words[told.get(agency_id)]) for agency_id in sorted(central_agencies(year.last))]


def _received(runs: Sequence[Run]) -> str:
    return runs[0].started_on.isoformat()


def _ended(runs: Sequence[Run]) -> str:
    last = runs[-1].stopped_on
    return last.isoformat() if last else ""


def _timing(runs: Sequence[Run]) -> str:
    return runs[-1].timing


def _asked(year: Year) -> list[Asked]:
    found = []
    for type, clock in FOLLOWED:
        tracks = asked_tracks(
            procedures=(COMPLAINT, CHECK),
            type=type,
            clock=clock,
            first=year.first,
            last=year.last,
            without=("recalled",),
        )
        for one in tracks:
            days = (one.answered_on - one.asked_on).days if one.answered_on else -1
            found.append(Asked(one.id, one.agency_id, type, one.state if one.state in ENDED else "", one.timing, days))
    return found
