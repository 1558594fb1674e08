"""Every error of the machine face as one kind of document: application/problem+json (RFC 9457)."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from palat.kernel.agencies.operations.drafting import DraftMoved
from palat.kernel.agencies.operations.requests import KeyReused
from palat.kernel.agencies.operations.tokens import TokenRefused, TooOften
from palat.kernel.files.operations import UnableToStore
from palat.kernel.matters.operations.acts import Moved, NotAuthorised, UnableToAct
from palat.kernel.matters.queries.file import NotVisible

TYPE = "application/problem+json"


def problem(status: int, code: str, detail: str, **more: Any) -> HttpResponse:
    """Return an error as a document: what kind it is, in words, and what to do."""
    body = {"type": f"about:blank#{code}", "title": code, "status": status, "detail": detail, **more}
    return JsonResponse(body, status=status, content_type=TYPE, json_dumps_params={"ensure_ascii": False})


def explain(api: NinjaAPI) -> None:
    """Let every error that an agency's system may meet be answered so; the unexpected stays an error of the server."""

    def said(status: int, code: str, words: Any = "") -> Any:
        def answer(_request: HttpRequest, error: Exception) -> HttpResponse:
            return problem(status, code, str(words or error))

        return answer

    api.add_exception_handler(NotVisible, said(404, "not_found", gettext_lazy("ไม่พบเรื่องนี้")))
    api.add_exception_handler(Moved, said(409, "moved"))
    api.add_exception_handler(DraftMoved, said(409, "moved"))
    api.add_exception_handler(NotAuthorised, said(403, "not_authorised"))
    api.add_exception_handler(UnableToAct, said(409, "refused"))
    api.add_exception_handler(UnableToStore, said(422, "file_refused"))
    api.add_exception_handler(KeyReused, said(422, "key_reused"))
    api.add_exception_handler(TokenRefused, _unknown)
    api.add_exception_handler(AuthenticationError, _unknown)
    api.add_exception_handler(TooOften, _too_often)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _http)


def _unknown(_request: HttpRequest, _error: Any) -> HttpResponse:
    response = problem(401, "token_refused", _("โทเคนใช้ไม่ได้ หมดอายุ หรือถูกเพิกถอน"))
    response["WWW-Authenticate"] = "Bearer"
    return response


def _too_often(_request: HttpRequest, _error: Any) -> HttpResponse:
    response = problem(429, "too_often", _("เรียกใช้ถี่เกินไป โปรดรอหนึ่งนาทีแล้วลองใหม่"))
    response["Retry-After"] = "60"
    return response


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    """Say which fields cannot be read; never what was in them."""
    fields = [{"where": ".".join(str(part) for part in one["loc"]), "what": one["msg"]} for one in error.errors]
    return problem(422, "invalid", _("ข้อมูลที่ส่งมาอ่านไม่ได้"), errors=fields)


def _http(_request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, "not_readable", str(error))
