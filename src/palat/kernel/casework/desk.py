"""The desk of a duty's matters: list, taking in, file, acts and documents, out of what the duty says of them.

A duty writes its procedure, the operations behind its acts and what their forms ask; everything that is the same for
every matter stands here. A duty whose pages show more gives a template of its own that extends `casework/file.html`.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.kernel.agencies.queries.inbox import first_track_of
from palat.kernel.casework import sealed
from palat.kernel.casework.listing import PLAIN, CaseList, Listed, listing_of
from palat.kernel.casework.sealed import Sealed
from palat.kernel.files.holding import HeldFiles, hold_files
from palat.kernel.letters.showing import letters_on
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import ActPage, act_page
from palat.kernel.matters.desk.acts import COMMON_ACTS
from palat.kernel.matters.desk.next_step import NO_STEPS, Next, Steps
from palat.kernel.matters.desk.pages import after_act, document, file_for
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.receiving import Matter
from palat.kernel.matters.queries.file import MatterFile, TrackView
from palat.kernel.matters.queries.standing import holds, stands_in
from palat.kernel.matters.queries.visibility import reads_as_office, visible
from palat.kernel.matters.showing import MatterPage, history_tabs, matter_page
from palat.kernel.notices.queries.outbox import notices_about
from palat.kernel.notices.showing import lines_of
from palat.kernel.pages.acting import acted
from palat.kernel.pages.listing import Count
from palat.kernel.pages.shapes import Crumb, Text

MOST_COUNTED = 1000


def clean_values(form: Form) -> Mapping[str, Any]:
    """Hand the clean values of a form to the operation as they are."""
    return form.cleaned_data


@dataclass(frozen=True)
class Take:
    """How a matter is taken in: the form, the operation that gets its `arguments`, whose task it is in the units.

    With `files` the form takes files too, and `arguments` gets them after the form: what came on paper is kept scanned.
    """

    label: Text
    form: type[Form]
    run: Callable[..., Matter]
    roles: frozenset[str]
    title: Text = ""
    done: Text = ""
    arguments: Callable[..., Mapping[str, Any]] = clean_values
    files: bool = False


def nothing_more(_file: MatterFile, _by: Actor) -> Any:
    """Show nothing besides."""
    return None


def no_lines(_file: MatterFile, _shown: Any) -> Mapping[int, Any]:
    """Show nothing besides of any track."""
    return {}


def none_idle(_file: MatterFile, _shown: Any, _view: TrackView) -> Container[str]:
    """Leave no act out."""
    return ()


def whoever_may(_file: MatterFile, _by: Actor, _move: str) -> bool:
    """Open the page of an act to everybody whom the procedure lets make it."""
    return True


@dataclass(frozen=True)
class CaseDesk:
    """What a duty says of its desk.

    `procedure`: whose matters, and the code by which the addresses are named: `CODE_list`, `CODE_new`, `CODE_file`,
    `CODE_identity`, `CODE_do`, `CODE_do_track`, and the file itself, which every procedure names as its own `page`;
    `also`: procedures whose matters lie on the same desk. `units`: whose work it is; who stands in none of them nor
    above, and has none of the roles of `readers`, finds no list. `over`: words and address of the page above the list.

    `shown` reads what the duty shows of a matter, once: its template has it as `shown`, and the steps, `lines` and
    `idle` are given it. `lines`: what it shows of the tracks beside, by their rows, which the template has as
    `part.own`. `idle`: acts that are neither offered nor proposed to this viewer. `opens`: who may open the page of an
    act at all, beyond the procedure.
    """

    procedure: str
    address: str
    title: Text
    units: tuple[str, ...]
    acts: Mapping[str, DeskAct]
    also: tuple[str, ...] = ()
    readers: frozenset[str] = frozenset()
    over: tuple[Text, str] | None = None
    take: Take | None = None
    listed: Listed = PLAIN
    steps: Steps = NO_STEPS
    sealed: Sealed | None = None
    template: str = "casework/file.html"
    shown: Callable[[MatterFile, Actor], Any] = nothing_more
    lines: Callable[[MatterFile, Any], Mapping[int, Any]] = no_lines
    idle: Callable[[MatterFile, Any, TrackView], Container[str]] = none_idle
    opens: Callable[[MatterFile, Actor, str], bool] = whoever_may
    rows: Mapping[str, DeskAct] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", {**COMMON_ACTS, **self.acts})

    @property
    def procedures(self) -> tuple[str, ...]:
        """The procedures whose matters lie on this desk."""
        return (self.procedure, *self.also)

    def urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of this desk, to be put among those of the desk."""
        code, at = self.procedure, self.address
        said = {"listing": listing_of(self), "title": self.title, "desk": self}
        cases: type[CaseList] = type("Cases", (CaseList,), said)
        one = f"{at}/<str:code>/"
        found = [
            path(f"{at}/", login_required(cases.as_view()), name=f"{code}_list"),
            path(f"{at}/new/", login_required(self.take_in), name=f"{code}_new"),
            path(one, login_required(self.file), name=code),
            path(f"{one}files/<int:number>/", login_required(self.document), name=f"{code}_file"),
            path(f"{one}acts/<slug:move>/", login_required(self.act), name=f"{code}_do"),
            path(f"{one}acts/<slug:move>/<int:track>/", login_required(self.act), name=f"{code}_do_track"),
        ]
        if self.sealed is not None:
            opening = login_required(require_POST(self.open_identity))
            found.append(path(f"{one}identity/", opening, name=f"{code}_identity"))
        return found

    def reads(self, by: Actor) -> bool:
        """Say whether someone finds the list: who stands in the units of this desk or above, or has such a role."""
        if by.authority is None:
            return False
        roles = {role for role, _unit, _agency in by.authority.places()}
        return bool(roles & self.readers) or stands_in(by, *self.units)

    def takes(self, by: Actor) -> bool:
        """Say whether someone takes matters in here."""
        return self.take is not None and holds(by, self.take.roles, *self.units)

    def seen(self, by: Actor) -> QuerySet[Matter]:
        """Return the matters of this desk that someone may see, with what a list shows of each, in one statement."""
        of_desk = visible(by).filter(procedure__in=self.procedures)
        return of_desk.select_related("unit", "officer", *self.listed.related)

    def still_open(self, by: Actor) -> Count:
        """Count the matters that someone may see and that are not over."""
        found = self.seen(by).filter(closed_at=None)[: MOST_COUNTED + 1].count()
        return Count(min(found, MOST_COUNTED), found > MOST_COUNTED)

    def home(self) -> list[Crumb]:
        """Return the way to the page above the list."""
        return [Crumb(self.over[0], reverse(self.over[1]))] if self.over else []

    def crumbs(self) -> list[Crumb]:
        """Return the way back from the file of a matter."""
        return [*self.home(), Crumb(self.title, reverse(f"{self.procedure}_list"))]

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """Take a matter in. Raises: Http404 for who does not."""
        by, take = actor_of(request), self.take
        if take is None or not self.takes(by):
            raise Http404
        form = take.form(
            request.POST or None, initial=request.GET.dict()
        )  # a page that leads here may fill in what it knows
        now = timezone.now()
        held = hold_files(request) if take.files and request.method == "POST" else HeldFiles()

        def act() -> str:
            if held.refused:
                raise UnableToAct(" ".join(held.refused))
            more = (held.claimed(now),) if take.files else ()
            return desk_url(take.run(by=by, at=now, **take.arguments(form, *more)))

        draft = f"{self.procedure}-new"
        done = acted(
            request, form, act, str(take.done or _("รับเรื่องไว้แล้ว")), refusals=(UnableToAct,), tags=f"draft:{draft}"
        )
        if done:
            return done
        back = reverse(f"{self.procedure}_list")
        context = {
            "form": form,
            "title": take.title or take.label,
            "back": back,
            "draft": draft,
            "held": held if take.files else None,
        }
        return render(request, "casework/take.html", context, status=422 if form.is_bound else 200)

    def _file(self, code: str, by: Actor, *, bare: bool = False) -> MatterFile:
        """Return a file as the Office reads it; an agency that was asked has its own page. Raises: Http404."""
        if by.authority is None or not reads_as_office(by.authority):
            raise Http404
        return self._any_file(code, by, bare=bare)

    def _any_file(self, code: str, by: Actor, *, bare: bool) -> MatterFile:
        file = file_for(code, by, bare=bare)
        if file.procedure.code not in self.procedures:
            raise Http404
        return file

    def file(self, request: HttpRequest, code: str) -> HttpResponse:
        """The file of a matter; an agency that was asked is led to its own page of it."""
        by = actor_of(request)
        if by.authority is not None and not reads_as_office(by.authority):
            own = first_track_of(self._any_file(code, by, bare=True).matter.pk, by)
            if own is None:
                raise Http404
            return redirect("agency_track", track_id=own)
        file = self._file(code, by)
        shown = self.shown(file, by)
        idle, history = partial(self.idle, file, shown), request.GET.get("history", "")
        after, not_now = self.steps.next(file, shown, idle), idle(file.main)
        context = {
            "page": self._page(matter_page(file, by, history), shown, after),
            "shown": shown,
            "history_tabs": history_tabs(history, file.procedure),
            "told": lines_of(notices_about(f"matter:{file.matter.pk}")),
            **letters_on(file.matter.pk, by),
            "given": [one for one in file.attachments if one.origin == "petitioner"],
            "sealed": sealed.shown_of(self.sealed, file) if self.sealed else None,
            "names": {what: f"{self.procedure}_{what}" for what in ("do", "do_track", "file", "identity")},
            "next": after,
            "groups": self.steps.others([one for one in file.main.doable if one.move.code not in not_now], after),
            "crumbs": self.crumbs(),
        }
        return render(request, self.template, context)

    def _page(self, page: MatterPage, shown: Any, after: Next | None) -> MatterPage:
        """Return a page whose tracks show what the duty says of them, and do not offer the next step again."""
        own, views = self.lines(page.file, shown), {view.track.pk: view for view in page.file.others}
        tracks = []
        for part in page.tracks:
            idle = self.idle(page.file, shown, views[part.id])
            left = [one for one in part.doable if one.move.code not in idle and not (after and one is after.doable)]
            tracks.append(replace(part, doable=left, own=own.get(part.id)))
        return replace(page, tracks=tracks)

    def open_identity(self, request: HttpRequest, code: str) -> HttpResponse:
        """Open the seal of who is behind a matter: a recorded act with a purpose."""
        by = actor_of(request)
        file = self._file(code, by)
        if self.sealed is None:
            raise Http404
        return sealed.opened(request, self.sealed, file, by)

    def document(self, request: HttpRequest, code: str, number: int) -> HttpResponseBase:
        """A document of a matter, as far as the viewer may see it."""
        self._file(code, actor_of(request), bare=True)
        return document(request, code, number)

    def act(self, request: HttpRequest, code: str, move: str, track: int = 0) -> HttpResponse:
        """The page of one act. Raises: Http404 for who may not make it now."""
        by = actor_of(request)
        file = self._file(code, by, bare=True)
        row = self.rows.get(move)
        known = any(one.code == move for kind in file.procedure.tracks for one in kind.moves)
        if row is None or not known or not file.may_make(move, track) or not self.opens(file, by, move):
            raise Http404
        page = ActPage(
            file, move, row, matter_url=desk_url(file.matter), after=lambda: after_act(file, by), track_id=track
        )
        return act_page(request, page, by)
