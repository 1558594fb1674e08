"""The words of notices in both languages: edited with what they become beside them, kept in versions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from palat.desk.admin.guarding import administrator, login_required
from palat.desk.admin.pages import crumbs
from palat.desk.admin.tables import Row, Table
from palat.kernel.notices.operations.wording import UnableToChangeWording, save
from palat.kernel.notices.operations.wording import go_back as use_again
from palat.kernel.notices.procedure import LANGUAGES
from palat.kernel.notices.queries import wording as queries
from palat.kernel.notices.registry import kinds
from palat.kernel.notices.wording import FIELDS, LONGEST, PARTS, TO, Kind, filled, pieces
from palat.kernel.organisation.procedure import Authority
from palat.kernel.pages import pieces as shown
from palat.kernel.pages.shapes import Crumb

EXAMPLE = {
    "code": "12345 12345 12345",
    "reference": "รท 1234/2569",
    "link": "https://palat.example/track/123451234512345/?n=1a2b-abcdefgh2345abcd",
    "count": "12",
    "list": "12345 12345 12345  ครั้งที่ 2\n23456 23456 23456  ครั้งที่ 1",
    "time": "2",
    "day": "8 มิ.ย. 2569",
    "agency": "การไฟฟ้าส่วนภูมิภาค",
    "days": "7",
}


class WordingForm(forms.Form):
    """The words of one kind, and why they change."""

    reason = forms.CharField(label=gettext_lazy("เหตุผลที่แก้ไข"), max_length=300)

    def __init__(self, data: Any = None, *, kind: Kind, words: Any) -> None:
        super().__init__(data)
        self.kind = kind
        for language in LANGUAGES:
            for part in kind.parts:
                name = f"{language}_{part}"
                widget = (
                    forms.TextInput()
                    if part == "subject"
                    else forms.Textarea(attrs={"rows": 8 if part == "body" else 3})
                )
                self.fields[name] = forms.CharField(
                    label=_(PARTS[part]),
                    max_length=LONGEST[part],
                    widget=widget,
                    initial=words[language].get(part, ""),
                )
        self.order_fields([name for name in self.fields if name != "reason"])

    def typed(self) -> dict[str, dict[str, str]]:
        """Return what stands in the form, whether it is sound or not."""
        return {
            language: {part: str(self[f"{language}_{part}"].value() or "") for part in self.kind.parts}
            for language in LANGUAGES
        }

    def groups(self) -> list[dict[str, Any]]:
        """Return the fields of each language with what they become."""
        typed = self.typed()
        return [
            {
                "label": _(label),
                "code": language,
                "fields": [self[f"{language}_{part}"] for part in self.kind.parts],
                "seen": [_seen(part, typed[language][part]) for part in self.kind.parts],
            }
            for language, label in LANGUAGES.items()
        ]


def _seen(part: str, text: str) -> dict[str, Any]:
    words = filled(text, EXAMPLE)
    return {"label": _(PARTS[part]), "words": words, "pieces": pieces(words) if part == "short" else 0}


def _kind(code: str) -> Kind:
    found = queries.kind_of(code)
    if found is None:
        raise Http404
    return found


def _authority(request: HttpRequest) -> Authority:
    authority = administrator(request).authority
    if authority is None:
        raise Http404
    return authority


@login_required
def every(request: HttpRequest) -> HttpResponse:
    """Every kind of news with the version of its words."""
    administrator(request)
    newest = queries.newest_by_kind()
    tables = []
    for to, label in TO.items():
        rows = [
            Row(_(one.label), _line(newest.get(one.code)), reverse("admin_wording", args=[one.code]))
            for one in kinds().values()
            if one.to == to
        ]
        heads = [_("แจ้งว่า"), _("ฉบับที่ใช้อยู่"), _("แก้ไขเมื่อ"), _("โดย")]
        tables.append(Table(heads, rows, title=_("ถึง%(who)s") % {"who": _(label)}))
    title = _("ข้อความแจ้ง")
    context = {
        "title": title,
        "intro": _("ข้อความบอกเพียงว่ามีความเคลื่อนไหวและเปิดอ่านที่ใด ใช้ได้เฉพาะช่องที่ให้ไว้ เนื้อหาของเรื่องจึงไม่อยู่ในข้อความ"),
        "crumbs": crumbs(title),
        "tables": tables,
    }
    return render(request, "desk/admin/table.html", context)


def _line(version: Any) -> list[Any]:
    if version is None:
        return [_("ข้อความที่มากับโปรแกรม"), "", ""]
    number = _("ฉบับที่ %(number)d") % {"number": version.number}
    return [number, shown.display(version.made_at), str(version.made_by or "")]


def _crumbs(kind: Kind, more: str = "") -> list[Crumb]:
    way = [*crumbs("")[:1], Crumb(_("ข้อความแจ้ง"), reverse("admin_wordings"))]
    if not more:
        return [*way, Crumb(_(kind.label))]
    return [*way, Crumb(_(kind.label), reverse("admin_wording", args=[kind.code])), Crumb(more)]


@login_required
def wording(request: HttpRequest, kind: str) -> HttpResponse:
    """Edit the words of a kind; what they become stands beside them; every version is listed."""
    authority, declared = _authority(request), _kind(kind)
    held = queries.words_in_force(kind)
    form = WordingForm(request.POST or None, kind=declared, words=held.words)
    faults: tuple[Any, ...] = ()
    if "save" in request.POST and form.is_valid():
        try:
            save(
                kind=kind,
                words=form.typed(),
                by=authority,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
                of_number=held.number,
            )
        except UnableToChangeWording as refused:
            faults = refused.flaws
            if not faults:
                form.add_error(None, str(refused))
        else:
            messages.success(request, _("บันทึกเป็นฉบับใหม่แล้ว ใช้ตั้งแต่การแจ้งครั้งต่อไป"))
            return redirect("admin_wording", kind=kind)
    elif request.method == "POST" and "save" not in request.POST:
        form.errors.clear()  # only looked at; nothing is refused yet
    context = {
        "title": _(declared.label),
        "crumbs": _crumbs(declared),
        "form": form,
        "kind": declared,
        "faults": [_fault(one) for one in faults],
        "fields": [("{" + name + "}", _(FIELDS[name]), EXAMPLE[name]) for name in declared.fields],
        "versions": list(queries.versions(kind)),
        "number": held.number,
    }
    return render(request, "desk/admin/wording.html", context, status=422 if faults or form.errors else 200)


def _fault(flaw: Any) -> dict[str, Any]:
    place = f"{_(LANGUAGES[flaw.language])} · {_(PARTS[flaw.part])}"
    if flaw.line:
        place = _("%(place)s บรรทัด %(line)d") % {"place": place, "line": flaw.line}
    return {"place": place, "words": flaw.words, "field": f"id_{flaw.language}_{flaw.part}"}


@login_required
def compare(request: HttpRequest, kind: str) -> HttpResponse:
    """A version beside the one before it, line by line."""
    administrator(request)
    declared = _kind(kind)
    asked = request.GET.get("number", "")
    after = queries.version(kind, int(asked)) if asked.isdecimal() and len(asked) < 9 else None
    if after is None:
        raise Http404
    before = queries.version(kind, after.number - 1)
    title = _("ฉบับที่ %(number)d เทียบกับฉบับก่อน") % {"number": after.number}
    differing = [
        (f"{_(LANGUAGES[language])} · {_(PARTS[part])}", lines)
        for language, part, lines in queries.compared(before.words if before else declared.words, after.words)
    ]
    context = {"title": title, "crumbs": _crumbs(declared, title), "parts": differing, "after": after}
    return render(request, "desk/admin/wording_compare.html", context)


@require_POST
@login_required
def go_back(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Use earlier words again; number 0 is what came with the program."""
    authority = _authority(request)
    _kind(kind)
    try:
        reason = request.POST.get("reason", "")
        use_again(kind=kind, number=number, by=authority, at=timezone.now(), reason=reason)
        messages.success(request, _("ใช้ข้อความฉบับนั้นอีกครั้งแล้ว"))
    except UnableToChangeWording as refused:
        messages.error(request, str(refused))
    return redirect("admin_wording", kind=kind)
