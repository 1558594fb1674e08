"""The front door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """Say it, track it, look it up."""
    return render(request, "portal/home.html", {})
