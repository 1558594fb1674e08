"""Acts on a thing that came in, each a small form of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palat.desk.incoming import forms
from palat.desk.incoming.common import acted, crumbs, item_seen, reader, url_of
from palat.desk.small_forms import form_page
from palat.kernel.incoming.operations import entering, keeping, leaving, receiving
from palat.kernel.incoming.operations.taking import UnableToTake
from palat.kernel.matters.queries.finding import by_number
from palat.kernel.pages.shapes import Crumb
from palat.kernel.registers.queries import basis_to_keep


def _put_into_matter(*, item_id: int, code: str, wants_answer: bool, by: Any, at: Any) -> None:
    found = by_number(code, by=by)
    if len(found) != 1:
        raise UnableToTake(_("ไม่พบเรื่องตามรหัสนี้"))
    keeping.put_into_matter(item_id=item_id, matter_id=found[0].pk, wants_answer=wants_answer, by=by, at=at)


def _move(*, item_id: int, where: str, by: Any, at: Any) -> None:
    keeping.move(item_ids=[item_id], where=where, by=by, at=at)


@dataclass(frozen=True)
class ItemAct:
    """An act on a thing: what it does, what it asks for, and what it says before and afterwards."""

    do: Callable[..., Any]
    form: type
    title: Any
    done: Any
    words: Any = ""
    danger: bool = False
    to_box: bool = False
    of_keeper: bool = True  # the registry's alone; the others are judged by where the letter is


ACTS: Mapping[str, ItemAct] = {
    "aside": ItemAct(
        entering.set_aside,
        forms.AsideForm,
        gettext_lazy("แยกไว้ ไม่ลงทะเบียน"),
        gettext_lazy("แยกไว้แล้ว"),
        gettext_lazy("ฉบับนี้จะไม่ได้เลขรับ แต่ยังค้นหาและนำกลับมาได้"),
        danger=True,
        to_box=True,
    ),
    "back": ItemAct(
        entering.bring_back,
        forms.NothingForm,
        gettext_lazy("นำกลับมารอลงทะเบียน"),
        gettext_lazy("นำกลับมาแล้ว"),
    ),
    "registrar": ItemAct(
        entering.hand_to_registrar,
        forms.NothingForm,
        gettext_lazy("ส่งนายทะเบียนข้อมูลข่าวสารลับ"),
        gettext_lazy("ส่งนายทะเบียนแล้ว"),
        gettext_lazy("ตั้งแต่นี้เฉพาะนายทะเบียนเห็นฉบับนี้ และลงในทะเบียนหนังสือรับ (ลับ)"),
        danger=True,
        to_box=True,
    ),
    "give": ItemAct(keeping.give, forms.UnitForm, gettext_lazy("จ่ายให้หน่วย"), gettext_lazy("จ่ายแล้ว")),
    "take": ItemAct(
        keeping.take, forms.NothingForm, gettext_lazy("รับหนังสือเข้าหน่วย"), gettext_lazy("รับหนังสือแล้ว"), of_keeper=False
    ),
    "copies": ItemAct(
        keeping.send_copies, forms.CopiesForm, gettext_lazy("ส่งสำเนาเพื่อทราบ"), gettext_lazy("ส่งสำเนาแล้ว")
    ),
    "seen": ItemAct(
        keeping.see_copy, forms.NothingForm, gettext_lazy("รับทราบสำเนา"), gettext_lazy("รับทราบแล้ว"), of_keeper=False
    ),
    "place": ItemAct(
        _move, forms.WhereForm, gettext_lazy("บันทึกที่อยู่ของตัวเอกสาร"), gettext_lazy("บันทึกที่อยู่แล้ว"), of_keeper=False
    ),
    "original": ItemAct(
        keeping.keep_original, forms.OriginalForm, gettext_lazy("รับต้นฉบับไว้ดูแล"), gettext_lazy("บันทึกต้นฉบับแล้ว")
    ),
    "answered": ItemAct(
        receiving.answered,
        forms.AnsweredForm,
        gettext_lazy("บันทึกว่าตอบผู้ส่งแล้ว"),
        gettext_lazy("บันทึกการตอบแล้ว"),
        gettext_lazy("หนังสือที่ส่งออกในระบบและอ้างถึงเลขที่ของฉบับนี้ บันทึกให้เอง ที่ไม่ได้อ้างถึงต้องมีคนยืนยัน"),
        of_keeper=False,
    ),
    "matter": ItemAct(
        _put_into_matter, forms.MatterForm, gettext_lazy("รับหนังสือเข้าเรื่อง"), gettext_lazy("รับหนังสือเข้าเรื่องแล้ว")
    ),
    "take-out": ItemAct(
        leaving.take_out_of_matter,
        forms.TakeOutForm,
        gettext_lazy("นำหนังสือออกจากเรื่อง"),
        gettext_lazy("นำหนังสือออกจากเรื่องแล้ว"),
        gettext_lazy("ใช้เมื่อรับเข้าเรื่องผิด เอกสารของหนังสือนี้ออกจากแฟ้มเรื่อง เลขรับคงเดิม ประวัติของเรื่องบันทึกไว้ และผู้ถือเรื่องได้รับแจ้ง"),
        danger=True,
    ),
}


@login_required
def act(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Make one act; who may is judged by the act itself."""
    by, authority = reader(request)
    found = item_seen(number, by)
    one = ACTS.get(what)
    if one is None or (one.of_keeper and not basis_to_keep(found.register, authority)):
        raise Http404
    begun = {"wants_answer": found.wants_answer and not found.answered_at, "number": request.GET.get("number", "")}
    form = one.form(request.POST if request.method == "POST" else None, initial=begun)

    def do() -> str:
        one.do(item_id=found.pk, by=by, at=timezone.now(), **form.cleaned_data)
        return reverse("incoming") if one.to_box else url_of(found)

    done = acted(request, form, do, str(one.done))
    if done is not None:
        return done
    return _page(request, form, found, title=one.title, words=one.words, danger=one.danger)


@login_required
def give_back(request: HttpRequest, number: int, original: int) -> HttpResponse:
    """Record that an original left the Office's custody."""
    by, authority = reader(request)
    found = item_seen(number, by)
    one = found.originals.filter(pk=original, returned_at=None).first()
    if one is None or not basis_to_keep(found.register, authority):
        raise Http404
    form = forms.ReturnForm(request.POST if request.method == "POST" else None)

    def do() -> str:
        keeping.return_original(original_id=one.pk, by=by, at=timezone.now(), **form.cleaned_data)
        return url_of(found)

    done = acted(request, form, do, _("บันทึกการคืนต้นฉบับแล้ว"))
    if done is not None:
        return done
    return _page(request, form, found, title=_("คืนต้นฉบับ"), words=one.what)


def _page(
    request: HttpRequest, form: Any, found: Any, *, title: Any, words: Any = "", danger: bool = False
) -> HttpResponse:
    way = crumbs(Crumb(found.subject or _("หนังสือ"), url_of(found)))
    return form_page(request, form, title=title, words=words, danger=danger, back=url_of(found), crumbs=way)
