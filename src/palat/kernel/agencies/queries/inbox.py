"""The inbox of an agency: every track that it was given, as far as someone there may see it."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from palat.kernel.agencies.models import Draft, Onward
from palat.kernel.agencies.procedure import ASKED, OPEN_DRAFTS, SUBMITTED
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Clock, Track
from palat.kernel.matters.operations.clocks import end_of
from palat.kernel.matters.procedure import NEVER
from palat.kernel.matters.queries.file import NotVisible
from palat.kernel.matters.queries.hands import in_hand, own_tracks
from palat.kernel.matters.queries.visibility import reads_as_office, visible
from palat.kernel.organisation.agency_side import AGENCY_ROLES
from palat.kernel.pages.filters import start_of

TODO, WITH_OFFICE, DONE = "todo", "office", "done"
FOLDERS = (TODO, WITH_OFFICE, DONE)
OURS = Q(final=False, workitem__queue__startswith="agency:")  # what has ended lies with nobody: it is not looked at
UNANSWERED = Q(answer="")
SENT_STATES = ("sent", "ordered")  # nobody there has taken it on yet


def agencies_of(by: Actor) -> tuple[int, ...]:
    """Return the agencies for which someone works today, in the order of the posts held."""
    if by.authority is None:
        return ()
    places = by.authority.places()
    return tuple(dict.fromkeys(agency for role, _unit, agency in places if agency and role in AGENCY_ROLES))


def roles_in(by: Actor, agency_id: int) -> frozenset[str]:
    """Return the roles that someone has in an agency today."""
    places = by.authority.places() if by.authority else ()
    return frozenset(role for role, _unit, agency in places if agency == agency_id)


def inbox(by: Actor) -> QuerySet[Track]:
    """Return the tracks of the actor's agencies that the actor may see, each with when it is due (`due_at`).

    Only while it lies with the agency does a day run there; everything else sorts last.
    """
    if by.authority is None:
        return Track.objects.none()
    tracks = Track.objects.filter(own_tracks(by.authority), matter__in=visible(by))
    due = Case(When(OURS, then=F("workitem__due_at")), default=None, output_field=DateTimeField())
    return tracks.annotate(
        due_at=Coalesce(due, Value(NEVER), output_field=DateTimeField()), urgent=F("matter__urgency")
    ).select_related("matter", "matter__unit", "agency", "hand", "hand__official", "hand__section", "workitem")


def track_for(track_id: int, by: Actor) -> Track:
    """Return one track of the inbox. Raises: NotVisible."""
    found = inbox(by).filter(pk=track_id).first()
    if found is None:
        raise NotVisible(track_id)
    return found


def first_track_of(matter_id: int, by: Actor) -> int | None:
    """Return the track of a matter that an agency opens: the one due first; none for officials of the Office."""
    return first_tracks_of([matter_id], by).get(matter_id)


def first_tracks_of(matter_ids: Collection[int], by: Actor) -> dict[int, int]:
    """Return the track that an agency opens of each of these matters; nothing for officials of the Office."""
    if by.authority is None or reads_as_office(by.authority):
        return {}
    own = sorted(inbox(by).filter(matter_id__in=matter_ids), key=_due, reverse=True)
    return {one.matter_id: one.pk for one in own}


def _due(track: Track) -> datetime:
    return track.due_at  # type: ignore[attr-defined, no-any-return]


def folder(tracks: QuerySet[Track], which: str) -> QuerySet[Track]:
    """Narrow to what the agency must do, what lies with the Office, or what has ended."""
    if which == TODO:
        return tracks.filter(OURS)
    if which == WITH_OFFICE:
        return tracks.filter(final=False).exclude(OURS)
    return tracks.filter(final=True) if which == DONE else tracks


def overdue(tracks: QuerySet[Track], at: datetime) -> QuerySet[Track]:
    """Keep what lies with the agency past its last day."""
    return tracks.filter(OURS, workitem__due_at__lt=at)


def due_by(tracks: QuerySet[Track], day: date) -> QuerySet[Track]:
    """Keep what lies with the agency and is due by a day, the overdue among it."""
    return tracks.filter(OURS, workitem__due_at__lte=end_of(day))


def untaken(tracks: QuerySet[Track]) -> QuerySet[Track]:
    """Keep what nobody has taken on yet."""
    return tracks.filter(OURS, state__in=SENT_STATES)


def sent_back(tracks: QuerySet[Track]) -> QuerySet[Track]:
    """Keep what the Office returned after an answer: it lies with the agency again."""
    return tracks.filter(OURS).exclude(answer="")


def mine(tracks: QuerySet[Track], by: Actor) -> QuerySet[Track]:
    """Keep what lies in the actor's own hand."""
    return in_hand(tracks, by)


