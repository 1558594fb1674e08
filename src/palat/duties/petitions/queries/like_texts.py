"""Petitions that speak of the same thing, found by keys and compared exactly; only what the viewer may open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palat.duties.petitions.models import Petition
from palat.duties.petitions.reading import touches_monarchy
from palat.kernel.calendar.counting import legal_date
from palat.kernel.language.likeness import WORKING, Alike, Told, compare, keys_of, plain_rarity, told
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.visibility import Matter, visible

COLUMNS = ("pk", "text", "matter__area_id", "matter__received_at", "matter__code")
LOOKED_AT = 300  # rows that share a key: enough for any text but a campaign's, of which any will do
COMPARED = 20
CAMPAIGN_WORDS, CAMPAIGN_DAYS, CAMPAIGN_LEAST = 0.8, 30, 10

# What is near-identical or named is looked for by itself first: the words of a place could crowd it out.
CANDIDATES = """
SELECT matter_id FROM (
  (SELECT matter_id, keys FROM petitions_likenesskeys WHERE keys && %(strong)s::int[] LIMIT %(looked_at)s)
  UNION (SELECT matter_id, keys FROM petitions_likenesskeys WHERE keys && %(keys)s::int[] LIMIT %(looked_at)s)
) AS near
ORDER BY (SELECT count(*) FROM unnest(keys) AS key WHERE key = ANY(%(keys)s::int[])) DESC, matter_id DESC
LIMIT %(compared)s
"""


@dataclass(frozen=True)
class Like:
    """A petition that may be the same, and the reason in words."""

    matter: Matter
    why: str


def like_texts(
    *, by: Actor, at: datetime, text: str, area_id: str | None = None, but: int = 0, most: int = 5
) -> list[Like]:
    """Return the petitions most alike to a text; nothing for a text that touches the monarchy."""
    if touches_monarchy(text):
        return []
    day = legal_date(at)
    asked = _told(text, area_id, day)
    keys = keys_of(asked, looking=True)
    if not keys:
        return []
    with connection.cursor() as cursor:
        strong = keys_of(replace(asked, district=""), looking=True)
        values: dict[str, Any] = {"strong": strong, "keys": keys, "looked_at": LOOKED_AT, "compared": COMPARED}
        cursor.execute(CANDIDATES, values)
        numbers = [number for (number,) in cursor.fetchall() if number != but]
    compared = _compared(asked, numbers, by)
    campaign = _campaign([one for _matter, one in compared])
    return [
        Like(matter, " · ".join(filter(None, [reason(alike, legal_date(matter.received_at), day), campaign])))
        for matter, alike in compared[:most]
        if alike.score >= WORKING
    ]


def _campaign(found: Sequence[Alike]) -> str:
    """Say that many near-identical petitions came lately, perhaps filed together; empty where they are few."""
    lately = [one for one in found if one.same_words >= CAMPAIGN_WORDS and (one.days or 0) <= CAMPAIGN_DAYS]
    if len(lately) < CAMPAIGN_LEAST:
        return ""
    told = _("ถ้อยคำเดียวกันอย่างน้อย %(number)d เรื่องใน %(days)d วัน อาจยื่นพร้อมกันหลายราย")
    return told % {"number": len(lately), "days": CAMPAIGN_DAYS}


def _compared(asked: Told, numbers: list[int], by: Actor) -> list[tuple[Matter, Alike]]:
    """Compare with those of the candidates that the viewer may open, the likest first."""
    matters = {one.pk: one for one in visible(by).filter(pk__in=numbers, restricted="", secrecy=0)}
    rows = Petition.objects.filter(pk__in=list(matters)).values_list(*COLUMNS)
    found = [(matters[row[0]], compare(asked, told_of(row), plain_rarity)) for row in rows]
    return sorted(found, key=lambda pair: (-pair[1].score, -pair[0].pk))


def told_of(row: tuple[Any, ...]) -> Told:
    """Return a petition's row of COLUMNS as it is compared."""
    _pk, text, area, received, code = row
    return _told(text, area, legal_date(received), code)


def _told(text: str, area: str | None, day: date, code: str = "") -> Told:
    place = area or ""
    district, subdistrict = (place[:4] if len(place) >= 4 else ""), (place if len(place) == 6 else "")
    return told(text, district=district, subdistrict=subdistrict, day=day, own_code=code)


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
