"""Small honest factories: people with posts, agreements walked by the real operations."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from palat.duties.planning.models import Indicator, Report
from palat.duties.planning.operations import agreeing, reporting, reviewing, rounds
from palat.duties.planning.operations.agreeing import Wanted
from palat.kernel.accounts.models import User
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.operations import store_made
from palat.kernel.files.tests.samples import pdf
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Matter
from palat.kernel.organisation.models import Agency, Post
from palat.kernel.organisation.queries import authority_of, forget, unit_id
from palat.kernel.organisation.tests.seating import seat

D = Decimal
YEAR = 2569  # October 2025 to September 2026
START = datetime(2025, 10, 6, 3, 0, tzinfo=UTC)
APRIL = datetime(2026, 4, 7, 3, 0, tzinfo=UTC)  # within the window of six months
JULY = datetime(2026, 7, 7, 3, 0, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 7, 3, 0, tzinfo=UTC)


def official(post: str, *, at: datetime = START) -> Actor:
    """Return the holder of a post."""
    forget()
    return Actor("official", authority_of(user_id=User.objects.get(username=post).pk, on=legal_date(at)))


def liaison(code: str, *, role: str = "agency_liaison", at: datetime = START) -> Actor:
    """Return somebody of an agency, seated on first use."""
    name = f"{role}-{code}"
    if not User.objects.filter(username=name).exists():
        agency = Agency.objects.get(code=code)
        seat(Post.objects.create(code=name, title_th="ผู้ประสานงาน", role=role, agency=agency, clearance=0))
    return official(name, at=at)


def wanted(code: str, weight: str, target: str, *steps: int) -> Wanted:
    """Return an indicator with weight, target and thresholds."""
    return Wanted(Indicator.objects.get(code=code).pk, D(weight), D(target), tuple(D(one) for one in steps))


USUAL = (
    ("OPS-05", "60", "90", 60, 70, 80, 90, 100),
    ("OPS-04", "40", "95", 50, 100),
)


def opened(agency: str = "กปส", *, division: str = "", at: datetime = START, year: int = YEAR) -> Matter:
    """Open the agreement of an agency, or of a division."""
    by = official("plan-officer-1", at=at)
    if division:
        unit = unit_id(division)
        return agreeing.open_agreement(year=year, kind="division", division_id=unit, by=by, at=at)
    number = Agency.objects.get(code=agency).pk
    return agreeing.open_agreement(year=year, kind="agency", agency_id=number, by=by, at=at)


def running(agency: str = "กปส", *, items: Any = USUAL, at: datetime = START, **more: Any) -> Matter:
    """Return an agreement that runs."""
    matter = opened(agency, at=at, **more)
    on: dict[str, Any] = {"matter_id": matter.pk, "at": at}
    officer, director = official("plan-officer-1", at=at), official("plan-director", at=at)
    agreeing.set_items(**on, by=officer, wanted=[wanted(*one) for one in items])
    agreeing.propose_agreement(**on, by=officer)
    agreeing.agree(**on, by=director, agreed_on=legal_date(at))
    agreeing.start_running(**on, by=officer)
    return matter


def round_open(matter: Matter, *, round: int = 6, at: datetime = APRIL) -> dict[str, int]:
    """Open a round; return its tracks by the code of the indicator."""
    rounds.open_round(matter_id=matter.pk, by=official("plan-officer-1", at=at), at=at, round=round)
    return tracks(matter, round)


def tracks(matter: Matter, round: int) -> dict[str, int]:
    """Return the tracks of a round by the code of the indicator."""
    found = Report.objects.filter(item__agreement=matter.pk, round=round)
    return dict(found.values_list("item__definition__indicator__code", "pk"))


def evidence(at: datetime = APRIL) -> tuple[int, str]:
    """Keep a small file and return it as an act takes it."""
    return store_made(content=pdf(), kind="pdf", at=at).pk, "หลักฐาน.pdf"


def submit(matter: Matter, track: int, by: Actor, *, at: datetime = APRIL, **said: str) -> None:
    """Send a report."""
    figures = {name if name == "confirm" else f"figure_{name}": value for name, value in said.items()}
    reporting.submit_report(
        matter_id=matter.pk, track_id=track, by=by, at=at, words="ดำเนินการตามแผน", said=figures, files=[evidence(at)]
    )


def review(matter: Matter, track: int, *, by: str = "plan-officer-2", at: datetime = APRIL, **more: Any) -> None:
    """Review a report."""
    reviewing.review_report(matter_id=matter.pk, track_id=track, by=official(by, at=at), at=at, words="ตรวจแล้ว", **more)


DAY = date(2026, 4, 20)
