"""The pages by which the public follows a matter: receipt, where it stands, its files, what one can do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from palat.kernel.files.holding import hold_files
from palat.kernel.files.views import file_response
from palat.kernel.matters.addresses import public_url
from palat.kernel.matters.authority import citizen
from palat.kernel.matters.following import Followed
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.notices.operations.telling import mark_opened
from palat.kernel.pages.shapes import Text


def nothing_else(_typed: QueryDict) -> Mapping[str, Any]:
    """Take nothing else from the form."""
    return {}


@dataclass(frozen=True)
class PublicAct:
    """What who holds a code may do on its page: the operation, and what is said once it is done.

    `text`: the argument that takes what was typed; `more`: what else the form says; `files`: uploads come with it.
    `label`, `asks`, `button`: the words of its form, where the duty has no template of its own for it.
    """

    run: Callable[..., Any]
    done: Text
    text: str = "words"
    more: Callable[[QueryDict], Mapping[str, Any]] = nothing_else
    files: bool = False
    label: Text = ""
    asks: Text = ""
    button: Text = ""


@dataclass(frozen=True)
class PublicDesk:
    """What a duty says of the pages by which its matters are followed.

    `code` names the addresses: `CODE_track`, `CODE_own_file`, `CODE_act` and, where there is a receipt of its own,
    `CODE_receipt`. `page` reads what the holder of a code may know, or None.
    """

    code: str
    address: str
    page: Callable[[str], Followed | None]
    acts: Mapping[str, PublicAct]
    template: str
    receipt: str = ""

    def urlpatterns(self) -> list[URLPattern]:
        """Return the addresses of these pages, to be put among those of the portal."""
        track = f"{self.address}track/<str:code>/"
        found = [
            path(track, self.track, name=f"{self.code}_track"),
            path(f"{track}files/<int:number>/", self.own_file, name=f"{self.code}_own_file"),
            path(f"{track}<slug:what>/", require_POST(self.act), name=f"{self.code}_act"),
        ]
        if self.receipt:
            found.append(path(f"{self.address}received/<str:code>/", self.received, name=f"{self.code}_receipt"))
        return found

    def _page(self, code: str) -> Followed:
        page = self.page(code)
        if page is None:
            raise Http404
        return page

    def received(self, request: HttpRequest, code: str) -> HttpResponse:
        """The receipt: the code, large, and what happens now."""
        return render(request, self.receipt, {"page": self._page(code), "names": self._names()})

    def track(self, request: HttpRequest, code: str) -> HttpResponse:
        """The page of a matter: where it stands, what happened, what one can do."""
        page = self.page(code)
        if page is None:
            return redirect(self._elsewhere(request, code))
        if "n" in request.GET:
            mark_opened(mark=request.GET["n"], about=f"matter:{page.matter.id}", at=timezone.now())
        return self._show(request, page)

    def _elsewhere(self, request: HttpRequest, code: str) -> str:
        """Return where a matter of another kind is followed. Raises: Http404 for a code that nobody was given."""
        address = public_url(code)
        if address in {"", request.path}:
            raise Http404
        return address

    def own_file(self, request: HttpRequest, code: str, number: int) -> HttpResponseBase:
        """A file that the holder of the code gave, or may have."""
        one = next((kept for kept in self._page(code).kept if kept.pk == number), None)
        if one is None:
            raise Http404
        return file_response(one.file, one.name)

    def act(self, request: HttpRequest, code: str, what: str) -> HttpResponse:
        """What the holder of a code does; what was typed is shown again when it is refused."""
        page, row = self._page(code), self.acts.get(what)
        if row is None:
            raise Http404
        try:
            self._make(request, page, row)
        except UnableToAct as refused:
            typed = request.POST.get("text", "")
            return self._show(request, page, status=422, problem=str(refused), typed=typed, what=what)
        messages.success(request, str(row.done))
        return redirect(f"{self.code}_track", code=code)

    def _make(self, request: HttpRequest, page: Followed, row: PublicAct) -> None:
        now, said = timezone.now(), dict(row.more(request.POST))
        if row.text:
            said[row.text] = request.POST.get("text", "")
        held = hold_files(request) if row.files else None
        if held is not None and held.refused:
            raise UnableToAct(" ".join(held.refused))
        with transaction.atomic():
            if held is not None:
                said["files"] = held.claimed(now)
            row.run(matter_id=page.matter.id, by=citizen(page.matter.id), at=now, **said)

    def _show(self, request: HttpRequest, page: Followed, *, status: int = 200, **more: Any) -> HttpResponse:
        acts = [(what, row) for what, row in self.acts.items() if what in page.may and row.label]
        context = {"page": page, "acts": acts, "names": self._names(), **more}
        return render(request, self.template, context, status=status)

    def _names(self) -> dict[str, str]:
        return {what: f"{self.code}_{what}" for what in ("track", "act", "own_file")}
