"""Who may see which matter: one queryset, asked for list, search, count, export, API and report alike."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from palat.kernel.matters.authority import Actor
from palat.kernel.matters.models import Attachment, Bar, Matter, Track
from palat.kernel.matters.queries.hands import own_tracks, taken_back
from palat.kernel.matters.registry import closed_procedures
from palat.kernel.organisation.kept_statements import Statement, statement_for
from palat.kernel.organisation.procedure import ROLES, Authority
from palat.kernel.organisation.queries import unit_and_above, units_below
from palat.kernel.pages.language import name_of
from palat.kernel.reading import rows_of

# Who may open the queue of matters that touch the monarchy and of ฎีกา: named roles only.
RESTRICTED_READERS = frozenset({"director", "deputy_permanent_secretary", "permanent_secretary"})


def visible(by: Actor) -> QuerySet[Matter]:
    """Return the matters that someone may open.

    An official of the Office sees what the role reads, up to the clearance of the posts held: where it reads all,
    of a closed procedure what the own unit or one below it holds;
    never what names them or their agency as accused; an agency sees matters that have a track
    of its own that was not taken back from it, a link the one matter as an agency without clearance would;
    a citizen the one matter whose receipt code was proved; nobody else anything.
    """
    if by.kind == "system":
        return Matter.objects.all()
    if by.kind == "citizen":
        return Matter.objects.filter(pk=by.matter_id or 0)
    if by.kind == "link":
        return _for_link(by)
    if by.authority is None:
        return Matter.objects.none()
    return _for_official(by.authority)


def _for_link(by: Actor) -> QuerySet[Matter]:
    track = Track.objects.filter(pk=by.track_id or 0, matter_id=OuterRef("pk")).exclude(state__in=taken_back())
    barred = Bar.objects.filter(
        matter_id=OuterRef("pk"), agency__in=Track.objects.filter(pk=by.track_id or 0).values("agency")
    )
    matters = Matter.objects.filter(Exists(track), ~Exists(barred), pk=by.matter_id or 0)
    return matters.filter(secrecy=0, restricted="")


def link_opens(secrecy: int, restricted: str) -> bool:
    """Say whether a single-use link opens a class of secrecy and a restricted queue, as `visible` does."""
    return not secrecy and not restricted


def sees(by: Actor, column: str) -> Exists:
    """Return the condition that someone may open the matter which a column names: each row is looked up by itself.

    For conditions under OR and NOT: there `column__in=visible(by)` would make the database read every matter.
    """
    return Exists(visible(by).filter(pk=OuterRef(column)))


def _for_official(authority: Authority) -> QuerySet[Matter]:
    reads = _reads(authority)
    if reads is None:
        return Matter.objects.none()
    matters = Matter.objects.filter(reads, secrecy__lte=authority.clearance())
    if not RESTRICTED_READERS & authority.roles():
        matters = matters.filter(restricted="")
    return matters.exclude(is_named(authority, "pk"))


def is_named(authority: Authority, column: str) -> Exists:
    """Return the condition that a matter, which a column names, names someone or their agency as barred from it."""
    barred = Q(official_id=authority.official_id)
    if authority.agency_ids():
        barred |= Q(agency_id__in=authority.agency_ids())
    return Exists(Bar.objects.filter(barred, matter_id=OuterRef(column)))


def _reads(authority: Authority) -> Q | None:
    """Return the widest reading right of all posts and delegations held today."""
    rights: Q | None = None
    for role, unit_id, agency_id in authority.places():
        right = _right(ROLES[role].reads, unit_id, agency_id, authority)
        if right is not None and not right:
            return Q()
        if right is not None:
            rights = right if rights is None else rights | right
    return rights


def _right(reads: str, unit_id: int | None, agency_id: int | None, authority: Authority) -> Q | None:
    if reads == "office":
        return _office(unit_id)
    if reads == "unit" and unit_id:
        return Q(unit_id__in=units_below(unit_id))
    if reads == "own":
        return Q(officer_id=authority.official_id)
    if reads == "agency" and agency_id:
        held = Track.objects.filter(matter_id=OuterRef("pk"), agency_id=agency_id).exclude(state__in=taken_back())
        return Exists(held)  # type: ignore[return-value]
    if reads == "in_hand" and agency_id:
        given = Track.objects.filter(own_tracks(authority), matter_id=OuterRef("pk"), agency_id=agency_id)
        return Exists(given)  # type: ignore[return-value]
    return None


def _office(unit_id: int | None) -> Q:
    """Return what an official of the Office reads: all matters, of closed procedures only those of the own unit."""
    closed = closed_procedures()
    if not closed or (unit_id is not None and len(unit_and_above(unit_id)) == 1):
        return Q()
    others = ~Q(procedure__in=closed)
    return others | Q(unit_id__in=units_below(unit_id)) if unit_id is not None else others


def is_cleared(authority: Authority, secrecy: int, restricted: str) -> bool:
    """Say whether someone's clearance opens a class of secrecy and a restricted queue, as `visible` does."""
    return secrecy <= authority.clearance() and (not restricted or bool(RESTRICTED_READERS & authority.roles()))


