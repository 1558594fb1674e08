"""The desk of a duty's matters: list, taking in, file, acts and documents, out of what the duty says of them.

A duty writes its procedure, the operations behind its acts and what their forms ask; everything that is the same for
every matter stands here. A duty whose pages show more gives a template of its own that extends `casework/file.html`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.kernel.agencies.queries.inbox import first_track_of
from palat.kernel.casework.listing import CaseList, listing_of
from palat.kernel.letters.showing import letters_on
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.acting import ActPage, act_page
from palat.kernel.matters.desk.acts import COMMON_ACTS
from palat.kernel.matters.desk.next_step import Groups, Step, first_step, groups_by
from palat.kernel.matters.desk.pages import after_act, document, file_for
from palat.kernel.matters.desk.rows import DeskAct
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.matters.operations.receiving import Matter
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.matters.queries.visibility import reads_as_office
from palat.kernel.matters.showing import history_tabs, matter_page
from palat.kernel.notices.queries.outbox import notices_about
from palat.kernel.notices.showing import lines_of
from palat.kernel.organisation.queries import unit_and_above, unit_id
from palat.kernel.pages.acting import acted
from palat.kernel.pages.filters import Filter
from palat.kernel.pages.listing import Column
from palat.kernel.pages.shapes import Crumb, Text

OTHER_ACTS: Groups = ((gettext_lazy("ดำเนินการ"), ()),)


@dataclass(frozen=True)
class Take:
    """How a matter is taken in at the desk: the form, the operation that gets its clean values, whose task it is."""

    label: Text
    form: type[Form]
    run: Callable[..., Matter]
    roles: frozenset[str]


def nothing_more(_file: MatterFile, _by: Actor) -> Mapping[str, Any]:
    """Show nothing besides."""
    return {}


@dataclass(frozen=True)
class CaseDesk:
    """What a duty says of its desk. `units`: whose work it is; who stands in none of them nor above finds no list.

    The address of a file is named by the code of the procedure, which says so itself (`Procedure.page`); the others
    are `CODE_list`, `CODE_new`, `CODE_file`, `CODE_do` and `CODE_do_track`.
    """

    procedure: str
    address: str
    title: Text
    units: tuple[str, ...]
    acts: Mapping[str, DeskAct]
    take: Take | None = None
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    steps: Sequence[Step] = ()
    groups: Groups = OTHER_ACTS
    template: str = "casework/file.html"
    more: Callable[[MatterFile, Actor], Mapping[str, Any]] = nothing_more
    rows: Mapping[str, DeskAct] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", {**COMMON_ACTS, **self.acts})

    def urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of this desk, to be put among those of the desk."""
        code, at = self.procedure, self.address
        said = {"listing": listing_of(self), "title": self.title, "desk": self}
        cases: type[CaseList] = type("Cases", (CaseList,), said)
        return [
            path(f"{at}/", login_required(cases.as_view()), name=f"{code}_list"),
            path(f"{at}/new/", login_required(self.take_in), name=f"{code}_new"),
            path(f"{at}/<str:code>/", login_required(self.file), name=code),
            path(f"{at}/<str:code>/files/<int:number>/", login_required(self.document), name=f"{code}_file"),
            path(f"{at}/<str:code>/acts/<slug:move>/", login_required(self.act), name=f"{code}_do"),
            path(f"{at}/<str:code>/acts/<slug:move>/<int:track>/", login_required(self.act), name=f"{code}_do_track"),
        ]

    def reads(self, by: Actor) -> bool:
        """Say whether someone stands in the units of this desk, or above."""
        return by.authority is not None and bool(self._units() & by.authority.unit_ids())

    def takes(self, by: Actor) -> bool:
        """Say whether someone takes matters in here."""
        if self.take is None or by.authority is None:
            return False
        return any(role in self.take.roles and unit in self._units() for role, unit, _at in by.authority.places())

    def _units(self) -> set[int]:
        return {above for code in self.units for above in unit_and_above(unit_id(code))}

    def _crumb(self) -> Crumb:
        return Crumb(self.title, reverse(f"{self.procedure}_list"))

    def take_in(self, request: HttpRequest) -> HttpResponse:
        """Take a matter in. Raises: Http404 for who does not."""
        by, take = actor_of(request), self.take
        if take is None or not self.takes(by):
            raise Http404
        form = take.form(request.POST or None)

        def act() -> str:
            return desk_url(take.run(by=by, at=timezone.now(), **form.cleaned_data))

        draft = f"{self.procedure}-new"
        done = acted(request, form, act, _("รับเรื่องไว้แล้ว"), refusals=(UnableToAct,), tags=f"draft:{draft}")
        if done:
            return done
        context = {"form": form, "title": take.label, "back": self._crumb().url, "draft": draft}
        return render(request, "casework/take.html", context, status=422 if form.is_bound else 200)

    def _file(self, code: str, by: Actor, *, bare: bool = False) -> MatterFile:
        """Return a file as the Office reads it; an agency that was asked has its own page. Raises: Http404."""
        if by.authority is None or not reads_as_office(by.authority):
            raise Http404
        return file_for(code, by, bare=bare, procedure=self.procedure)

    def file(self, request: HttpRequest, code: str) -> HttpResponse:
        """The file of a matter; an agency that was asked is led to its own page of it."""
        by = actor_of(request)
        if by.authority is not None and not reads_as_office(by.authority):
            own = first_track_of(file_for(code, by, bare=True, procedure=self.procedure).matter.pk, by)
            if own is None:
                raise Http404
            return redirect("agency_track", track_id=own)
        file = self._file(code, by)
        after = first_step(self.steps, file.main, file)
        history = request.GET.get("history", "")
        context = {
            "page": matter_page(file, by, history),
            "history_tabs": history_tabs(history),
            "told": lines_of(notices_about(f"matter:{file.matter.pk}")),
            **letters_on(file.matter.pk, by),
            "names": {what: f"{self.procedure}_{what}" for what in ("do", "do_track", "file")},
            "next": after,
            "groups": groups_by(self.groups, file.main.doable, after, rest=0),
            "crumbs": [self._crumb()],
            **self.more(file, by),
        }
        return render(request, self.template, context)

    def document(self, request: HttpRequest, code: str, number: int) -> HttpResponseBase:
        """A document of a matter, as far as the viewer may see it."""
        self._file(code, actor_of(request), bare=True)
        return document(request, code, number, procedure=self.procedure)

    def act(self, request: HttpRequest, code: str, move: str, track: int = 0) -> HttpResponse:
        """The page of one act. Raises: Http404 for who may not make it now."""
        by = actor_of(request)
        file = self._file(code, by, bare=True)
        row = self.rows.get(move)
        if row is None or not file.may_make(move, track):
            raise Http404
        page = ActPage(
            file, move, row, matter_url=desk_url(file.matter), after=lambda: after_act(file, by), track_id=track
        )
        return act_page(request, page, by)
