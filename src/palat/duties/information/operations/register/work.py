"""An act on an entry of the register: the entry, locked, who acts and by what; what is kept of it afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from palat.duties.information.models import Publication
from palat.duties.information.operations.publication_work import settle
from palat.duties.information.procedure.publication import PUBLIC_EVENTS
from palat.duties.information.queries.publications import chain_of
from palat.duties.information.queries.publishers import basis_of_approving, basis_of_keeping
from palat.kernel.history.operations import append
from palat.kernel.language.lexemes import entry as index_entry
from palat.kernel.language.terms import dictionary
from palat.kernel.matters.authority import Actor
from palat.kernel.matters.operations.acts import UnableToAct

INDEX = "UPDATE information_publication SET words = %s::tsvector WHERE id = %s"


@dataclass
class Work:
    """An act on an entry: the entry, locked, who acts and by what."""

    publication: Publication
    by: Actor
    basis: str
    at: datetime

    def record(self, kind: str, *, words: str = "", **facts: Any) -> None:
        """Append what was done to the history of the entry."""
        append(
            chain=chain_of(self.publication.pk),
            kind=kind,
            at=self.at,
            actor=self.by.ref,
            basis=self.basis,
            public=kind in PUBLIC_EVENTS,
            facts=facts,
            body={"words": words} if words else None,
        )

    def save(self) -> None:
        """Keep the entry as it now stands, its words for the search, and the work that it raises."""
        self.publication.changed_at = self.at
        self.publication.save()
        index(self.publication)
        settle(agency_id=self.publication.agency_id, class_code=self.publication.class_code, at=self.at)


@contextmanager
def working(*, publication_id: int, by: Actor, at: datetime, approving: bool = False) -> Iterator[Work]:
    """Lock an entry for an act of whoever may. Raises: UnableToAct."""
    with transaction.atomic():
        found = Publication.objects.select_for_update().filter(pk=publication_id).first()
        basis = "" if found is None else basis_of_approving(by) if approving else basis_of_keeping(by, found)
        if found is None or not basis:
            raise UnableToAct(_("คุณไม่มีหน้าที่ทำสิ่งนี้กับรายการเผยแพร่"))
        yield Work(found, by, basis, at)


def said_why(words: str) -> str:
    said = words.strip()
    if not said:
        raise UnableToAct(_("โปรดระบุเหตุผล"))
    return said


def index(publication: Publication) -> None:
    """Write the words by which an entry is found."""
    texts = [publication.title_th, publication.title_en, publication.keywords.replace("|", " ")]
    vector = index_entry(texts, (), (), dictionary()).vector
    with connection.cursor() as cursor:
        cursor.execute(INDEX, [vector, publication.pk])