def visible_by_code(code: str, by: Actor) -> Matter | None:
    """Return the matter of a code if someone may open it: the very condition of `visible`, its statement kept.

    Building the statement takes longer than asking the database, and each act asks twice.
    """
    if by.kind != "official" or by.authority is None:
        return visible(by).filter(code=code).first()
    authority = by.authority
    statement, values = statement_for(authority, ("visible",), lambda: _statement(authority))
    if not statement:
        return None
    asked = [code if value == ANY_CODE else value for value in values]
    return next(iter(rows_of(Matter, statement, asked)), None)


def _statement(authority: Authority) -> Statement:
    """Build the look-up of a code among what an official may open. Raises: EmptyResultSet where that is nothing."""
    return _for_official(authority).filter(code=ANY_CODE).query.sql_with_params()


ANY_CODE = "code to be put in"


def may_open(code: str, by: Actor) -> bool:
    """Say whether someone may open the matter of a code."""
    return visible_by_code(code, by) is not None


def codes_of(matter_ids: Collection[int], by: Actor) -> dict[int, str]:
    """Return the codes of those of these matters that someone may open."""
    return dict(visible(by).filter(pk__in=matter_ids).values_list("pk", "code")) if matter_ids else {}


def visible_tracks(by: Actor, matter: Matter) -> QuerySet[Track]:
    """Return the tracks of a matter that someone may see: an agency sees its own, not the others'."""
    tracks = Track.objects.filter(matter=matter).select_related("agency").order_by("pk")
    if by.kind == "link":
        return tracks.filter(pk=by.track_id or 0)
    if by.authority and not reads_as_office(by.authority):
        return tracks.filter(own_tracks(by.authority))
    return tracks


def taken_back_from(track_id: int, by: Actor) -> Track | None:
    """Return a track that the Office took back from an agency for which someone works: that it did, and no more."""
    authority = by.authority
    if authority is None:
        return None
    gone = Track.objects.filter(pk=track_id, agency_id__in=authority.agency_ids(), state__in=taken_back())
    known = gone.filter(~is_named(authority, "matter_id"), matter__secrecy__lte=authority.clearance())
    return known.filter(matter__restricted="").select_related("matter").first()


def reads_as_office(authority: Authority) -> bool:
    """Say whether someone reads matters as an official of the Office, not of an outside agency."""
    return any(ROLES[role].reads in {"office", "unit", "own"} for role, _unit, _agency in authority.places())


def reads_whole_office(authority: Authority) -> bool:
    """Say whether someone is an official of the Office as a whole: a member of a tribunal reads its appeals alone."""
    return any(ROLES[role].reads == "office" for role, _unit, _agency in authority.places())


def bar_choices(matter_id: int) -> list[tuple[int, str]]:
    """Return who is barred from a matter as choices."""
    bars = Bar.objects.filter(matter_id=matter_id).select_related("official", "agency")
    return [(bar.pk, str(bar.official or name_of(bar.agency))) for bar in bars.order_by("pk")]


def barred_officials(matter_id: int) -> set[int]:
    """Return the officials who are barred from a matter."""
    barred = Bar.objects.filter(matter_id=matter_id, official__isnull=False)
    return {number for number in barred.values_list("official_id", flat=True) if number}


def visible_attachments(by: Actor, matter: Matter) -> QuerySet[Attachment]:
    """Return the files that someone may see: an agency its own, and what a person approved to leave."""
    files = Attachment.objects.filter(matter=matter).select_related("file").order_by("pk")
    if by.kind == "citizen":
        return files.filter(for_petitioner=True)
    if by.kind == "link":
        return files.filter(Q(for_agencies=True) | Q(track_id=by.track_id))
    if by.authority and not reads_as_office(by.authority):
        return files.filter(Q(for_agencies=True) | Q(track__in=Track.objects.filter(own_tracks(by.authority))))
    return files
