"""Pages on which every item of a list gets its word: a member's opinion, the head's decision, the Archives' answer."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from palat.desk.retention.common import acted, crumbs, list_seen, reader, title_of, url_of, with_role
from palat.desk.retention.forms import AnswersForm, ItemsForm
from palat.desk.retention.page import row_of
from palat.kernel.pages.shapes import Crumb
from palat.kernel.retention.operations import deciding
from palat.kernel.retention.procedure import ANSWERS, DECISIONS, DESTROY, HEAD, OPINIONS, REGISTRY, Said
from palat.kernel.retention.queries.lists import Line, lines_of, member_of


@login_required
def opinions(request: HttpRequest, number: int) -> HttpResponse:
    """Take a member's opinions: some now, the others later."""
    by = reader(request)
    found = list_seen(number, by)
    member = member_of(found, by)
    if member is None:
        raise Http404
    lines = lines_of(found, by)
    said = {
        one.item.pk: Said(given.what, given.until, given.words)
        for one in lines
        if (given := one.opinions.get(member.pk))
    }
    form = ItemsForm(request.POST or None, lines=lines, choices=OPINIONS, said=said, whole=False)
    now = timezone.now()

    def do() -> str:
        deciding.give_opinions(list_id=found.pk, said=form.said(), by=by, at=now)
        return url_of(found)

    words = _("บันทึกบางรายการก่อนแล้วกลับมาทำต่อได้ แก้ความเห็นได้จนกว่าประธานจะเสนอ")
    return _page(request, form, found, do, title=_("ให้ความเห็นเป็นรายการ"), words=words, done=_("บันทึกความเห็นแล้ว"))


@login_required
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Take the head's decision on every item: what most members think stands beside it, nothing is chosen before."""
    by = with_role(request, frozenset({HEAD}))
    found = list_seen(number, by)
    lines = lines_of(found, by)
    form = ItemsForm(request.POST or None, lines=lines, choices=DECISIONS, said={}, whole=True)
    now = timezone.now()

    def do() -> str:
        deciding.decide_list(list_id=found.pk, said=form.said(), by=by, at=now)
        return url_of(found)

    words = _("รายการที่ให้ทำลายจะส่งหอจดหมายเหตุแห่งชาติพิจารณาก่อน")
    return _page(request, form, found, do, title=_("พิจารณาสั่งการ"), words=words, done=_("บันทึกข้อสั่งการแล้ว"))


@login_required
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Take down the answer of the National Archives on every item that is to be destroyed."""
    by = with_role(request, frozenset({REGISTRY}))
    found = list_seen(number, by)
    lines = [one for one in lines_of(found, by) if one.item.decision == DESTROY]
    form = AnswersForm(request.POST or None, lines=lines, choices=ANSWERS, said={}, whole=True)
    now = timezone.now()

    def do() -> str:
        letter = {name: form.cleaned_data[name] for name in ("letter_no", "answered_on")}
        deciding.archives_answered(list_id=found.pk, said=form.said(), by=by, at=now, **letter)
        return url_of(found)

    return _page(
        request,
        form,
        found,
        do,
        title=_("บันทึกความเห็นหอจดหมายเหตุแห่งชาติ"),
        words=_("บันทึกตามหนังสือตอบ เป็นรายการ"),
        done=_("บันทึกความเห็นแล้ว"),
    )


def _page(
    request: HttpRequest, form: Any, found: Any, do: Callable[[], str], *, title: str, words: str, done: str
) -> HttpResponse:
    made = acted(request, form, do, done)
    if made is not None:
        return made
    context = {
        "form": form,
        "rows": _rows(form, form.lines),
        "head": [form[name] for name in ("letter_no", "answered_on") if name in form.fields],
        "title": title,
        "words": words,
        "back": url_of(found),
        "crumbs": crumbs(Crumb(title_of(found), url_of(found))),
    }
    return render(request, "desk/retention/judge.html", context, status=422 if form.is_bound else 200)


def _rows(form: Any, lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [{**row_of(line), **fields} for line, fields in zip(lines, form.rows(), strict=True)]
