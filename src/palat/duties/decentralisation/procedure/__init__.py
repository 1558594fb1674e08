"""The procedures of this duty. The engine finds them here."""

from palat.duties.decentralisation.procedure.transfer import TRANSFER_1

PROCEDURES = (TRANSFER_1,)
