"""Keeping the search index of matters: along the history, many at a time; or all of it anew."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from django.db import connection, transaction

from palat.kernel.history.queries import chains_grown, present_cut
from palat.kernel.language.operations import index
from palat.kernel.language.operations.index import Given
from palat.kernel.language.queries.index import is_empty, mark, older_than
from palat.kernel.language.terms import dictionary
from palat.kernel.matters.models import Matter, Track
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.searched import texts_of

NAME = "matters"
PREFIX = chain_of(0)[:-1]
PIECE = 500
MOST_READ_AGAIN = 5_000  # in one run, of what was read with an older dictionary
ALONE = "SELECT pg_try_advisory_lock(hashtext('matters.index'))"
NOT_ALONE = "SELECT pg_advisory_unlock(hashtext('matters.index'))"
COLUMNS = ("pk", "procedure", "subject", "duty", "state", "area_id", "unit_id", "officer_id", "urgency", "received_at")


def refresh(*, at: datetime) -> int:
    """Read again the matters whose history grew since the last time. Returns how many; harmless when repeated.

    Some are read again because the Office's terms have changed since. Does nothing where another run is at it.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE)
        if not cursor.fetchone()[0]:
            return 0
        try:
            return _refresh(at)
        finally:
            cursor.execute(NOT_ALONE)


def _refresh(at: datetime) -> int:
    cut, system = present_cut()
    done = mark(NAME)
    if done is None or done.system != system:
        return rebuild(at=at)
    grown = {int(chain.removeprefix(PREFIX)) for chain in chains_grown(PREFIX, since=done.cut, cut=cut)}
    stale = older_than(dictionary().version, most=MOST_READ_AGAIN)
    touched = sorted(grown | set(stale))
    for start in range(0, len(touched), PIECE):
        piece = touched[start : start + PIECE]
        given = given_of(piece)
        index.put(given, gone=set(piece) - {one.id for one in given})
    index.set_mark(NAME, cut=cut, system=system, at=at)
    return len(touched)


def rebuild(*, at: datetime, empty: bool = False) -> int:
    """Read every matter anew. Returns how many there are.

    People search meanwhile, with what was there before. `empty` drops that first: several times quicker,
    and until the end what is not yet read is not found.
    """
    cut, system = present_cut()
    if empty:
        index.drop()
    if is_empty():
        with index.in_bulk():
            count = sum(index.copy(given_of(piece)) for piece in _pieces())
    else:
        count = 0
        for piece in _pieces():
            with transaction.atomic():
                index.put(given_of(piece))
            count += len(piece)
    index.set_mark(NAME, cut=cut, system=system, at=at)
    return count


def given_of(matter_ids: Collection[int]) -> list[Given]:
    """Return what the index is given of matters: texts without personal data, and signs to narrow by."""
    rows = list(Matter.objects.filter(pk__in=matter_ids).values(*COLUMNS))
    texts = texts_of([(row["pk"], row["procedure"], row["subject"]) for row in rows])
    agencies: dict[int, set[int]] = {}
    with_agency = Track.objects.filter(matter_id__in=matter_ids, agency_id__isnull=False)
    for matter_id, agency_id in with_agency.values_list("matter_id", "agency_id"):
        agencies.setdefault(matter_id, set()).add(agency_id)
    return [
        Given(
            id=row["pk"],
            received_at=row["received_at"],
            texts=texts[row["pk"]].common,
            inner=texts[row["pk"]].inner,
            signs=tuple(_signs(row, sorted(agencies.get(row["pk"], ())))),
        )
        for row in rows
    ]


def _signs(row: dict[str, object], agency_ids: Sequence[int]) -> Iterator[str]:
    for name, column in (("duty", "duty"), ("state", "state"), ("unit", "unit_id"), ("officer", "officer_id")):
        if row[column] is not None:
            yield f"{name}:{row[column]}"
    area = str(row["area_id"] or "")
    yield from (f"area:{area[:length]}" for length in (2, 4, 6) if len(area) >= length)
    yield from (f"agency:{agency_id}" for agency_id in agency_ids)


def _pieces() -> Iterator[list[int]]:
    last = 0
    while ids := list(Matter.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[: PIECE * 4]):
        yield ids
        last = ids[-1]
