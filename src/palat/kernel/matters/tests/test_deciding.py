"""A duty gets a chain of deciders by one call: the smallest procedure with one, and what may be chosen."""

from palat.kernel.matters.deciding import ABOVE, ORDER, decision_moves, decision_states, order_track
from palat.kernel.matters.procedure import MAIN, Move, Procedure, State, TrackType, defects
from palat.kernel.matters.queries.decisions import MOVES

WORKERS, SUPERVISORS, AGENCIES = ("case_officer@holder",), ("director@unit",), ("agency_liaison@agency",)


def smallest(**chosen: tuple[str, ...]) -> Procedure:
    states = (State("compiling", "ร่าง"), *decision_states(), State("closed", "ยุติ", final=True))
    moves = (
        *decision_moves(proposers=WORKERS, frm=("compiling",), **chosen),  # type: ignore[arg-type]
        Move("close", "ยุติ", by=SUPERVISORS, frm=("compiling", "ordered"), to="closed"),
    )
    order = order_track(workers=WORKERS, supervisors=SUPERVISORS, agencies=AGENCIES)
    main = TrackType(MAIN, "เรื่อง", states, moves, initial="compiling")
    return Procedure("smallest", 1, "none", "เรื่อง", tracks=(main, order))


def test_chain_is_whole_by_itself() -> None:
    assert list(defects(smallest())) == []


def test_chain_has_every_move_that_the_page_of_a_file_offers() -> None:
    assert {move.code for move in smallest().main.moves} >= {"submit", *MOVES}


def test_nothing_of_the_chain_is_public_unless_told() -> None:
    assert {move.code for move in smallest().main.moves if move.public} == set()
    told = smallest(told=("submitted", "ordered"))
    assert {move.code for move in told.main.moves if move.public} == {"submit", "decide", "confirm_decision"}


def test_states_are_public_only_when_told() -> None:
    assert [state.public for state in decision_states()] == ["", ""]
    assert all(state.public for state in decision_states(told=True))


def test_matter_waits_for_its_orders_where_the_duty_says_so() -> None:
    assert [state.waits_for for state in decision_states(waits=True)] == ["", ORDER]
    assert [state.waits_for for state in decision_states()] == ["", ""]


def test_what_was_taken_down_is_confirmed_by_a_second_person_of_whatever_role() -> None:
    confirms = smallest(confirmers=("deputy_permanent_secretary@office",)).main.move("confirm_decision")
    assert confirms.by == ("decider_secretary@office", "deputy_permanent_secretary@office")
    assert confirms.not_by_maker_of == ("record_decision",)


def test_only_the_level_before_which_a_file_lies_rules_on_it() -> None:
    main = smallest().main
    assert {main.move(code).by for code in ("endorse", "return_draft", "decide")} == {("any@step",)}


def test_an_order_is_carried_out_by_agencies_and_verified_by_the_office() -> None:
    order = smallest().track(ORDER)
    assert {move.code: move.by for move in order.moves} == {
        "order_acknowledge": AGENCIES,
        "order_report": AGENCIES,
        "order_verify": WORKERS,
        "order_send_back": WORKERS,
        "order_chase": ("system@system", *WORKERS),
        "order_lift": (*SUPERVISORS, *ABOVE),
    }
