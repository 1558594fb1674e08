"""A package for the National Archives: a bag (BagIt, RFC 8493) of what is kept for ever, described in METS.

For each thing a folder: its record as PDF/A-2a (what it is, all that was done and said) and its history as proved, or
the columns of its register; the files given and the letters written as they are stored, but those that a person left
out, for which a note stands. No seal is opened for it; what people wrote and gave may name them, and the package says
so. The same list, moment and choice always give the same bytes, so that a package can be made again and compared.
"""

import hashlib
import json
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree

from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.models import StoredFile
from palat.kernel.files.queries import UnableToRead, open_file
from palat.kernel.history.queries import Told, events_of
from palat.kernel.letters.layout import render_sheet
from palat.kernel.letters.procedure import paper_date, paper_digits
from palat.kernel.letters.queries import letterhead
from palat.kernel.matters.models import Matter
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.queries.file import event_label
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.matters.showing import said
from palat.kernel.organisation.queries import actor_names
from palat.kernel.retention.bagging import make_bag
from palat.kernel.retention.contents import files_of, told_of
from palat.kernel.retention.models import DestructionList, Item
from palat.kernel.retention.procedure import MATTER
from palat.kernel.retention.registry import kind_words

OWN = Path(__file__).parent / "typst"
METS, DC, XLINK = "http://www.loc.gov/METS/", "http://purl.org/dc/elements/1.1/", "http://www.w3.org/1999/xlink"
NAMES = {"mets": METS, "dc": DC, "xlink": XLINK}
OLDEST = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can name; what is in it bears its own days


@dataclass(frozen=True)
class Packed:
    """A package as it was made."""

    things: int
    files: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Described:
    """What is said of one thing: in which folder, what it is called, when it was."""

    folder: str
    title: str
    identifier: str
    dated: str
    kind: str


def pack(
    found: DestructionList, items: Sequence[Item], into: BinaryIO, *, at: datetime, left_out: Collection[str] = ()
) -> Packed:
    """Write the package of things of a list as a zip; `left_out`: keys of files that do not go.

    Raises: FontsMissing, UnableToLayOut.
    """
    with TemporaryDirectory(prefix="palat-transfer-") as folder, override("th"):
        root = Path(folder) / f"palat-{found.year}-{found.running}"
        root.mkdir()
        described = [_put(item, root, at, left_out) for item in items]
        (root / "mets.xml").write_bytes(_mets(found, described, root, at))
        _bag(root, found, at, len(left_out))
        files = sorted(one for one in root.rglob("*") if one.is_file())
        _zip(root.parent, files, into)
        into.seek(0)
        digest = hashlib.file_digest(into, "sha256").hexdigest()  # type: ignore[arg-type]
        size = into.seek(0, 2)
        into.seek(0)
    return Packed(len(described), sum("data" in one.parts for one in files), size, digest)


def _bag(root: Path, found: DestructionList, at: datetime, left_out: int) -> None:
    """Make a bag of a folder: its files go under data/, with checksums and what is known of the whole."""
    day = legal_date(at)
    about = {
        "Source-Organization": letterhead(day).office.name,
        "External-Identifier": f"destruction-list-{found.number}",
        "External-Description": _describe_whole(found, left_out),
        "Bagging-Date": day.isoformat(),
        "Bag-Software-Agent": "palat, bagit.py",
    }
    make_bag(root, about)


def _describe_whole(found: DestructionList, left_out: int) -> str:
    """Say what the package is, and what it may hold of persons, in one line."""
    told = [
        _("เอกสารที่เก็บไว้ตลอดไปตามบัญชีหนังสือขอทำลายที่ %(number)s") % {"number": found.number},
        _("ไม่ได้เปิดข้อมูลผู้ร้องที่ปิดผนึกไว้ ถ้อยคำและไฟล์เป็นไปตามที่รับหรือส่ง อาจระบุตัวผู้ร้องหรือบุคคลอื่น"),
    ]
    if left_out:
        told.append(_("ไม่ใส่ไฟล์ %(count)d ไฟล์ตามที่เลือกไว้") % {"count": left_out})
    return " ".join(told)


def _zip(base: Path, files: Sequence[Path], into: BinaryIO) -> None:
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.relative_to(base).as_posix(), OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with file.open("rb") as content, archive.open(entry, "w", force_zip64=True) as written:
                while chunk := content.read(1 << 16):
                    written.write(chunk)


def _put(item: Item, root: Path, at: datetime, left_out: Collection[str]) -> Described:
    folder = root / f"{item.place:04d}"
    folder.mkdir()
    title, told = told_of(item)
    if item.kind == MATTER:
        _put_record(Matter.objects.select_related("unit").get(pk=item.row), folder, at)
    else:
        _write(folder / f"{item.kind}.json", told)
    for one in files_of(item):
        to = folder / one.path
        if one.key in left_out:
            words = _("ไม่ใส่ในชุดส่งมอบตามที่เลือกไว้")
            to.with_suffix(".left-out.txt").write_text(f"{one.stored.sha256}\n{words}\n", encoding="utf-8")
        else:
            _copy(one.stored, to)
    return Described(folder.name, title, item.number, item.dated.isoformat(), kind_words(item.kind))


