"""Reading registers: which there are, who sees which, their entries, numbers reserved and not accounted for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from palat.kernel.organisation.procedure import Authority
from palat.kernel.organisation.queries import unit_id, units_below
from palat.kernel.registers.models import Register, RegisterBlock, RegisterEntry, RegisterLine, RegisterYear
from palat.kernel.registers.procedure import (
    BUDDHIST_ERA,
    KEEPERS,
    KINDS,
    MOST_RESERVED,
    RESERVED,
    Number,
    keeper_basis,
    number_text,
    reads_registers,
)


@dataclass(frozen=True)
class EntryRow:
    """A line of a register as read: the number, what carries it, the day it bears, when it was given."""

    number: Number
    ref: str
    on: date
    issued_at: datetime
    void_reason: str


def _row(entry: RegisterEntry) -> EntryRow:
    number = Number(entry.register_id, entry.year, entry.running, entry.text)
    return EntryRow(number, entry.ref, entry.on_date, entry.issued_at, entry.void_reason)


def numbers_of(ref: str) -> list[EntryRow]:
    """Return every number that a thing of the Office was given, oldest first, the void ones among them."""
    return [_row(entry) for entry in RegisterEntry.objects.filter(ref=ref).order_by("pk")]


def pages_of(*, register: str, year: int, first: int, last: int) -> list[EntryRow]:
    """Return the lines of a register from one running number to another, in order."""
    entries = RegisterEntry.objects.filter(register_id=register, year=year, running__range=(first, last))
    return [_row(entry) for entry in entries.order_by("running")]


@dataclass(frozen=True)
class Flaw:
    """A register year whose numbers are not whole: what the last should be, how many entries, up to which."""

    register: str
    year: int
    last: int
    entries: int
    highest: int


FLAWS = """
SELECT coalesce(y.register_id, e.register_id), coalesce(y.year, e.year), coalesce(y.last, 0), coalesce(e.many, 0),
       coalesce(e.highest, 0)
FROM registers_registeryear y
FULL JOIN (SELECT register_id, year, count(DISTINCT running) AS many, min(running) AS lowest, max(running) AS highest
           FROM registers_registerentry GROUP BY register_id, year) e
  ON e.register_id = y.register_id AND e.year = y.year
WHERE (y.last, y.last, 1) IS DISTINCT FROM (e.many::int, e.highest, e.lowest)
ORDER BY 1, 2
"""


def flaws() -> Iterator[Flaw]:
    """Yield every register year with a gap: the database refuses to make one, a restored copy may hold one."""
    with connection.cursor() as cursor:
        cursor.execute(FLAWS)
        for row in cursor.fetchall():
            yield Flaw(*row)


# Which registers there are, and who sees which


class NoRegister(LookupError):
    """The Office keeps no register for such a paper on that day."""


def open_on(day: date) -> Q:
    """Return the condition that a register gives numbers on a day."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return begun & (Q(valid_to=None) | Q(valid_to__gt=day))


def register_for(*, kind: str, units: Sequence[int], secret: bool, on: date) -> str:
    """Return the register of a kind that the nearest office keeps, looking from a unit upward (`units`).

    Without a unit, or where none of these keeps one, the Office's first. Raises: NoRegister.
    """
    found = list(Register.objects.filter(open_on(on), kind=kind, secret=secret).order_by("code"))
    near = {unit_id(one.office): one.code for one in reversed(found)}
    for unit in units:
        if unit in near:
            return near[unit]
    if not found:
        raise NoRegister(kind)
    return found[0].code


def registers() -> QuerySet[Register]:
    """Return every register, whoever asks: for the administrator, who sees no entry of any."""
    return Register.objects.order_by("office", "secret", "kind", "code")


def register(code: str) -> Register | None:
    """Return a register by its code."""
    return Register.objects.filter(code=code).first()


def basis_to_keep(register: Register, authority: Authority) -> str:
    """Return the post by which someone keeps a register, or nothing."""
    office = unit_id(register.office)
    units = units_below(office) if office is not None else ()
    return keeper_basis(authority, units=units, secret=register.secret)


def kept_by(authority: Authority) -> list[str]:
    """Return the codes of the registers that someone keeps."""
    if not authority.roles() & frozenset(KEEPERS.values()):
        return []
    return [one.code for one in registers() if basis_to_keep(one, authority)]


def visible_registers(authority: Authority) -> QuerySet[Register]:
    """Return the registers that someone may read: one for classified papers only its own registrar."""
    mine = Q(pk__in=kept_by(authority))
    return registers().filter(mine | Q(secret=False) if reads_registers(authority) else mine)


# Entries


def entries(authority: Authority) -> QuerySet[RegisterEntry]:
    """Return the entries that someone may read, with register, line and block. Any order; newest is `-id`."""
    seen = list(visible_registers(authority).values_list("code", flat=True))
    return RegisterEntry.objects.filter(register__in=seen).select_related("register", "line", "block")


def entry(authority: Authority, *, register: str, year: int, running: int) -> RegisterEntry | None:
    """Return one entry that someone may read."""
    found = entries(authority).filter(register_id=register, year=year, running=running)
    return found.select_related("register", "line", "block", "voided_by", "line__written_by").first()


