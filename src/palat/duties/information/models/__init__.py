"""Tables of this duty."""

from palat.duties.information.models.catalogue import Branch, ExemptionGround, Fee, PublicationClass
from palat.duties.information.models.complaint import Complaint
from palat.duties.information.models.looked import Looked
from palat.duties.information.models.procurement import ProcurementImport, ProcurementLine, ProcurementMonth
from palat.duties.information.models.publication import Publication, PublicationTask, Version
from palat.duties.information.models.request import Charge, Material, Part, Party, Request

__all__ = [
    "Branch",
    "Charge",
    "Complaint",
    "ExemptionGround",
    "Fee",
    "Looked",
    "Material",
    "Part",
    "Party",
    "ProcurementImport",
    "ProcurementLine",
    "ProcurementMonth",
    "Publication",
    "PublicationClass",
    "PublicationTask",
    "Request",
    "Version",
]
