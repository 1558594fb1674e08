"""A stand-in for the providers of short messages and of LINE, on this machine alone, for trial and for tests.

It speaks the very contracts that the real ones speak, remembers keys as they do, and can be told to fail. Its page is
a telephone: what was sent shows there, and one can write to the Office as a LINE user.

    GET  /                              the telephone
    POST /sms/messages                  our contract, docs/operations/notices.md
    POST /v2/bot/message/push|reply     LINE's
    GET  /v2/bot/message/ID/content     LINE's
    POST /receiver                      a receiver of webhooks that checks the signature
    GET  /taken                         everything that was taken, as JSON
"""

import base64
import hashlib
import hmac
import html
import json
import secrets
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from django.utils import timezone

from palat.kernel.notices.signing import is_signed

LONGEST = 200_000
LONGEST_HANGING = 30  # seconds
ME = "U" + "0123456789abcdef" * 2  # the LINE user of the telephone on the page
# The smallest picture there is.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Providers:
    """What the providers took, and how they should behave next."""

    line_secret: str = ""
    hook_url: str = ""
    receiver_secrets: tuple[str, ...] = ()
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    failing: list[int] = field(default_factory=list)  # statuses to answer with next, taking nothing
    silent: int = 0  # so many times: take it, then close the line without a word
    hanging: int = 0  # so many times: take it, then let the other side wait until `let_go`
    let_go: threading.Event = field(default_factory=threading.Event)
    pictures: dict[str, bytes] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)  # reply tokens
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, channel: str) -> list[dict[str, Any]]:
        """Return what one channel took."""
        return [one for one in self.taken if one["channel"] == channel]


@dataclass
class Said:
    """What came in one request."""

    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """The body as JSON."""
        return json.loads(self.body or b"{}")  # type: ignore[no-any-return]


Reply = tuple[int, dict[str, str], bytes]


def _json(status: int, said: Any, **headers: str) -> Reply:
    return status, {"Content-Type": "application/json", **headers}, json.dumps(said, ensure_ascii=False).encode()


def take_sms(of: Providers, said: Said) -> Reply:
    """Take a short message; the same key twice is one message."""
    key = said.headers.get("Idempotency-Key", "")
    if not said.headers.get("Authorization", "").startswith("Bearer ") or not key:
        return _json(401, {"error": "unauthorised"})
    known = next((one for one in of.of("sms") if one["key"] == key), None)
    if known:
        return _json(200, {"id": known["id"], "duplicate": True})
    number = f"sms-{len(of.taken) + 1}"
    of.taken.append({"channel": "sms", "key": key, "id": number, **said.json})
    return _json(202, {"id": number})


def take_push(of: Providers, said: Said) -> Reply:
    """Take a push; LINE answers 409 to a retry key that it has taken already."""
    key, request = said.headers.get("X-Line-Retry-Key", ""), secrets.token_hex(8)
    known = next((one for one in of.of("line") if key and one["key"] == key), None)
    if known:
        return _json(
            409, {"message": "The retry key is already accepted"}, **{"x-line-accepted-request-id": known["id"]}
        )
    of.taken.append({"channel": "line", "key": key, "id": request, "way": "push", **said.json})
    return _json(200, {"sentMessages": [{"id": request}]}, **{"x-line-request-id": request})


def take_reply(of: Providers, said: Said) -> Reply:
    """Take an answer; a token serves once."""
    token, request = str(said.json.get("replyToken", "")), secrets.token_hex(8)
    if not token or token in of.spent:
        return _json(400, {"message": "Invalid reply token"})
    of.spent.add(token)
    of.taken.append({"channel": "line", "key": "", "id": request, "way": "reply", **said.json})
    return _json(200, {"sentMessages": [{"id": request}]}, **{"x-line-request-id": request})


def take_event(of: Providers, said: Said) -> Reply:
    """Take an event as a careful receiver does: signed, not old, and each number once."""
    if not is_signed(said.body, said.headers.get("Palat-Signature", ""), of.receiver_secrets, at=timezone.now()):
        return _json(403, {"error": "signature"})
    event = said.json
    again = any(one["event"]["id"] == event["id"] for one in of.of("webhook"))
    of.taken.append(
        {"channel": "webhook", "key": said.headers.get("Palat-Delivery", ""), "event": event, "again": again}
    )
    return _json(200, {"ok": True})


TAKERS: dict[str, Callable[[Providers, Said], Reply]] = {
    "/sms/messages": take_sms,
    "/v2/bot/message/push": take_push,
    "/v2/bot/message/reply": take_reply,
    "/receiver": take_event,
}


