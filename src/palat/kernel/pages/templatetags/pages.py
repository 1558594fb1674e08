"""{% load pages %}: the pieces of a page. What each needs is listed in the package's README."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from palat.kernel.pages import dates, drawing, language, operations, pieces, shapes
from palat.kernel.pages.listing import Row

register = template.Library()

CONTROLS = (
    # what kind of widget → the class of its look
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect | forms.CheckboxSelectMultiple, "choices"),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
)

register.simple_tag(pieces.icon, name="icon")
register.simple_tag(pieces.urgency, name="urgency")
register.simple_tag(pieces.due, name="due")
register.simple_tag(pieces.visibility, name="visibility")
register.simple_tag(pieces.provisional_mark, name="provisional_mark")
register.filter("file_size", pieces.file_size)
register.filter("display", pieces.display)
register.filter("tracking_code", pieces.spaced)
register.filter("places", drawing.places_html)


@register.simple_tag
def badge(label: shapes.Text, tone: shapes.Tone = "neutral", icon: str = "") -> SafeString:
    """{% badge "ส่งต่อแล้ว" tone="info" icon="send" %}"""
    return pieces.badge(label, tone=tone, icon_name=icon)


@register.filter
def name_of(row: Any) -> str:
    """The name of an agency, area, category or shift in the language of the page."""
    return language.name_of(row)


@register.filter
def thai_date(value: date | datetime | None) -> str:
    return dates.display_date(value) if value else ""


@register.filter
def long_date(value: date | datetime | None) -> str:
    return dates.display_date(value, long=True) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    return dates.display_moment(value) if value else ""


@register.filter
def iso(value: date | datetime) -> str:
    """For <time datetime>."""
    return value.isoformat()


@register.simple_tag
def rows(rows: Sequence[Row], selectable: object = False) -> SafeString:
    """The rows of a list, each with a tick box if the list is `selectable`."""
    return drawing.rows_html(rows, selectable=bool(selectable))


@register.simple_tag
def once_key() -> SafeString:
    """Put the key into a form that makes a second sending of it harmless (`operations.send_once`)."""
    return format_html('<input type="hidden" name="once_key" value="{}">', operations.new_key())


@register.inclusion_tag("pages/_page_header.html", takes_context=True)
def page_header(
    context: RequestContext,
    title: shapes.Text,
    intro: shapes.Text = "",
    crumbs: Iterable[shapes.Crumb] = (),
    actions: Iterable[shapes.Action] = (),
    over: shapes.Text = "",
) -> dict[str, Any]:
    """The head of a page: way back, a small line over the title (a code, a kind), title, intro, actions."""
    return {
        "title": title,
        "intro": intro,
        "crumbs": crumbs,
        "actions": actions,
        "over": over,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("pages/_actions.html", takes_context=True)
def actions(context: RequestContext, actions: Iterable[shapes.Action]) -> dict[str, Any]:
    return {"actions": actions, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("pages/_clock.html")
def clock(clock: shapes.Clock) -> dict[str, Any]:
    """A clock with its label and the steps of its count to unfold."""
    return {"clock": clock}


@register.inclusion_tag("pages/_timeline.html")
def timeline(entries: Iterable[shapes.Entry], empty: shapes.Text = "") -> dict[str, Any]:
    return {"entries": list(entries), "empty": empty}


@register.inclusion_tag("pages/_tabs.html")
def tabs(tabs: Iterable[shapes.Tab], label: shapes.Text = "") -> dict[str, Any]:
    return {"tabs": tabs, "label": label}


@register.inclusion_tag("pages/_empty.html", takes_context=True)
def empty(
    context: RequestContext,
    title: shapes.Text,
    hint: shapes.Text = "",
    icon: str = "inbox",
    actions: Iterable[shapes.Action] = (),
) -> dict[str, Any]:
    return {
        "title": title,
        "hint": hint,
        "icon_name": icon,
        "actions": actions,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("pages/_notice.html")
def notice(title: shapes.Text, body: shapes.Text = "", tone: shapes.Tone = "info") -> dict[str, Any]:
    """A message that stays on the page; `tone` info, good, warn or danger."""
    icons = {"good": "check", "warn": "alert", "danger": "alert"}
    return {"title": title, "body": body, "tone": tone, "icon_name": icons.get(tone, "info")}


@register.inclusion_tag("pages/_facts.html")
def facts(facts: Iterable[shapes.Fact], css: str = "") -> dict[str, Any]:
    return {"facts": facts, "css": css}


@register.inclusion_tag("pages/_steps.html")
def steps(steps: Iterable[shapes.Step]) -> dict[str, Any]:
    return {"steps": steps}


@register.inclusion_tag("pages/_review.html")
def review(sections: Iterable[shapes.Section]) -> dict[str, Any]:
    return {"sections": sections}


@register.inclusion_tag("pages/_conflict.html")
def conflict(changes: Iterable[shapes.Change], url: str = "") -> dict[str, Any]:
    """Someone acted since the page was opened: what changed. What the user typed stays in the form below it."""
    return {"changes": changes, "url": url}


@register.inclusion_tag("pages/_kept_files.html")
def kept_files(files: Iterable[shapes.Kept]) -> dict[str, Any]:
    return {"files": list(files)}


@register.inclusion_tag("pages/_form_errors.html")
def form_errors(*forms: forms.BaseForm) -> dict[str, Any]:
    """The summary of errors for the top of a page, each a link to its field."""
    fields = [(field, errors_of(field)[0]) for form in forms if form.is_bound for field in form if field.errors]
    general = [error for form in forms if form.is_bound for error in form.non_field_errors()]
    return {"fields": fields, "general": general, "number": len(fields) + len(general)}


@register.inclusion_tag("pages/_form_fields.html")
def form_fields(form: forms.BaseForm) -> dict[str, Any]:
    """All fields of a form, in its order; without the summary of errors, the token or the button."""
    return {"form": form}


@register.inclusion_tag("pages/_field.html")
def field(
    field: forms.BoundField, files: Iterable[shapes.Kept] = (), help: shapes.Text | None = None
) -> dict[str, Any]:
    """One field: label, help, errors, control; `files` are those kept already; `help` replaces the form's own."""
    if help is not None:
        field.help_text = help
    widget = field.field.widget
    return {
        "field": field,
        "files": list(files),
        "wrong": errors_of(field),
        "optional": not field.field.required,
        "is_check": isinstance(widget, forms.CheckboxInput),
        "is_group": field.use_fieldset,
        # Radio buttons and check boxes come in a frame with the field's own id; other groups have none of their own.
        "group_id": "" if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple) else field.auto_id,
        "is_file": isinstance(widget, forms.FileInput),
        "control": control(field),
    }


