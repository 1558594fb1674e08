"""The tables of petitions, gathered here for Django; outside this folder they are imported from here."""

from palat.duties.petitions.models.catalogue import Category, Chain, Ground, Route
from palat.duties.petitions.models.contact import CallAttempt, Contact, StatusCheck
from palat.duties.petitions.models.drafting import Compilation, OpinionDraft
from palat.duties.petitions.models.groups import Coming, MassGroup, Representative, SituationReport
from palat.duties.petitions.models.hotline import (
    Duty,
    EmergencyNumber,
    Handover,
    HandoverItem,
    Knowledge,
    KnowledgeEdit,
    Shift,
)
from palat.duties.petitions.models.likeness import Campaign, CampaignPetition, LikenessKeys
from palat.duties.petitions.models.meetings import Meeting, Promise
from palat.duties.petitions.models.petition import Petition
from palat.duties.petitions.models.problems import Problem
from palat.duties.petitions.models.samples import Sample, SampledCase
from palat.duties.petitions.models.suggestions import Suggestion
from palat.duties.petitions.models.talks import Talk, TalkPicture
from palat.duties.petitions.models.visits import SiteVisit, Statement

__all__ = [
    "CallAttempt",
    "Campaign",
    "CampaignPetition",
    "Category",
    "Chain",
    "Coming",
    "Compilation",
    "Contact",
    "Duty",
    "EmergencyNumber",
    "Ground",
    "Handover",
    "HandoverItem",
    "Knowledge",
    "KnowledgeEdit",
    "LikenessKeys",
    "MassGroup",
    "Meeting",
    "OpinionDraft",
    "Petition",
    "Problem",
    "Promise",
    "Representative",
    "Route",
    "Sample",
    "SampledCase",
    "Shift",
    "SiteVisit",
    "SituationReport",
    "Statement",
    "StatusCheck",
    "Suggestion",
    "Talk",
    "TalkPicture",
]
