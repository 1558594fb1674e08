"""CKAN's action API, as far as it reads: the envelope, the actions, the errors that clients know."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from palat.duties.information import ckan
from palat.duties.information.ckan import WrongParameter
from palat.duties.information.procedure.datasets import GROUPS
from palat.duties.information.queries.datasets import OpenDataset, public_dataset, public_datasets, public_resource

MOST_BYTES = 100_000
Asked = Mapping[str, Any]


class NotThere(Exception):
    """What was asked for does not exist, or is not public."""


def package_list(asked: Asked, _request: HttpRequest) -> list[str]:
    """Return the names of all datasets."""
    names = sorted(one.row.name for one in public_datasets())
    return _page(names, asked)


def _page(rows: list[Any], asked: Asked) -> list[Any]:
    start = ckan.natural(asked, "offset", 0)
    return rows[start : start + (ckan.natural(asked, "limit", 0) or len(rows))]


def current_package_list_with_resources(asked: Asked, request: HttpRequest) -> list[dict[str, Any]]:
    """Return all datasets with all that is told of them."""
    return [ckan.package(one, request.build_absolute_uri) for one in _page(public_datasets(), asked)]


def package_search(asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """Search datasets."""
    rows, about = ckan.search(public_datasets(), asked)
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


def _organizations() -> dict[str, tuple[dict[str, Any], list[OpenDataset]]]:
    found: dict[str, tuple[dict[str, Any], list[OpenDataset]]] = {}
    for one in public_datasets():
        shown = ckan.organization(one)
        found.setdefault(shown["name"], (shown, []))[1].append(one)
    return found


def _groups() -> dict[str, tuple[dict[str, Any], list[OpenDataset]]]:
    found: dict[str, tuple[dict[str, Any], list[OpenDataset]]] = {code: (ckan.group(code), []) for code in GROUPS}
    for one in public_datasets():
        found[one.row.group][1].append(one)
    return {code: pair for code, pair in found.items() if pair[1]}


def _listed(found: dict[str, tuple[dict[str, Any], list[OpenDataset]]], asked: Asked) -> list[Any]:
    names = _page(sorted(found), asked)
    if str(asked.get("all_fields", "")).lower() not in {"true", "1"}:
        return names
    return [{**found[name][0], "package_count": len(found[name][1])} for name in names]


def _shown(
    found: dict[str, tuple[dict[str, Any], list[OpenDataset]]], asked: Asked, request: HttpRequest
) -> dict[str, Any]:
    pair = found.get(_needed(asked, "id"))
    if pair is None:
        raise NotThere
    shown = {**pair[0], "package_count": len(pair[1])}
    if str(asked.get("include_datasets", "")).lower() in {"true", "1"}:
        shown["packages"] = [ckan.package(one, request.build_absolute_uri) for one in pair[1]]
    return shown


def tag_list(_asked: Asked, _request: HttpRequest) -> list[str]:
    """Return every keyword."""
    return sorted({tag for one in public_datasets() for tag in one.tags})


def status_show(_asked: Asked, request: HttpRequest) -> dict[str, Any]:
    """Return what this site is: it speaks CKAN's API, and is not CKAN."""
    return {
        "ckan_version": "2.10.0",
        "site_title": "Palat",
        "site_url": request.build_absolute_uri("/").rstrip("/"),
        "locale_default": "th",
        "extensions": ["dcat"],
    }


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
    "license_list": lambda _asked, _request: ckan.license_list(),
}


def _needed(asked: Asked, name: str) -> str:
    value = asked.get(name)
    if not isinstance(value, str) or not value.strip():
        raise WrongParameter(name, "Missing value")
    return value.strip()


@csrf_exempt
def action(request: HttpRequest, name: str) -> HttpResponse:
    """Answer one action, by GET or by POST as ckanapi sends it; nothing can be changed by this API."""
    if request.method == "OPTIONS":
        return _open(HttpResponse(status=204))
    if request.method not in {"GET", "POST"}:
        return _open(HttpResponse(status=405))
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
    if request.method == "GET":
        found: dict[str, Any] = dict(request.GET.items())
        if "facet.field" in found:
            found["facet.field"] = _json(found["facet.field"], "facet.field")
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
