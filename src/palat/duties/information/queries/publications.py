"""Reading the register: the entry with its versions and history, classes, and how fresh things are."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palat.duties.information.models import Publication, PublicationClass, PublicationTask, Version
from palat.duties.information.procedure.publication import EVENTS, PUBLIC_EVENTS, fresh
from palat.duties.information.queries.catalogue import classes_on
from palat.duties.information.queries.listing import may_list
from palat.duties.information.queries.publishers import visible_publications
from palat.kernel.calendar.counting import last_day
from palat.kernel.calendar.queries import LimitRow, LimitUnknown, calendar_around, limit
from palat.kernel.history.queries import Told, events_of
from palat.kernel.language.queries.index import sought
from palat.kernel.matters.authority import Actor
from palat.kernel.organisation.queries import agency_by_code
from palat.kernel.pages.language import name_of
from palat.kernel.pages.shapes import Entry

OWN_AGENCY = "สปน"


def chain_of(publication_id: int) -> str:
    """Return the chain of history of an entry."""
    return f"publication:{publication_id}"


def own_agency() -> Any:
    """Return the Office itself."""
    return agency_by_code(OWN_AGENCY)


def own_agency_id() -> int:
    """Return the number of the Office itself."""
    return agency_by_code(OWN_AGENCY).pk


def cited(one: PublicationClass) -> str:
    """Return how a class is cited, in the language of the page."""
    return one.number if get_language() != "en" else one.number.replace("มาตรา", "s.")


def class_names(on: date) -> dict[str, str]:
    """Return the classes of a day by their codes, cited and named."""
    return {one.code: f"{cited(one)} {name_of(one)}" for one in classes_on(on)}


def freshness(class_code: str, *, on: date) -> LimitRow | None:
    """Return within what time an entry of a class is looked at again; None where no rule is kept."""
    try:
        return limit(fresh(class_code), on=on)
    except LimitUnknown:
        return None


def due_of(class_code: str, *, since: date, until: date | None) -> date | None:
    """Return the day by which an entry is looked at again: by its class, and no later than the day on which it ends."""
    law = freshness(class_code, on=since)
    by_class = last_day(since, law.amount, law.unit, calendar_around(since)) if law else None
    return min((one for one in (by_class, until) if one), default=None)


def matching(rows: QuerySet[Publication], typed: str) -> QuerySet[Publication]:
    """Narrow entries to those with the words typed."""
    wanted = sought(typed)
    return rows.filter(words__matches=wanted.tsquery) if wanted else rows


def versions_of(publication: Publication) -> list[Version]:
    """Return the versions of an entry, the newest first."""
    found = publication.versions.select_related(
        "looked__file",
        "looked__open_file",
        "material__part__track",
        "material__part__matter",
        "proposed_by",
        "decided_by",
    )
    return list(found.order_by("-number"))


def waiting_versions(by: Actor) -> QuerySet[Version]:
    """Return the versions that wait to be let out."""
    mine = visible_publications(by)
    return Version.objects.filter(state="waiting", publication__in=mine).select_related("publication__agency", "looked")


def tasks_for(by: Actor) -> QuerySet[PublicationTask]:
    """Return the open work of the register that someone sees: the centre all of it, others their own."""
    rows = PublicationTask.objects.filter(closed_at=None).select_related("agency", "publication", "responsible")
    if may_list(by):
        return rows
    return rows.filter(responsible_id=by.official_id) if by.official_id else rows.none()


@dataclass(frozen=True)
class Happened:
    """One thing that was done to an entry, as pages show it."""

    told: Told
    title: str
    words: str


def happened(publication_id: int, *, public: bool = False) -> list[Happened]:
    """Return what was done to an entry, the latest first."""
    found = events_of(chain_of(publication_id), public_only=public)[::-1]
    return [Happened(one, _(EVENTS[one.kind]), str(one.body.get("words") or "")) for one in found if one.kind in EVENTS]


def public_entries(publication_id: int) -> list[Entry]:
    """Return what anybody may read of the history of an entry."""
    return [Entry(at=one.told.at, title=one.title, body=one.words) for one in happened(publication_id, public=True)]


def is_public_event(kind: str) -> bool:
    """Say whether anybody may read of an event."""
    return kind in PUBLIC_EVENTS
