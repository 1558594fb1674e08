"""Keeping every wording of a draft: who made which, none ever altered."""

from datetime import datetime

from palat.kernel.letters.drafts.queries import first_wording, words_of
from palat.kernel.letters.models import Letter, Wording


def keep_before_change(letter: Letter) -> None:
    """Keep the wording that a draft began with, before it is changed for the first time."""
    if not Wording.objects.filter(letter=letter).exists():
        first_wording(letter).save(force_insert=True)


def keep_changed(letter: Letter, *, official_id: int | None, at: datetime) -> None:
    """Keep the wording that a change has made."""
    Wording.objects.create(
        letter=letter, revision=letter.revision, words=words_of(letter), made_at=at, made_by_id=official_id
    )
