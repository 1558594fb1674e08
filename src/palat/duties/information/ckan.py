"""Datasets in the shapes of CKAN's action API: what clients such as ckanapi read."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from palat.duties.information.procedure.datasets import AGENCY, GROUPS, LICENCES
from palat.duties.information.queries.datasets import OpenDataset, OpenResource

Absolute = Callable[[str], str]


def package(dataset: OpenDataset, absolute: Absolute) -> dict[str, Any]:
    """Return a dataset as CKAN's `package_show` does; the Thai extras are those of Thai catalogues."""
    row, licence = dataset.row, LICENCES[dataset.row.licence]
    organisation = organization(dataset.row.agency)
    return {
        "id": str(row.uid),
        "name": row.name,
        "title": row.title_th,
        "title_translated": {"th": row.title_th, "en": row.title_en or row.title_th},
        "notes": row.notes_th,
        "notes_translated": {"th": row.notes_th, "en": row.notes_en or row.notes_th},
        "url": absolute(reverse("data_dataset", args=[row.name])),
        "type": "dataset",
        "state": "active",
        "private": False,
        "isopen": True,
        "license_id": row.licence,
        "license_title": licence.en,
        "license_url": licence.uri,
        "author": organisation["title"],
        "author_email": row.contact_email,
        "maintainer": row.contact_name,
        "maintainer_email": row.contact_email,
        "metadata_created": _moment(row.added_at),
        "metadata_modified": _moment(row.changed_at),
        "organization": organisation,
        "owner_org": organisation["id"],
        "groups": [group(row.group)],
        "tags": [{"name": tag, "display_name": tag, "state": "active"} for tag in dataset.tags],
        "num_tags": len(dataset.tags),
        "resources": [resource(one, dataset, absolute) for one in dataset.resources],
        "num_resources": len(dataset.resources),
        "extras": [
            {"key": "frequency", "value": row.frequency},
            {"key": "language", "value": "th"},
            *([{"key": "temporal_start", "value": row.from_on.isoformat()}] if row.from_on else []),
            *([{"key": "temporal_end", "value": row.until_on.isoformat()}] if row.until_on else []),
        ],
        "relationships_as_subject": [],
        "relationships_as_object": [],
    }


def resource(one: OpenResource, dataset: OpenDataset, absolute: Absolute) -> dict[str, Any]:
    """Return a resource as CKAN's `resource_show` does."""
    return {
        "id": str(one.row.uid),
        "package_id": str(dataset.row.uid),
        "name": one.row.title_th,
        "name_translated": {"th": one.row.title_th, "en": one.row.title_en or one.row.title_th},
        "description": one.row.notes_th,
        "url": absolute(reverse("data_file", args=[dataset.row.name, one.row.uid])),
        "url_type": "upload",
        "format": one.format,
        "mimetype": one.content_type,
        "size": one.size,
        "hash": f"sha256:{one.sha256}",
        "position": one.row.number - 1,
        "state": "active",
        "created": _moment(one.version.proposed_at),
        "last_modified": _moment(one.changed_at),
        "metadata_modified": _moment(one.changed_at),
        "datastore_active": False,
    }


def organization(agency: Any) -> dict[str, Any]:
    """Return who publishes datasets as an organization."""
    return {
        "id": f"{AGENCY}{agency.pk}",
        "name": f"{AGENCY}{agency.pk}",
        "title": agency.name_th,
        "description": agency.name_en,
        "type": "organization",
        "is_organization": True,
        "state": "active",
        "approval_status": "approved",
        "image_url": "",
    }


def group(code: str) -> dict[str, Any]:
    """Return a group of datasets."""
    term = GROUPS[code]
    return {"id": code, "name": code, "title": term.th, "display_name": term.th, "description": term.en}


def license_list() -> list[dict[str, Any]]:
    """Return the licences that datasets bear."""
    return [
        {"id": code, "title": term.en, "url": term.uri, "status": "active", "od_conformance": "approved"}
        for code, term in LICENCES.items()
    ]


def _moment(at: Any) -> str:
    return at.replace(tzinfo=None).isoformat(timespec="microseconds") if at else ""
