"""What the yearly report counts, read one by one: appeals, complaints, checks, requests, what agencies did."""

from collections.abc import Sequence

from palat.duties.information.models import Appeal, CommitteeReturn, Complaint, Consultation, Request
from palat.duties.information.procedure.appeal_words import BINDS
from palat.duties.information.procedure.complaint_words import CHECK, COMPLAINT, COMPLIANCE, EXPLANATION
from palat.duties.information.queries.complaints.arising import OWN_AGENCY
from palat.duties.information.queries.consulting import central_agencies
from palat.duties.information.yearly import APPEAL, CONSULTATION, REQUEST, Asked, Case, Committee, Counted
from palat.kernel.calendar.counting import legal_date
from palat.kernel.organisation.queries import agency_by_code
from palat.kernel.reports.measures import open_to_all
from palat.kernel.reports.procedure import Year
from palat.kernel.reports.queries.runs import Run, asked_tracks, runs_of

ENDED = frozenset({"accepted", "silent", "complied", "defied"})
FOLLOWED = ((EXPLANATION, "explain"), (COMPLIANCE, "comply"))


def counted_in_year(year: Year) -> list[Counted]:
    """Return everything of which the report of a year speaks, as it stands now; nothing secret or restricted."""
    everything = (*_appeals(), *_complaints(), *_requests(), *_consultations())
    cases = [one for one in everything if one.is_load(year)]
    return [*cases, *_asked(year), *_ruled(year), *_committees(year)]


def _appeals() -> list[Case]:
    rows = Appeal.objects.filter(**open_to_all("matter__"))
    runs = runs_of("ruling", rows.values("matter_id"))
    told = rows.order_by("pk").values_list("pk", "branch__code", "matter__closing")
    return [
        Case(number, APPEAL, branch or "", _received(of), _ended(of), _timing(of), closing if _ended(of) else "")
        for number, branch, closing in told
        for of in [runs[number]]
        if of
    ]


def _ruled(year: Year) -> list[Asked]:
    """Return the rulings that bind an agency and were made known in a year: each is to be carried out."""
    rows = Appeal.objects.filter(
        sent_on__gte=year.first, sent_on__lte=year.last, ruling__outcome__in=BINDS, **open_to_all("matter__")
    )
    runs = runs_of("compliance", rows.values("matter_id"))
    own = agency_by_code(OWN_AGENCY).pk
    found = []
    for number, agency_id, state in rows.order_by("pk").values_list("pk", "agency_id", "matter__state"):
        timing = runs[number][-1].timing if runs[number] else ""
        done = "complied" if state == "closed" else ""
        found.append(Asked(number, agency_id or own, COMPLIANCE, done, timing, -1))
    return found


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
