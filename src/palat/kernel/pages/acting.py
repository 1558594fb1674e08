"""Making the act of a form once, however often it is sent; a refusal is told on the form with all that was typed."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from .operations import UnableToClaim, send_once
from .shapes import Text

Refusals = tuple[type[Exception], ...]


def acted(
    request: HttpRequest,
    form: Form,
    act: Callable[[], str],
    said: Text | Callable[[], Text],
    *,
    refusals: Refusals,
    tags: str = "",
) -> HttpResponse | None:
    """Make the act of a form that came whole, and lead on to the address that it returns.

    None where the form did not come, came with faults, or the act was refused: it is shown (again).

    `said` tells what was done, and `tags` which draft kept by the browser may go: both the first time alone.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    refused_by: Refusals = (*refusals, UnableToClaim)
    try:
        sent = send_once(key=request.POST.get("once_key", ""), at=timezone.now(), act=act)
    except refused_by as refused:
        form.add_error(None, str(refused))
        return None
    if sent.is_first:
        messages.success(request, said() if callable(said) else said, extra_tags=tags)
    return redirect(sent.url)