MOST_EARLIER = 5


def earlier_papers(authority: Authority, *, number: str, sender: str, dated: date | None) -> list[RegisterEntry]:
    """Return the entries, in registers of incoming letters that someone keeps, that seem to be of the same paper.

    The number is the same, no day contradicts, and so is the sender or the day where either is known: senders number
    anew every year, and one sender is written in many ways.
    """
    if not number.strip():
        return []
    found = RegisterEntry.objects.filter(
        register__kind="letter_in", register__in=kept_by(authority), void_reason="", line__paper_number=number.strip()
    )
    same = Q(line__sender=sender.strip()) if sender.strip() else Q()
    if dated is not None:
        found = found.filter(Q(line__paper_date=None) | Q(line__paper_date=dated))
        same = same | Q(line__paper_date=dated) if same else same
    return list(found.filter(same).select_related("register", "line").order_by("-pk")[:MOST_EARLIER])


@dataclass(frozen=True)
class YearRow:
    """A register as its overview shows it: its last number this year, how many are void, how many reserved still."""

    register: Register
    last: int
    next: str
    void: int
    reserved: int
    keeps: bool


def overview(authority: Authority, *, on: date) -> list[YearRow]:
    """Return the registers that someone may read with what they hold in the year of a day. Three statements."""
    year = on.year + BUDDHIST_ERA
    last = RegisterYear.objects.filter(register=OuterRef("pk"), year=year).values("last")
    found = visible_registers(authority).annotate(last=Subquery(last))
    tallies = {
        row["register"]: row
        for row in RegisterEntry.objects.filter(register__in=[one.pk for one in found], year=year)
        .filter(~Q(void_reason="") | Q(ref=RESERVED))
        .values("register")
        .annotate(void=Count("pk", filter=~Q(void_reason="")), reserved=Count("pk", filter=Q(void_reason="")))
    }
    kept = set(kept_by(authority))
    none = {"void": 0, "reserved": 0}
    return [
        YearRow(
            one,
            one.last or 0,
            number_text(one.template, year=year, running=(one.last or 0) + 1),
            tallies.get(one.pk, none)["void"],
            tallies.get(one.pk, none)["reserved"],
            one.pk in kept,
        )
        for one in sorted(found, key=lambda one: (one.office, list(KINDS).index(one.kind), one.secret, one.pk))
    ]


def years(authority: Authority) -> list[int]:
    """Return the years of the registers that someone may read, the newest first."""
    seen = visible_registers(authority).values("code")
    return list(
        RegisterYear.objects.filter(register__in=seen).order_by("-year").values_list("year", flat=True).distinct()
    )


# Blocks


def _not_accounted_for() -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.filter(block=OuterRef("pk"), ref=RESERVED, void_reason="")


def blocks(authority: Authority) -> QuerySet[RegisterBlock]:
    """Return the blocks of the registers that someone may read, `left` the numbers not accounted for."""
    seen = list(visible_registers(authority).values_list("code", flat=True))
    left = _not_accounted_for().order_by().values("block").annotate(many=Count("pk")).values("many")
    found = RegisterBlock.objects.filter(register__in=seen).select_related("register", "reserved_by")
    return found.annotate(left=Subquery(left)).order_by("due_on", "pk")


def open_blocks(authority: Authority) -> QuerySet[RegisterBlock]:
    """Return the blocks with numbers that someone must still account for, the earliest last day first."""
    return blocks(authority).filter(Exists(_not_accounted_for()))


def to_account_for(authority: Authority) -> QuerySet[RegisterBlock]:
    """Return the open blocks of the registers that someone keeps: their work until each number is accounted for."""
    kept = kept_by(authority)
    return open_blocks(authority).filter(register__in=kept) if kept else RegisterBlock.objects.none()


def left_in(block_id: int) -> list[Number]:
    """Return the numbers of a block that nobody accounted for yet, in order."""
    found = RegisterEntry.objects.filter(block=block_id, ref=RESERVED, void_reason="")
    return [_row(one).number for one in found.order_by("running")]


def reserved_in(register: str, *, on: date) -> list[Number]:
    """Return the reserved numbers of a register that a paper of a day may be given, in order."""
    found = RegisterEntry.objects.filter(
        register_id=register, year=on.year + BUDDHIST_ERA, ref=RESERVED, void_reason="", block__reserved_on__lte=on
    )
    return [_row(one).number for one in found.order_by("running")[:MOST_RESERVED]]


def lines_of(numbers: Sequence[tuple[str, int, int]]) -> dict[tuple[str, int, int], RegisterLine]:
    """Return what clerks wrote beside numbers (register, year, running), in one statement, whoever asks."""
    wanted = Q(pk=None)
    for register_code, year, running in numbers:
        wanted |= Q(entry__register=register_code, entry__year=year, entry__running=running)
    found = RegisterLine.objects.filter(wanted).select_related("entry")
    return {(one.entry.register_id, one.entry.year, one.entry.running): one for one in found}
