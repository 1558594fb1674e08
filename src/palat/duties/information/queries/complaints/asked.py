"""What an agency that is complained of reads: the information, what it is asked, what it is to do; never by whom."""

from django.utils.translation import gettext as _

from palat.duties.information.models import Complaint
from palat.duties.information.procedure.complaint_words import COMPLIANCE, FINDINGS, KINDS
from palat.kernel.agencies.queries.asked import AskedOf, said_on
from palat.kernel.history.queries import Told, events_of
from palat.kernel.matters.queries.file import MatterFile, TrackView
from palat.kernel.pages.shapes import Fact

BY_OFFICE = frozenset({"return_explanation", "return_compliance", "recall_explanation"})
BY_AGENCY = frozenset({"agency_progress", "agency_report", "comply_progress", "comply_report"})


def asked_of(file: MatterFile, view: TrackView) -> AskedOf:
    """Return what an agency is asked on its track, in full."""
    row = Complaint.objects.get(pk=file.matter.pk)
    events = events_of(f"matter:{file.matter.pk}")
    facts = [
        Fact(_("เรื่องที่ร้องเรียน"), _(dict(KINDS)[file.matter.kind])),
        Fact(_("ข้อมูลข่าวสารที่ขอ"), row.wanted),
        *([Fact(_("ยื่นคำขอเมื่อ"), row.asked_on)] if row.asked_on else []),
    ]
    said = said_on(file, view, events, by_office=BY_OFFICE, by_agency=BY_AGENCY, words=_words)
    if view.track.type == COMPLIANCE:
        facts += [
            Fact(_("ผลการพิจารณา"), _(dict(FINDINGS)[row.found])),
            Fact(_("ข้อเท็จจริงที่ได้"), row.facts_found),
            Fact(_("ความเห็น"), row.opinion),
        ]
        return AskedOf(row.demands, _("สิ่งที่ให้หน่วยงานดำเนินการ"), facts=facts, said=said)
    return AskedOf(_question(view, events), _("สิ่งที่ขอให้ชี้แจง"), facts=facts, said=said)


def _words(event: Told) -> str:
    return str(event.body.get("words", ""))


def _question(view: TrackView, events: list[Told]) -> str:
    """Return the question in full: the track holds the beginning of it."""
    asked = [
        str(one.body.get("words", ""))
        for one in events
        if one.kind == "ask_agency"
        and one.facts.get("agency") == view.track.agency_id
        and one.at <= view.track.opened_at
    ]
    return asked[-1] if asked else view.track.label
