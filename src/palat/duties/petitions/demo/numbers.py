"""Register numbers of everything that was received, in the order in which it came."""

from palat.duties.petitions.demo.office import Office
from palat.kernel.matters.operations.numbering import number_matters

PROCEDURES = ("petition", "group_petition")


def fill(office: Office) -> None:
    """Give the numbers: what groups brought stands in the same register."""
    while number_matters(procedures=PROCEDURES, register="petition", at=office.now):
        pass
