"""What is counted of petitions, cell by cell. The words of these rules stand in `counting_rules`."""

from typing import Any

from django.db.models import F, Q, QuerySet

from palat.duties.petitions.models import Contact, Petition
from palat.duties.petitions.procedure.words import REFERRAL
from palat.kernel.reports.countables import Countable
from palat.kernel.reports.measures import Measure, open_to_all
from palat.kernel.reports.parts import (
    clock_timing,
    has_clock,
    number_or_zero,
    province,
    timing,
    tracks_with_agencies,
    word_when,
    working_days_in_hand,
)


def _(text: str) -> str:
    """Mark a label for translation; it is translated on display."""
    return text


CLOSED, WAITING, MERGED = "closed", "waiting", "merged"
ANSWERED, RETURNED, RECALLED = "answered", "returned", "recalled"
ANSWERS = Q(state__in=("reported", "accepted"))


def cases() -> QuerySet[Any]:
    return Petition.objects.filter(**open_to_all("matter__"))


def closed_cases() -> QuerySet[Any]:
    return cases().filter(matter__closed_at__isnull=False).exclude(matter__state=MERGED)


def contacts() -> QuerySet[Any]:
    return Contact.objects.filter(Q(matter=None) | Q(**open_to_all("matter__")))


def referrals() -> QuerySet[Any]:
    return tracks_with_agencies(procedure="petition", type=REFERRAL)


STATE = word_when((Q(matter__state=MERGED), MERGED), (Q(matter__closed_at__isnull=False), CLOSED), otherwise=WAITING)
TIMING = timing(matter_id="matter_id")
REFERRAL_STATE = word_when(
    (ANSWERS, ANSWERED),
    (Q(state="returned"), RETURNED),
    (Q(state="rerouted") & Q(has_clock("reroute")), RETURNED),
    (Q(state__in=("rerouted", "recalled")), RECALLED),
    otherwise=WAITING,
)
RECEIVED = "matter__received_at"

MEASURES = (
    Measure(
        "petition.channel",
        "day",
        cases,
        RECEIVED,
        {"channel": F("channel"), "state": STATE, "timing": TIMING},
    ),
    Measure(
        "petition.category",
        "day",
        cases,
        RECEIVED,
        {"category": F("matter__category"), "state": STATE, "timing": TIMING},
    ),
    Measure(
        "petition.province",
        "month",
        cases,
        RECEIVED,
        {"area": province("matter__area_id"), "state": STATE, "timing": TIMING},
    ),
    Measure(
        "petition.unit",
        "month",
        cases,
        RECEIVED,
        {"kind": F("matter__kind"), "unit": number_or_zero("matter__unit_id"), "state": STATE, "timing": TIMING},
    ),
    Measure("petition.closed", "day", closed_cases, "matter__closed_at", {"channel": F("channel")}),
    Measure(
        "petition.referral",
        "month",
        referrals,
        "opened_at",
        {"agency": F("agency_id"), "state": REFERRAL_STATE, "timing": clock_timing("progress")},
        sums={"days": working_days_in_hand("progress", ANSWERS), "chased": F("chased")},
    ),
    Measure(
        "petition.contact",
        "day",
        contacts,
        "at",
        {"channel": F("channel"), "kind": F("kind"), "state": F("outcome")},
        untold=True,
    ),
)

ENDED = ("kept", "late")
COUNTABLES = (
    Countable("petition.received", _("เรื่องร้องทุกข์ที่รับ"), "petition.category"),
    Countable(
        "petition.closed_timed",
        _("เรื่องร้องทุกข์ที่ยุติและมีกำหนดที่สิ้นสุดแล้ว"),
        "petition.category",
        only={"state": CLOSED, "timing__in": ENDED},
    ),
    Countable(
        "petition.closed_in_time",
        _("เรื่องร้องทุกข์ที่ยุติและรักษากำหนดทุกข้อ"),
        "petition.category",
        only={"state": CLOSED, "timing": "kept"},
    ),
    Countable(
        "petition.referral_answered",
        _("เรื่องส่งต่อที่หน่วยงานตอบแล้ว"),
        "petition.referral",
        only={"state": ANSWERED},
        by_agency=True,
    ),
    Countable(
        "petition.referral_days",
        _("วันทำการรวมของเรื่องส่งต่อที่ตอบแล้ว"),
        "petition.referral",
        sum="days",
        only={"state": ANSWERED},
        by_agency=True,
    ),
)
