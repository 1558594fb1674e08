"""Pictures that petitioners and agencies sent: drawings of ours, stored as any upload is."""

import random
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

from django.db.models import Model
from PIL import Image, ImageDraw

from palat.duties.petitions.demo.office import Office
from palat.duties.petitions.models import Petition
from palat.kernel.files.operations import store
from palat.kernel.matters.operations.receiving import attachment
from palat.kernel.matters.queries.tracks import answered_tracks
from palat.kernel.writing import copy_many

WIDTH, HEIGHT = 640, 420
FROM_PETITIONERS, FROM_AGENCIES = 45, 20


def fill(office: Office) -> None:
    """Fill in the pictures."""
    rng = office.rng("pictures")
    rows = [*_of_petitioners(office, rng), *_of_agencies(office, rng)]
    copy_many(rows)
    office.filled["pictures"] = len(rows)


def _of_petitioners(office: Office, rng: random.Random) -> Iterator[Model]:
    written = Petition.objects.filter(channel__in=["line", "app", "web"], matter__restricted="")
    newest = written.order_by("-matter__received_at")[:FROM_PETITIONERS]
    for number, (matter_id, at) in enumerate(newest.values_list("pk", "matter__received_at"), 1):
        file = store(upload=drawing(rng), name=f"ภาพถ่าย {number}.jpg", at=at)
        yield attachment(matter_id=matter_id, file_id=file.pk, name=f"ภาพถ่าย {number}.jpg", origin="petitioner", at=at)


def _of_agencies(office: Office, rng: random.Random) -> Iterator[Model]:
    for track in answered_tracks("referral", limit=FROM_AGENCIES):
        at = min(track.since, office.now) - timedelta(minutes=1)
        file = store(upload=drawing(rng), name="ภาพหลังดำเนินการ.jpg", at=at)
        yield attachment(
            matter_id=track.matter_id,
            file_id=file.pk,
            name="ภาพหลังดำเนินการ.jpg",
            origin="agency",
            at=at,
            track_id=track.pk,
        )


def drawing(rng: random.Random) -> BytesIO:
    """Return a drawing of a street with houses, a tree and a puddle, as a JPEG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), (196 - rng.randrange(60), 216, 236))
    pen = ImageDraw.Draw(picture)
    ground = HEIGHT * 2 // 3
    pen.rectangle((0, ground, WIDTH, HEIGHT), fill=(128, 122 + rng.randrange(20), 112))
    for left in range(20, WIDTH - 120, 150):
        top = ground - rng.randrange(90, 170)
        wall = (rng.randrange(150, 240), rng.randrange(140, 220), rng.randrange(120, 200))
        pen.rectangle((left, top, left + 110, ground), fill=wall)
        pen.polygon(((left - 12, top), (left + 55, top - 45), (left + 122, top)), fill=(150, 70, 54))
        pen.rectangle((left + 20, top + 30, left + 50, top + 60), fill=(90, 110, 130))
        pen.rectangle((left + 66, ground - 60, left + 92, ground), fill=(96, 70, 50))
    trunk = rng.randrange(40, WIDTH - 60)
    pen.rectangle((trunk, ground - 60, trunk + 10, ground + 8), fill=(92, 66, 44))
    pen.ellipse((trunk - 34, ground - 130, trunk + 44, ground - 50), fill=(60, 120 + rng.randrange(40), 66))
    x, y = rng.randrange(60, WIDTH - 260), rng.randrange(ground + 24, HEIGHT - 60)
    pen.ellipse((x, y, x + rng.randrange(120, 240), y + 40), fill=(96, 112, 128))
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=70)
    kept.seek(0)
    return kept
