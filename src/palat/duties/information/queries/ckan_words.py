"""The words of CKAN's query language (Solr's), as far as catalogues are asked in it, as conditions of the database."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from palat.duties.information.models import Resource
from palat.duties.information.procedure.datasets import AGENCY, CURRENT
from palat.duties.information.queries.datasets import by_uid, having_format
from palat.kernel.language.terms import dictionary

ALL, NONE = Q(pk__isnull=False), Q(pk__isnull=True)
MOST_WORDS, MOST_TYPED = 30, 2000


class WrongParameter(Exception):
    """A parameter that this API does not understand."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.name, self.words = name, words


def _agency(value: str) -> Q:
    number = value.removeprefix(AGENCY)
    return Q(agency_id=int(number)) if number.isdecimal() and len(number) < 18 else NONE


def _name(value: str) -> Q:
    return Q(name__istartswith=value[:-1]) if value.endswith("*") else Q(name__iexact=value)


def _tag(value: str) -> Q:
    whole, ends = Q(keywords__iexact=value), Q(keywords__istartswith=f"{value}|") | Q(keywords__iendswith=f"|{value}")
    return whole | ends | Q(keywords__icontains=f"|{value}|")


def _only(known: str) -> Callable[[str], Q]:
    return lambda value: ALL if value.casefold() == known else NONE


def _text(*columns: str) -> Callable[[str], Q]:
    def holds(value: str) -> Q:
        found = NONE
        for column in columns:
            found |= Q(**{f"{column}__icontains": value.strip("*")})
        return found

    return holds


def _file_called(value: str) -> Q:
    rows = Resource.objects.filter(removed_at=None, versions__state=CURRENT)
    called = Q(title_th__icontains=value) | Q(title_en__icontains=value)
    return Q(pk__in=rows.filter(called).values("dataset_id"))


_TEXTS = ("name", "title_th", "title_en", "notes_th", "notes_en", "keywords", "agency__name_th")


def _word(word: str) -> Q:
    return _text(*_TEXTS)(word) | _file_called(word.strip("*"))


FIELDS: Mapping[str, Callable[[str], Q]] = {
    "id": lambda value: by_uid("uid", value),
    "name": _name,
    "title": _text("title_th", "title_en"),
    "notes": _text("notes_th", "notes_en"),
    "text": _word,
    "res_name": _file_called,
    "organization": _agency,
    "owner_org": _agency,
    "groups": lambda value: Q(group=value.casefold()),
    "tags": _tag,
    "res_format": having_format,
    "license_id": lambda value: Q(licence=value.casefold()),
    "frequency": lambda value: Q(frequency=value.casefold()),
    "type": _only("dataset"),
    "dataset_type": _only("dataset"),
    "state": _only("active"),
    "private": _only("false"),
    "capacity": _only("public"),
}
RANGES = {"metadata_modified": "changed_at", "metadata_created": "added_at"}
_UNSOUND = re.compile(r"[\x00\ud800-\udfff]")  # no database holds them
_PART = re.compile(
    r"(?P<sign>[+-]?)(?P<name>\w+):"
    r"(?:[\[{]\s*(?P<first>\S+)\s+TO\s+(?P<last>[^\]}\s]+)\s*[\]}]"
    r'|"(?P<quoted>[^"]*)"|\((?P<many>[^)]*)\)|(?P<plain>\S+))'
)
_WORD = re.compile(r'(?P<sign>[+-]?)(?:"(?P<quoted>[^"]+)"|(?P<plain>\S+))')
_NOT = re.compile(r"(?:^|(?<=\s))NOT\s+")
_BACK = re.compile(r"NOW(?:/DAY)?(?:-(?P<many>\d{1,4})(?P<unit>DAY|HOUR|MINUTE)S?)?")


def sought(typed: str) -> Q:
    """Return the condition of `q`: fields as in `fq`, and words that a dataset has all. Raises: WrongParameter."""
    found, left = _conditions("q", typed.replace("*:*", " "))
    ways = [way for way in re.split(r"\sOR\s", f" {left} ") if way.strip()]
    if found != ALL and len(ways) > 1:
        raise WrongParameter("q", "OR is understood among words alone")
    either = NONE
    for way in ways:
        either |= _words(way)
    return found & (either if ways else ALL)


def narrowing(typed: str) -> Q:
    """Return the condition of one `fq`, which holds no words. Raises: WrongParameter."""
    found, left = _conditions("fq", typed.replace("*:*", " "))
    if left.replace("AND", "").strip():
        raise WrongParameter("fq", f"Not understood: {left.strip()[:80]}")
    return found


def _conditions(parameter: str, typed: str) -> tuple[Q, str]:
    plain = _NOT.sub("-", _sound(parameter, typed))
    found = ALL
    for part in _PART.finditer(plain):
        holds = _holds(parameter, part)
        found &= ~holds if part["sign"] == "-" else holds
    return found, _PART.sub(" ", plain).strip()


def _sound(parameter: str, typed: str) -> str:
    """Return what was typed. Raises: WrongParameter for signs that no text holds, or for too much."""
    if len(typed) > MOST_TYPED or _UNSOUND.search(typed):
        raise WrongParameter(parameter, "No text, or too much of it")
    return typed


def _holds(parameter: str, part: re.Match[str]) -> Q:
    name = part["name"]
    if part["first"]:
        if name not in RANGES:
            raise WrongParameter(parameter, f"No range of: {name[:80]}")
        return _between(parameter, RANGES[name], part["first"], part["last"])
    if name not in FIELDS:
        raise WrongParameter(parameter, f"Unknown field: {name[:80]}")
    if part["many"] is not None:
        return _several(name, part["many"])
    value = part["quoted"] if part["quoted"] is not None else part["plain"]
    return ALL if value == "*" else FIELDS[name](value)


def _several(name: str, typed: str) -> Q:
    values = [one["quoted"] or one["plain"] for one in _WORD.finditer(typed)]
    wanted = [FIELDS[name](one) for one in values[:MOST_WORDS] if one not in {"OR", "AND"}]
    found = ALL if "AND" in values else NONE
    for one in wanted:
        found = found & one if "AND" in values else found | one
    return found


def _between(parameter: str, column: str, first: str, last: str) -> Q:
    found = ALL
    for word, way in ((first, "gte"), (last, "lte")):
        if word != "*":
            found &= Q(**{f"{column}__{way}": _moment(parameter, word)})
    return found


def _moment(parameter: str, word: str) -> datetime:
    back = _BACK.fullmatch(word)
    if back:
        return datetime.now(UTC) - timedelta(**{f"{(back['unit'] or 'DAY').lower()}s": int(back["many"] or 0)})
    try:
        found = datetime.fromisoformat(word)
    except ValueError:
        raise WrongParameter(parameter, f"No moment: {word[:80]}") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _words(typed: str) -> Q:
    found = ALL
    for one in list(_WORD.finditer(typed))[:MOST_WORDS]:
        words = [one["quoted"]] if one["quoted"] else dictionary().words(one["plain"].strip("*"))
        if one["plain"] == "AND":
            continue
        has = ALL
        for word in words[:MOST_WORDS]:
            has &= _word(word)
        found &= ~has if one["sign"] == "-" and words else has
    return found
