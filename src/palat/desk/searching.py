"""One box for all matters: a code or number leads to its matter, words to a list with the hits marked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from palat.duties.petitions.forms.fields import state_choices
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.agencies.queries.inbox import first_track_of, first_tracks_of
from palat.kernel.calendar.counting import legal_date
from palat.kernel.language.snippets import Piece
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.letters.registered.numbered import papers_called
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.procedure import SECRECIES
from palat.kernel.matters.queries import narrowing
from palat.kernel.matters.queries.finding import by_number
from palat.kernel.matters.queries.searching import NEWEST, URGENT, FoundPage, Search, search
from palat.kernel.matters.queries.snippets import Said, did_you_mean, snippets, understood
from palat.kernel.matters.queries.visibility import Matter, reads_as_office, visible
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.matters.showing import URGENCY_CODES
from palat.kernel.organisation.queries import agencies_matching, areas_matching
from palat.kernel.pages import pieces
from palat.kernel.pages.filters import ChoiceFilter, DateRangeFilter, TextFilter, start_of
from palat.kernel.pages.listing import AFTER, Listing, Narrowed

DUTIES = [
    ("petitions", gettext_lazy("รับเรื่องราวร้องทุกข์")),
    ("information", gettext_lazy("ข้อมูลข่าวสาร")),
    ("planning", gettext_lazy("แผนและตัวชี้วัด")),
]


def _as_it_is(rows: Any, _value: Any) -> Any:
    return rows


def _agencies(typed: str) -> list[int]:
    return [one.agency_id for one in agencies_matching(typed, on=legal_date(timezone.now()))]


def _areas(typed: str) -> list[str]:
    return [one.code for one in areas_matching(typed)]


def _at_agencies(rows: Any, typed: str) -> Any:
    return narrowing.with_any_agency(rows, _agencies(typed), type=REFERRAL)


def _in_areas(rows: Any, typed: str) -> Any:
    return narrowing.in_any_area(rows, _areas(typed))


SEARCH = Listing(
    code="desk.find",
    columns=(),
    order=("-received_at", "-id"),
    filters=(
        ChoiceFilter(
            code="sort",
            label=gettext_lazy("เรียงตาม"),
            blank=gettext_lazy("วันที่รับ ล่าสุดก่อน"),
            choices=[(URGENT, gettext_lazy("ความเร่งด่วน (เฉพาะที่ยังไม่ยุติ)"))],
            apply=_as_it_is,
        ),
        ChoiceFilter(code="duty", label=gettext_lazy("งาน"), choices=DUTIES),
        ChoiceFilter(code="state", label=gettext_lazy("สถานะ"), choices=state_choices),
        TextFilter(
            code="agency", label=gettext_lazy("ส่งให้หน่วยงาน"), help=gettext_lazy("ชื่อหรือชื่อย่อ"), apply=_at_agencies
        ),
        TextFilter(
            code="area",
            label=gettext_lazy("พื้นที่"),
            help=gettext_lazy("จังหวัด อำเภอ/เขต หรือตำบล/แขวง"),
            apply=_in_areas,
        ),
        DateRangeFilter(code="received", label=gettext_lazy("วันที่รับ"), apply=_as_it_is),
        ChoiceFilter(
            code="secrecy",
            label=gettext_lazy("ชั้นความลับ"),
            choices=lambda: [(code, _(label)) for code, label in SECRECIES],
        ),
    ),
)
# Filters that the index knows too, and the signs that each stands for there.
SIGNS: dict[str, Callable[[Any], list[Any]]] = {
    "duty": lambda code: [code],
    "state": lambda code: [code],
    "agency": _agencies,
    "area": _areas,
}


@dataclass(frozen=True)
class Hit:
    """A matter as the list of what was found shows it."""

    matter: Matter
    url: str
    urgency: str
    secrecy: str
    state: str
    received: Any
    title: list[Piece]
    snippet: list[Piece]


@login_required
def find(request: HttpRequest) -> HttpResponse:
    """Find a matter by code, register number or older number, papers by theirs; else matters by their words."""
    by = actor_of(request)
    typed = " ".join(request.GET.get("q", "").replace("\x00", "").split())
    numbered = by_number(typed, by=by) if typed else []
    papers = papers_called(typed, by, today=legal_date(timezone.now())) if typed else []
    if len(numbered) == 1 and not papers:
        return redirect(_address(numbered[0], first_track_of(numbered[0].pk, by)))
    if len(papers) == 1 and not numbered:
        return redirect(papers[0].url)
    narrowed = Narrowed(SEARCH, visible(by), request.GET)
    context: dict[str, Any] = {"title": _("ค้นหา"), "search_query": typed, "narrowed": narrowed, "request": request}
    context["office"] = by.authority is not None and reads_as_office(by.authority)
    context["papers"] = [(paper_digits(one.number), one) for one in papers]
    if numbered:
        context |= _shown(FoundPage(numbered, len(numbered)), frozenset(), by)
    elif typed and narrowed.form.errors:
        context["unread_filters"] = True
    elif typed and not papers:
        context |= _found(typed, narrowed, by, request.GET.get(AFTER, ""))
    return render(request, "desk/found.html", context)


def _found(typed: str, narrowed: Narrowed, by: Actor, after: str) -> dict[str, Any]:
    sought = understood(typed)
    if not sought:
        return {"no_words": True}
    cleaned = narrowed.form.cleaned_data
    signs = [
        [f"{name}:{one}" for one in of(cleaned[name])] or ["nothing"] for name, of in SIGNS.items() if cleaned.get(name)
    ]
    since, before = _days(cleaned)
    page = search(
        Search(
            sought=sought.narrowed(*signs),
            by=by,
            narrow=narrowed.narrow,
            order=cleaned.get("sort") or NEWEST,
            after=after,
            since=since,
            before=before,
        )
    )
    shown = _shown(page, sought.shown, by)
    if not page.rows and not after:
        better = did_you_mean(typed, sought)
        shown |= {"better": better, "better_url": narrowed.address(q=better)}
    if page.more:
        shown["next_url"] = narrowed.address(**{AFTER: page.rows[-1].code})
    return shown


def _days(cleaned: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    first: date | None = cleaned.get("received_from")
    last: date | None = cleaned.get("received_to")
    return (start_of(first) if first else None, start_of(last + timedelta(days=1)) if last else None)


def _shown(page: FoundPage, words: frozenset[str], by: Actor) -> dict[str, Any]:
    said = snippets(page.rows, words, by=by)
    tracks = first_tracks_of([one.pk for one in page.rows], by)
    hits = [_hit(one, said[one.pk], tracks.get(one.pk)) for one in page.rows]
    return {"hits": hits, "count": _count(page), "cut_short": page.cut_short}


def _address(one: Matter, track_id: int | None) -> str:
    """Return where a matter opens: its file; for an agency what was asked of it."""
    return reverse("agency_track", args=[track_id]) if track_id else desk_url(one)


def _hit(one: Matter, said: Said, track_id: int | None) -> Hit:
    main = procedure_of(one.procedure, one.version).main
    return Hit(
        matter=one,
        url=_address(one, track_id),
        urgency=URGENCY_CODES[one.urgency],
        secrecy=_(dict(SECRECIES)[one.secrecy]) if one.secrecy else "",
        state=_(main.state(one.state).label),
        received=pieces.display(legal_date(one.received_at)),
        title=said.title,
        snippet=said.snippet,
    )


def _count(page: FoundPage) -> str:
    if page.count is None:
        return _("พบมาก แสดงทีละ %(page)d เรื่อง") % {"page": len(page.rows)} if page.more else ""
    return ngettext("พบ %(count)d เรื่อง", "พบ %(count)d เรื่อง", page.count) % {"count": page.count}
