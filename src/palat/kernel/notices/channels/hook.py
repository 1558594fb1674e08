"""Webhooks: a signed request to a machine outside."""

import ipaddress
import json
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from palat.kernel.notices.channels import http
from palat.kernel.notices.channels.going import Going, Refused, Taken
from palat.kernel.notices.models import Receiver
from palat.kernel.notices.signing import secrets_of, signature


def send(going: Going) -> Taken:
    """Send one event. Its number stays the same however often it is sent. Raises: Refused, Unavailable, Unknown."""
    receiver = Receiver.objects.filter(pk=going.receiver_id or 0, stopped_at=None).first()
    if receiver is None:
        raise Refused("not_set_up")
    parts = urlsplit(receiver.url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = http.public_address(parts.hostname or "", port, allowed=allowed_inside(receiver.allow_private))
    body = json.dumps(going.event, ensure_ascii=False, sort_keys=True).encode()
    now = timezone.now()
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Palat-Event": str(going.event.get("id", "")),
        "Palat-Delivery": str(going.key),
        "Palat-Signature": signature(body, secrets_of(receiver, at=now), at=now),
    }
    answer = http.request("POST", receiver.url, body=body, headers=headers, address=address)
    if 300 <= answer.status < 400:  # a redirection is never followed: it could lead inside
        raise Refused("refused", answer.said)
    http.judge(answer)
    return Taken(status=answer.said)


def allowed_inside(allow_private: bool) -> tuple[http.Network, ...]:
    """Return the networks inside that a receiver may lie in: those of the settings, where allowed on screen."""
    if not allow_private:
        return ()
    return tuple(ipaddress.ip_network(one) for one in settings.WEBHOOK_NETWORKS)
