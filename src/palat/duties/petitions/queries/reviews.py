"""Who asked for the review of a case: its own petitioner, or one whose petition was merged into it."""

from collections.abc import Sequence

from palat.kernel.history.queries import Told
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.queries.file import MatterFile
from palat.kernel.matters.queries.visibility import visible

ASKED = frozenset({"object", "object_from_merged", "ask_review"})


def asker_in(events: Sequence[Told]) -> int | None:
    """Return the merged petition from which the last review was asked for; None if it was the case's own."""
    last = next((one for one in reversed(events) if one.kind in ASKED), None)
    return int(last.facts["petition"]) if last and last.kind == "object_from_merged" else None


def asked_from(file: MatterFile, by: Actor) -> str:
    """Return the code of the merged petition whose new facts a review under way is about, if the viewer may see it."""
    if file.matter.state != "review_requested":
        return ""
    asker = asker_in(file.events)
    if asker is None:
        return ""
    return visible(by).filter(pk=asker).values_list("code", flat=True).first() or ""
