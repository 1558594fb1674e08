"""CKAN's action API, as far as it reads: the envelope, the actions, the errors that clients know."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from palat.duties.information import ckan
from palat.duties.information.queries.ckan_search import MOST_ROWS, natural, search
from palat.duties.information.queries.ckan_words import WrongParameter
from palat.duties.information.queries.datasets import opened, public_dataset, public_resource, public_rows

MOST_BYTES = 100_000
Asked = Mapping[str, Any]


class NotThere(Exception):
    """What was asked for does not exist, or is not public."""


def package_list(asked: Asked, _request: HttpRequest) -> list[str]:
    """Return the names of all datasets."""
    return list(_page(public_rows().order_by("name").values_list("name", flat=True), asked))


def _page(rows: Any, asked: Asked) -> Any:
    """Return the part of rows that is asked for: all, where no limit is."""
    start, most = natural(asked, "offset", 0), natural(asked, "limit", 0)
    return rows[start : start + most] if most else rows[start:]


def current_package_list_with_resources(asked: Asked, request: HttpRequest) -> list[dict[str, Any]]:
    """Return datasets with all that is told of them, a thousand at most."""
    rows = _page(public_rows(), asked)[:MOST_ROWS]
    return [ckan.package(one, request.build_absolute_uri) for one in opened(rows)]


def package_search(asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """Search datasets."""
    rows, about = search(asked)
    return {**about, "results": [ckan.package(one, request.build_absolute_uri) for one in rows]}


def package_show(asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """Return one dataset."""
    found = public_dataset(_needed(asked, "id"))
    if found is None:
        raise NotThere
    return ckan.package(found, request.build_absolute_uri)


def resource_show(asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """Return one resource."""
    found = public_resource(_needed(asked, "id"))
    if found is None:
        raise NotThere
    dataset, one = found
    return ckan.resource(one, dataset, request.build_absolute_uri)


@dataclass(frozen=True)
class Gathered:
    """Datasets that belong together, as CKAN shows it: under an organization or in a group."""

    shown: Mapping[str, Any]
    datasets: int
    column: str
    value: Any


def _gathered(column: str, shown: Callable[[Any], Mapping[str, Any]]) -> dict[str, Gathered]:
    counted = public_rows().order_by(column).values_list(column).annotate(Count("pk"))
    found = [Gathered(shown(value), many, column, value) for value, many in counted]
    return {one.shown["name"]: one for one in found}


def _organizations() -> dict[str, Gathered]:
    agencies = {one.agency_id: one.agency for one in public_rows().order_by("agency_id").distinct("agency_id")}
    return _gathered("agency_id", lambda number: ckan.organization(agencies[number]))


def _groups() -> dict[str, Gathered]:
    return _gathered("group", ckan.group)


def _listed(found: dict[str, Gathered], asked: Asked) -> list[Any]:
    names = _page(sorted(found), asked)
    if not _yes(asked, "all_fields"):
        return list(names)
    return [{**found[name].shown, "package_count": found[name].datasets} for name in names]


def _shown(found: dict[str, Gathered], asked: Asked, request: HttpRequest) -> dict[str, Any]:
    one = found.get(_needed(asked, "id"))
    if one is None:
        raise NotThere
    shown = {**one.shown, "package_count": one.datasets}
    if _yes(asked, "include_datasets"):
        rows = public_rows().filter(**{one.column: one.value})[:MOST_ROWS]
        shown["packages"] = [ckan.package(dataset, request.build_absolute_uri) for dataset in opened(rows)]
    return shown


def _yes(asked: Asked, name: str) -> bool:
    return str(asked.get(name, "")).lower() in {"true", "1"}


def tag_list(_asked: Asked, _request: HttpRequest) -> list[str]:
    """Return every keyword."""
    rows = public_rows().values_list("keywords", flat=True)
    return sorted({tag for words in rows for tag in words.split("|") if tag})


def status_show(_asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """Return what this site is: it speaks CKAN's API, and is not CKAN."""
    return {
        "ckan_version": "2.10.0",
        "site_title": "Palat",
        "site_url": request.build_absolute_uri("/").rstrip("/"),
        "locale_default": "th",
        "extensions": ["dcat"],
    }


def help_show(asked: Asked, _request: HttpRequest) -> str:
    """Return what an action does: every answer names this as its help."""
    act = ACTIONS.get(_needed(asked, "name"))
    if act is None:
        raise NotThere
    return act.__doc__ or "Read only; see https://docs.ckan.org/en/2.10/api/ for its parameters."


ACTIONS: dict[str, Callable[[Asked, HttpRequest], Any]] = {
    "site_read": lambda _asked, _request: True,
    "status_show": status_show,
    "package_list": package_list,
    "current_package_list_with_resources": current_package_list_with_resources,
    "package_search": package_search,
    "package_show": package_show,
    "resource_show": resource_show,
    "organization_list": lambda asked, _request: _listed(_organizations(), asked),
    "organization_show": lambda asked, request: _shown(_organizations(), asked, request),
    "group_list": lambda asked, _request: _listed(_groups(), asked),
    "group_show": lambda asked, request: _shown(_groups(), asked, request),
    "tag_list": tag_list,
    "help_show": help_show,
    "license_list": lambda _asked, _request: ckan.license_list(),
}


def _needed(asked: Asked, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value.strip():
        raise WrongParameter(name, "Missing value")
    if not value.isprintable():
        raise NotThere
    return value.strip()


@csrf_exempt
def action(request: HttpRequest, name: str) -> HttpResponse:
    """Answer one action, by GET or by POST as ckanapi sends it; nothing can be changed by this API."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    if request.method not in {"GET", "HEAD", "POST"}:
        return _open(HttpResponseNotAllowed(["GET", "HEAD", "OPTIONS", "POST"]))
    act = ACTIONS.get(name)
    if act is None:
        return _open(JsonResponse(f"Bad request - Action name not known: {name[:80]}", safe=False, status=400))
    help_url = request.build_absolute_uri(f"/api/3/action/help_show?name={name}")
    try:
        result = act(_asked(request), request)
    except NotThere:
        return _failed(404, help_url, "Not Found Error", message="Not found")
    except WrongParameter as wrong:
        return _failed(409, help_url, "Validation Error", **{wrong.name: [wrong.words]})
    body = {"help": help_url, "success": True, "result": result}
    return _open(JsonResponse(body, json_dumps_params={"ensure_ascii": False}))


def _asked(request: HttpRequest) -> dict[str, Any]:
    if request.method != "POST":
        found: dict[str, Any] = {name: many if len(many) > 1 else many[0] for name, many in request.GET.lists() if many}
        if "facet.field" in found:
            found["facet.field"] = _json(str(found["facet.field"]), "facet.field")
        return found
    if not request.body:
        return {}
    if len(request.body) > MOST_BYTES:
        raise WrongParameter("body", "Too large")
    read = _json(request.body, "body")
    if not isinstance(read, dict):
        raise WrongParameter("body", "Not a JSON object")
    return read


def _json(text: str | bytes, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise WrongParameter(name, "JSON Error") from None


def _failed(status: int, help_url: str, kind: str, **more: Any) -> HttpResponse:
    body = {"help": help_url, "success": False, "error": {"__type": kind, **more}}
    return _open(JsonResponse(body, status=status))


def _open(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read the answer: it holds what everybody may read, and no session counts here."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Headers"] = "Content-Type"
    return response
