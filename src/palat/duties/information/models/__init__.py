"""Tables of this duty."""

from palat.duties.information.models.catalogue import Branch, ExemptionGround, Fee, PublicationClass
from palat.duties.information.models.request import Charge, Material, Part, Party, Request

__all__ = [
    "Branch",
    "Charge",
    "ExemptionGround",
    "Fee",
    "Material",
    "Part",
    "Party",
    "PublicationClass",
    "Request",
]
