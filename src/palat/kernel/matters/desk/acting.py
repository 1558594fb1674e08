"""The page of one act: what it asks, what it does; a refusal loses nothing that was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.holding import hold_files
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.desk.rows import Asked, DeskAct
from palat.kernel.matters.operations.acts import Moved, UnableToAct
from palat.kernel.matters.queries.file import MatterFile, history_line
from palat.kernel.matters.showing import change_of
from palat.kernel.organisation.queries import actor_names

LONGEST_NUMBER = 18  # digits; no history is longer


@dataclass(frozen=True)
class ActPage:
    """One act on a file: its move, its row, on which track, what its form begins with, where it leads."""

    file: MatterFile
    move: str
    row: DeskAct
    matter_url: str
    after: Callable[[], str]  # asked once the act is made: one may have lost sight of the matter by it
    track_id: int = 0
    initial: Mapping[str, Any] = field(default_factory=dict)


def act_page(request: HttpRequest, page: ActPage, by: Actor) -> HttpResponse:
    """Show the form of an act, or make the act. Raises: Http404 for a track that is not of this matter."""
    now, file, row = timezone.now(), page.file, page.row
    track = _track(file, page.track_id)
    begun = row.first(file, page.track_id) if row.first else {}
    asked = Asked(file, legal_date(now), {**begun, **page.initial}, page.track_id)
    _kind, rule = file.procedure.move(page.move)
    context: dict[str, Any] = {
        "file": file,
        "rule": rule,
        "act": row,
        "track": track,
        "seen": file.seen,
        "matter_url": page.matter_url,
        "beside": row.beside(asked) if row.beside else None,
    }
    if request.method != "POST":
        return render(request, "matters/act.html", {**context, "form": row.form(asked)})
    form = row.form(asked, request.POST)
    held = hold_files(request) if row.files else None
    context["held"] = held
    if form.is_valid() and not (held and held.refused):
        more = {"files": held.claimed(now)} if held else {}
        data = {**form.cleaned_data, **more}
        try:
            row.make(file=file, track_id=page.track_id, by=by, at=now, seen=seen_in(request.POST), data=data)
        except Moved as moved:
            context["changes"] = _changes(file, moved)
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("“%(act)s” เรียบร้อยแล้ว") % {"act": _(rule.label)})
            return redirect(page.after())
    return render(request, "matters/act.html", {**context, "form": form}, status=422)


def seen_in(data: Mapping[str, str]) -> int:
    """Return the last event that a person had read, as a form tells it; who says nothing readable had read none."""
    said = data.get("seen", "")
    return int(said) if said.isdecimal() and len(said) <= LONGEST_NUMBER else 0


def _track(file: MatterFile, track_id: int) -> Any:
    if not track_id:
        return None
    found = next((view for view in file.tracks if view.track.pk == track_id), None)
    if found is None:
        raise Http404
    return found


def _changes(file: MatterFile, moved: Moved) -> list[Any]:
    names = actor_names(event.actor for event in moved.since)
    return [change_of(history_line(file.procedure, event, names)) for event in moved.since]
