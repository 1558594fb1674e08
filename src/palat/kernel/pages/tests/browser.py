"""A browser that speaks with Django's test client: real scripts and a real policy, no server and no network."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client

# The shell draws and runs pages as the whole browser does, without what stands around them: a third less work.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
# What a browser does of itself (drawing by a graphics card, updates, new protocols) is no part of any test, and ends
# it now and then.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
SITE = "http://localhost"
PASSED_ON = {"referer", "hx-request", "hx-target", "hx-current-url"}


def static(route: Any, path: str) -> None:
    found = finders.find(path)
    if not found:
        route.fulfill(status=404)
        return
    file = Path(found)
    route.fulfill(body=file.read_bytes(), content_type=TYPES.get(file.suffix, "application/octet-stream"))


@contextmanager
def opened(client: Client, *, width: int) -> Iterator[Any]:
    """Open a page at this width; whatever it asks of the site is answered by `client`."""
    from playwright.sync_api import sync_playwright

    # The driver runs a loop in this thread, under which Django would open connections of its own: outside the
    # test's transaction, and never to see what it wrote.
    held = connections[DEFAULT_DB_ALIAS]

    def answer(route: Any) -> None:
        request = route.request
        parts = urlsplit(request.url)
        if parts.path.startswith("/static/"):
            static(route, parts.path.removeprefix("/static/"))
            return
        headers = {name: value for name, value in request.headers.items() if name in PASSED_ON}
        connections[DEFAULT_DB_ALIAS] = held
        response = client.generic(
            request.method,
            parts.path + (f"?{parts.query}" if parts.query else ""),
            request.post_data_buffer or b"",
            content_type=request.headers.get("content-type", "application/octet-stream"),
            headers=headers,
            SERVER_NAME="localhost",
        )
        if location := response.headers.get("Location"):
            # The driver does not pass redirections on to us; a page that moves on at once does the same.
            route.fulfill(body=f'<meta http-equiv="refresh" content="0;url={location}">', content_type="text/html")
            return
        # The client keeps the cookies.
        kept = {name: value for name, value in response.headers.items() if name.lower() != "set-cookie"}
        route.fulfill(status=response.status_code, headers=kept, body=response.content)

    with sync_playwright() as play:
        connections[DEFAULT_DB_ALIAS] = held
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = chromium.new_page(viewport={"width": width, "height": 844}, base_url=SITE)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.route("**/*", answer)
        yield page
        chromium.close()
