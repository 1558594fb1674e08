"""Who stands behind a matter of this duty: the sealed person, whatever the procedure."""

from palat.duties.information.models import Appeal, Complaint, Request


def person_behind(matter_id: int) -> int | None:
    """Return the sealed person who asked, complained or appealed, if one was named."""
    for model in (Request, Complaint, Appeal):
        found = model._default_manager.filter(pk=matter_id).values_list("person_id", flat=True).first()
        if found:
            return found
    return None