def control(field: forms.BoundField) -> SafeString:
    """Draw the control itself with the class of its look, and the red frame if it holds an error."""
    widget = field.field.widget
    css = next(css for kinds, css in CONTROLS if isinstance(widget, kinds))
    attrs: dict[str, Any] = {}
    if widget.attrs.get("placeholder") == field.label:
        attrs["placeholder"] = False  # the label says it already, and does not vanish while typing
    own = widget.attrs.get("class", "")
    wrong = " is-invalid" if field.errors else ""
    attrs["class"] = f"{css} {own}{wrong}".strip()
    return drawing.select_html(field, attrs) if type(widget) is forms.Select else field.as_widget(attrs=attrs)


def errors_of(field: forms.BoundField) -> list[str]:
    """Say what is wrong with a field; a plain "this field is required" is said as what to do."""
    plain = str(forms.Field.default_error_messages["required"])
    return [what_to_do(field) if str(error) == plain else str(error) for error in field.errors]


def what_to_do(field: forms.BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.FileInput):
        return _("โปรดแนบไฟล์")
    if isinstance(widget, forms.CheckboxInput):
        return _("โปรดทำเครื่องหมายในช่องนี้")
    if isinstance(widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _("โปรดเลือก")
    return _("โปรดกรอก")


@register.simple_tag
def message_draft(tags: str) -> str:
    """Take the key of the draft to forget out of a message's tags (`views.sent`)."""
    return next((tag.removeprefix("draft:") for tag in (tags or "").split() if tag.startswith("draft:")), "")
