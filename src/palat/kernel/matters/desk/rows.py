"""What a row of the table of acts is: one operation, the fields that it asks for, a line of advice.

A row ties a move of the procedure to one operation and its fields. The act page is drawn from these tables, so an act
without a row has no page, and a test says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile


@dataclass(frozen=True)
class Asked:
    """What the fields of an act may depend on: the file, the day, the petition."""

    file: MatterFile
    today: date
    initial: Mapping[str, Any] = field(default_factory=dict)
    track_id: int = 0


Fields = Mapping[str, Callable[[Asked], forms.Field]]


@dataclass(frozen=True)
class Beside:
    """What stands above the fields of an act: a template, and what it shows."""

    template: str
    parts: Mapping[str, Any]


@dataclass(frozen=True)
class DeskAct:
    """One act of the desk: its operation, its fields, and a line of advice."""

    run: Callable[..., Any]
    fields: Fields = field(default_factory=dict)
    advice: Any = ""
    on_track: bool = False
    many: bool = False  # the operation takes many matters
    files: bool = False  # uploads come with it
    more: Callable[[Asked, Mapping[str, Any]], Fields] | None = None  # fields that depend on what is typed
    beside: Callable[[Asked], Beside] | None = None
    first: Callable[[MatterFile, int], Mapping[str, Any]] | None = None  # what its form begins with, of which track

    def form(self, asked: Asked, data: Any = None, *, prefix: str | None = None) -> forms.Form:
        """Return the form of the act, filled with what was typed."""
        form = forms.Form(data, initial=dict(asked.initial), prefix=prefix)
        more = self.more(asked, asked.initial if data is None else data) if self.more else {}
        for name, make in {**self.fields, **more}.items():
            form.fields[name] = make(asked)
        return form

    def make(
        self, *, file: MatterFile, track_id: int, by: Actor, at: datetime, seen: int, data: Mapping[str, Any]
    ) -> None:
        """Make the act with clean values."""
        if self.many:
            self.run(matter_ids=[file.matter.pk], by=by, at=at, seen={file.matter.pk: seen}, **data)
        elif self.on_track:
            self.run(matter_id=file.matter.pk, track_id=track_id, by=by, at=at, seen=seen, **data)
        else:
            self.run(matter_id=file.matter.pk, by=by, at=at, seen=seen, **data)
