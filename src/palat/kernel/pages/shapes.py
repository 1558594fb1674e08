"""What pages are made of: small frozen values that views prepare and templates only show.

A view never hands a template a queryset to walk or a rule to judge; it hands these.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise
else:
    from django.utils.functional import Promise

Text = str | Promise
Tone = Literal["neutral", "info", "good", "warn", "danger", "accent"]


@dataclass(frozen=True)
class NavItem:
    """One place in the navigation; `badge` is the number of things waiting there."""

    label: Text
    url: str
    icon: str = ""
    badge: int | str = ""
    current: bool = False


@dataclass(frozen=True)
class Who:
    """The person signed in, as the frame shows them; `capacity` is the post or acting post of today."""

    name: str
    capacity: Text = ""


@dataclass(frozen=True)
class Crumb:
    """One step of the way back; the last one, where the user stands, has no address."""

    label: Text
    url: str = ""


@dataclass(frozen=True)
class Tab:
    """One of several views on the same thing; each has an address of its own."""

    label: Text
    url: str
    badge: int | str = ""
    current: bool = False


@dataclass(frozen=True)
class Action:
    """Something the user may do next. `style`: primary, secondary, quiet or danger.

    `method` "post" makes a button in a form with the CSRF token instead of a link.
    """

    label: Text
    url: str
    icon: str = ""
    style: Literal["primary", "secondary", "quiet", "danger"] = "secondary"
    method: Literal["get", "post"] = "get"


@dataclass(frozen=True)
class Fact:
    """A label and its value; `note` says where the value comes from or why it is missing."""

    label: Text
    value: Any
    note: Text = ""
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """One event of a timeline. `public` True: the petitioner sees it too; None: no mark is shown."""

    at: datetime
    title: Text
    who: Text = ""
    body: Text = ""
    public: bool | None = None
    icon: str = ""
    tone: Tone = "neutral"
    url: str = ""
    reader: Text = ""  # who it is that sees what is public


@dataclass(frozen=True)
class Clock:
    """A limit that runs, as a page shows it.

    `days`: days left until `due` in the unit named by `unit`; negative when it has passed.
    `explain`: each step of the count in words (start, rule, holidays skipped, pauses).
    `basis`: instrument and section; `provisional`: that basis has not been verified.
    """

    label: Text
    state: Literal["running", "paused", "met", "missed"]
    due: date | None = None
    days: int | None = None
    unit: Text = ""
    explain: tuple[Text, ...] = ()
    basis: Text = ""
    provisional: bool = False


@dataclass(frozen=True)
class Step:
    """One step of the public progress bar."""

    label: Text
    state: Literal["done", "current", "todo", "skipped"]
    at: date | datetime | None = None
    note: Text = ""


@dataclass(frozen=True)
class Kept:
    """A file the Office has kept; `remove_value` goes into a checkbox named `remove_file`."""

    name: str
    size_bytes: int
    url: str = ""
    note: Text = ""
    remove_value: str = ""


@dataclass(frozen=True)
class Change:
    """What somebody else did since the user opened the page."""

    at: datetime
    who: Text
    what: Text
    before: Text = ""
    after: Text = ""


@dataclass(frozen=True)
class Section:
    """Facts of one part of a form, to be looked over before sending; `edit_url` leads back to that part."""

    title: Text
    facts: tuple[Fact, ...]
    edit_url: str = ""
