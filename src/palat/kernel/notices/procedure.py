"""What goes out: channels, the states of a notice and the moves between them, when it is tried again, why it failed.

Plain rules. What each channel guarantees when a process dies in the middle is told in `docs/operations/notices.md`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


@dataclass(frozen=True)
class Channel:
    """A way out. `fields`: the sealed fields one of which is its address.

    `remembers`: the other side knows the key of what it took already, so that sending again after a crash cannot
    send twice. Where it does not, a sending that was cut off is left to a person.
    """

    code: str
    label: str
    fields: tuple[str, ...] = ()
    remembers: bool = False
    short: bool = False  # takes the short words
    tries: int = 8  # within the time for which the other side keeps keys


CHANNELS: dict[str, Channel] = {
    one.code: one
    for one in (
        Channel("inapp", _("ในระบบ"), remembers=True),
        Channel("email", _("อีเมล"), ("email",)),
        Channel("sms", _("ข้อความสั้น (SMS)"), ("phone", "phone2"), remembers=True, short=True),
        Channel("line", _("ไลน์"), ("line_id",), remembers=True, short=True, tries=7),
        Channel("webhook", _("เว็บฮุก"), remembers=True),
        Channel("exchange", _("ระบบแลกเปลี่ยนหนังสือ")),  # whether it remembers is told by each peer's profile
    )
}
NONE = "none"  # a citizen who wants no notices and looks by the code
TO_CITIZENS = ("email", "sms", "line")
LANGUAGES: dict[str, str] = {"th": _("ไทย"), "en": _("อังกฤษ")}

STATES: dict[str, str] = {
    "waiting": _("รอส่ง"),
    "sending": _("กำลังส่ง"),
    "sent": _("ส่งแล้ว"),
    "delivered": _("ถึงผู้รับแล้ว"),
    "bounced": _("ตีกลับ"),
    "failed": _("ส่งไม่ได้"),
    "unsure": _("ไม่แน่ว่าส่งแล้ว"),
    "given_up": _("เลิกส่งแล้ว"),
}
MOVES: dict[str, frozenset[str]] = {
    "waiting": frozenset({"sending", "given_up"}),
    "sending": frozenset({"sent", "waiting", "failed", "unsure", "given_up"}),
    "sent": frozenset({"delivered", "bounced"}),
    "delivered": frozenset({"bounced"}),  # some servers take a mail first and return it later
    "bounced": frozenset({"waiting"}),
    "failed": frozenset({"waiting"}),
    "unsure": frozenset({"waiting", "sent", "delivered", "bounced", "given_up"}),
    "given_up": frozenset({"waiting"}),
}
TROUBLE = ("bounced", "failed", "unsure", "given_up")

FAILURES: dict[str, str] = {
    "no_address": _("ไม่มีที่อยู่ของช่องทางนี้"),
    "not_set_up": _("ยังไม่ได้ตั้งค่าช่องทางนี้"),
    "refused": _("ปลายทางไม่รับ"),
    "unavailable": _("ติดต่อปลายทางไม่ได้"),
    "busy": _("ปลายทางขอให้ส่งใหม่ภายหลัง"),
    "private_address": _("ปลายทางเป็นที่อยู่ภายในซึ่งไม่ได้อนุญาต"),
    "cut_off": _("การส่งขาดตอน ไม่ทราบว่าปลายทางได้รับแล้วหรือไม่"),
    "no_mailbox": _("ไม่มีผู้รับตามที่อยู่นี้"),
    "mailbox_full": _("กล่องของผู้รับเต็ม"),
    "blocked": _("ปลายทางปฏิเสธข้อความ"),
    "not_delivered": _("ส่งไม่ถึงผู้รับ"),
    "incomplete": _("ข้อมูลไม่ครบตามที่ปลายทางต้องการ"),
    "by_hand": _("เจ้าหน้าที่ให้เลิกส่ง"),
}

# After the first failure, the second … so many seconds pass; then it is given up. A setting of the house, not a law.
WAITS = (30, 120, 600, 3_600, 4 * 3_600, 12 * 3_600, 24 * 3_600)
LONGEST_WAIT = timedelta(hours=24)
GAP = timedelta(minutes=2)  # between taking a notice and holding its row; a sending that lives holds the row


def may_move(before: str, after: str) -> bool:
    """Say whether a notice in one state may come into another."""
    return after in MOVES[before]


def next_try(channel: str, attempts: int, *, at: datetime, asked: timedelta | None = None) -> datetime | None:
    """Return when a notice that failed `attempts` times is tried again; None: no more.

    `asked`: how long the other side wants us to wait, up to a day.
    """
    if attempts >= CHANNELS[channel].tries:
        return None
    wait = timedelta(seconds=WAITS[attempts - 1])
    return at + max(wait, min(asked, LONGEST_WAIT) if asked else wait)


def after_crash(channel: str, *, by_reply: bool, remembers: bool = False) -> str:
    """Return the state of a notice whose sending was cut off by a crash: tried again only where it cannot double.

    `remembers`: this one's receiver keeps keys, though not every receiver of the channel does.
    """
    return "waiting" if (CHANNELS[channel].remembers or remembers) and not by_reply else "unsure"


def keeps_key(state: str) -> bool:
    """Say whether a notice that is sent again keeps its key: not where the other side had taken it before."""
    return state != "bounced"


# What became of a mail that came in answer to a notice.
ANSWERS: dict[str, str] = {
    "reply": _("เพิ่มเข้าในเรื่องแล้ว"),
    "refused": _("เรื่องไม่รับข้อเท็จจริงเพิ่มแล้ว"),
    "auto_reply": _("ตอบกลับอัตโนมัติ ไม่ได้เพิ่ม"),
    "list": _("จดหมายของระบบ ไม่ได้เพิ่ม"),
    "loop": _("ส่งมาจากที่อยู่ของสำนักงานเอง ไม่ได้เพิ่ม"),
    "bounce": _("แจ้งว่าส่งไม่ถึง"),
}

# Mail systems' own words for why (RFC 3463): class.subject.detail.
PERMANENT, TRANSIENT = "5", "4"
WHY = (
    (("1.1", "1.2", "1.3", "1.6", "1.10"), "no_mailbox"),
    (("2.2", "3.4"), "mailbox_full"),
    (("7.",), "blocked"),
)


def why(status: str) -> str:
    """Return why a mail did not arrive, from its enhanced status code such as 5.1.1."""
    rest = status.partition(".")[2]
    for beginnings, code in WHY:
        if any(rest == one or (one.endswith(".") and rest.startswith(one)) for one in beginnings):
            return code
    return "not_delivered"
