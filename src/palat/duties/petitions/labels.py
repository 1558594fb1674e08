"""Names of what the measures of petitions tell apart, in both languages, for figures that go out as data."""

from palat.duties.petitions.procedure.words import KINDS
from palat.duties.petitions.queries.quarter import category_names
from palat.kernel.organisation.queries import province_names
from palat.kernel.reports.labels import Names, supply_labels

ENGLISH_KINDS = {
    "grievance": "Grievance",
    "accusation": "Accusation",
    "tip_off": "Tip-off",
    "help": "Request for help",
    "fairness": "Request for fairness",
    "suggestion": "Suggestion",
    "enquiry": "Enquiry",
    "follow_up": "Follow-up",
    "praise": "Praise",
    "nuisance": "Nuisance",
}
STATES: Names = {"closed": ("ยุติแล้ว", "Closed"), "waiting": ("ยังไม่ยุติ", "Not closed"), "merged": ("รวมเรื่อง", "Merged")}


def _kinds() -> Names:
    return {code: (label, ENGLISH_KINDS[code]) for code, label in KINDS}


def _categories() -> Names:
    english = category_names(english=True)
    return {code: (name, english.get(code, "")) for code, name in category_names(english=False).items()}


def _provinces() -> Names:
    english = province_names(english=True)
    return {code: (name, english.get(code, "")) for code, name in province_names(english=False).items()}


def supply() -> None:
    """Name the dimensions of the measures that anybody may read."""
    supply_labels("petition.unit", "kind", _kinds)
    supply_labels("petition.category", "category", _categories)
    supply_labels("petition.province", "area", _provinces)
    for measure in ("petition.unit", "petition.category", "petition.province"):
        supply_labels(measure, "state", lambda: STATES)
