"""Where a peer's system brings its messages. No session and no cookie is looked at: the address and the signature are.

A request is read up to a bound and no further, whatever it says of its length.
"""

import structlog
from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from palat.kernel.egif.addressing import peer_of
from palat.kernel.egif.operations.receiving import note_refusal, receive
from palat.kernel.egif.procedure import REFUSALS
from palat.kernel.egif.wire import writing
from palat.kernel.egif.wire.said import UnableToRead
from palat.kernel.registers.queries import NoRegister

log = structlog.get_logger(__name__)
XML = "text/xml; charset=utf-8"
STATUS = {"too_large": 413, "not_signed": 403, "bad_signature": 403, "stopped": 403, "other_party": 403}
CHUNK = 1 << 20
PASSED = 4  # times the largest message


@csrf_exempt
@require_POST
def hook(request: HttpRequest, token: str) -> HttpResponse:
    """Take a message, once; what it became is answered, or why it was refused."""
    peer = peer_of(token)
    if peer is None:
        raise Http404
    now = timezone.now()
    with override("th"):
        content = _body(request)
        if content is None:
            note_refusal(peer, "too_large", size=settings.EGIF_LIMIT_BYTES, at=now)
            return _fault("too_large")
        try:
            taken = receive(peer=peer, content=content, at=now, declared=_charset(request))
        except UnableToRead as refused:
            return _fault(refused.code)
        except (NoRegister, DatabaseError):
            log.exception("exchange_failed", peer=peer.pk)
            return HttpResponse(writing.fault("unavailable", _("ขัดข้องชั่วคราว โปรดส่งใหม่"), ours=True), XML, 503)
    name = writing.REQUEST if taken.process_id else writing.ASK
    return HttpResponse(writing.response(name, process_id=taken.process_id, at=now), content_type=XML)


def _fault(code: str) -> HttpResponse:
    return HttpResponse(writing.fault(code, _(REFUSALS[code])), XML, STATUS.get(code, 400))


def _body(request: HttpRequest) -> bytes | None:
    """Return the bytes of a request, or None where it is larger than anything that is taken.

    What is too large is let pass unkept, up to a bound, or its sender would lose the line before it heard why.
    """
    most = settings.EGIF_LIMIT_BYTES
    length = request.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > most * PASSED:
        return None
    parts: list[bytes] = []
    size = 0
    while size <= most * PASSED and (part := request.read(CHUNK)):
        size += len(part)
        if size > most:
            parts.clear()
        else:
            parts.append(part)
    return b"".join(parts) if size <= most else None


def _charset(request: HttpRequest) -> str:
    """Return the charset that the carrier names."""
    return str(request.content_params.get("charset", ""))[:40] if request.content_params else ""
