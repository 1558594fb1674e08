"""What every channel is given, and how it tells what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Going:
    """One notice on its way, its address open in memory only."""

    number: int
    key: UUID
    to: str
    subject: str
    text: str
    link: str = ""
    language: str = "th"
    kind: str = ""
    event: Mapping[str, Any] = field(default_factory=dict)
    answering: Mapping[str, Any] = field(default_factory=dict)
    receiver_id: int | None = None
    is_first: bool = True
    is_answerable: bool = False  # an answer to it finds its matter


@dataclass(frozen=True)
class Taken:
    """The other side took it. `ref`: what it calls it; `status`: what it said, in figures."""

    ref: str = ""
    status: str = ""


class Refused(Exception):
    """The other side will never take this. `code` is one of FAILURES."""

    def __init__(self, code: str, status: str = "") -> None:
        super().__init__(code)
        self.code, self.status = code, status


class Unavailable(Exception):
    """The other side did not take it, and may later. `wait`: how long it asks us to wait."""

    def __init__(self, code: str = "unavailable", status: str = "", wait: timedelta | None = None) -> None:
        super().__init__(code)
        self.code, self.status, self.wait = code, status, wait


class Unknown(Exception):
    """Nobody can say whether the other side took it: the answer was lost."""

    def __init__(self, status: str = "") -> None:
        super().__init__(status)
        self.status = status
