"""The tables of this duty."""

from palat.duties.decentralisation.models.lists import LoadedList
from palat.duties.decentralisation.models.local import LocalGovernment, LocalGovernmentType
from palat.duties.decentralisation.models.mission import Mission
from palat.duties.decentralisation.models.revenue import RevenueYear
from palat.duties.decentralisation.models.transfer import Cell, Transfer, TransferAct, TransferStep, TransferTally

__all__ = [
    "Cell",
    "LoadedList",
    "LocalGovernment",
    "LocalGovernmentType",
    "Mission",
    "RevenueYear",
    "Transfer",
    "TransferAct",
    "TransferStep",
    "TransferTally",
]
