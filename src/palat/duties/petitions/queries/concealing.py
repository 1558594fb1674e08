"""The concealed copy (ฉบับปกปิด): what in a text says who someone is, and the copy that waits for a second person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from palat.duties.petitions.models import Petition
from palat.kernel.history.queries import Told
from palat.kernel.identities.queries import stands_in
from palat.kernel.language import personal


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


PREPARE, APPROVE = "prepare_concealed_copy", "approve_concealed_copy"
PETITIONER, SAME = "petitioner", "same"
KINDS: dict[str, str] = {
    PETITIONER: _("ชื่อหรือเลขหมายที่ผู้ร้องให้ไว้"),
    personal.NAME: _("ชื่อบุคคล"),
    personal.PHONE: _("หมายเลขโทรศัพท์"),
    personal.HOUSE: _("บ้านเลขที่"),
    personal.CITIZEN_ID: _("เลขประจำตัวประชาชน"),
    personal.EMAIL: _("อีเมล"),
    personal.LINE: _("ไลน์"),
    SAME: _("ข้อความที่ตรงกับต้นฉบับทุกคำ"),
}
HIDDEN = "[ปกปิด]"


@dataclass(frozen=True)
class Piece:
    """A part of a text; with a kind, one that says who someone is."""

    words: str
    kind: str = ""

    @property
    def label(self) -> str:
        """What kind of data it is."""
        return KINDS.get(self.kind, "")


def pieces(row: Petition, text: str) -> list[Piece]:
    """Return a text cut where something says who someone is: by the rules of the language, and by the seal itself."""
    sealed = [number for number in (row.person_id, row.proxy_id) if number]
    given = stands_in(sealed, text) if sealed else []
    marks = [(start, end, PETITIONER) for start, end in given]
    for one in personal.find(text):
        is_given = any(start < one.end and one.start < end for start, end in given)
        marks.append((one.start, one.end, PETITIONER if is_given else one.kind))
    cut: list[Piece] = []
    at = 0
    for start, end, kind in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if end > at:
            cut += [Piece(text[at:start]), Piece(text[max(start, at) : end], kind)]
            at = end
    return [piece for piece in [*cut, Piece(text[at:])] if piece.words]


def masked(row: Petition, text: str) -> str:
    """Return a text with everything that was found masked: where a copy begins."""
    masks = {**personal.MASKS, PETITIONER: HIDDEN}
    return "".join(masks[one.kind] if one.kind else one.words for one in pieces(row, text))


def found_in(row: Petition, *, subject: str, text: str) -> dict[str, list[str]]:
    """Return what a copy still tells of people, by kind; one that is the original word by word is a kind of its own."""
    found: dict[str, list[str]] = {}
    for piece in (*pieces(row, subject), *pieces(row, text)):
        if piece.kind and piece.words not in found.setdefault(piece.kind, []):
            found[piece.kind].append(piece.words)
    if "".join(text.split()) == "".join(row.text.split()):
        found[SAME] = []
    return {kind: found[kind] for kind in KINDS if kind in found}


def waiting_in(events: Sequence[Told]) -> Told | None:
    """Return the copy that was prepared last and that nobody approved yet."""
    last = next((one for one in reversed(events) if one.kind in {PREPARE, APPROVE}), None)
    return last if last and last.kind == PREPARE else None


def begun(row: Petition, subject: str, events: Sequence[Told]) -> Mapping[str, str]:
    """Return what a copy begins with: the one that waits, the approved one, or the original masked."""
    waiting = waiting_in(events)
    if waiting and waiting.body:
        return {"subject": waiting.body["subject"], "text": waiting.body["text"]}
    return {"subject": masked(row, subject), "text": row.concealed_text or masked(row, row.text)}
