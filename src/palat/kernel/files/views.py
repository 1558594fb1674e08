"""Sending a stored file to a browser. Faces decide who may have it; this decides how it goes."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from palat.kernel.files.models import StoredFile
from palat.kernel.files.procedure import BY_CONTENT_TYPE, clean_name
from palat.kernel.files.queries import may_show, open_file

SANDBOX = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
# Browsers do not start their PDF viewer in a sandbox; scripts and embedded files were taken out on arrival.
SHOWN_PDF = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return a PDF that was just made, to be shown by the browser and kept by nobody. `name` is without its ending."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Content-Security-Policy"] = SHOWN_PDF
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def open_file_response(
    request: HttpRequest, stored: StoredFile, name: str, *, inline: bool = False
) -> HttpResponseBase:
    """Return a file that everybody may read now: caches may keep it, and ask each time whether it still may be read.

    Raises: UnableToRead when destroyed or missing.
    """
    etag = f'"{stored.sha256}"'
    headers = {"Cache-Control": "public, no-cache", "ETag": etag, "Access-Control-Allow-Origin": "*"}
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response = get_conditional_response(request, etag=etag) or file_response(stored, name, inline=inline)
    for header, value in headers.items():
        response[header] = value
    return response


def file_response(stored: StoredFile, name: str, *, inline: bool = False) -> FileResponse:
    """Return the file as a download, or inside the browser where that is safe.

    The name may be Thai (RFC 5987). Raises: UnableToRead when destroyed or missing.
    """
    inside = inline and may_show(stored)
    kind = BY_CONTENT_TYPE[stored.content_type]
    response = FileResponse(open_file(stored), content_type=stored.content_type)
    if kind.code in {"txt", "csv"}:
        response["Content-Type"] = f"{stored.content_type}; charset=utf-8"
    response["Content-Disposition"] = content_disposition_header(not inside, clean_name(name, kind)) or "attachment"
    response["Content-Length"] = str(stored.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SHOWN_PDF if inside and kind.code == "pdf" else SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