def _put_record(matter: Matter, folder: Path, at: datetime) -> None:
    events = events_of(chain_of(matter.pk))
    (folder / "record.pdf").write_bytes(_record(matter, events, at))
    with (folder / "history.jsonl").open("w", encoding="utf-8") as lines:
        for one in events:
            told = {"seq": one.seq, "kind": one.kind, "at": one.at.isoformat(), "facts": one.facts, "said": one.body}
            lines.write(json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n")


def _write(path: Path, told: object) -> None:
    path.write_text(json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1) + "\n", encoding="utf-8")


def _copy(stored: StoredFile, to: Path) -> None:
    """Copy a stored file; where its bytes are gone a note stands in its place, so that nothing is missed silently."""
    try:
        with open_file(stored) as content, to.open("wb") as written:
            while chunk := content.read(1 << 16):
                written.write(chunk)
    except UnableToRead as gone:
        to.with_suffix(".missing.txt").write_text(f"{stored.sha256}\n{gone}\n", encoding="utf-8")


def _record(matter: Matter, events: Sequence[Told], at: datetime) -> bytes:
    """Set what a matter is, and all that was done and said on it, as PDF/A-2a."""
    procedure = procedure_of(matter.procedure, matter.version)
    names = actor_names(one.actor for one in events)
    day = legal_date(at)
    closed = paper_date(legal_date(matter.closed_at)) if matter.closed_at else ""
    parts = {
        "title": paper_digits(matter.subject),
        "office": letterhead(day).office.name,
        "made": {"year": day.year, "month": day.month, "day": day.day},
        "foot": _("เอกสารส่งมอบหอจดหมายเหตุแห่งชาติ ถ้อยคำเป็นไปตามที่รับ อาจระบุตัวบุคคล"),
        "facts": [
            [_("เลขทะเบียน"), paper_digits(matter.number)],
            [_("รหัสเรื่อง"), matter.code],
            [_("รับเมื่อ"), paper_date(legal_date(matter.received_at))],
            [_("ยุติเรื่องเมื่อ"), closed],
        ],
        "history": _("ประวัติ"),
        "events": [
            {
                "title": event_label(procedure, one.kind),
                "at": paper_date(legal_date(one.at)),
                "who": names.get(one.actor) or _("ระบบหรือผู้ร้อง"),
                "words": said(one.body),
            }
            for one in events
        ],
    }
    return render_sheet((OWN / "record" / "main.typ").read_text(encoding="utf-8"), parts, day)


def _mets(found: DestructionList, described: Sequence[Described], root: Path, at: datetime) -> bytes:
    """Describe the whole in METS: Dublin Core of each thing, every file with its checksum, how they belong together."""
    mets = etree.Element(f"{{{METS}}}mets", nsmap=NAMES, OBJID=f"destruction-list-{found.number}", TYPE="transfer")
    head = etree.SubElement(mets, f"{{{METS}}}metsHdr", CREATEDATE=at.replace(microsecond=0).isoformat())
    agent = etree.SubElement(head, f"{{{METS}}}agent", ROLE="CREATOR", TYPE="ORGANIZATION")
    etree.SubElement(agent, f"{{{METS}}}name").text = letterhead(legal_date(at)).office.name
    for one in described:
        _describe(mets, one)
    files = etree.SubElement(mets, f"{{{METS}}}fileSec")
    whole = etree.SubElement(etree.SubElement(mets, f"{{{METS}}}structMap", TYPE="logical"), f"{{{METS}}}div")
    for one in described:
        group = etree.SubElement(files, f"{{{METS}}}fileGrp", USE=one.folder)
        div = etree.SubElement(whole, f"{{{METS}}}div", DMDID=f"dmd-{one.folder}", LABEL=one.identifier)
        for path in sorted((root / one.folder).iterdir()):
            number = f"file-{one.folder}-{path.name}"
            with path.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            proof = {"SIZE": str(path.stat().st_size), "CHECKSUM": digest, "CHECKSUMTYPE": "SHA-256"}
            listed = etree.SubElement(group, f"{{{METS}}}file", ID=number, attrib=proof)
            where = {f"{{{XLINK}}}href": f"{one.folder}/{path.name}"}
            etree.SubElement(listed, f"{{{METS}}}FLocat", LOCTYPE="URL", attrib=where)
            etree.SubElement(div, f"{{{METS}}}fptr", FILEID=number)
    return bytes(etree.tostring(mets, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _describe(mets: "etree._Element", one: Described) -> None:
    section = etree.SubElement(mets, f"{{{METS}}}dmdSec", ID=f"dmd-{one.folder}")
    wrap = etree.SubElement(etree.SubElement(section, f"{{{METS}}}mdWrap", MDTYPE="DC"), f"{{{METS}}}xmlData")
    for name, words in (("title", one.title), ("identifier", one.identifier), ("date", one.dated), ("type", one.kind)):
        etree.SubElement(wrap, f"{{{DC}}}{name}").text = words
