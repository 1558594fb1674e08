"""The page of a small form of the desk: what it does, its fields, one button, the way back."""

from collections.abc import Sequence
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from palat.kernel.pages.shapes import Crumb, Text


def form_page(
    request: HttpRequest,
    form: Form,
    *,
    title: Text,
    back: str,
    crumbs: Sequence[Crumb],
    button: Text = "",
    words: Text = "",
    over: str = "",
    danger: bool = False,
) -> HttpResponse:
    """Show a form; its button says what the page is called unless it has words of its own."""
    context: dict[str, Any] = {
        "form": form,
        "title": title,
        "button": button or title,
        "words": words,
        "danger": danger,
        "over": over,
        "back": back,
        "crumbs": crumbs,
    }
    return render(request, "desk/small_form.html", context, status=422 if form.is_bound else 200)
