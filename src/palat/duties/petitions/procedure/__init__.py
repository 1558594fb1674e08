"""The procedures of this duty: a petition, what a group brings, a recurring problem. The engine finds them here."""

from palat.duties.petitions.procedure.group import group_petition
from palat.duties.petitions.procedure.petition import ORDER_TRACK, PETITION_1
from palat.duties.petitions.procedure.problem import problem
from palat.duties.petitions.procedure.referral import REFERRAL_TRACK

PROCEDURES = (PETITION_1, group_petition(referral=REFERRAL_TRACK, order=ORDER_TRACK), problem(order=ORDER_TRACK))
