"""Tokens of the agency's own systems: made, shown once, revoked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from palat.kernel.agencies.forms import TokenForm
from palat.kernel.agencies.operations import tokens
from palat.kernel.agencies.procedure import SCOPES
from palat.kernel.agencies.queries.tokens import tokens as tokens_of
from palat.kernel.agencies.views.guarding import agency_of, crumbs, member
from palat.kernel.matters.operations.acts import UnableToAct
from palat.kernel.organisation.agency_side import APPROVERS, MANAGERS
from palat.kernel.pages.language import name_of


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """Every token of the agency, and making one; its secret is shown on this page alone, once."""
    by, agency_id = member(request, MANAGERS | APPROVERS)
    now = timezone.now()
    form = TokenForm(request.POST or None)
    secret = ""
    if form.is_valid():
        try:
            _made, secret = tokens.make(agency_id=agency_id, by=by, at=now, **form.cleaned_data)
        except UnableToAct as refused:
            form.add_error(None, str(refused))
        else:
            form = TokenForm()
    names = dict(SCOPES)
    context = {
        "agency": name_of(agency_of(agency_id)),
        "form": form,
        "secret": secret,
        "tokens": [
            (one, [_(names[code]) for code in one.scopes], one.revoked_at is None and one.expires_at > now)
            for one in tokens_of(agency_id)
        ],
        "api_url": request.build_absolute_uri(reverse("agency_api:openapi-json")),
        "crumbs": crumbs((_("โทเคนของระบบหน่วยงาน"), "")),
    }
    response = render(request, "agencies/tokens.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@login_required
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Revoke a token."""
    by, agency_id = member(request, MANAGERS | APPROVERS)
    try:
        tokens.revoke(agency_id=agency_id, token_id=token_id, by=by, at=timezone.now())
    except UnableToAct as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("เพิกถอนโทเคนแล้ว ระบบที่ใช้โทเคนนี้เข้าถึงไม่ได้อีก"))
    return redirect("agency_tokens")
