"""What is known already, as plain values that lists are judged against."""

from collections import defaultdict
from collections.abc import Iterable

from palat.duties.decentralisation.models import LocalGovernment, LocalGovernmentType, Mission
from palat.duties.decentralisation.procedure.local_lists import Local, Period, Places
from palat.duties.decentralisation.procedure.mission_lists import Described
from palat.kernel.organisation.queries import agency_ids_by_code, agency_ids_by_name, areas_by_name


def places() -> Places:
    """Return the provinces and districts that there are."""
    codes = areas_by_name().values()
    return Places({one for one in codes if len(one) == 2}, {one for one in codes if len(one) == 4})


def known_locals() -> dict[str, Local]:
    """Return every local government with its dated types, by code."""
    periods: dict[int, list[Period]] = defaultdict(list)
    columns = ("local_id", "type", "name_th", "valid_from", "valid_to", "legal_ref")
    for local, *values in LocalGovernmentType.objects.order_by("pk").values_list(*columns):
        periods[local].append(Period(*values))
    rows = LocalGovernment.objects.select_related("into").order_by("pk")
    return {
        one.code: Local(
            code=one.code,
            province=one.province_id,
            periods=tuple(sorted(periods[one.pk], key=begins)),
            name_en=one.name_en,
            district=one.district_id or "",
            ended_how=one.ended_how,
            into=one.into.code if one.into else "",
        )
        for one in rows
    }


def begins(period: Period) -> str:
    """Return by what periods of one are put in order: an unknown first day comes first."""
    return period.valid_from.isoformat() if period.valid_from else ""


def known_missions() -> dict[str, Described]:
    """Return every mission, by code."""
    return {
        one.code: Described(
            code=one.code,
            name_th=one.name_th,
            field=one.field,
            kind=one.kind,
            giver=one.giver_id,
            receivers=tuple(one.receivers),
            name_en=one.name_en,
            legal_basis=one.legal_basis,
            deadline=one.deadline,
            plan=one.plan,
            plan_version=one.plan_version,
        )
        for one in Mission.objects.order_by("pk")
    }


def givers_named(words: Iterable[str]) -> dict[str, int]:
    """Return the agencies that are named by code or by name."""
    said = set(words)
    return agency_ids_by_name(said) | agency_ids_by_code(said)
