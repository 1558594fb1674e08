"""The procedures of this duty. The engine finds them here."""

from palat.duties.information.procedure.appeal import APPEAL_1
from palat.duties.information.procedure.complaint import CHECK_1, COMPLAINT_1
from palat.duties.information.procedure.request import REQUEST_1

PROCEDURES = (REQUEST_1, COMPLAINT_1, CHECK_1, APPEAL_1)
