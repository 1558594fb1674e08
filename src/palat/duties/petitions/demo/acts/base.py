"""A petition of the demo office while it is lived: who handles it, where it stands."""

import random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from palat.duties.petitions.demo.composing import Composed
from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations.intake import Brought, build_petition
from palat.kernel.identities.operations import Person
from palat.kernel.letters.operations.lived import LivedLetter
from palat.kernel.matters.authority import SYSTEM, Actor, citizen
from palat.kernel.matters.operations.acts import Track
from palat.kernel.matters.operations.lived import Life


@dataclass(frozen=True)
class Desk:
    """Who handles a case: its officer, the head, and their unit."""

    unit: str
    officer: Actor
    head: Actor


class Begun:
    """One petition and its life so far: who handles it, where it stands, and how a move is made."""

    def __init__(
        self, office: Office, told: Composed, brought: Brought, by: Actor, desk: Desk, rng: random.Random
    ) -> None:
        self.office, self.told, self.brought, self.desk, self.rng = office, told, brought, desk, rng
        # The hour of the morning has a chance of its own: the calendar must not change what becomes of a case.
        self.hours = random.Random(rng.random())  # noqa: S311
        self.taken_by = by
        self.at: datetime
        self.closed = 0.9  # share of its category that is closed at the year's end
        self.up_to: str | None = None  # the level that is to decide, if any
        self.purpose = "order"
        self.wants = ""  # what a scene wants to happen for certain: return, ask, word, screen
        self.only_agencies = ""  # instead of those that the story names
        self.rehearsed = False  # lived only to see what becomes of it: takes no number, sets no paper
        self.letters: list[LivedLetter] = []

    @property
    def matter_kind(self) -> str:
        """The kind of the petition."""
        return self.brought.kind

    def receive(self, at: datetime) -> None:
        """Let it be received: the real operation seals the person and builds the matter."""
        received, rows = build_petition(brought=self.brought, by=self.taken_by, at=at)
        self.at = at
        self.life = Life(received, by=self.taken_by, at=at)
        self.beside: list[Model] = rows
        self.petition = next(row for row in rows if isinstance(row, Petition))
        self.person = next((row for row in rows if isinstance(row, Person) and row.pk == self.petition.person_id), None)
        self.petition.person = self.person

    def rows(self) -> list[Model]:
        """Return everything to write, the matter first."""
        return [*self.life.rows(), *self.beside, *(one.letter for one in self.letters)]

    @property
    def matter(self) -> Any:
        """The matter as it stands."""
        return self.life.matter

    @property
    def state(self) -> str:
        """The state of its main track."""
        return self.life.main.state

    def tracks(self, type: str) -> list[Track]:
        """Return its tracks of a type that are not final."""
        return [track for track in self.life.tracks.values() if track.type == type and not track.final]

    def act(self, by: Actor, move: str, **more: Any) -> None:
        """Make a move."""
        self.life.turn(by=by, at=self.at)
        self.life.move(move, **more)

    def one_of(self, *names: str) -> Actor:
        """Return one of several people."""
        return self.office.people[self.rng.choice(names)]

    def screener(self) -> Actor:
        """Return someone who screens."""
        return self.one_of("intake-1", "intake-2", "intake-3", "intake-4", "shift-1")

    def supervisor(self) -> Actor:
        """Return the head of the group that holds the case."""
        return self.desk.head if self.matter.officer_id else self.office.people["intake-head"]

    def office_chaser(self) -> Actor:
        """Return who chases: the system by its clock, now and then the officer."""
        return self.desk.officer if self.rng.random() < 0.1 else SYSTEM

    def petitioner(self) -> Actor:
        """Return the petitioner, by receipt code."""
        return citizen(self.matter.pk)
