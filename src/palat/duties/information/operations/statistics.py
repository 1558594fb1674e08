"""Datasets that the system makes of its own figures: a job makes their files anew, a person lets them out once."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from palat.duties.information.models import Dataset, Resource, ResourceVersion
from palat.duties.information.operations.datasets import next_version, put_in_force
from palat.duties.information.operations.looking import made_here
from palat.duties.information.procedure.datasets import FORMER, PUBLISHED, RETURNED, TAKEN_BACK, WAITING
from palat.duties.information.queries import figures
from palat.duties.information.queries.datasets import chain_of
from palat.duties.information.queries.figures import Table, as_csv
from palat.duties.information.queries.publications import own_agency_id
from palat.kernel.calendar.counting import legal_date
from palat.kernel.history import ids
from palat.kernel.history.operations import append

CONTACT = "ศูนย์ข้อมูลข่าวสารของราชการ สำนักงานปลัดสำนักนายกรัฐมนตรี"
KEPT_BACK = (
    "จำนวนที่น้อยกว่าเกณฑ์เว้นว่างและมี 1 ในช่อง kept_back เพื่อไม่ให้รู้ตัวบุคคล ไม่นับเรื่องลับและเรื่องจำกัดผู้เห็น",
    "Counts below the threshold are empty, with 1 in kept_back, so that nobody can be known; no classified matters",
)


@dataclass(frozen=True)
class Part:
    """One table of a dataset: how its file is called, its names, what makes it."""

    file: str
    title_th: str
    title_en: str
    table: Callable[[date], Table]


@dataclass(frozen=True)
class Statistic:
    """A dataset that the system makes."""

    source: str
    title: tuple[str, str]
    notes: tuple[str, str]
    keywords: str
    group: str
    parts: tuple[Part, ...]
    frequency: str = "monthly"


STATISTICS: tuple[Statistic, ...] = (
    Statistic(
        "petition-statistics",
        ("สถิติเรื่องราวร้องทุกข์", "Statistics of petitions"),
        (f"จำนวนเรื่องร้องทุกข์รายเดือน {KEPT_BACK[0]}", f"Petitions by month. {KEPT_BACK[1]}"),
        "ร้องทุกข์|สถิติ|1111|petitions",
        "government",
        (
            Part("by-kind", "ตามชนิดและผล", "By kind and outcome", figures.petitions_by("kind", "petition.unit")),
            Part(
                "by-province",
                "ตามจังหวัดและผล",
                "By province and outcome",
                figures.petitions_by("area", "petition.province"),
            ),
            Part(
                "by-category",
                "ตามประเภทเรื่องและผล",
                "By category and outcome",
                figures.petitions_by("category", "petition.category"),
            ),
        ),
    ),
    Statistic(
        "information-requests",
        ("สถิติคำขอข้อมูลข่าวสาร", "Statistics of requests for information"),
        (
            f"คำขอตามพระราชบัญญัติข้อมูลข่าวสารของราชการ ตามผลและจำนวนวันจนแจ้งผล {KEPT_BACK[0]}",
            f"Requests under the Official Information Act by outcome and days until told. {KEPT_BACK[1]}",
        ),
        "ข้อมูลข่าวสาร|คำขอ|สถิติ|freedom of information",
        "government",
        (Part("requests", "ตามผลและจำนวนวัน", "By outcome and days", figures.requests_table),),
    ),
    Statistic(
        "publication-register",
        ("ดัชนีข้อมูลข่าวสารที่เผยแพร่", "Index of published information"),
        (
            "รายการที่เผยแพร่หรือเปิดให้ตรวจดู ตามมาตรา 7 มาตรา 9 และมาตรา 23",
            "What is published or open for inspection under sections 7, 9 and 23",
        ),
        "ดัชนี|มาตรา 7|มาตรา 9|publication scheme",
        "government",
        (Part("register", "ดัชนีทั้งหมด", "The whole index", figures.register_table),),
    ),
    Statistic(
        "procurement-summary",
        ("สรุปผลการจัดซื้อจัดจ้าง (สขร.1)", "Procurement summary (form SKR.1)"),
        ("ทุกรายการของเดือนที่เผยแพร่แล้ว จำนวนเงินเป็นบาท", "Every line of the months published. Amounts are in baht"),
        "จัดซื้อจัดจ้าง|สขร.1|procurement",
        "economy",
        (Part("lines", "ทุกรายการ", "Every line", figures.procurement_table),),
    ),
)


def make_all(*, at: datetime) -> int:
    """Make the files of all statistics anew. Returns how many changed."""
    return sum(make(one, at=at) for one in STATISTICS)


def make_again(source: str, *, at: datetime, gone: bool = False) -> int:
    """Make one statistic anew, because what it tells changed. Returns how many files changed.

    Where what it told is gone for the public, its earlier files go too.
    """
    statistic = next(one for one in STATISTICS if one.source == source)
    with transaction.atomic():
        changed = make(statistic, at=at)
        if gone:
            files = ResourceVersion.objects.filter(resource__dataset__source=source, state=FORMER)
            files.update(state=TAKEN_BACK)
    return changed


def make_due(*, at: datetime) -> int:
    """Make what was not made since the last month ended. Returns how many files changed.

    Once a month, not each night: from one night to the next a count moves by single cases, and would tell of them.
    """
    until = figures.whole_months(legal_date(at))
    made = set(Dataset.objects.filter(until_on=until).values_list("source", flat=True))
    return sum(make(one, at=at) for one in STATISTICS if one.source not in made)


@transaction.atomic
def make(statistic: Statistic, *, at: datetime) -> int:
    """Make the files of one statistic; of one that was let out they go out at once. Returns how many changed."""
    dataset = Dataset.objects.select_for_update().filter(source=statistic.source).first() or _added(statistic, at)
    changed = [part.file for part in statistic.parts if _part(dataset, part, at)]
    dataset.until_on = figures.whole_months(legal_date(at))
    dataset.save(update_fields=["until_on"])
    if changed and dataset.state == PUBLISHED:
        dataset.changed_at = at
        dataset.save(update_fields=["changed_at"])
        _record(dataset, "made_anew", at, changed)
    return len(changed)


def _added(statistic: Statistic, at: datetime) -> Dataset:
    found = Dataset.objects.create(
        id=ids.take(),
        name=statistic.source,
        source=statistic.source,
        title_th=statistic.title[0],
        title_en=statistic.title[1],
        notes_th=statistic.notes[0],
        notes_en=statistic.notes[1],
        keywords=statistic.keywords,
        agency_id=own_agency_id(),
        group=statistic.group,
        licence="cc-by",
        frequency=statistic.frequency,
        contact_name=CONTACT,
        added_at=at,
        changed_at=at,
    )
    _record(found, "added", at, [])
    return found


def _part(dataset: Dataset, part: Part, at: datetime) -> bool:
    """Make one file. Returns whether it differs from the last."""
    resource = dataset.resources.filter(title_en=part.title_en, removed_at=None).first()
    if resource is None:
        resource = Resource.objects.create(
            id=ids.take(),
            dataset=dataset,
            number=dataset.resources.count() + 1,
            title_th=part.title_th,
            title_en=part.title_en,
        )
    content = as_csv(part.table(legal_date(at)))
    last = resource.versions.exclude(state=RETURNED).select_related("looked__file").order_by("-number").first()
    if last is not None and last.looked.file.sha256 == hashlib.sha256(content).hexdigest():
        return False
    looked = made_here(content=content, kind="csv", name=f"{part.file}.csv", at=at)
    resource.versions.filter(state=WAITING).update(state=RETURNED)
    version = next_version(resource, looked, at=at)
    if dataset.state == PUBLISHED:
        put_in_force(version, at=at)
    return True


def _record(dataset: Dataset, kind: str, at: datetime, files: list[str]) -> None:
    append(
        chain=chain_of(dataset.pk),
        kind=kind,
        at=at,
        actor="system",
        public=kind == "made_anew",
        facts={"files": files},
    )
