"""LINE's Messaging API: pushing (with a retry key), answering within a conversation, fetching a picture.

Source: https://developers.line.biz/en/reference/messaging-api/ (push, reply, content, retry keys).
"""

import json
import re
from typing import Any

from django.conf import settings

from palat.kernel.notices.channels import http
from palat.kernel.notices.channels.going import Going, Refused, Taken, Unknown

USER = re.compile(r"U[0-9a-f]{32}")
ALREADY, GONE = 409, 400
MOST_BUTTONS = 13
LONGEST_TEXT = 5_000


def send(going: Going) -> Taken:
    """Answer with the token while it holds, else push. Raises: Refused, Unavailable, Unknown."""
    if not settings.LINE_TOKEN:
        raise Refused("not_set_up")
    token = going.answering.get("token")
    if token and going.is_first:
        answer = _post("reply", {"replyToken": token, "messages": [_message(going)]})
        if answer.status >= http.SERVER:  # perhaps it was said all the same, and here no key would tell
            raise Unknown(answer.said)
        if answer.status != GONE:  # spent or too old: it is pushed instead
            http.judge(answer)
            return Taken(_ref(answer), answer.said)
    return _push(going)


def _push(going: Going) -> Taken:
    if not USER.fullmatch(going.to):
        raise Refused("no_address")
    answer = _post("push", {"to": going.to, "messages": [_message(going)]}, {"X-Line-Retry-Key": str(going.key)})
    if answer.status == ALREADY:  # an earlier try with this key had been taken
        return Taken(answer.headers.get("x-line-accepted-request-id", "")[:120], answer.said)
    http.judge(answer)
    return Taken(_ref(answer), answer.said)


def _post(what: str, body: dict[str, Any], headers: dict[str, str] | None = None) -> http.Answer:
    url = f"{str(settings.LINE_URL).rstrip('/')}/v2/bot/message/{what}"
    sent = {"Authorization": f"Bearer {settings.LINE_TOKEN}", "Content-Type": "application/json", **(headers or {})}
    return http.request("POST", url, body=json.dumps(body, ensure_ascii=False).encode(), headers=sent)


def _message(going: Going) -> dict[str, Any]:
    message: dict[str, Any] = {"type": "text", "text": going.text[:LONGEST_TEXT]}
    buttons = [{"type": "action", "action": one} for one in going.answering.get("buttons", ())][:MOST_BUTTONS]
    return message | ({"quickReply": {"items": buttons}} if buttons else {})


def _ref(answer: http.Answer) -> str:
    return answer.headers.get("x-line-request-id", "")[:120]


def picture(message_id: str) -> bytes:
    """Fetch what someone sent, up to the limit of uploads and one byte. Raises: Refused, Unavailable, Unknown."""
    if not message_id.isalnum():
        raise Refused("refused")
    url = f"{str(settings.LINE_DATA_URL).rstrip('/')}/v2/bot/message/{message_id}/content"
    headers = {"Authorization": f"Bearer {settings.LINE_TOKEN}"}
    answer = http.request("GET", url, headers=headers, most=settings.UPLOAD_LIMIT_BYTES, seconds=30)
    http.judge(answer)
    return answer.body
