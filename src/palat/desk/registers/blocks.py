"""Reserved numbers on the desk: reserve, see what became of each, give back what is left."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palat.desk.registers.common import acted, kept_register, list_of, reader, way
from palat.desk.registers.forms import ReserveForm, VoidForm
from palat.desk.registers.listings import marks, url_of
from palat.desk.registers.showing import block_facts
from palat.desk.small_forms import form_page
from palat.kernel.calendar.counting import legal_date
from palat.kernel.letters.registered.carried import particulars
from palat.kernel.pages.language import name_of
from palat.kernel.registers import queries
from palat.kernel.registers.operations import blocks


@login_required
def reserve(request: HttpRequest, register: str) -> HttpResponse:
    """Reserve numbers to be written by hand."""
    _by, authority = reader(request)
    held, now = kept_register(authority, register), timezone.now()
    form = ReserveForm(request.POST or None, today=legal_date(now))

    def act() -> str:
        block = blocks.reserve(register=register, by=authority, at=now, **form.cleaned_data)
        return reverse("register_block", args=[block.pk])

    done = acted(request, form, act, _("จองเลขแล้ว เลขเหล่านี้ค้างอยู่ในงานของทะเบียนจนกว่าจะบันทึกการใช้ครบ"))
    if done is not None:
        return done
    words = _("ใช้เมื่อเข้าระบบไม่ได้ เขียนเลขลงบนเอกสารด้วยมือ แล้วกลับมาบันทึกว่าเลขใดใช้กับเอกสารใด เลขที่ไม่ได้ใช้ให้ยกเลิกพร้อมเหตุ")
    title = _("จองเลข %(register)s") % {"register": name_of(held)}
    return form_page(
        request, form, title=title, button=_("จองเลข"), words=words, back=list_of(register), crumbs=way(held)
    )


@login_required
def block(request: HttpRequest, number: int) -> HttpResponse:
    """Show a block of reserved numbers, each with what it was used for; its keeper gives back what is left."""
    by, authority = reader(request)
    now = timezone.now()
    found: Any = queries.blocks(authority).filter(pk=number).first()
    if found is None:
        raise Http404
    keeps = bool(queries.basis_to_keep(found.register, authority))
    form = VoidForm(request.POST or None)
    if request.method == "POST" and not keeps:
        raise Http404
    given: list[int] = []

    def act() -> str:
        given.append(blocks.give_back(block_id=number, reason=form.cleaned_data["reason"], by=authority, at=now))
        return reverse("register_block", args=[number])

    def said() -> str:
        return ngettext("ยกเลิก %(count)d เลข", "ยกเลิก %(count)d เลข", given[0]) % {"count": given[0]}

    done = acted(request, form, act, said)
    if done is not None:
        return done
    numbers = list(queries.entries(authority).filter(block=found).order_by("running"))
    columns = particulars(numbers, by)
    context = {
        "block": found,
        "title": f"{found.first}–{found.last} / {found.year}",
        "rows": [(one, columns[one.pk], marks(one), url_of(one)) for one in numbers],
        "facts": block_facts(found),
        "crumbs": way(found.register),
        "gives_back": keeps and bool(found.left),
        "form": form,
        "today": legal_date(now),
    }
    return render(request, "desk/registers/block.html", context, status=422 if form.is_bound else 200)
