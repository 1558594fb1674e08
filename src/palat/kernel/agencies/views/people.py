"""The agency's own people, sections, rule and history; and the page of someone who was invited."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.kernel.agencies.forms import ApprovalForm, ChangeForm, HandOverForm, InviteForm, JoinForm, SectionForm
from palat.kernel.agencies.operations import forwarding, people
from palat.kernel.agencies.queries import people as queries
from palat.kernel.agencies.views.guarding import agency_of, crumbs, member
from palat.kernel.agencies.views.history import lines
from palat.kernel.calendar.counting import legal_date
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.agency_side import APPROVERS, MANAGERS
from palat.kernel.organisation.operations import UnableToChange
from palat.kernel.organisation.procedure import ROLES
from palat.kernel.organisation.queries import approval_of
from palat.kernel.pages.language import name_of

REFUSED = (UnableToAct, UnableToChange)


@login_required
def everyone(request: HttpRequest) -> HttpResponse:
    """Who works for the agency, in which role; who was invited; inviting."""
    by, agency_id = member(request, MANAGERS)
    now = timezone.now()
    form = InviteForm(request.POST or None, agency_id=agency_id)
    if form.is_valid():
        try:
            people.invite(agency_id=agency_id, by=by, at=now, **form.cleaned_data)
        except REFUSED as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("ส่งคำเชิญแล้ว"))
            return redirect("agency_people")
    context = {
        "agency": name_of(agency_of(agency_id)),
        "members": [
            (one, _(ROLES[one.holding.post.role].label)) for one in queries.members(agency_id, on=legal_date(now))
        ],
        "invitations": [(one, _(ROLES[one.role].label)) for one in queries.open_invitations(agency_id, at=now)],
        "form": form,
        "me": by.official_id,
        "crumbs": crumbs((_("ผู้ใช้ของหน่วยงาน"), "")),
    }
    return render(request, "agencies/people.html", context, status=422 if form.errors else 200)


@login_required
def one(request: HttpRequest, official_id: int) -> HttpResponse:
    """One member: role and section, suspending, letting back, handing over what lies in hand."""
    by, agency_id = member(request, MANAGERS)
    now = timezone.now()
    today = legal_date(now)
    found = queries.member(agency_id, official_id, on=today)
    if found is None:
        raise Http404
    what = request.POST.get("what", "")
    post = found.holding.post
    change = ChangeForm(
        request.POST if what == "change" else None,
        agency_id=agency_id,
        initial={"role": post.role, "section_id": post.section_id},
    )
    give = HandOverForm(
        request.POST if what == "hand_over" else None, agency_id=agency_id, today=today, without=official_id
    )
    common = {"agency_id": agency_id, "by": by, "at": now}
    status = 200
    if request.method == "POST":
        try:
            done = _change(what, official_id, change, give, common)
        except REFUSED as refused:
            messages.error(request, str(refused))
            done, status = "", 422
        if done:
            messages.success(request, done)
            return redirect("agency_person", official_id=official_id)
        status = 422
    context = {
        "member": found,
        "role": _(ROLES[post.role].label),
        "change": change,
        "give": give,
        "is_me": official_id == by.official_id,
        "entries": [one for one in lines(agency_id, most=300) if one.concerns(official_id)][:50],
        "crumbs": crumbs((_("ผู้ใช้ของหน่วยงาน"), reverse("agency_people")), (found.name, "")),
    }
    return render(request, "agencies/person.html", context, status=status)


def _change(what: str, official_id: int, change: ChangeForm, give: HandOverForm, common: dict[str, Any]) -> str:
    """Do what was asked of a member, and return it in words; "" where the form must be looked at again."""
    if what == "suspend":
        people.suspend(official_id=official_id, **common)
        return _("ระงับแล้ว ผู้ใช้นี้เข้าถึงเรื่องของหน่วยงานไม่ได้อีก")
    if what == "let_back":
        people.let_back(official_id=official_id, **common)
        return _("ให้กลับมาใช้งานแล้ว")
    if what == "change" and change.is_valid():
        people.change(official_id=official_id, **change.cleaned_data, **common)
        return _("เปลี่ยนบทบาทแล้ว")
    if what == "hand_over" and give.is_valid():
        count = forwarding.hand_over(from_official_id=official_id, **give.cleaned_data, **common)
        return _("โอนแล้ว %(count)s เรื่อง") % {"count": count}
    return ""


@require_POST
@login_required
def withdraw(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take back an invitation."""
    by, agency_id = member(request, MANAGERS)
    try:
        people.withdraw(agency_id=agency_id, invitation_id=invitation_id, by=by, at=timezone.now())
    except REFUSED as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("ยกเลิกคำเชิญแล้ว"))
    return redirect("agency_people")


@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """The agency's own rule of approval, and its sections."""
    by, agency_id = member(request, MANAGERS | APPROVERS)
    now, what = timezone.now(), request.POST.get("what", "")
    approval = ApprovalForm(request.POST if what == "approval" else None, initial={"approval": approval_of(agency_id)})
    section = SectionForm(request.POST if what == "section" else None)
    common = {"agency_id": agency_id, "by": by, "at": now}
    if request.method == "POST":
        typed = section if what == "section" else approval
        try:
            done = _settle(request, what, approval, section, common)
        except REFUSED as refused:
            done = ""
            if typed.is_bound:
                typed.add_error(None, str(refused))
            else:
                messages.error(request, str(refused))
        if done:
            messages.success(request, done)
            return redirect("agency_rules")
    context = {
        "approval": approval,
        "section": section,
        "sections": queries.sections(agency_id),
        "crumbs": crumbs((_("การตั้งค่าของหน่วยงาน"), "")),
        "agency": name_of(agency_of(agency_id)),
    }
    return render(request, "agencies/rules.html", context, status=422 if request.method == "POST" else 200)


def _settle(request: HttpRequest, what: str, approval: Any, section: Any, common: dict[str, Any]) -> str:
    if what == "approval" and approval.is_valid():
        people.set_approval(**approval.cleaned_data, **common)
        return _("บันทึกการตั้งค่าแล้ว มีผลทันที")
    if what == "section" and section.is_valid():
        people.add_section(**section.cleaned_data, **common)
        return _("เพิ่มหน่วยภายในแล้ว")
    ended = request.POST.get("section_id", "")
    if what == "end_section" and ended.isdecimal():
        people.end_section(section_id=int(ended), **common)
        return _("ยกเลิกหน่วยภายในแล้ว")
    return ""


def join(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind an invitation: name, user name, password; once."""
    now = timezone.now()
    try:
        found = people.invitation(token, at=now)
    except people.InvitationUnusable as gone:
        return render(request, "agencies/join_gone.html", {"problem": str(gone)}, status=410)
    form = JoinForm(request.POST or None)
    if form.is_valid():
        data = {key: value for key, value in form.cleaned_data.items() if key != "again"}
        try:
            people.join(token=token, who=people.Joining(**data), at=now)
        except ValidationError as weak:
            form.add_error("password", weak)
        except UnableToAct as taken:
            form.add_error("username", str(taken))
        except people.InvitationUnusable as gone:
            return render(request, "agencies/join_gone.html", {"problem": str(gone)}, status=410)
        else:
            messages.success(request, _("เปิดบัญชีแล้ว โปรดเข้าสู่ระบบ"))
            return redirect("account_login")
    context = {
        "form": form,
        "agency": name_of(found.agency),
        "role": _(ROLES[found.role].label),
        "section": found.section,
    }
    return render(request, "agencies/join.html", context, status=422 if form.errors else 200)
