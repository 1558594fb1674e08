"""What other systems tell us: receipts of the gateway of short messages, and what is written to us by LINE.

Nothing here looks at a session or a cookie; a signature over the bytes is what counts.
"""

import json

import structlog
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from palat.kernel.notices import line_events
from palat.kernel.notices.operations import hearing, outcomes
from palat.kernel.notices.signing import is_from_line, is_signed

log = structlog.get_logger(__name__)


def _body(request: HttpRequest) -> bytes | None:
    """Return the bytes of a request, or None where it is larger than anything that is meant for us."""
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal() or int(length) > line_events.MOST_BYTES:
        return None
    return request.body


@csrf_exempt
@require_POST
def sms(request: HttpRequest) -> HttpResponse:
    """Take a receipt; one that comes again, late or for nothing of ours changes nothing."""
    if not settings.SMS_HOOK_SECRET:
        raise Http404
    body, now = _body(request), timezone.now()
    if body is None:
        return JsonResponse({"error": "too_large"}, status=413)
    if not is_signed(body, request.headers.get("Palat-Signature", ""), [settings.SMS_HOOK_SECRET], at=now):
        return JsonResponse({"error": "signature"}, status=403)
    try:
        told = json.loads(body)
        ref, said = str(told["id"])[:120], str(told["state"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"error": "unreadable"}, status=400)
    return JsonResponse({"known": outcomes.receipt(provider_ref=ref, said=said, channel="sms", at=now)})


@csrf_exempt
@require_POST
def line(request: HttpRequest) -> HttpResponse:
    """Take what was written to us, each message once; a failure lets LINE send it again."""
    if not settings.LINE_SECRET:
        raise Http404
    body = _body(request)
    if body is None:
        return JsonResponse({"error": "too_large"}, status=413)
    if not is_from_line(body, request.headers.get("X-Line-Signature", ""), settings.LINE_SECRET):
        log.warning("line_signature_refused")
        return JsonResponse({"error": "signature"}, status=403)
    try:
        said = line_events.read(body)
    except line_events.Unreadable:
        return JsonResponse({"error": "unreadable"}, status=400)
    for one in sorted(said, key=lambda event: event.said_at):
        hearing.hear(one, at=timezone.now())
    return JsonResponse({})
