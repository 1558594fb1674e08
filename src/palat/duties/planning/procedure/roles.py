"""Who acts on agreements: those who report, in the agency or the division, and those who review, in the planning unit.

The reviewers' unit holds the matter; a report's track lies with the agency or with the division, hence `house`.
"""

OFFICER, HEAD, DIRECTOR = "case_officer@house", "group_head@house", "director@house"
DEPUTY, HEAD_OF_OFFICE = "deputy_permanent_secretary@house", "permanent_secretary@house"
SYSTEM = "system@system"
TEAM = (OFFICER, HEAD, DIRECTOR)
SUPERVISORS = (HEAD, DIRECTOR)
APPROVERS = (DIRECTOR, DEPUTY, HEAD_OF_OFFICE)
DIVISION_REPORTERS = ("case_officer@unit", "legal_officer@unit", "group_head@unit", "director@unit")
DIVISION_LEADS = ("group_head@unit", "director@unit")
