"""Emptying what was sent out about records that were destroyed: that and when it went stays."""

from collections.abc import Collection

from palat.kernel.history.remains import Remains
from palat.kernel.notices.models import Notice, Wish


def empty_notices(*, about: Collection[str], words: str, remains: Remains) -> None:
    """Empty notices of chains (`matter:123`): words, address, link and to whom."""
    notices = Notice.objects.filter(about__in=about)
    remains.add(persons=notices.values_list("person_id", flat=True))
    notices.update(
        subject=words, body="", link="", address="", person=None, answering=None, provider_ref="", failure="", status=""
    )


def forget_wishes(person_ids: Collection[int]) -> None:
    """Forget how erased persons wanted to be told."""
    Wish.objects.filter(person__in=person_ids).delete()
