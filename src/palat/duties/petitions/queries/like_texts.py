"""Petitions that speak of the same thing, found by keys and compared exactly; only what the viewer may open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palat.duties.petitions.models import Petition
from palat.duties.petitions.reading import touches_monarchy
from palat.kernel.calendar.counting import legal_date
from palat.kernel.language.likeness import COMPARED, LOOKED_AT, WORKING, Alike, Told, compare, tiers_of, told
from palat.kernel.language.queries.rarity import rarity_of
from palat.kernel.language.terms import dictionary
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import Matter, visible
from palat.kernel.reading import led_by_keys

COLUMNS = ("pk", "text", "matter__area_id", "matter__received_at", "matter__code")
LONG_AGO = timedelta(days=365)  # what ended longer ago is history, not the same matter

# Each step looks at so many rows at most: what is near-identical or named is never crowded out by the words of a place.
CANDIDATES = """
SELECT found.matter_id FROM (
  (SELECT matter_id, keys FROM petitions_likenesskeys WHERE keys && %(strong)s::int[] LIMIT %(looked_at)s)
  UNION (SELECT matter_id, keys FROM petitions_likenesskeys WHERE keys && %(rare)s::int[] LIMIT %(looked_at)s)
  UNION (SELECT matter_id, keys FROM petitions_likenesskeys WHERE keys && %(keys)s::int[] LIMIT %(looked_at)s)
) AS found, unnest(found.keys) AS had(key)
JOIN unnest(%(keys)s::int[], %(weights)s::float8[]) AS asked(key, weight) USING (key)
WHERE found.matter_id <> %(but)s
GROUP BY found.matter_id ORDER BY sum(asked.weight) DESC, found.matter_id DESC LIMIT %(compared)s
"""


@dataclass(frozen=True)
class Like:
    """A petition that may be the same, how alike it is, and the reason in words."""

    matter: Matter
    score: float
    why: str


def like_texts(
    *,
    by: Actor,
    at: datetime,
    text: str,
    area_id: str | None = None,
    but: int = 0,
    most: int = 5,
    working: float = WORKING,
) -> list[Like]:
    """Return the petitions most alike to a text; nothing for a text that touches the monarchy.

    Those that ended long ago are left out; of one that was merged its case may still be open, so it stays.
    """
    if touches_monarchy(text):
        return []
    day = legal_date(at)
    asked = _told(text, area_id, day)
    numbers = _candidates(asked, but)
    if not numbers:
        return []
    recent = Q(closed_at=None) | Q(received_at__gte=at - LONG_AGO) | Q(merged_into__isnull=False)
    matters = {one.pk: one for one in visible(by).filter(recent, pk__in=numbers, restricted="", secrecy=0)}
    return [
        Like(matters[number], alike.score, reason(alike, legal_date(matters[number].received_at), day))
        for number, alike in _compared(asked, list(matters))[:most]
        if alike.score >= working
    ]


def _candidates(asked: Told, but: int) -> list[int]:
    strong, rare, keys = tiers_of(asked, rarity_of(asked.words))
    if not keys:
        return []
    values: dict[str, Any] = {"strong": list(strong), "rare": list(rare), "keys": list(keys), "but": but}
    values |= {"weights": list(keys.values()), "looked_at": LOOKED_AT, "compared": COMPARED}
    with led_by_keys() as cursor:
        cursor.execute(CANDIDATES, values)
        return [number for (number,) in cursor.fetchall()]


def _compared(asked: Told, numbers: list[int]) -> list[tuple[int, Alike]]:
    """Compare with petitions one by one, the likest first; words weigh as the index counts them."""
    rows = {row[0]: told_of(row) for row in Petition.objects.filter(pk__in=numbers).values_list(*COLUMNS)}
    rarity = rarity_of({*asked.words, *(word for one in rows.values() for word in one.words)})
    found = [(number, compare(asked, one, rarity)) for number, one in rows.items()]
    return sorted(found, key=lambda pair: (-pair[1].score, -pair[0]))


def told_of(row: tuple[Any, ...]) -> Told:
    """Return a petition's row of COLUMNS as it is compared."""
    _pk, text, area, received, code = row
    return _told(text, area, legal_date(received), code)


def _told(text: str, area: str | None, day: date, code: str = "") -> Told:
    place = area or ""
    district, subdistrict = (place[:4] if len(place) >= 4 else ""), (place if len(place) == 6 else "")
    return told(text, dictionary(), district=district, subdistrict=subdistrict, day=day, own_code=code)


def reason(alike: Alike, other_day: date, day: date) -> str:
    """Say in words why two petitions may be the same."""
    said = [_("อ้างถึงรหัสเรื่องนี้")] if alike.named else []
    if alike.subdistrict:
        said.append(_("ตำบลหรือแขวงเดียวกัน"))
    days = (day - other_day).days
    if days == 0:
        said.append(_("วันเดียวกัน"))
    elif days > 0:
        said.append(ngettext("ก่อนหน้า %(days)d วัน", "ก่อนหน้า %(days)d วัน", days) % {"days": days})
    elif days < 0:
        said.append(ngettext("หลังจากนั้น %(days)d วัน", "หลังจากนั้น %(days)d วัน", -days) % {"days": -days})
    said.append(_("ถ้อยคำตรงกัน %(percent)d%%") % {"percent": round(alike.same_words * 100)})
    return " · ".join(said)
