"""Pages of papers: a letter as PDF and as pictures, what leaves with a name on it, and where anyone checks a paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from palat.kernel.files.views import pdf_response
from palat.kernel.letters.models import Letter
from palat.kernel.letters.operations import sending
from palat.kernel.letters.paper.checking import is_as_issued, verdict_of
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.letters.queries import by_code, page_images, pdf_of
from palat.kernel.letters.views import letter_or_404
from palat.kernel.matters.acting_person import actor_of
from palat.kernel.matters.operations.acts import UnableToAct


@login_required
def paper(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The paper as the Office keeps it: a petitioner's name masked."""
    found = letter_or_404(letter_id, actor_of(request))
    return pdf_response(pdf_of(found, at=timezone.now()), f"letter-{found.code}")


@login_required
def page_image(request: HttpRequest, letter_id: int, number: int) -> HttpResponse:
    """One page of a letter as a picture, for the preview."""
    found = letter_or_404(letter_id, actor_of(request))
    images = page_images(pdf_of(found, at=timezone.now()), pages=[number - 1])
    if not images:
        raise Http404
    response = HttpResponse(images[0], content_type="image/png")
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def paper_to_send(request: HttpRequest, letter_id: int) -> HttpResponse:
    """The paper that leaves, with the petitioner's name: opening it is recorded."""
    opened = _opened(request, letter_id)
    if opened is None:
        return redirect("letter", letter_id=letter_id)
    found, content, _lines = opened
    return pdf_response(content, f"letter-{found.code}")


@require_POST
@login_required
def envelope(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Name and address for the envelope: opening them is recorded."""
    opened = _opened(request, letter_id)
    if opened is None:
        return redirect("letter", letter_id=letter_id)
    found, _content, lines = opened
    response = render(request, "letters/envelope.html", {"letter": found, "lines": lines.splitlines()})
    response["Cache-Control"] = "private, no-store"
    return response


def _opened(request: HttpRequest, letter_id: int) -> tuple[Letter, bytes, str] | None:
    """Open the letter, the paper and the address that leave; None where that is refused, which is said."""
    by = actor_of(request)
    letter_or_404(letter_id, by)
    try:
        return sending.paper_to_send(letter_id=letter_id, by=by, at=timezone.now())
    except UnableToAct as refused:
        messages.error(request, str(refused))
        return None


def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Anyone checks a paper: its number, day, hash and the post of who signed; never what it says or to whom.

    A file that is sent is compared by its hash, and only one that is ours is read further. It is kept nowhere.
    """
    typed = (code or request.GET.get("code", "")).strip()[:40]
    found = by_code(typed) if typed else None
    upload = request.FILES.get("file") if request.method == "POST" else None
    context = {
        "code": typed,
        "letter": found,
        "number": paper_digits(found.number) if found else "",  # as it stands on the paper in hand
        "post": _post_of(found),
        "verdict": verdict_of(found) if found else "none",
        "matches": is_as_issued(found, upload) if found and upload else None,
    }
    return render(request, "letters/verify.html", context, status=404 if typed and found is None else 200)


def _post_of(found: Letter | None) -> list[str]:
    """Return the lines of post and capacity under a signature, without the name."""
    return list(found.signature[1:]) if found else []
