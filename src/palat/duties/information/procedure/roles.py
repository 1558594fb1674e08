"""Who acts on requests to the Office: roles, and how near each must be to the matter.

The officers of the information centre stand in for one another; an order that refuses is signed from the director up.
"""

OFFICER, HEAD, DIRECTOR = "case_officer@unit", "group_head@unit", "director@unit"
DEPUTY, HEAD_OF_OFFICE = "deputy_permanent_secretary@unit", "permanent_secretary@unit"
REQUESTER, SYSTEM = "citizen@self", "system@system"
PARTY_LINK = "third_party@agency"  # by the link to the party's own track
TEAM = (OFFICER, HEAD, DIRECTOR)
SUPERVISORS = (HEAD, DIRECTOR)
SIGNERS = (DIRECTOR, DEPUTY, HEAD_OF_OFFICE)
