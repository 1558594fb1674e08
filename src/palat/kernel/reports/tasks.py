"""Jobs of reports: keep the rollups."""

import logging

from django.utils import timezone

from palat.kernel.jobs.operations import job
from palat.kernel.reports.operations.tallies import recompute, refresh
from palat.kernel.reports.queries.tallies import differences

log = logging.getLogger(__name__)


@job("reports.refresh", every="*/5 * * * *")
def refresh_tallies(timestamp: int) -> None:
    """Bring the rollups up to date, along the history."""
    refresh(at=timezone.now())


@job("reports.check", every="37 17 * * *")  # cron counts in UTC: after midnight in Thailand
def check_tallies(timestamp: int) -> None:
    """Compare the rollups with the rows each night; count them anew when they differ, and say so."""
    refresh(at=timezone.now())
    if found := differences():
        log.warning("reports.differ", extra={"cells": len(found), "measures": sorted({one.measure for one in found})})
        recompute(at=timezone.now())
