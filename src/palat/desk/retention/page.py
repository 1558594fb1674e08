"""One list: what is on it, how each item was judged, what may be done now, and what was done."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from palat.desk.retention.common import TONES, crumbs, list_seen, reader, title_of
from palat.desk.retention.doing import doable
from palat.kernel.calendar.counting import legal_date
from palat.kernel.files.views import pdf_response
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.organisation.queries import actor_names
from palat.kernel.pages.pieces import badge, display
from palat.kernel.pages.shapes import Entry, Fact
from palat.kernel.retention import printing
from palat.kernel.retention.procedure import (
    ANSWERS,
    DECISIONS,
    DESTROYED,
    DRAFT,
    ENTRY,
    EVENTS,
    ITEM,
    LETTER,
    MATTER,
    OPEN,
    OPINIONS,
    OUTCOMES,
    REGISTRY,
    STATES,
    WAYS,
    Said,
)
from palat.kernel.retention.queries.lists import Line, history_of, lines_of, members_of
from palat.kernel.retention.registry import kind_words

PAGES = {MATTER: "matter", LETTER: "letter", ENTRY: "register_entry", ITEM: "incoming_item"}


@never_cache
@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a list."""
    by = reader(request)
    found = list_seen(number, by)
    lines = lines_of(found, by)
    members = members_of(found)
    today = legal_date(timezone.now())
    context = {
        "title": title_of(found),
        "crumbs": crumbs(),
        "found": found,
        "state": badge(_(STATES[found.state]), tone=TONES[found.state]),
        "facts": _facts(found),
        "rows": [row_of(line) for line in lines],
        "some_provisional": found.state in OPEN and any(line.item.provisional for line in lines),
        "some_held": any(line.held for line in lines),
        "some_left": any(line.left for line in lines),
        "takes_off": found.state == DRAFT and REGISTRY in held_roles(by.authority) and len(lines) > 1,
        "members": [
            {"member": one, "part": printing.part_of(one), "said": _said_by(one, lines, found)} for one in members
        ],
        "acts": doable(found, by, lines, today),
        "transfers": list(found.transfers.select_related("made_by").order_by("pk")),
        "events": _events(found),
        "gone": found.destroyed_at is not None,
        "keeps": REGISTRY in held_roles(by.authority),
    }
    return render(request, "desk/retention/list.html", context)


def row_of(line: Line) -> dict[str, Any]:
    """Prepare one item for a page."""
    item = line.item
    return {
        "item": item,
        "kind": kind_words(item.kind),
        "number": paper_digits(item.number),
        "subject": line.subject,
        "url": reverse(PAGES[item.kind], args=line.args) if line.args else "",
        "held": line.held,
        "left": line.left and not line.held,
        "common": _in_words(line.common, OPINIONS) if line.common else "",
        "opinions": _opinions(line),
        "decision": _worded(item.decision, item.decided_until, DECISIONS),
        "answer": _worded(item.answer, item.answered_until, ANSWERS),
        "outcome": badge(_(OUTCOMES[item.outcome]), tone="danger" if item.outcome == DESTROYED else "info")
        if item.outcome
        else "",
    }


def _opinions(line: Line) -> list[dict[str, Any]]:
    """Return what the members think, the same words once with how many said so, each reason beside them."""
    told: dict[str, dict[str, Any]] = {}
    for one in sorted(line.opinions.values(), key=lambda one: one.member.place):
        words = _in_words(Said(one.what, one.until), OPINIONS)
        row = told.setdefault(words, {"words": words, "many": 0, "why": []})
        row["many"] += 1
        row["why"] += [one.words] if one.words else []
    return list(told.values())


def _worded(what: str, until: Any, labels: dict[str, str]) -> str:
    return _in_words(Said(what, until), labels) if what else ""


def _in_words(said: Said, labels: dict[str, str]) -> str:
    return printing.in_words(said, labels, write=display)


def _said_by(member: Any, lines: list[Line], found: Any) -> str:
    """Say on how many items a member has given an opinion, while that is still asked."""
    if found.state != "considering":
        return ""
    said = sum(member.pk in line.opinions for line in lines)
    return _("ให้ความเห็นแล้ว %(said)d จาก %(all)d") % {"said": said, "all": len(lines)}


def _facts(found: Any) -> list[Fact]:
    answered = f"{found.answer_no} · {display(found.answered_on)}" if found.answer_no else ""
    rows = [
        (_("ปี พ.ศ. ที่ครบอายุการเก็บ"), str(found.year)),
        (_("จัดทำโดย"), f"{found.drafted_by} · {display(found.drafted_at)}"),
        (_("คำสั่งแต่งตั้ง"), f"{found.order_no} · {display(found.order_on)}" if found.order_no else ""),
        (_("สั่งการโดย"), f"{found.decided_by} · {display(found.decided_at)}" if found.decided_by else ""),
        (_("หนังสือถึงหอจดหมายเหตุ"), f"{found.sent_no} · {display(found.sent_on)}" if found.sent_no else ""),
        (_("ตอบภายใน"), display(found.due_on) if found.due_on and not answered and not found.silent else ""),
        (_("หนังสือตอบ"), answered),
        (_("ผู้ขอให้ทำลาย"), f"{found.asked_by} · {display(found.asked_at)}" if found.asked_by else ""),
        (_("ผู้ยืนยันและทำลาย"), f"{found.destroyed_by} · {display(found.destroyed_at)}" if found.destroyed_by else ""),
        (_("เอกสารกระดาษ"), _(WAYS[found.way]) if found.way else ""),
        (_("ลบออกจากระบบ"), _gone(found)),
    ]
    facts = [Fact(label, value) for label, value in rows if value]
    if found.due_on:
        facts = [_marked(one) for one in facts]
    return facts


def _marked(fact: Fact) -> Fact:
    if fact.label != _("ตอบภายใน"):
        return fact
    return Fact(fact.label, fact.value, _("กำหนดยังไม่ได้ตรวจกับตัวบท"))


def _gone(found: Any) -> str:
    if not found.destroyed_at:
        return ""
    return " · ".join(
        (
            ngettext("ถ้อยคำ %(count)d แห่ง", "ถ้อยคำ %(count)d แห่ง", found.bodies) % {"count": found.bodies},
            ngettext("ไฟล์ %(count)d ไฟล์", "ไฟล์ %(count)d ไฟล์", found.files) % {"count": found.files},
            ngettext("บุคคล %(count)d ราย", "บุคคล %(count)d ราย", found.persons) % {"count": found.persons},
        )
    )


def _events(found: Any) -> list[Entry]:
    told = history_of(found)
    names = actor_names(one.actor for one in told)
    return [
        Entry(
            at=one.at,
            title=_(EVENTS[one.kind]),
            who=names.get(one.actor, ""),
            body=str(one.body.get("reason") or one.body.get("words") or ""),
        )
        for one in told
    ]


@login_required
def list_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """Give a list to print and sign."""
    by = reader(request)
    found = list_seen(number, by)
    paper = printing.list_paper(found, lines_of(found, by), at=timezone.now())
    return pdf_response(paper, f"destruction-list-{found.year}-{found.running}")


@login_required
def certificate_pdf(request: HttpRequest, number: int) -> HttpResponse:
    """Give the record of a destruction. Raises: Http404 before there is one."""
    by: Actor = reader(request)
    found = list_seen(number, by)
    if not found.destroyed_at:
        raise Http404
    items = list(found.items.filter(taken_off_at=None).order_by("place"))
    return pdf_response(
        printing.certificate(found, items, at=timezone.now()), f"destruction-record-{found.year}-{found.running}"
    )
