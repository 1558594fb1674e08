"""Acts on a list, each a small form of its own; and drawing up a new one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.desk.retention import forms
from palat.desk.retention.common import (
    REFUSALS,
    acted,
    crumbs,
    list_seen,
    reader,
    standing_of,
    title_of,
    url_of,
    with_role,
)
from palat.desk.small_forms import form_page
from palat.kernel.calendar.counting import legal_date
from palat.kernel.pages.shapes import Crumb
from palat.kernel.registers.procedure import BUDDHIST_ERA
from palat.kernel.retention.operations import deciding, destroying, drafting
from palat.kernel.retention.procedure import MOST_ITEMS, REGISTRY
from palat.kernel.retention.queries.due import count_due

BY_REGISTRY, BY_MEMBER, BY_HEAD = frozenset({"registry"}), frozenset({"member"}), frozenset({"head"})


@dataclass(frozen=True)
class ListAct:
    """An act on a list: what it does, what it asks for, what it says before and afterwards."""

    do: Callable[..., Any]
    form: type
    title: Any
    done: Any
    words: Any = ""
    danger: bool = False
    who: frozenset[str] = BY_REGISTRY  # whose page it is; whether they may is judged by the act itself
    given: Callable[[Any], dict[str, Any]] = lambda form: dict(form.cleaned_data)
    on_today: bool = False


def _of_return(form: Any) -> dict[str, Any]:
    return {"words": form.cleaned_data["reason"]}


ACTS: Mapping[str, ListAct] = {
    "committee": ListAct(
        drafting.name_committee,
        forms.CommitteeForm,
        gettext_lazy("บันทึกคณะกรรมการทำลายหนังสือ"),
        gettext_lazy("บันทึกคณะกรรมการแล้ว ส่งบัญชีให้คณะกรรมการพิจารณา"),
        gettext_lazy("ผู้จัดทำบัญชีและหัวหน้าส่วนราชการเป็นกรรมการของบัญชีนี้ไม่ได้ องค์ประกอบสามคนรอยืนยันกับตัวบท"),
        given=lambda form: form.named(),
        on_today=True,
    ),
    "drop": ListAct(
        drafting.drop_list,
        forms.ReasonForm,
        gettext_lazy("ยกเลิกบัญชี"),
        gettext_lazy("ยกเลิกบัญชีแล้ว"),
        gettext_lazy("ทุกรายการจะกลับไปรอเข้าบัญชีใหม่ เลขที่ของบัญชีนี้ไม่ใช้ซ้ำ"),
        danger=True,
    ),
    "submit": ListAct(
        deciding.submit_list,
        forms.NothingForm,
        gettext_lazy("เสนอหัวหน้าส่วนราชการ"),
        gettext_lazy("เสนอแล้ว"),
        gettext_lazy("หลังเสนอแล้วกรรมการแก้ความเห็นไม่ได้ เว้นแต่หัวหน้าส่วนราชการส่งคืน"),
        who=BY_MEMBER,
    ),
    "return": ListAct(
        deciding.return_list,
        forms.ReasonForm,
        gettext_lazy("ส่งคืนคณะกรรมการ"),
        gettext_lazy("ส่งคืนแล้ว"),
        given=_of_return,
        who=BY_HEAD,
    ),
    "send": ListAct(
        deciding.send_to_archives,
        forms.LetterForm,
        gettext_lazy("บันทึกการส่งหอจดหมายเหตุแห่งชาติ"),
        gettext_lazy("บันทึกการส่งแล้ว"),
        gettext_lazy("พิมพ์บัญชีแนบไปกับหนังสือ ระบบนับเวลาตอบจากวันที่ส่ง ระยะเวลายังไม่ได้ตรวจกับตัวบท"),
    ),
    "silent": ListAct(
        deciding.archives_silent,
        forms.NothingForm,
        gettext_lazy("พ้นกำหนดโดยไม่มีความเห็น"),
        gettext_lazy("บันทึกแล้ว"),
        gettext_lazy("ถือว่าหอจดหมายเหตุแห่งชาติเห็นชอบทุกรายการ หลักนี้ยังไม่ได้ตรวจกับตัวบท"),
        danger=True,
    ),
    "ask": ListAct(
        destroying.ask_to_destroy,
        forms.WayForm,
        gettext_lazy("ขอให้ทำลาย (คนที่หนึ่ง)"),
        gettext_lazy("บันทึกคำขอแล้ว รอกรรมการอีกคนหนึ่งยืนยัน"),
        gettext_lazy("ยังไม่มีสิ่งใดถูกทำลายจนกว่ากรรมการอีกคนหนึ่งจะยืนยัน"),
        who=BY_REGISTRY | BY_MEMBER,
    ),
    "withdraw": ListAct(
        destroying.withdraw_asking,
        forms.NothingForm,
        gettext_lazy("ถอนคำขอทำลาย"),
        gettext_lazy("ถอนคำขอแล้ว"),
        who=BY_REGISTRY | BY_MEMBER,
    ),
    "destroy": ListAct(
        destroying.destroy_list,
        forms.NothingForm,
        gettext_lazy("ยืนยันและทำลาย (คนที่สอง)"),
        gettext_lazy("ทำลายแล้ว พิมพ์บันทึกการทำลายได้จากหน้านี้"),
        gettext_lazy(
            "ถ้อยคำ ไฟล์ และข้อมูลบุคคลของทุกรายการที่ให้ทำลายจะถูกลบ ย้อนกลับไม่ได้ "
            "เลข วัน สถานะ และหลักฐานว่าเคยมีจะคงอยู่ รายการที่มีคำสั่งระงับจะไม่ถูกทำลาย"
        ),
        danger=True,
        who=BY_MEMBER,
    ),
}


@login_required
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Make one act; who may is judged by the act itself."""
    by = reader(request)
    found = list_seen(number, by)
    one = ACTS.get(what)
    if one is None or not one.who & standing_of(found, by):
        raise Http404
    now = timezone.now()
    more = {"on": legal_date(now)} if one.on_today else {}
    form = one.form(request.POST if request.method == "POST" else None, **more)

    def do() -> str:
        one.do(list_id=found.pk, by=by, at=now, **one.given(form))
        return url_of(found)

    done = acted(request, form, do, str(one.done))
    if done is not None:
        return done
    return list_form(request, form, found, title=one.title, words=one.words, danger=one.danger)


