"""Emptying what agencies kept of matters that were destroyed under a list: drafts, what they sent on, what was said."""

from collections.abc import Collection

from palat.kernel.agencies.models import Draft, DraftFile, Onward, OnwardFile
from palat.kernel.agencies.operations.standing import CHAIN
from palat.kernel.history.queries import events_that_name
from palat.kernel.history.remains import Remains
from palat.kernel.matters.models import Track


def empty_agency_work(matter_ids: Collection[int], *, remains: Remains) -> None:
    """Empty the agencies' side of matters. In an agency's own chain single events lose their words, the rest stays."""
    tracks = list(Track.objects.filter(matter__in=matter_ids, agency__isnull=False).values_list("pk", flat=True))
    drafts, onward = Draft.objects.filter(track__in=tracks), Onward.objects.filter(track__in=tracks)
    for files in (DraftFile.objects.filter(draft__in=drafts), OnwardFile.objects.filter(onward__in=onward)):
        remains.add(files=files.values_list("file_id", flat=True))
        files.delete()
    drafts.update(words="", suggests="", reason="")
    onward.update(words="", answer="", answered_by="", to_email="", token_digest=None)
    if tracks:
        remains.add(events=events_that_name(CHAIN.format(""), "track", tracks))
