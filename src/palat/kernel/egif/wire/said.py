"""What a message says, apart from how it is written."""

from dataclasses import dataclass, field
from datetime import date, datetime


class UnableToRead(Exception):
    """What came is no message that is taken. `code` is one of REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnableToWrite(Exception):
    """A message cannot be written as the description asks: what it lacks."""


@dataclass(frozen=True)
class Party:
    """A sender, receiver or signer: a person in a post, of a department of a ministry, by their e-GIF codes."""

    given_name: str = ""
    family_name: str = ""
    title: str = ""
    ministry: str = ""
    department: str = ""

    @property
    def name(self) -> str:
        """The person's whole name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Reference:
    """A letter that is referred to (อ้างถึง)."""

    number: str
    on: date | None = None
    subject: str = ""


@dataclass(frozen=True)
class Binary:
    """A file within a message. `flaw`: it could not be decoded."""

    mime: str
    content: bytes = field(repr=False)
    flaw: bool = False


@dataclass(frozen=True)
class Letter:
    """A letter as a message carries it. `secrecy` and `urgency` are words; `?` stands for an unknown code.

    `unread`: how many more attachments it had than are read.
    """

    number: str
    on: date | None
    subject: str
    secrecy: str = ""
    urgency: str = ""
    sender: Party = Party()
    receiver: Party = Party()
    signer: Party = Party()
    references: tuple[Reference, ...] = ()
    enclosures: str = ""
    sent_at: datetime | None = None
    description: str = ""
    paper: Binary | None = None
    attachments: tuple[Binary, ...] = ()
    unread: int = 0


@dataclass(frozen=True)
class Notifier:
    """What is told of a letter: which one, its number there, why it was sent back."""

    kind: str
    number: str
    on: date | None
    subject: str
    accept_id: str = ""
    accept_on: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Said:
    """A message that was read: its own number, whom it is for, what it says, the hash of exactly that."""

    message_id: str
    to: str
    says: Letter | Notifier | None  # None: it asks whether anything waits
    digest: str
    process_id: str = ""
    bound: bool = True  # its number is part of what the signature covers, where there is one
