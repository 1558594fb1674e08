"""A toy duty that releases: petitions, whose every officer prepares, and whose heads answer for what was found."""

from datetime import date

from palat.kernel.files.operations import store_made
from palat.kernel.matters.models import Matter
from palat.kernel.matters.tests.factories import NOW, holder, matter
from palat.kernel.redaction.models import ReleaseSet, Source
from palat.kernel.redaction.operations import making, sets
from palat.kernel.redaction.registry import Ground, Mount, Package

GROUNDS = (
    Ground("s15_5", "มาตรา 15 (5)", "ข้อมูลข่าวสารส่วนบุคคล ซึ่งการเปิดเผยจะเป็นการรุกล้ำสิทธิส่วนบุคคลโดยไม่สมควร"),
    Ground("s15_3", "มาตรา 15 (3)", "ความเห็นหรือคำแนะนำภายในหน่วยงาน", provisional=True),
)
RELEASED: list[Package] = []


def grounds(_day: date) -> tuple[Ground, ...]:
    """The grounds of the toy."""
    return GROUNDS


TOY = Mount(
    "petition",
    prepare="write_note",
    override="assign",
    release="write_note",
    grounds=grounds,
    released=lambda _act, package, _event: RELEASED.append(package),
)


def a_set(*contents: bytes, kind: str = "pdf", post: str = "officer-1") -> tuple[Matter, ReleaseSet, list[Source]]:
    """A set of documents that were looked into, on a matter in an officer's hands."""
    officer = holder(post)
    made = matter(officer=officer)
    release_set = sets.begin(matter_id=made.pk, title="ชุดที่ 1", by=officer, at=NOW)
    files = [
        (store_made(content=one, kind=kind, at=NOW).pk, f"ต้นฉบับ {place}.pdf") for place, one in enumerate(contents, 1)
    ]
    added = sets.add(set_id=release_set.pk, files=files, by=officer, at=NOW) if files else []
    for one in added:
        making.look_into(source_id=one.pk, at=NOW)
    return made, release_set, list(Source.objects.filter(release_set=release_set).order_by("place"))


def made_and_checked(release_set: ReleaseSet, post: str = "officer-1") -> ReleaseSet:
    """Have the copies of a set made and checked."""
    making.ask_for_copies(set_id=release_set.pk, by=holder(post), at=NOW)
    release_set.refresh_from_db()
    making.make_copies(set_id=release_set.pk, revision=release_set.revision, at=NOW)
    release_set.refresh_from_db()
    return release_set
