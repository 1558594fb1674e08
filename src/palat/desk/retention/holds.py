"""Holding things back from destruction, and lifting that again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.retention import forms
from palat.desk.retention.common import acted, crumbs, reader, with_role
from palat.desk.small_forms import form_page
from palat.kernel.letters.procedure import paper_digits
from palat.kernel.matters.authority import Actor, held_roles
from palat.kernel.pages.pieces import display
from palat.kernel.pages.shapes import Crumb, Fact
from palat.kernel.retention.operations import holds
from palat.kernel.retention.procedure import HOLDERS, LIFTERS, Ref
from palat.kernel.retention.queries.finding import may_be_more, things_called
from palat.kernel.retention.queries.lists import visible_holds
from palat.kernel.retention.registry import kind_words


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Find the thing by a number, then hold it back with a reason."""
    by = with_role(request, HOLDERS)
    number = " ".join(request.GET.get("number", "").split())
    asked = forms.NumberForm(request.GET if number else None)
    things = things_called(number, by) if number else []
    if number and not things:
        asked.add_error("number", _("ไม่พบเรื่อง หนังสือ หรือรายการในทะเบียนตามเลขนี้"))
    form = forms.HoldForm(request.POST if request.method == "POST" else None, things=things) if things else None
    if form is not None:

        def do() -> str:
            kind, _colon, row = form.cleaned_data["thing"].partition(":")
            ref = Ref(kind, int(row))
            holds.place_hold(ref=ref, reason=form.cleaned_data["reason"], by=by, at=timezone.now())
            return reverse("retention_holds")

        done = acted(request, form, do, _("ระงับการทำลายแล้ว"))
        if done is not None:
            return done
    context = {
        "asked": asked,
        "form": form,
        "more": may_be_more(things),
        "title": _("ระงับการทำลาย"),
        "crumbs": _way(),
    }
    wrong = bool(asked.errors) or bool(form and form.is_bound)
    return render(request, "desk/retention/hold_new.html", context, status=422 if wrong else 200)


def _way(*more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(_("ระงับการทำลาย"), reverse("retention_holds")), *more)


def _seen(number: int, by: Actor) -> Any:
    found = visible_holds(by).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


@login_required
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show a hold: what, why, by whom, and how it ended."""
    by = reader(request)
    found = _seen(number, by)
    rows = [
        (_("ประเภท"), kind_words(found.kind)),
        (_("ระงับโดย"), f"{found.placed_by} · {display(found.placed_at)}"),
        (_("เหตุผล"), found.reason or _("ลบไปพร้อมกับสิ่งที่ถูกทำลาย")),
        (_("ยกเลิกโดย"), f"{found.lifted_by} · {display(found.lifted_at)}" if found.lifted_by else ""),
        (_("เหตุที่ยกเลิก"), found.lifted_reason),
    ]
    context = {
        "found": found,
        "title": paper_digits(found.number),
        "crumbs": _way(),
        "facts": [Fact(label, value) for label, value in rows if value],
        "lifts": not found.lifted_at and bool(LIFTERS & held_roles(by.authority)),
    }
    return render(request, "desk/retention/hold.html", context)


@login_required
def lift(request: HttpRequest, number: int) -> HttpResponse:
    """Lift a hold with a reason."""
    by = with_role(request, LIFTERS)
    found = _seen(number, by)
    address = reverse("retention_hold", args=[found.pk])
    form = forms.ReasonForm(request.POST if request.method == "POST" else None)

    def do() -> str:
        reason = form.cleaned_data["reason"]
        holds.lift_hold(hold_id=found.pk, reason=reason, by=by, at=timezone.now())
        return address

    done = acted(request, form, do, _("ยกเลิกการระงับแล้ว"))
    if done is not None:
        return done
    return form_page(
        request,
        form,
        title=_("ยกเลิกการระงับการทำลาย"),
        button=_("ยกเลิกการระงับ"),
        words=_("สิ่งนี้จะเข้าบัญชีหนังสือขอทำลายได้อีกเมื่อครบอายุการเก็บ"),
        danger=True,
        back=address,
        crumbs=_way(Crumb(found.number, address)),
    )
