"""The atoms of every page, written once: icon, badge, urgency, due date.

They are Python, not templates, because a list draws hundreds of them; tags and list cells call the same functions.
None speaks by colour alone: each carries words, and the graver ones an icon.
"""

from datetime import date, datetime
from functools import cache
from html import escape
from typing import Any

from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .dates import display_date, display_moment
from .shapes import Clock, Text, Tone

DASH = mark_safe('<span class="text-quiet" aria-hidden="true">–</span>')
NOTHING = mark_safe("")
URGENCIES: dict[str, tuple[str, str, str]] = {
    "life": (gettext_noop("อันตรายต่อชีวิต"), "life", "life"),
    "most_urgent": (gettext_noop("ด่วนที่สุด"), "danger", "alert"),
    "very_urgent": (gettext_noop("ด่วนมาก"), "warn", "alert"),
    "urgent": (gettext_noop("ด่วน"), "warn", "clock"),
    "normal": ("", "", ""),
}
SOON_DAYS = 3  # a limit this near is shown as near; a matter of looks, no legal limit


def icon(name: str, *, label: Text = "") -> SafeString:
    """Draw an icon of our sprite; without a label it is decoration and hidden from readers of the page by ear."""
    if not label:
        return _decoration(name)
    return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, _sprite(name))


@cache
def _decoration(name: str) -> SafeString:
    """Draw an icon that says nothing: the same on every page, and on each page by the hundred."""
    shown = '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>'
    return format_html(shown, _sprite(name))


def _sprite(name: str) -> str:
    return f"{static('palat/icons.svg')}#{name}"


def _chip(tone: str, name: str, words: Text, *, css: str = "") -> SafeString:
    """Draw a chip whose words are plain; a list holds so many that they are put together without a template."""
    drawn = _decoration(name) if name else ""
    return SafeString(f'<span class="chip chip-{tone}{css}">{drawn}{escape(str(words))}</span>')


def badge(label: Text, *, tone: Tone = "neutral", icon_name: str = "") -> SafeString:
    """Show a state in a few words."""
    return _chip(tone, icon_name, label)


def urgency(code: str, *, label: Text = "") -> SafeString:
    """Show how urgent a matter is. `code`: life, most_urgent, very_urgent, urgent or normal (which shows nothing).

    Raises: KeyError for any other code: an unknown urgency must not look like none.
    """
    words, tone, name = URGENCIES[code]
    if not words:
        return NOTHING
    return _chip(tone, name, label or _(words), css=" urgency")


def days_in_words(clock: Clock) -> str:
    """Say what a clock says, in words."""
    if clock.state == "paused":
        return _("หยุดนับชั่วคราว")
    if clock.state == "met":
        return _("ทันกำหนด")
    if clock.days is None:
        return _("พ้นกำหนดแล้ว") if clock.state == "missed" else _("ไม่มีวันครบกำหนด")
    unit = clock.unit or _("วัน")
    if clock.days < 0:
        return _("เกินกำหนด %(days)s %(unit)s") % {"days": -clock.days, "unit": unit}
    if clock.days == 0:
        return _("ครบกำหนดวันนี้")
    return _("เหลือ %(days)s %(unit)s") % {"days": clock.days, "unit": unit}


def clock_tone(clock: Clock) -> Tone:
    """Choose the tone of a clock: danger once late, warn when near."""
    if clock.state == "met":
        return "good"
    if clock.state == "paused":
        return "neutral"
    if clock.state == "missed" or (clock.days is not None and clock.days < 0):
        return "danger"
    return "warn" if clock.days is not None and clock.days <= SOON_DAYS else "info"


def due(clock: Clock) -> SafeString:
    """Show a clock in one chip: its last day and what is left of it."""
    tone = clock_tone(clock)
    name = {"danger": "alert", "good": "check", "neutral": "pause"}.get(tone, "clock")
    day = f'<span class="chip-day">{display_date(clock.due)}</span>' if clock.due else ""
    words = escape(days_in_words(clock))
    return SafeString(f'<span class="chip chip-{tone}">{_decoration(name)}{day} <span>{words}</span></span>')


def visibility(public: bool | None, reader: Text = "") -> SafeString:
    """Mark an entry as seen by who brought the matter, or by officials only."""
    if public is None:
        return mark_safe("")
    if public:
        return badge(_("%(who)sเห็น") % {"who": reader or _("ผู้ร้อง")}, tone="good", icon_name="eye")
    return badge(_("เฉพาะภายใน"), tone="neutral", icon_name="eye-off")


def provisional_mark() -> SafeString:
    """Mark a limit or basis that nobody has verified against the instrument yet."""
    return badge(_("ยังไม่ได้ตรวจยืนยัน"), tone="warn", icon_name="info")


def spaced(code: str) -> str:
    """Write a tracking code in groups of five, as it is read out over the telephone."""
    return " ".join(code[i : i + 5] for i in range(0, len(code), 5))


def file_size(size_bytes: int) -> str:
    """Write a size as people say it."""
    if size_bytes < 1_000:
        return _("%(n)s ไบต์") % {"n": size_bytes}
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1_000:.0f} KB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def display(value: Any) -> Any:
    """Show any plain value: dates in พ.ศ., yes and no in words, nothing as a dash."""
    if value is None or value == "":
        return DASH
    if isinstance(value, datetime):
        return display_moment(value)
    if isinstance(value, date):
        return display_date(value)
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}"
    return conditional_escape(value)
