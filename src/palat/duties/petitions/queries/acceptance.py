"""How often officers took what was proposed, week by week, and whether the classifier keeps its promise (drift)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from palat.kernel.language.queries.classifying import Version

WEEKS = 12
LEAST = 30  # decided proposals below which a share says little
DRIFTED = 0.10  # right this much less often than told: look, and learn anew

FIGURES = """
SELECT date_trunc('week', made_at AT TIME ZONE 'Asia/Bangkok')::date AS week,
  count(*), count(*) FILTER (WHERE NOT sure),
  count(*) FILTER (WHERE taken <> ''), count(*) FILTER (WHERE taken = proposed->0->>0),
  count(*) FILTER (WHERE taken <> '' AND proposed @> jsonb_build_array(jsonb_build_array(taken))),
  coalesce(avg((proposed->0->>1)::float) FILTER (WHERE taken <> ''), 0)
FROM petitions_suggestion WHERE target = %s AND made_at >= %s GROUP BY week ORDER BY week DESC
"""


TENTHS = """
SELECT avg(told)::float, avg((taken = proposed->0->>0)::int)::float, count(*)
FROM (
  SELECT taken, proposed, (proposed->0->>1)::float AS told FROM petitions_suggestion
  WHERE target = %s AND made_at >= %s AND taken <> '' AND proposed->0 IS NOT NULL
) AS decided
GROUP BY least(floor(told * 10), 9) ORDER BY 1
"""


@dataclass(frozen=True)
class Tenth:
    """First proposals that were about equally likely: how likely on average, the share that was right, how many."""

    told: float
    right: float
    cases: int

    @property
    def percent_told(self) -> int:
        """How likely they were said to be, in percent."""
        return round(self.told * 100)

    @property
    def percent_right(self) -> int:
        """How often they were right, in percent."""
        return round(self.right * 100)


@dataclass(frozen=True)
class Week:
    """What was proposed in a week, and what came of it. Shares are of the proposals on which an officer decided."""

    begins: date
    proposed: int
    unsure: int
    decided: int
    first: int
    among: int
    told: float

    @property
    def right(self) -> float:
        """The share of which the first proposal was taken."""
        return self.first / self.decided if self.decided else 0.0

    @property
    def percent_first(self) -> int:
        """`right` in percent."""
        return round(self.right * 100)

    @property
    def percent_among(self) -> int:
        """The share of which one of the first five was taken, in percent."""
        return round(self.among / self.decided * 100) if self.decided else 0

    @property
    def percent_told(self) -> int:
        """How likely the classifier said that its first proposals were, on average."""
        return round(self.told * 100)

    @property
    def drifted(self) -> bool:
        """Whether it is right clearly less often than it says."""
        return self.decided >= LEAST and self.told - self.right > DRIFTED


def weeks(target: str, *, at: datetime) -> list[Week]:
    """Return the last weeks, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, [target, at - timedelta(weeks=WEEKS)])
        return [Week(*row) for row in cursor.fetchall()]


def kept_words(target: str, *, at: datetime) -> list[Tenth]:
    """Return, by tenths of the probability told, how often officers took the first proposal of the last weeks."""
    with connection.cursor() as cursor:
        cursor.execute(TENTHS, [target, at - timedelta(weeks=WEEKS)])
        return [Tenth(*row) for row in cursor.fetchall()]


def tenths_when_tried(version: Version) -> list[Tenth]:
    """Return the same of the cases that a version was tried on before it proposed."""
    found = (version.figures.get("new") or {}).get("reliability", [])
    return [Tenth(float(one["told"]), float(one["right"]), int(one["cases"])) for one in found]
