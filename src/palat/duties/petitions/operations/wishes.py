"""How a petitioner wants to be told: chosen with the receipt code, at any time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from palat.duties.petitions.models import Petition
from palat.kernel.identities.operations import create_person
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import NotAuthorised, UnableToAct
from palat.kernel.notices.operations import wishes
from palat.kernel.notices.operations.wishes import UnableToChoose


@dataclass(frozen=True)
class Chosen:
    """What a petitioner chose, in clean values."""

    channel: str
    language: str
    address: str = ""
    old_address: str = ""


@transaction.atomic
def choose(*, matter_id: int, chosen: Chosen, by: Actor, at: datetime, line_user: str = "") -> None:
    """Keep how the petitioner of a matter wants to be told.

    Who named no way before may now do so: a person with that address alone is sealed, and no name is known of them.
    `line_user`: the LINE user who is writing, which LINE has proved.
    Raises: NotAuthorised for anyone but who proved the receipt code; UnableToAct.
    """
    if by.kind != "citizen" or by.matter_id != matter_id:
        raise NotAuthorised(_("เลือกได้เฉพาะผู้ที่มีรหัสเรื่อง"))
    petition = Petition.objects.select_for_update().get(pk=matter_id)
    if petition.person_id is None:
        petition.person_id = create_person(kind="natural", fields={}, at=at).pk
        petition.save(update_fields=["person"])
    proved = {"line_id": line_user} if line_user else {}
    try:
        wishes.choose(
            person_id=petition.person_id,
            channel=chosen.channel,
            language=chosen.language,
            address=chosen.address,
            old_address=chosen.old_address,
            proved=proved,
            at=at,
        )
    except UnableToChoose as refused:
        raise UnableToAct(str(refused)) from None
