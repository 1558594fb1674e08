"""Datasets in the shapes of CKAN's action API, and its search: what clients such as ckanapi read."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from palat.duties.information.procedure.datasets import GROUPS, LICENCES
from palat.duties.information.queries.datasets import OpenDataset, OpenResource
from palat.kernel.language.terms import dictionary

Absolute = Callable[[str], str]
MOST_ROWS, USUAL_ROWS, MOST_FACETS = 1000, 10, 50


class WrongParameter(Exception):
    """A parameter that this API does not understand."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.name, self.words = name, words


def package(dataset: OpenDataset, absolute: Absolute) -> dict[str, Any]:
    """Return a dataset as CKAN's `package_show` does; the Thai extras are those of Thai catalogues."""
    row, licence = dataset.row, LICENCES[dataset.row.licence]
    organisation = organization(dataset)
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


def organization(dataset: OpenDataset) -> dict[str, Any]:
    """Return the publisher of a dataset as an organization."""
    agency = dataset.row.agency
    return {
        "id": f"agency-{agency.pk}",
        "name": f"agency-{agency.pk}",
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


FIELDS: Mapping[str, Callable[[OpenDataset], Sequence[str]]] = {
    "id": lambda one: [str(one.row.uid)],
    "name": lambda one: [one.row.name],
    "organization": lambda one: [f"agency-{one.row.agency_id}"],
    "owner_org": lambda one: [f"agency-{one.row.agency_id}"],
    "groups": lambda one: [one.row.group],
    "tags": lambda one: one.tags,
    "res_format": lambda one: one.formats,
    "license_id": lambda one: [one.row.licence],
    "frequency": lambda one: [one.row.frequency],
    "type": lambda one: ["dataset"],
    "dataset_type": lambda one: ["dataset"],
    "state": lambda one: ["active"],
    "private": lambda one: ["false"],
    "capacity": lambda one: ["public"],
}
SORTS: Mapping[str, Callable[[OpenDataset], Any]] = {
    "metadata_modified": lambda one: one.row.changed_at,
    "metadata_created": lambda one: one.row.added_at,
    "title": lambda one: one.row.title_th,
    "title_string": lambda one: one.row.title_th,
    "name": lambda one: one.row.name,
    "score": lambda one: 0,
    "id": lambda one: str(one.row.uid),
}
_PART = re.compile(r'([+-]?)(\w+):(?:"([^"]*)"|\(([^)]*)\)|(\S+))')
_WORD = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True)
class Condition:
    """A field that must (or must not) have one of some values."""

    field: str
    values: frozenset[str]
    unwanted: bool

    def holds(self, one: OpenDataset) -> bool:
        """Say whether a dataset meets it."""
        if "*" in self.values:
            return not self.unwanted
        return bool({value.casefold() for value in FIELDS[self.field](one)} & self.values) != self.unwanted


def conditions(typed: str) -> tuple[list[Condition], str]:
    """Return the conditions in a query of Solr's, and what words are left. Raises: WrongParameter."""
    found: list[Condition] = []
    for sign, name, quoted, many, plain in _PART.findall(typed):
        if name not in FIELDS:
            raise WrongParameter("fq", f"Unknown field: {name}")
        values = (
            [one for pair in _WORD.findall(many) for one in pair if one and one != "OR"] if many else [quoted or plain]
        )
        found.append(Condition(name, frozenset(value.casefold() for value in values), sign == "-"))
    return found, _PART.sub(" ", typed).replace("*:*", " ").strip()


def matches(one: OpenDataset, words: Sequence[str]) -> bool:
    """Say whether a dataset has all words, in its titles, notes, keywords and names of resources."""
    row = one.row
    texts = [row.name, row.title_th, row.title_en, row.notes_th, row.notes_en, *one.tags, row.agency.name_th]
    texts += [text for part in one.resources for text in (part.row.title_th, part.row.title_en)]
    text = " ".join(texts).casefold()
    return all(word in text for word in words)


def search(datasets: Sequence[OpenDataset], asked: Mapping[str, Any]) -> tuple[list[OpenDataset], dict[str, Any]]:
    """Return the datasets of one page, and what CKAN tells around them. Raises: WrongParameter."""
    query, left = conditions(str(asked.get("q") or "").replace("*:*", ""))
    narrowing: list[Condition] = []
    for typed in _many(asked.get("fq")) + _many(asked.get("fq_list")):
        some, rest = conditions(typed)
        if rest.replace("AND", "").strip():
            raise WrongParameter("fq", f"Not understood: {rest}")
        narrowing += some
    words = [word.casefold() for word in dictionary().words(left)]
    found = [one for one in datasets if all(part.holds(one) for part in (*query, *narrowing)) and matches(one, words)]
    start, rows = natural(asked, "start", 0), min(natural(asked, "rows", USUAL_ROWS), MOST_ROWS)
    order = str(asked.get("sort") or "score desc, metadata_modified desc")
    facets = _facets(found, asked)
    about = {
        "count": len(found),
        "sort": order,
        "facets": {name: dict(counts) for name, counts in facets.items()},
        "search_facets": {name: _facet(name, counts, found) for name, counts in facets.items()},
    }
    return _sorted(found, order)[start : start + rows], about


def _many(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def natural(asked: Mapping[str, Any], name: str, usual: int) -> int:
    """Return a parameter that is a natural number. Raises: WrongParameter."""
    value = asked.get(name)
    if value in (None, ""):
        return usual
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise WrongParameter(name, "Invalid integer") from None
    if number < 0:
        raise WrongParameter(name, "Must be a natural number")
    return number


def _sorted(found: Sequence[OpenDataset], order: str) -> list[OpenDataset]:
    rows = list(found)
    for part in reversed([one.strip() for one in order.split(",") if one.strip()]):
        name, _space, way = part.partition(" ")
        if name not in SORTS or way.strip().lower() not in {"", "asc", "desc"}:
            raise WrongParameter("sort", f"Cannot sort by {part}")
        rows.sort(key=SORTS[name], reverse=way.strip().lower() == "desc")
    return rows


def _facets(found: Sequence[OpenDataset], asked: Mapping[str, Any]) -> dict[str, list[tuple[str, int]]]:
    fields = asked.get("facet.field") or []
    if not isinstance(fields, list) or any(name not in FIELDS for name in fields):
        raise WrongParameter("facet.field", "Unknown field")
    most = natural(asked, "facet.limit", MOST_FACETS)
    counted = {name: Counter(value for one in found for value in FIELDS[name](one)) for name in fields}
    return {name: counts.most_common(most or None) for name, counts in counted.items()}


def _facet(name: str, counts: Sequence[tuple[str, int]], found: Sequence[OpenDataset]) -> dict[str, Any]:
    shown = {f"agency-{one.row.agency_id}": one.row.agency.name_th for one in found}
    shown |= {code: term.th for code, term in GROUPS.items()}
    items = [{"name": value, "display_name": shown.get(value, value), "count": count} for value, count in counts]
    return {"title": name, "items": items}
