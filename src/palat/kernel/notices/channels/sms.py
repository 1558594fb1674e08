"""Short messages, through whatever gateway speaks the contract of docs/operations/notices.md."""

import json

from django.conf import settings

from palat.kernel.identities.normalising import normalise_phone
from palat.kernel.notices.channels import http
from palat.kernel.notices.channels.going import Going, Refused, Taken

FEWEST_DIGITS = 9


def send(going: Going) -> Taken:
    """Hand a message to the gateway; the same key is taken once. Raises: Refused, Unavailable, Unknown."""
    if not settings.SMS_URL:
        raise Refused("not_set_up")
    number = normalise_phone(going.to).partition("x")[0]
    if sum(one.isdigit() for one in number) < FEWEST_DIGITS:
        raise Refused("no_mailbox")
    body = {"to": number, "text": going.text, "sender": settings.SMS_SENDER, "key": str(going.key)}
    headers = {
        "Authorization": f"Bearer {settings.SMS_TOKEN}",
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": str(going.key),
    }
    url = str(settings.SMS_URL).rstrip("/") + "/messages"
    answer = http.request("POST", url, body=json.dumps(body, ensure_ascii=False).encode(), headers=headers)
    http.judge(answer)
    try:
        said = json.loads(answer.body)
        ref = str(said.get("id", ""))[:120] if isinstance(said, dict) else ""
    except ValueError:
        ref = ""
    return Taken(ref, answer.said)
