"""Who acts on petitions, groups and problems: roles, and how near each must be to the matter."""

from palat.kernel.organisation.agency_side import HANDS, SIDE

AGENT, CLERK, INTAKE, SHIFT = (
    "contact_centre_agent@office",
    "registry_clerk@office",
    "intake_officer@office",
    "shift_leader@office",
)
INTAKE_UNHELD = "intake_officer@unheld"  # at the door, until somebody holds the case
HOLDER, OFFICER, HEAD, LEGAL, DIRECTOR = (
    "case_officer@holder",
    "case_officer@unit",
    "group_head@unit",
    "legal_officer@unit",
    "director@unit",
)
LIAISON, DRAFTER = "agency_liaison@agency", "agency_drafter@in_hand"
ADVISER = "legal_officer@office"  # a legal officer gives an opinion on a case of whatever group
CITIZEN, SYSTEM = "citizen@self", "system@system"
SECRETARY = "decider_secretary@office"
REGISTRAR = "secret_registrar@office"  # posts the letters of classified registers, and opens no case
SUPERVISORS = (HEAD, DIRECTOR)
WORKERS = (HOLDER, HEAD, DIRECTOR)
TEAM = (HOLDER, OFFICER, HEAD, DIRECTOR)  # of groups and problems, whose officers stand in for one another
SCREENERS = (INTAKE, SHIFT, OFFICER, HEAD, DIRECTOR)
AGENCY_SIDE, AGENCY_HANDS = SIDE, HANDS
SIGNERS = (DIRECTOR, "deputy_permanent_secretary@office", "permanent_secretary@office")