class Handler(BaseHTTPRequestHandler):
    """One request to the providers."""

    server: "StandIn"
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Write nothing: what goes through here is what citizens are told."""

    def do_GET(self) -> None:
        """Show the telephone, what was taken, or a picture."""
        of = self.server.providers
        if self.path == "/taken":
            self._answer(_json(200, of.taken))
        elif self.path.startswith("/v2/bot/message/") and self.path.endswith("/content"):
            content = of.pictures.get(self.path.split("/")[4], PICTURE)
            self._answer((200, {"Content-Type": "image/png"}, content))
        elif self.path == "/":
            self._answer((200, {"Content-Type": "text/html; charset=utf-8"}, telephone(of).encode()))
        else:
            self._answer(_json(404, {"message": "not found"}))

    def do_POST(self) -> None:
        """Take a message, or write to the Office from the telephone."""
        length = min(int(self.headers.get("Content-Length") or 0), LONGEST)
        said, of = Said(self.path, dict(self.headers.items()), self.rfile.read(length)), self.server.providers
        with of.lock:
            of.asked += 1
            if of.failing:
                self._answer(_json(of.failing.pop(0), {"message": "told to fail"}))
                return
            if self.path == "/say":
                write_to_office(of, parse_qs(said.body.decode("utf-8", "replace")))
                self._answer((303, {"Location": "/"}, b""))
                return
            taker = TAKERS.get(self.path)
            reply = taker(of, said) if taker else _json(404, {"message": "not found"})
            if of.silent:
                of.silent -= 1
                self.close_connection = True
                return
            waits, of.hanging = bool(of.hanging), max(0, of.hanging - 1)
        if waits:
            of.let_go.wait(LONGEST_HANGING)
        self._answer(reply)

    def _answer(self, reply: Reply) -> None:
        status, headers, body = reply
        with suppress(BrokenPipeError, ConnectionResetError):  # whoever asked is gone
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)


class StandIn(ThreadingHTTPServer):
    """The providers, listening on this machine alone."""

    daemon_threads = True

    def __init__(self, port: int, providers: Providers | None = None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.providers = providers or Providers()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"


# The telephone


def signed_by_line(body: bytes, secret: str) -> str:
    """Return the signature that LINE puts on a body."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def line_event(message: Mapping[str, Any] | None = None, *, user: str = ME, **more: Any) -> dict[str, Any]:
    """Return an event as LINE sends it: of a message, or of what `more` says."""
    return {
        "type": "message" if message else "follow",
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "source": {"type": "user", "userId": user},
        "webhookEventId": secrets.token_hex(13).upper(),
        "deliveryContext": {"isRedelivery": False},
        "replyToken": secrets.token_hex(16),
        **({"message": {"id": str(secrets.randbelow(10**17)), **message}} if message else {}),
        **more,
    }


def write_to_office(of: Providers, typed: Mapping[str, list[str]]) -> None:
    """Send the Office what was written on the telephone, signed as LINE signs."""
    words = typed.get("text", [""])[0].strip()
    message: dict[str, Any] = {"type": "text", "text": words}
    if "picture" in typed:
        message = {"type": "image", "contentProvider": {"type": "line"}}
    elif "place" in typed:
        place = "ถนนราชดำเนินนอก แขวงดุสิต เขตดุสิต กรุงเทพมหานคร 10300"
        message = {"type": "location", "title": "", "address": place, "latitude": 13.7633, "longitude": 100.5097}
    elif not words:
        return
    of.taken.append({"channel": "line", "way": "said", "key": "", "id": "", "messages": [message]})
    body = json.dumps({"destination": "U" + "f" * 32, "events": [line_event(message)]}).encode()
    headers = {"Content-Type": "application/json", "X-Line-Signature": signed_by_line(body, of.line_secret)}
    request = urllib.request.Request(of.hook_url, data=body, headers=headers, method="POST")  # noqa: S310 - our own
    threading.Thread(target=_send, args=(request,), daemon=True).start()


def _send(request: urllib.request.Request) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        opener.open(request, timeout=20).close()
    except OSError as error:
        print(f"stand-in: {error}")


PAGE = """<!doctype html><html lang="th"><meta charset="utf-8"><title>โทรศัพท์จำลอง</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="8">
<link rel="stylesheet" href="{site}/static/sarabun/sarabun.css">
<style>
body{{font:16px/1.5 Sarabun,sans-serif;max-width:26rem;margin:1rem auto;padding:0 1rem;background:#eef2f5}}
p{{background:#fff;border-radius:12px;padding:.6rem .8rem;white-space:pre-wrap;overflow-wrap:anywhere}}
p.me{{background:#c8f2c2;margin-left:3rem}}small{{color:#456}}
form{{position:sticky;bottom:0;background:#eef2f5;padding:.5rem 0}}
input{{width:100%;font:inherit;padding:.5rem;box-sizing:border-box}}
button{{font:inherit;margin:.3rem .3rem 0 0}}</style>
<h1>โทรศัพท์จำลอง</h1><small>ผู้ให้บริการจำลองบนเครื่องนี้เท่านั้น · a stand-in on this machine alone</small>
{messages}
<form method="post" action="/say"><input name="text" placeholder="เขียนถึงไลน์ของสำนักงาน" autofocus>
<button>ส่ง</button><button name="place" value="1">ส่งตำแหน่ง</button>
<button name="picture" value="1">ส่งรูป</button></form></html>"""


def telephone(of: Providers) -> str:
    """Return the page of the telephone."""
    site = of.hook_url.partition("/hooks/")[0]  # its fonts: a bare machine has none for Thai
    return PAGE.format(
        site=html.escape(site),
        messages="\n".join(_bubble(one) for one in of.taken[-60:] if one["channel"] != "webhook"),
    )


def _bubble(one: Mapping[str, Any]) -> str:
    if one["channel"] == "sms":
        return (
            f"<small>SMS → {html.escape(str(one.get('to', '')))}</small><p>{html.escape(str(one.get('text', '')))}</p>"
        )
    mine = ' class="me"' if one["way"] == "said" else ""
    return "\n".join(f"<p{mine}>{html.escape(_words(message))}</p>" for message in one.get("messages", ()))


def _words(message: Mapping[str, Any]) -> str:
    buttons = [one["action"].get("label", "") for one in message.get("quickReply", {}).get("items", ())]
    said = {"image": "[รูป]", "location": f"[ตำแหน่ง] {message.get('address', '')}"}
    words = str(said.get(message["type"]) or message.get("text", ""))
    return words + (f"\n[{'] ['.join(buttons)}]" if buttons else "")
