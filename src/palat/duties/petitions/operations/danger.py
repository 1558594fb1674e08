"""Danger to life told later: the petition goes to the top of the queue, on its clock, until a person has looked."""

from palat.duties.petitions.procedure.words import LIFE
from palat.duties.petitions.reading import danger_to_life
from palat.kernel.matters.operations.acts import Act


def tells_of_danger(act: Act, text: str) -> bool:
    """Say whether a text speaks of danger to life, of a matter that is not on top already."""
    return act.matter.urgency > 0 and danger_to_life(text)


def put_on_top(act: Act) -> None:
    """Put a matter on top of every queue and start its clock, where it does not run yet."""
    act.matter.urgency = 0
    if LIFE not in {clock.code for clock in act.running}:
        act.start_clock(LIFE, "petition.life_at_risk", act.main)
    act.reorder()


def put_on_top_if_open(act: Act) -> None:
    """Put a matter on top of every queue; one that ended, or lies in another case, stays where it is."""
    if act.matter.urgency and act.matter.closed_at is None and act.matter.merged_into_id is None:
        put_on_top(act)


def take_from_top(act: Act, urgency: int) -> None:
    """Give a matter another urgency: whoever looked found no danger to life."""
    act.matter.urgency = urgency
    act.stop_clocks(act.main, (LIFE,))
    act.reorder()