def unassigned(tracks: QuerySet[Track]) -> QuerySet[Track]:
    """Keep what was given to nobody inside the agency."""
    return tracks.filter(hand__isnull=True)


def to_approve(tracks: QuerySet[Track]) -> QuerySet[Track]:
    """Keep what has a draft before the approver; none of what has ended can be approved any more."""
    return tracks.filter(Exists(Draft.objects.filter(track=OuterRef("pk"), state=SUBMITTED)), final=False)


def with_draft(tracks: QuerySet[Track]) -> QuerySet[Track]:
    """Keep what has a draft that is open."""
    return tracks.filter(Exists(Draft.objects.filter(track=OuterRef("pk"), state__in=OPEN_DRAFTS)))


def with_words(tracks: QuerySet[Track], words: str) -> QuerySet[Track]:
    """Keep what has these words in its subject or item, or whose tracking code or number they are."""
    bare = "".join(words.split())
    named = Q(matter__subject__icontains=words) | Q(label__icontains=words)
    return tracks.filter(named | Q(matter__code__iexact=bare) | Q(matter__number__iexact=words.strip()))


def sent_on_late(tracks: QuerySet[Track], on: date) -> QuerySet[Track]:
    """Keep what was sent on to others who are late with their answer."""
    late = Onward.objects.filter(track=OuterRef("pk"), state=ASKED, due_on__lt=on)
    return tracks.filter(Exists(late))


def own_day_passed(tracks: QuerySet[Track], on: date) -> QuerySet[Track]:
    """Keep what is past the agency's own last day, though not yet the Office's."""
    return tracks.filter(OURS, hand__due_on__lt=on)


def sent_between(tracks: QuerySet[Track], first: date, last: date) -> QuerySet[Track]:
    """Keep what the Office sent from a day to a day, both included."""
    return tracks.filter(opened_at__gte=start_of(first), opened_at__lt=start_of(last + timedelta(days=1)))


def tallies(by: Actor, at: datetime, today: date) -> dict[str, int]:
    """Count what is open and what presses, in one statement that reads nothing of what has ended."""
    tracks = inbox(by).filter(final=False)
    submitted = Exists(Draft.objects.filter(track=OuterRef("pk"), state=SUBMITTED))
    return tracks.annotate(submitted=submitted).aggregate(
        todo=Count("pk", filter=OURS),
        office=Count("pk", filter=~OURS),
        overdue=Count("pk", filter=OURS & Q(workitem__due_at__lt=at)),
        week=Count(
            "pk", filter=OURS & Q(workitem__due_at__lte=end_of(today + timedelta(days=7)), workitem__due_at__gte=at)
        ),
        untaken=Count("pk", filter=OURS & Q(state__in=SENT_STATES)),
        approve=Count("pk", filter=Q(submitted=True)),
    )


def last_days(track_ids: Collection[int]) -> dict[int, date]:
    """Return the nearest last day that runs on each of these tracks."""
    running = Clock.objects.filter(track_id__in=track_ids, stopped_at=None, due_on__isnull=False).exclude(code="chase")
    pairs = running.order_by("-due_at").values_list("track_id", "due_on")
    return {track_id: due_on for track_id, due_on in pairs if due_on is not None}
