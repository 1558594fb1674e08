"""Writing remarks for a report, and issuing it: from then on it is what it is."""

import hashlib
import json
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from palat.kernel.files.operations import store_made
from palat.kernel.history import ids
from palat.kernel.history.operations import append
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import unit_and_above
from palat.kernel.reports.models import Issued, Remarks
from palat.kernel.reports.procedure import Period

ISSUERS = frozenset({"director", "deputy_permanent_secretary", "permanent_secretary"})
WRITERS = ISSUERS | {"case_officer", "legal_officer", "group_head"}


class UnableToIssue(Exception):
    """The report cannot be written or issued; the message, for the user, says why."""


@dataclass(frozen=True)
class Frozen:
    """What an issued report holds for good."""

    as_of: date
    figures: Mapping[str, Any]
    rules: Sequence[str]
    counted: Sequence[Any]
    pdf: bytes
    csv: bytes


def basis_for_report(by: Actor, roles: Collection[str], unit_id: int | None, act: str) -> str | None:
    """Return the post or delegation on which someone may act for the reports of a unit, or None.

    A post of the unit, of one above or of the whole Office will do; for those who write, one below will too.
    """
    if by.authority is None:
        return None
    above = set(unit_and_above(unit_id))
    for held in by.authority.held:
        if held.role in roles and _reaches(held.unit_id, unit_id, above, act):
            return f"holding:{held.holding_id}"
    for given in by.authority.delegated:
        allowed = not given.acts or act in given.acts
        if allowed and given.role in roles and _reaches(given.unit_id, unit_id, above, act):
            return f"delegation:{given.delegation_id}"
    return None


def _reaches(own: int | None, unit_id: int | None, above: set[int], act: str) -> bool:
    if own is None or own in above:
        return True
    return act == "write_remarks" and unit_id in unit_and_above(own)


@transaction.atomic
def write_remarks(
    *, report: str, quarter: Period, obstacles: str, recommendations: str, by: Actor, unit_id: int | None, at: datetime
) -> Remarks:
    """Keep what an officer typed as obstacles and recommendations. Raises: UnableToIssue."""
    basis = basis_for_report(by, WRITERS, unit_id, "write_remarks")
    if basis is None or by.official_id is None:
        raise UnableToIssue(_("คุณไม่มีอำนาจเขียนรายงานนี้"))
    written, _made = Remarks.objects.update_or_create(
        report=report,
        year=quarter.year,
        quarter=quarter.number,
        defaults={
            "obstacles": obstacles,
            "recommendations": recommendations,
            "written_at": at,
            "written_by_id": by.official_id,
        },
    )
    append(
        chain=chain_of(report, quarter),
        kind="write_remarks",
        at=at,
        actor=by.ref,
        basis=basis,
        body={"obstacles": obstacles, "recommendations": recommendations},
    )
    return written


@transaction.atomic
def issue(
    *,
    report: str,
    quarter: Period,
    frozen: Frozen,
    remarks: Remarks | None,
    by: Actor,
    unit_id: int | None,
    at: datetime,
) -> Issued:
    """Issue a report: freeze it, keep its files by their hashes, and record the act. Raises: UnableToIssue."""
    basis = basis_for_report(by, ISSUERS, unit_id, "issue_report")
    if basis is None or by.official_id is None:
        raise UnableToIssue(_("ผู้อำนวยการขึ้นไปเท่านั้นที่ออกรายงานได้"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [chain_of(report, quarter)])
    edition = Issued.objects.filter(report=report, year=quarter.year, quarter=quarter.number).count() + 1
    pdf = store_made(content=frozen.pdf, kind="pdf", at=at)
    csv = store_made(content=frozen.csv, kind="csv", at=at)
    issued = Issued(
        id=ids.take(),
        report=report,
        year=quarter.year,
        quarter=quarter.number,
        edition=edition,
        as_of=frozen.as_of,
        figures=dict(frozen.figures),
        rules=list(frozen.rules),
        obstacles=remarks.obstacles if remarks else "",
        recommendations=remarks.recommendations if remarks else "",
        counted=zlib.compress(json.dumps(list(frozen.counted)).encode(), 9),
        pdf=pdf,
        csv=csv,
        issued_at=at,
        issued_by_id=by.official_id,
        basis=basis,
    )
    issued.digest = digest_of(issued)
    issued.save(force_insert=True)
    append(
        chain=chain_of(report, quarter),
        kind="issue_report",
        at=at,
        actor=by.ref,
        basis=basis,
        public=True,
        facts={
            "issued": issued.pk,
            "edition": edition,
            "as_of": frozen.as_of.isoformat(),
            "digest": issued.digest,
            "pdf": pdf.sha256,
            "csv": csv.sha256,
        },
    )
    return issued


def chain_of(report: str, quarter: Period) -> str:
    """Return the chain of the history that holds what was done on the report of a quarter."""
    return f"report:{report}:{quarter.year}:{quarter.number}"


def digest_of(issued: Issued) -> str:
    """Return the hash of all that an issued report froze."""
    frozen = [issued.as_of.isoformat(), issued.figures, issued.rules, issued.obstacles, issued.recommendations]
    said = json.dumps(frozen, ensure_ascii=False, sort_keys=True).encode()
    return hashlib.sha256(said + zlib.decompress(bytes(issued.counted))).hexdigest()
