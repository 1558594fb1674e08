"""Tables of this duty."""

from palat.duties.information.models.appeal import Appeal, CameraFile, Panelist, Ruling, Vote
from palat.duties.information.models.catalogue import Branch, ExemptionGround, Fee, PublicationClass
from palat.duties.information.models.complaint import Complaint
from palat.duties.information.models.dataset import Dataset, Resource, ResourceVersion
from palat.duties.information.models.looked import Looked
from palat.duties.information.models.procurement import ProcurementImport, ProcurementLine, ProcurementMonth
from palat.duties.information.models.publication import Publication, PublicationTask, Version
from palat.duties.information.models.request import Charge, Material, Part, Party, Request
from palat.duties.information.models.tribunal import Called, Feed, Hearing, Seat, Sitting
from palat.duties.information.models.yearly import CommitteeReturn, Consultation

__all__ = [
    "Appeal",
    "Branch",
    "Called",
    "CameraFile",
    "Charge",
    "CommitteeReturn",
    "Complaint",
    "Consultation",
    "Dataset",
    "ExemptionGround",
    "Fee",
    "Feed",
    "Hearing",
    "Looked",
    "Material",
    "Panelist",
    "Part",
    "Party",
    "ProcurementImport",
    "ProcurementLine",
    "ProcurementMonth",
    "Publication",
    "PublicationClass",
    "PublicationTask",
    "Request",
    "Resource",
    "ResourceVersion",
    "Ruling",
    "Seat",
    "Sitting",
    "Version",
    "Vote",
]
