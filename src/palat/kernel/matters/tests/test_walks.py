"""Random walks through every procedure by legal moves: what must always hold, holds after every step."""

import random
from datetime import timedelta

import pytest

from palat.kernel.history.queries import faults
from palat.kernel.matters.authority import SYSTEM, Actor, citizen
from palat.kernel.matters.models import Clock, Matter, Pause, Submission, Track, WorkItem
from palat.kernel.matters.operations import decisions
from palat.kernel.matters.operations.acts import Act, UnableToAct, acting
from palat.kernel.matters.operations.changing import chain_of
from palat.kernel.matters.operations.clocks import NEVER
from palat.kernel.matters.procedure import Move, defects
from palat.kernel.matters.queries.worklists import queue_of, waits
from palat.kernel.matters.registry import procedure as procedure_of
from palat.kernel.matters.registry import procedures
from palat.kernel.matters.tests.factories import NOW, agency_id, holder, liaison, matter

# Facts that a duty adds for its guards: here they all hold, so that every move is walked.
FACTS = ("concealed_copy_ready", "by_letter", "answer_written", "told", "untraceable", "new_facts")
POSTS = (
    *("agent-1", "intake-1", "shift-1", "officer-1", "legal-1", "head-1", "intake-head", "director-psc"),
    *("secretary", "secretary-2", "deputy-ps", "minister"),
)
STEPS = 20


@pytest.mark.parametrize("one", list(procedures()), ids=lambda one: f"{one.code}-{one.version}")
def test_procedure_has_no_defects(one: object) -> None:
    assert list(defects(one)) == []  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_random_walk_keeps_every_rule(seed: int) -> None:
    chance = random.Random(seed)
    one = matter(urgency=chance.randrange(5), restricted="royal" if seed == 5 else "")
    people = [*(holder(post) for post in POSTS), liaison("กฟภ"), liaison("กปภ"), citizen(one.pk), SYSTEM]
    at, walked = NOW, 0
    for _step in range(STEPS):
        at += timedelta(days=chance.randrange(5), hours=1)
        track_id, move, target = chance.choice(_leads(one))
        chance.shuffle(people)
        walked += any(_make(one, by, at, track_id, move, target) for by in people)
        _assert_rules(one)
    assert walked > STEPS // 2


def _leads(one: Matter) -> list[tuple[int, Move, str | None]]:
    procedure = procedure_of("petition", 1)
    found: list[tuple[int, Move, str | None]] = []
    for track in Track.objects.filter(matter=one).order_by("pk"):
        kind = procedure.track(track.type)
        for move in kind.moves:
            if move.leads_from(kind.state(track.state)):
                found += [(track.pk, move, target) for target in (move.or_to or (None,))]
    return found


def _make(one: Matter, by: Actor, at: object, track_id: int, move: Move, target: str | None) -> bool:
    before = _events(one)
    try:
        with acting(matter_id=one.pk, by=by, at=at) as act:  # type: ignore[arg-type]
            _carry_out(act, track_id, move, target)
    except UnableToAct:
        assert _events(one) == before, "a refusal leaves nothing"
        return False
    assert _events(one) == before + 1, "one act, one event"
    return True


def _carry_out(act: Act, track_id: int, move: Move, target: str | None) -> None:
    """Make a move as its operation does, as far as the engine is concerned."""
    brief = {"question": "คำถาม", "recommendation": "ข้อเสนอ"}
    items = [decisions.OrderItem("ปฏิบัติ", agency_id("กฟภ"), act.at.date() + timedelta(days=9))]
    ordered = items if target == "ordered" else ()
    special = {
        "submit": lambda: decisions.submit(
            act, purpose="order", chain=["group_head", "director", "minister"], brief=brief, due_on=None
        ),
        "endorse": lambda: decisions.pass_on(act, words=""),
        "return_draft": lambda: decisions.give_back(act, words="แก้ไข"),
        "decide": lambda: decisions.rule(act, decision="approved", words="", items=ordered),
        "record_decision": lambda: decisions.take_down(act, decision="approved", words="ให้ทำ", way="oral"),
        "confirm_decision": lambda: decisions.confirm(act, items=ordered),
    }
    if move.code in special:
        special[move.code]()
        return
    track = act.track(track_id)
    act.move(move.code, track=track, to=target, **dict.fromkeys(FACTS, True))
    if move.code == "accept" and act.by.kind == "official":
        officer = holder("officer-1")
        assert officer.authority is not None
        act.hold(unit_id=officer.authority.held[0].unit_id, officer_id=officer.official_id)
    if move.code in {"refer", "reroute"}:
        opened = act.open_track("referral", agency_id=agency_id("กปภ"), unit_id=None)
        act.start_clock("accept", "referral.accept_or_return", opened)
        act.start_clock("progress", "referral.progress", opened)
    if move.code == "chase":
        act.stop_clocks(track, ("chase",))
        act.start_clock("chase", "referral.reminder_1", track)
    if move.code == "change_urgency":
        act.matter.urgency = (act.matter.urgency + 1) % 5
        act.reorder()


def _events(one: Matter) -> int:
    return Matter.objects.values_list("head_seq", flat=True).get(pk=one.pk)


def _assert_rules(one: Matter) -> None:
    one.refresh_from_db()
    assert list(faults(chain=chain_of(one.pk))) == []
    procedure = procedure_of(one.procedure, one.version)
    tracks = list(Track.objects.filter(matter=one))
    main = next(track for track in tracks if track.type == "main")
    assert one.state == main.state
    assert one.closed_at == main.closed_at
    open_file = Submission.objects.filter(matter=one, decided_at=None).first()
    assert (open_file is not None) == (main.state == "submitted")
    for track in tracks:
        state = procedure.track(track.type).state(track.state)
        assert track.final == state.final == (track.closed_at is not None)
        running = list(Clock.objects.filter(track=track, stopped_at=None))
        assert not (track.final and running), "the clocks of what is final have stopped"
        step = open_file.role if open_file else None
        waiting = waits(state, {other.type for other in tracks if not other.final}, timed=bool(running))
        queue = queue_of(matter=one, track=track, state=state, step_role=step, waiting=waiting)
        item = WorkItem.objects.filter(track=track).first()
        placed = (item.queue, item.priority, item.due_at, item.state, item.category) if item else None
        due = min((clock.due_at for clock in running), default=NEVER)
        assert placed == ((queue, one.urgency, due, track.state, one.category) if queue else None)
    _assert_clocks(one)


def _assert_clocks(one: Matter) -> None:
    for clock in Clock.objects.filter(matter=one):
        assert (clock.kept is None) == (clock.stopped_at is None)
        rests = Pause.objects.filter(clock=clock, to_date=None).count()
        assert rests == (clock.paused_on is not None)
        assert (clock.due_at == NEVER) == (clock.paused_on is not None)
