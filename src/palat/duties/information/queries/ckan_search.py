"""CKAN's search over what is published: its query language turned into conditions of the database, page by page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, QuerySet

from palat.duties.information.models import Dataset
from palat.duties.information.procedure.datasets import AGENCY, GROUPS
from palat.duties.information.queries.ckan_words import FIELDS, WrongParameter, narrowing, sought
from palat.duties.information.queries.datasets import OpenDataset, open_formats, opened, public_rows
from palat.kernel.organisation.queries import agency_names_of

MOST_ROWS, USUAL_ROWS, MOST_FACETS, MOST = 1000, 10, 50, 10**9
SORTS: Mapping[str, str] = {
    "metadata_modified": "changed_at",
    "metadata_created": "added_at",
    "title": "title_th",
    "title_string": "title_th",
    "name": "name",
    "id": "uid",
    "score": "",  # all that is found is as good: the newest first
}
# What a facet counts, as the columns have it; formats and keywords are counted by themselves.
COLUMNS: Mapping[str, str] = {
    "organization": "agency_id",
    "owner_org": "agency_id",
    "groups": "group",
    "license_id": "licence",
    "frequency": "frequency",
    "name": "name",
    "id": "uid",
}


def search(asked: Mapping[str, Any]) -> tuple[list[OpenDataset], dict[str, Any]]:
    """Return the datasets of one page, and what CKAN tells around them. Raises: WrongParameter."""
    rows = public_rows().filter(sought(str(asked.get("q") or "")))
    for typed in _many(asked.get("fq")) + _many(asked.get("fq_list")):
        rows = rows.filter(narrowing(typed))
    start, most = natural(asked, "start", 0), min(natural(asked, "rows", USUAL_ROWS), MOST_ROWS)
    order = str(asked.get("sort") or "score desc, metadata_modified desc")
    ordered = _sorted(rows, order)
    facets = _facets(rows, asked)
    found = rows.count()
    about = {
        "count": found,
        "sort": order,
        "facets": {name: dict(counts) for name, counts in facets.items()},
        "search_facets": {name: _facet(name, counts) for name, counts in facets.items()},
    }
    return opened(ordered[start : start + most]) if most and start < found else [], about


def _many(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def natural(asked: Mapping[str, Any], name: str, usual: int) -> int:
    """Return a parameter that is a natural number. Raises: WrongParameter."""
    value = asked.get(name)
    if value in (None, ""):
        return usual
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        raise WrongParameter(name, "Invalid integer") from None
    if number < 0:
        raise WrongParameter(name, "Must be a natural number")
    return min(number, MOST)


def _sorted(rows: QuerySet[Dataset], order: str) -> QuerySet[Dataset]:
    terms = []
    for part in [one.strip() for one in order.split(",") if one.strip()]:
        name, _space, way = part.partition(" ")
        if name not in SORTS or way.strip().lower() not in {"", "asc", "desc"}:
            raise WrongParameter("sort", f"Cannot sort by {part[:80]}")
        if SORTS[name]:
            term = F(SORTS[name])
            terms.append(term.desc() if way.strip().lower() == "desc" else term.asc())
    return rows.order_by(*(terms or [F("changed_at").desc()]), "-id")


def _facets(rows: QuerySet[Dataset], asked: Mapping[str, Any]) -> dict[str, list[tuple[str, int]]]:
    fields = asked.get("facet.field") or []
    if not isinstance(fields, list) or any(not isinstance(name, str) or name not in FIELDS for name in fields):
        raise WrongParameter("facet.field", "Unknown field")
    most = natural(asked, "facet.limit", MOST_FACETS)
    return {name: _counts(rows, name).most_common(most or None) for name in fields}


def _counts(rows: QuerySet[Dataset], name: str) -> Counter[str]:
    if name == "tags":
        return Counter(tag for words in rows.values_list("keywords", flat=True) for tag in words.split("|") if tag)
    if name == "res_format":
        return Counter(open_formats(rows))
    if name not in COLUMNS:
        return Counter()
    mark = AGENCY if COLUMNS[name] == "agency_id" else ""
    return Counter(f"{mark}{value}" for value in rows.values_list(COLUMNS[name], flat=True))


def _facet(name: str, counts: Sequence[tuple[str, int]]) -> dict[str, Any]:
    shown = {code: term.th for code, term in GROUPS.items()}
    agencies = [int(value.removeprefix(AGENCY)) for value, _count in counts if value.startswith(AGENCY)]
    if COLUMNS.get(name) == "agency_id":
        shown = {f"{AGENCY}{number}": words for number, words in agency_names_of(agencies).items()}
    items = [{"name": value, "display_name": shown.get(value, value), "count": count} for value, count in counts]
    return {"title": name, "items": items}
