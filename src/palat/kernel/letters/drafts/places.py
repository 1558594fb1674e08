"""The places of a draft: fields and pieces of text. Remarks are bound to them, wordings compared by them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from palat.kernel.letters.shapes import SHAPES
from palat.kernel.letters.text.words import lines_of

TEXT = "content"


def _(text: str) -> str:
    """Mark words for translation; they are translated where they are shown."""
    return text


LABELS: Mapping[str, str] = {
    "subject": _("เรื่อง"),
    "addressee": _("ผู้รับ"),
    "references": _("อ้างถึง"),
    "enclosures": _("สิ่งที่ส่งมาด้วย"),
    "copies_to": _("สำเนาส่ง"),
    "urgency": _("ชั้นความเร็ว"),
}


@dataclass(frozen=True)
class Spot:
    """A place of a draft. `number`: which piece of the text it is, from 1; 0 for a field."""

    code: str
    label: str
    number: int = 0


def fields_of(form: str) -> Iterator[Spot]:
    """Yield the fields of a form in the order of the paper, without its text."""
    shape = SHAPES[form]
    yield Spot("subject", LABELS["subject"])
    has = {
        "addressee": bool(shape.addressee),
        "references": shape.references,
        "enclosures": shape.enclosures,
        "copies_to": shape.copies,
        "urgency": shape.urgency,
    }
    yield from (Spot(code, LABELS[code]) for code, there in has.items() if there)
    yield from (Spot(f"particulars.{one.code}", one.label) for one in shape.particulars)


def pieces_of(content: Sequence[Mapping[str, Any]]) -> Iterator[Spot]:
    """Yield the pieces of a text: paragraphs, items, tables."""
    yield from (Spot(f"{TEXT}:{index}", _("ข้อความ"), index + 1) for index in range(len(content)))


def places(form: str, content: Sequence[Mapping[str, Any]]) -> list[Spot]:
    """Return every place of a draft to which a remark may be bound."""
    return [*fields_of(form), *pieces_of(content)]


def text_at(words: Mapping[str, Any], place: str) -> str:
    """Return what stands at a place of a wording; nothing where the place is gone."""
    field, _colon, number = place.partition(":")
    if field == TEXT:
        pieces = words[TEXT]
        return "\n".join(lines_of(pieces[int(number)])) if int(number) < len(pieces) else ""
    name, _dot, own = field.partition(".")
    value = words["particulars"].get(own, "") if own else words[name]
    return "\n".join(value) if isinstance(value, list) else str(value)
