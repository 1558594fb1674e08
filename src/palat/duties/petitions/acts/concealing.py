"""The pages on which a concealed copy is prepared and approved: what was found is marked, and asked about."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from palat.duties.petitions.models import Petition
from palat.duties.petitions.operations import concealing
from palat.duties.petitions.queries.concealing import KINDS, found_in, pieces, waiting_in
from palat.kernel.matters.desk.rows import Asked, Beside, Fields
from palat.kernel.matters.operations.acts import Event
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.text import TextField

TEMPLATE = "petitions/desk/_concealing.html"
REASON = "reason_"


def prepare_copy(*, subject: str, text: str, **rest: Any) -> Event:
    """Prepare a copy with the reasons that were typed for what was found."""
    reasons = {name.removeprefix(REASON): rest.pop(name) for name in list(rest) if name.startswith(REASON)}
    return concealing.prepare(subject=subject, text=text, reasons=reasons, **rest)


def reasons_for_found(asked: Asked, typed: Mapping[str, Any]) -> Fields:
    """A field for the reason of each kind of data that the copy still holds, with the words that were found."""
    row = Petition.objects.get(pk=asked.file.matter.pk)
    subject = str(typed.get("subject") or asked.file.matter.subject)
    found = found_in(row, subject=subject, text=str(typed.get("text") or ""))
    return {f"{REASON}{kind}": _reason(kind, words) for kind, words in found.items()}


def _reason(kind: str, words: list[str]) -> Callable[[Asked], forms.Field]:
    shown = " ".join(f"“{one}”" for one in words)
    return lambda _asked: TextField(
        label=gettext("เหตุผลที่ให้คง: %(kind)s") % {"kind": gettext(KINDS[kind])},
        rows=2,
        help_text=f"{shown} {gettext('ลบออกจากฉบับปกปิด หรือระบุเหตุผล')}".strip(),
    )


def original_marked(asked: Asked) -> Beside:
    """What the petitioner wrote, with what was found in it marked."""
    row = Petition.objects.get(pk=asked.file.matter.pk)
    texts = [(gettext_lazy("เรื่องที่ร้อง (ต้นฉบับ)"), pieces(row, row.text))]
    return Beside(TEMPLATE, {"texts": texts})


def copy_marked(asked: Asked) -> Beside:
    """The copy that waits, with what was found in it marked, the reasons given, and who prepared it."""
    row = Petition.objects.get(pk=asked.file.matter.pk)
    waiting = waiting_in(asked.file.events)
    copy = waiting.body if waiting else {}
    texts = [
        (gettext_lazy("ชื่อเรื่องที่ออกนอกสำนักงานได้"), pieces(row, copy.get("subject", ""))),
        (gettext_lazy("ฉบับปกปิด"), pieces(row, copy.get("text", ""))),
        (gettext_lazy("เรื่องที่ร้อง (ต้นฉบับ)"), pieces(row, row.text)),
    ]
    reasons = [(KINDS[kind], words) for kind, words in copy.get("reasons", {}).items()]
    who = actor_names([waiting.actor]).get(waiting.actor, "") if waiting else ""
    return Beside(TEMPLATE, {"texts": texts, "reasons": reasons, "who": who, "at": waiting.at if waiting else None})
