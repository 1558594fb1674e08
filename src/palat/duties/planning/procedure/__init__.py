"""The procedures of this duty. The engine finds them here."""

from palat.duties.planning.procedure.agreement import AGREEMENT_1, DIVISION_1

PROCEDURES = (AGREEMENT_1, DIVISION_1)
