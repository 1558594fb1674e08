"""The schedule: how long each kind of thing is kept, by the dated limits in force."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from palat.kernel.calendar.queries import LimitRow, LimitUnknown, limit
from palat.kernel.incoming.procedure import ASIDE_REASONS, JOINED
from palat.kernel.letters.shapes import FORMS
from palat.kernel.matters.registry import latest, procedures
from palat.kernel.registers.procedure import KINDS as REGISTER_KINDS
from palat.kernel.retention.procedure import ENTRY, ITEM, LETTER, MATTER, limit_codes
from palat.kernel.retention.registry import kept_kinds


@dataclass(frozen=True)
class Rule:
    """How long one kind of thing is kept: `of` is a procedure, a form of letters, a kind of register, why set aside."""

    kind: str
    of: str
    label: str
    law: LimitRow


def limit_for(kind: str, of: str, *, on: date) -> LimitRow:
    """Return the limit by which a thing is kept on a day, the most particular one. Raises: LimitUnknown."""
    for code in limit_codes(kind, of):
        try:
            return limit(code, on=on)
        except LimitUnknown:
            continue
    raise LimitUnknown(limit_codes(kind, of)[0])


def schedule(*, on: date) -> list[Rule]:
    """Return the rule of every kind of thing that the Office keeps, as it stands on a day."""
    matters = [(MATTER, code, _(latest(code).label)) for code in sorted({one.code for one in procedures()})]
    letters = [(LETTER, code, _(label)) for code, label in FORMS.items()]
    entries = [(ENTRY, code, _(kind.label)) for code, kind in REGISTER_KINDS.items() if code != "matter"]
    items = [(ITEM, code, _(why)) for code, why in ASIDE_REASONS.items() if code != JOINED]  # that goes with its letter
    kept = [(kind, kind, _(one.label)) for kind, one in kept_kinds().items()]
    every = (*matters, *letters, *entries, *items, *kept)
    return [Rule(kind, of, label, limit_for(kind, of, on=on)) for kind, of, label in every]
