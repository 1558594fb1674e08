"""The procedures of this duty. The engine finds them here."""

from palat.duties.information.procedure.request import REQUEST_1

PROCEDURES = (REQUEST_1,)
