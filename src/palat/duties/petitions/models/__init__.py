"""The tables of petitions, gathered here for Django; outside this folder they are imported from here."""

from palat.duties.petitions.models.catalogue import Category, Chain, Ground
from palat.duties.petitions.models.contact import Contact
from palat.duties.petitions.models.petition import Petition

__all__ = ["Category", "Chain", "Contact", "Ground", "Petition"]
