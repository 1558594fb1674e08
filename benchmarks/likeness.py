"""Looking up what is like a text that an officer types, as the Office grows.

    python -m benchmarks.likeness --json [--sizes 10000,100000,1000000]

Texts are drawn by chance from a Thai dictionary, common words often and rare ones seldom; one in twenty repeats an
earlier one with a word changed. A look-up is the whole of it: keys, candidates, visibility, exact comparison, reason.
"""

import random
import time
from datetime import UTC, datetime
from typing import Any

import click

from benchmarks.filling import FIRST, STEP, fill, officers
from benchmarks.installation import installation
from benchmarks.reporting import percentile, say

LOOK_UPS, AT_ONCE = 300, 5_000
NOW = datetime(2025, 11, 24, 3, tzinfo=UTC)


class Texts:
    """Texts drawn by chance, always the same ones."""

    def __init__(self) -> None:
        from pythainlp.corpus import thai_words

        self.words = sorted(word for word in thai_words() if 2 <= len(word) <= 12)
        self.chance = random.Random(1932)  # noqa: S311 - for texts, not for secrets
        self.chance.shuffle(self.words)
        self.before: list[list[str]] = []

    def one(self) -> str:
        """Return the next text."""
        if self.before and self.chance.random() < 0.05:
            words = list(self.chance.choice(self.before))
            words[self.chance.randrange(len(words))] = self._word()
        else:
            words = [self._word() for _n in range(self.chance.randint(15, 45))]
        if len(self.before) < 5_000:
            self.before.append(words)
        return " ".join(words)

    def _word(self) -> str:
        return self.words[int(len(self.words) * self.chance.random() ** 4)]


def write(texts: Texts, done: int, size: int) -> None:
    """Give every petition a text of its own, and its keys; campaigns are not sought, they are no part of a look-up."""
    from django.db import connection

    with connection.cursor() as cursor:
        for begin in range(done, size, AT_ONCE):
            said = [texts.one() for _n in range(min(AT_ONCE, size - begin))]
            cursor.execute(
                "UPDATE petitions_petition SET text = t.text FROM unnest(%s::text[]) WITH ORDINALITY AS t(text, n) "
                "WHERE matter_id = %s + (%s + t.n) * %s",
                [said, FIRST, begin, STEP],
            )
            _make_keys(FIRST + begin * STEP, FIRST + (begin + len(said)) * STEP)
        cursor.execute("VACUUM ANALYZE petitions_petition, petitions_likenesskeys")


def _make_keys(after: int, last: int) -> None:
    from palat.duties.petitions.models import LikenessKeys, Petition
    from palat.duties.petitions.queries.like_texts import COLUMNS, told_of
    from palat.kernel.language.likeness import keys_of
    from palat.kernel.language.queries.rarity import rarity_of

    found = Petition.objects.filter(pk__gt=after, pk__lte=last).values_list(*COLUMNS)
    came = [(row[0], told_of(row)) for row in found]
    rarity = rarity_of(word for _pk, one in came for word in one.words)
    LikenessKeys.objects.bulk_create([LikenessKeys(matter_id=pk, keys=keys_of(one, rarity)) for pk, one in came])


def measure(size: int) -> dict[str, Any]:
    """Measure look-ups at one size; half ask for a text that is there, with a word changed."""
    from django.contrib.auth import get_user_model

    from palat.duties.petitions.models import LikenessKeys, Petition
    from palat.duties.petitions.queries.like_texts import like_texts
    from palat.kernel.calendar.counting import legal_date
    from palat.kernel.matters.authority import Actor
    from palat.kernel.organisation.queries import authority_of

    user = get_user_model().objects.filter(official__pk__in=officers()).first()
    by = Actor("official", authority_of(user_id=user.pk, on=legal_date(NOW)))
    texts, taken, found = Texts(), [], 0
    known = list(Petition.objects.order_by("-pk").values_list("text", "matter__area_id")[: LOOK_UPS // 2])
    asked = [(text + " เพิ่มเติม", area) for text, area in known] + [(texts.one(), known[0][1]) for _n in known]
    for turn, (text, area) in enumerate(asked):
        begun = time.perf_counter()
        like = like_texts(by=by, at=NOW, text=text, area_id=area)
        taken.append((time.perf_counter() - begun) * 1e3)
        found += bool(like) and turn < len(known)
    return {
        "lookup_p50_ms": round(percentile(taken, 0.5), 2),
        "lookup_p95_ms": round(percentile(taken, 0.95), 2),
        "found_again": round(found / len(known), 3),
        "rows": LikenessKeys.objects.count(),
    }


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--sizes", default="10000,100000,1000000")
def main(as_json: bool, sizes: str) -> None:
    """Fill up to each size in turn, and measure there."""
    wanted = sorted(int(one) for one in sizes.split(","))
    found: dict[str, Any] = {}
    with installation():
        done, texts = 0, Texts()
        for size in wanted:
            fill(done + 1, size, total=wanted[-1])
            write(texts, done, size)
            done = size
            found[str(size)] = measure(size)
    say({"sizes": found}, as_json=as_json)


if __name__ == "__main__":
    main()
