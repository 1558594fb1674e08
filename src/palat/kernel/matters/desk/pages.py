"""What the desk's pages of a matter begin with, whatever the duty: its file as far as one may see it, its documents."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from palat.kernel.files.views import file_response
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.addresses import desk_url
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile, NotVisible, open_file
from palat.kernel.matters.queries.visibility import may_open


def file_for(code: str, by: Actor, *, bare: bool = False, procedure: str = "") -> MatterFile:
    """Return a matter's file, as far as the viewer may see it. Raises: Http404, also for one of another procedure."""
    try:
        file = open_file(code=code, by=by, bare=bare)
    except NotVisible:
        raise Http404 from None
    if procedure and file.procedure.code != procedure:
        raise Http404
    return file


def document(request: HttpRequest, code: str, number: int, *, procedure: str = "") -> HttpResponseBase:
    """Return a file on a matter, as far as the viewer may see it. Raises: Http404."""
    file = file_for(code, actor_of(request), procedure=procedure)
    one = next((kept for kept in file.attachments if kept.pk == number), None)
    if one is None:
        raise Http404
    return file_response(one.file, one.name)


def after_act(file: MatterFile, by: Actor) -> str:
    """Return where an act leads: back to the file while one may see it, else to one's work."""
    return desk_url(file.matter) if may_open(file.matter.code, by) else reverse("desk_home")