def list_form(
    request: HttpRequest, form: Any, found: Any, *, title: Any, words: Any = "", danger: bool = False
) -> HttpResponse:
    """Show a small form that belongs to a list."""
    way = crumbs(Crumb(title_of(found), url_of(found)))
    return form_page(request, form, title=title, words=words, danger=danger, back=url_of(found), crumbs=way)


@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Draw up a list of a year; how much is due is told before."""
    by = with_role(request, frozenset({REGISTRY}))
    now = timezone.now()
    year = legal_date(now).year + BUDDHIST_ERA - 1
    form = forms.YearForm(request.POST if request.method == "POST" else None, initial={"year": year})

    def do() -> str:
        return url_of(drafting.draft_list(year=form.cleaned_data["year"], by=by, at=now))

    done = acted(request, form, do, _("จัดทำบัญชีแล้ว ตรวจรายการ แล้วบันทึกคณะกรรมการ"))
    if done is not None:
        return done
    due = count_due(year, by, most=MOST_ITEMS + 1)
    told = _("ครบอายุการเก็บภายในสิ้นปี %(year)d และรอเข้าบัญชี: %(count)s รายการ") % {
        "year": year,
        "count": f"{MOST_ITEMS}+" if due > MOST_ITEMS else due,
    }
    return form_page(
        request,
        form,
        title=_("จัดทำบัญชีหนังสือขอทำลาย"),
        button=_("จัดทำบัญชี"),
        words=told,
        back=reverse("retention"),
        crumbs=crumbs(),
    )


@require_POST
@login_required
def take_off(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """Take an item off a draft."""
    by = with_role(request, frozenset({REGISTRY}))
    found = list_seen(number, by)
    try:
        drafting.take_off(list_id=found.pk, item_id=item, by=by, at=timezone.now())
    except REFUSALS as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("นำออกจากบัญชีแล้ว"))
    return redirect(url_of(found))
