"""Reading datasets: what everybody may read, what the desk sees."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from palat.duties.information.models import Dataset, Material, Resource, ResourceVersion
from palat.duties.information.procedure.datasets import CURRENT, EVENTS, FORMATS, FORMER, PUBLISHED, WITHDRAWN
from palat.duties.information.queries.listing import may_list
from palat.duties.information.queries.public_gate import open_among
from palat.kernel.files.procedure import BY_CONTENT_TYPE
from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.authority import Actor


def chain_of(dataset_id: int) -> str:
    """Return the chain of history of a dataset."""
    return f"dataset:{dataset_id}"


def happened(dataset_id: int, *, public: bool = False) -> list[tuple[Told, str]]:
    """Return what was done to a dataset, the latest first, with its name in words."""
    found = events_of(chain_of(dataset_id), public_only=public)[::-1]
    return [(one, _(EVENTS[one.kind])) for one in found if one.kind in EVENTS]


def visible_datasets(by: Actor) -> QuerySet[Dataset]:
    """Return the datasets that someone sees at the desk: the centre and those above it."""
    rows = Dataset.objects.select_related("agency", "added_by")
    return rows if may_list(by) else rows.none()


@dataclass(frozen=True)
class OpenResource:
    """A resource as everybody may read it: its file in force."""

    row: Resource
    version: ResourceVersion
    format: str
    size: int
    sha256: str
    content_type: str
    changed_at: datetime


@dataclass(frozen=True)
class OpenDataset:
    """A dataset as everybody may read it."""

    row: Dataset
    resources: Sequence[OpenResource]

    @property
    def tags(self) -> list[str]:
        """Return its keywords."""
        return [word for word in self.row.keywords.split("|") if word]

    @property
    def formats(self) -> list[str]:
        """Return the formats of its resources, each once."""
        return sorted({one.format for one in self.resources})


def public_rows() -> QuerySet[Dataset]:
    """Return the datasets that are published, the newest first."""
    return Dataset.objects.filter(state=PUBLISHED).select_related("agency").order_by("-changed_at", "-id")


def opened(rows: Iterable[Dataset]) -> list[OpenDataset]:
    """Return datasets with what of them may be read: the gate is asked of every file."""
    datasets = list(rows)
    found = ResourceVersion.objects.filter(
        resource__dataset__in=datasets, resource__removed_at=None, state=CURRENT
    ).select_related("resource", "looked__file", "looked__open_file")
    versions = list(found.order_by("resource__number"))
    free = open_among([one.looked for one in versions])
    by_dataset: dict[int, list[OpenResource]] = {}
    for one in versions:
        if one.looked_id in free:
            by_dataset.setdefault(one.resource.dataset_id, []).append(_open(one))
    return [OpenDataset(one, by_dataset.get(one.pk, [])) for one in datasets]


def _open(version: ResourceVersion) -> OpenResource:
    file = version.looked.open_file or version.looked.file
    return OpenResource(
        row=version.resource,
        version=version,
        format=_format(BY_CONTENT_TYPE[file.content_type].code),
        size=file.size,
        sha256=file.sha256,
        content_type=file.content_type,
        changed_at=version.decided_at or version.proposed_at,
    )


def having_format(typed: str) -> Q:
    """Return the condition that a dataset has a file of a format that everybody may read."""
    types = [kind for kind, known in BY_CONTENT_TYPE.items() if _format(known.code).casefold() == typed.casefold()]
    return Q(pk__in=_current().filter(looked__open_file__content_type__in=types).values("resource__dataset_id"))


def open_formats(rows: QuerySet[Dataset]) -> list[str]:
    """Return the formats of some datasets, each once for every dataset that has it."""
    found = _current().filter(resource__dataset__in=rows.order_by())
    pairs = set(found.values_list("resource__dataset_id", "looked__open_file__content_type"))
    return [_format(BY_CONTENT_TYPE[kind].code) for _dataset, kind in pairs if kind]


def _current() -> QuerySet[ResourceVersion]:
    """Return the files in force, without those that are barred."""
    found = ResourceVersion.objects.filter(resource__removed_at=None, state=CURRENT)
    hashes = Material.objects.values
    same = Q()
    for column in ("attachment__file__sha256", "attachment__file__original_sha256"):
        for kept in ("looked__file__sha256", "looked__file__original_sha256", "looked__open_file__sha256"):
            same |= Q(**{f"{kept}__in": hashes(column)})
    alike = [one.looked for one in found.filter(same).select_related("looked__file", "looked__open_file")]
    return found.exclude(looked__in={one.pk for one in alike} - open_among(alike)) if alike else found


def _format(kind: str) -> str:
    return FORMATS.get(kind, kind.upper())


def public_dataset(name: str) -> OpenDataset | None:
    """Return a dataset by its name or its number in the catalogue."""
    rows = public_rows().filter(Q(name=name) | by_uid("uid", name))
    return next(iter(opened(rows[:1])), None)


def withdrawn_dataset(name: str) -> Dataset | None:
    """Return a dataset that was taken back from the public: that it was there may still be read."""
    rows = Dataset.objects.filter(state=WITHDRAWN, published_at__isnull=False, name=name)
    return rows.select_related("agency").first()


def public_resource(uid: str) -> tuple[OpenDataset, OpenResource] | None:
    """Return a resource by its number in the catalogue, with its dataset."""
    rows = public_rows().filter(by_uid("resources__uid", uid))
    for dataset in opened(rows[:1]):
        for one in dataset.resources:
            if str(one.row.uid) == uid.lower():
                return dataset, one
    return None


def earlier_version(resource: Resource, number: int) -> ResourceVersion | None:
    """Return an earlier file of a resource that everybody may still read."""
    found = resource.versions.filter(number=number, state__in=(CURRENT, FORMER))
    one = found.select_related("looked__file", "looked__open_file").first()
    return one if one is not None and open_among([one.looked]) else None


def by_uid(path: str, typed: str) -> Q:
    try:
        return Q(**{path: uuid.UUID(typed)})
    except ValueError:
        return Q(pk__in=[])
