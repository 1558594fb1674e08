"""What this duty keeps beside matters: entries of the register, datasets, consultations, reports on committees.

Each comes into the schedule of keeping by its kind. An entry or a dataset is kept as long as it is published; its time
runs from the day on which it was withdrawn, and its files go with it.
"""

from collections.abc import Collection, Sequence

from django.db.models import Q

from palat.duties.information.models import (
    CommitteeReturn,
    Consultation,
    Dataset,
    Looked,
    Publication,
    Resource,
    ResourceVersion,
    Version,
)
from palat.duties.information.procedure.publication import WITHDRAWN
from palat.duties.information.queries import datasets, publications
from palat.kernel.files.operations import StoredFile
from palat.kernel.history.remains import Remains
from palat.kernel.retention.registry import Kept, keeps


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


def _empty_publications(rows: Collection[int], words: str, remains: Remains) -> None:
    versions = Version.objects.filter(publication__in=rows)
    looked = list(versions.filter(looked__isnull=False).values_list("looked", flat=True))
    blank = {"link": "", "page": "", "place": "", "gazette": "", "note": "", "particulars": {}}
    versions.update(looked=None, material=None, **blank)
    _let_files_go(looked, remains)
    empty = {"title_en": "", "keywords": "", "words": None, "withdrawn_reason": ""}
    Publication.objects.filter(pk__in=rows).update(title_th=words[:300], **empty)
    remains.add(chains=[publications.chain_of(one) for one in rows])


def _empty_datasets(rows: Collection[int], words: str, remains: Remains) -> None:
    versions = ResourceVersion.objects.filter(resource__dataset__in=rows)
    looked = list(versions.values_list("looked", flat=True))
    versions.delete()
    _let_files_go(looked, remains)
    Resource.objects.filter(dataset__in=rows).update(title_th=words[:300], title_en="", notes_th="", notes_en="")
    empty = {"title_en": "", "notes_th": "", "notes_en": "", "keywords": "", "withdrawn_reason": ""}
    contact = {"contact_name": "", "contact_email": ""}
    Dataset.objects.filter(pk__in=rows).update(title_th=words[:300], **empty, **contact)
    remains.add(chains=[datasets.chain_of(one) for one in rows])


def _let_files_go(looked_ids: Collection[int], remains: Remains) -> None:
    rows = Looked.objects.filter(pk__in=looked_ids)
    for file, open_file in rows.values_list("file", "open_file"):
        remains.add(files=[file, open_file])
    rows.delete()


def _empty_consultations(rows: Collection[int], words: str, _remains: Remains) -> None:
    Consultation.objects.filter(pk__in=rows).update(subject=words[:300], answer="")


def _empty_committees(rows: Collection[int], _words: str, _remains: Remains) -> None:
    CommitteeReturn.objects.filter(pk__in=rows).update(paper="")


def _files_of_publication(number: int) -> Sequence[tuple[str, StoredFile]]:
    rows = Version.objects.filter(publication=number, looked__isnull=False).select_related("looked__file")
    return [(one.looked.name, one.looked.file) for one in rows.order_by("number") if one.looked]


def _files_of_dataset(number: int) -> Sequence[tuple[str, StoredFile]]:
    rows = ResourceVersion.objects.filter(resource__dataset=number).select_related("looked__file")
    return [(one.looked.name, one.looked.file) for one in rows.order_by("resource__number", "number")]


def _no_files(_number: int) -> Sequence[tuple[str, StoredFile]]:
    return ()


KEPT = (
    Kept(
        "publish",
        _("รายการเผยแพร่"),
        Publication,
        "changed_at",
        lambda: Q(state=WITHDRAWN),
        lambda one: one.title_th,
        _files_of_publication,
        _empty_publications,
    ),
    Kept(
        "dataset",
        _("ชุดข้อมูลเปิด"),
        Dataset,
        "changed_at",
        lambda: Q(state=WITHDRAWN),
        lambda one: one.title_th,
        _files_of_dataset,
        _empty_datasets,
    ),
    Kept(
        "consult",
        _("ข้อหารือ"),
        Consultation,
        "answered_on",
        lambda: Q(answered_on__isnull=False),
        lambda one: one.subject,
        _no_files,
        _empty_consultations,
    ),
    Kept(
        "return",
        _("รายงานคณะกรรมการของหน่วยงาน"),
        CommitteeReturn,
        "reported_on",
        lambda: Q(pk__isnull=False),
        lambda one: f"{one.agency.name_th} {one.year}",
        _no_files,
        _empty_committees,
    ),
)


def bring_into_schedule() -> None:
    """Bring these kinds into the schedule of keeping."""
    for one in KEPT:
        keeps(one)
