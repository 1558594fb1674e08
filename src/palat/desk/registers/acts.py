"""What a clerk does with an entry of a register: enter, look, correct, mark void, settle a reserved number."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.registers.common import acted, entry_seen, kept_register, list_of, reader, way, way_to
from palat.desk.registers.forms import CorrectForm, EnterForm, SettleForm, VoidForm
from palat.desk.registers.listings import marks, url_of
from palat.desk.registers.showing import events_shown, facts_of, title_of
from palat.desk.small_forms import form_page
from palat.kernel.calendar.counting import legal_date
from palat.kernel.incoming.queries.items import under_number, visible_items
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.letters.registered.carried import particulars
from palat.kernel.pages.language import name_of
from palat.kernel.registers import queries
from palat.kernel.registers.carriers import page_behind
from palat.kernel.registers.operations import blocks, entries
from palat.kernel.registers.procedure import PAPER, RESERVED


@login_required
def enter(request: HttpRequest, register: str) -> HttpResponse:
    """Enter a paper in a register that the viewer keeps."""
    by, authority = reader(request)
    held, now = kept_register(authority, register), timezone.now()
    form = EnterForm(request.POST or None, by=by, register=held, initial={"on": legal_date(now)})
    given: list[str] = []

    def act() -> str:
        form.require_another()
        number = entries.enter(
            register=register,
            on=form.cleaned_data["on"],
            line=form.line(),
            late_reason=form.cleaned_data["late_reason"],
            by=authority,
            at=now,
        )
        given.append(number.text)
        return reverse("register_entry", args=[register, number.year, number.running])

    done = acted(request, form, act, lambda: _("ลงทะเบียนแล้ว ได้เลข %(number)s") % {"number": paper_digits(given[0])})
    if done is not None:
        return done
    title = _("ลง%(register)s") % {"register": name_of(held)}
    return form_page(
        request, form, title=title, button=_("ลงทะเบียนและออกเลข"), back=list_of(register), crumbs=way(held)
    )


@login_required
def entry(request: HttpRequest, register: str, year: int, running: int) -> HttpResponse:
    """Show one entry: its columns, where it leads, what was done to it, what its keeper may do."""
    by, authority = reader(request)
    found = entry_seen(authority, register, year, running)
    columns = particulars([found], by)[found.pk]
    keeps = bool(queries.basis_to_keep(found.register, authority))
    context = {
        "entry": found,
        "columns": columns,
        "title": title_of(found),
        "marks": marks(found),
        "facts": facts_of(found, columns),
        "paper_url": _paper_of(found, by),
        "events": events_shown(found) if (keeps or not found.register.secret) and not columns.hidden else [],
        "crumbs": way(found.register),
        "corrects": keeps and found.ref == PAPER and not found.void_reason and not columns.hidden,
        "voids": keeps and found.ref in (PAPER, RESERVED) and not found.void_reason and not columns.hidden,
        "settles": keeps and found.ref == RESERVED and not found.void_reason,
    }
    return render(request, "desk/registers/entry.html", context)


def _paper_of(found: Any, by: Any) -> str:
    """Return the page of the letter that came in under a number, for those who may see it."""
    item = under_number(found.register_id, found.year, found.running)
    seen = item is not None and visible_items(by).filter(pk=item).exists()
    return reverse("incoming_item", args=[item]) if seen else ""


@login_required
def correct(request: HttpRequest, register: str, year: int, running: int) -> HttpResponse:
    """Correct the columns of a paper."""
    by, authority = reader(request)
    kept_register(authority, register)
    found, now = entry_seen(authority, register, year, running), timezone.now()
    columns = particulars([found], by)[found.pk]
    if found.ref != PAPER or found.void_reason or columns.hidden:
        raise Http404
    line = found.line
    names = ("paper_number", "paper_date", "sender", "addressee", "subject", "action", "remark")
    about = columns.url.partition("q=")[2]
    begun = {**{one: getattr(line, one) for one in names}, "about": about}
    behind = page_behind(register, year, running)
    # Of a matter that the clerk may not open nothing is said; the paper stays in it, as does one that is kept here.
    kept_about = line.about if behind or (not about and line.about) else None
    form = CorrectForm(request.POST or None, by=by, initial=begun, kept_about=kept_about, behind=behind)
    place: dict[str, Any] = {"register": register, "year": year, "running": running, "by": authority, "at": now}

    def act() -> str:
        entries.correct(**place, line=form.line(), reason=form.cleaned_data["reason"])
        return url_of(found)

    done = acted(request, form, act, _("แก้ไขรายการแล้ว"))
    if done is not None:
        return done
    return form_page(
        request,
        form,
        title=_("แก้ไขรายการ"),
        button=_("บันทึกการแก้ไข"),
        back=url_of(found),
        crumbs=way_to(found),
        over=paper_digits(found.text),
    )


@login_required
def void(request: HttpRequest, register: str, year: int, running: int) -> HttpResponse:
    """Mark a number void."""
    by, authority = reader(request)
    kept_register(authority, register)
    found, now = entry_seen(authority, register, year, running), timezone.now()
    hidden = particulars([found], by)[found.pk].hidden
    if found.ref not in (PAPER, RESERVED) or found.void_reason or hidden:
        raise Http404
    form = VoidForm(request.POST or None)
    place: dict[str, Any] = {"register": register, "year": year, "running": running, "by": authority, "at": now}

    def act() -> str:
        entries.void(**place, reason=form.cleaned_data["reason"])
        return url_of(found)

    done = acted(request, form, act, _("ยกเลิกเลขแล้ว"))
    if done is not None:
        return done
    words = _("เลขที่ยกเลิกแล้วคงอยู่ในทะเบียนพร้อมเหตุ ไม่นำมาใช้อีก และเรียกคืนไม่ได้")
    if found.register.kind == "letter_in" and found.ref == PAPER:
        words += " " + _("หนังสือที่ลงรับด้วยเลขนี้จากกล่องหนังสือเข้ากลับไปรอลงทะเบียน และไม่นับเวลาตอบอีก")
    return form_page(
        request,
        form,
        title=_("ยกเลิกเลข"),
        words=words,
        danger=True,
        over=paper_digits(found.text),
        back=url_of(found),
        crumbs=way_to(found),
    )


@login_required
def settle(request: HttpRequest, register: str, year: int, running: int) -> HttpResponse:
    """Account for a reserved number with the paper that bears it."""
    by, authority = reader(request)
    kept_register(authority, register)
    found, now = entry_seen(authority, register, year, running), timezone.now()
    if found.ref != RESERVED or found.void_reason:
        raise Http404
    begun = {"on": found.on_date, "paper_number": found.text if found.register.kind.endswith("_out") else ""}
    form = SettleForm(request.POST or None, by=by, initial=begun)
    place: dict[str, Any] = {"register": register, "year": year, "running": running, "by": authority, "at": now}

    def act() -> str:
        blocks.settle(**place, on=form.cleaned_data["on"], line=form.line())
        left = queries.left_in(found.block_id)
        return reverse("register_block", args=[found.block_id]) if left else url_of(found)

    done = acted(request, form, act, _("บันทึกการใช้เลขแล้ว"))
    if done is not None:
        return done
    return form_page(
        request,
        form,
        title=_("บันทึกการใช้เลขที่จอง"),
        button=_("บันทึกเอกสารที่ใช้เลขนี้"),
        over=paper_digits(found.text),
        back=url_of(found),
        crumbs=way_to(found),
    )
